/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Input generator of the expat workload: writes a catalogue of at least BYTES bytes as XML with
 * namespaces, attributes, entities, CDATA, comments, and text beyond ASCII.  SEED decides all.
 *
 * usage: generate SEED BYTES
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state;
static long written;

static unsigned below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 33) % n);
}

__attribute__((format(printf, 1, 2)))
static void put(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	written += vprintf(format, arguments);
	va_end(arguments);
}

static const char *word(void)
{
	static const char *const words[] = {
		"river", "stone", "the", "of", "and", "harbour", "lantern", "quiet", "market", "a",
		"winter", "copper", "glass", "bridge", "letter", "orchard", "in", "under", "paper",
		"caf\xc3\xa9", "stra\xc3\x9f" "e", "\xe6\x9d\xb1\xe4\xba\xac", "na\xc3\xafve",
	};

	return words[below(sizeof(words) / sizeof(*words))];
}

static void sentence(unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		put(i ? " %s" : "%s", word());
		if (below(40) == 0)
			put(" &amp; &lt;%u&gt; &#x%x;", below(1000), 0x41 + below(26));
	}
}

static void item(unsigned id)
{
	put("  <item id=\"i%u\" lang='%s' price=\"%u.%02u\"", id, below(3) ? "en" : "de",
	    below(200), below(100));
	for (unsigned i = below(3); i > 0; i--)
		put(" x:tag%u=\"%s %s\"", i, word(), word());
	put(">\n    <title>");
	sentence(2 + below(5));
	put("</title>\n    <x:stock count=\"%u\"/>\n", below(500));
	for (unsigned i = 1 + below(3); i > 0; i--) {
		put("    <para kind=\"%s\">", word());
		sentence(5 + below(30));
		if (below(4) == 0) {
			put("<em>");
			sentence(2);
			put("</em>");
		}
		put("</para>\n");
	}
	if (below(15) == 0)
		put("    <!-- %s %s -->\n", word(), word());
	if (below(10) == 0)
		put("    <code><![CDATA[if (a < b && b > %u) return;]]></code>\n", below(99));
	put("  </item>\n");
}

int main(int argc, char **argv)
{
	long bytes = argc == 3 ? strtol(argv[2], NULL, 10) : 0;

	if (bytes <= 0) {
		fprintf(stderr, "usage: generate SEED BYTES\n");
		return 2;
	}
	state = strtoull(argv[1], NULL, 10) * UINT64_C(0x9e3779b97f4a7c15) + 1;
	put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<!DOCTYPE catalogue [ <!ENTITY house \"Example &amp; Sons\"> ]>\n"
	    "<catalogue xmlns=\"urn:example:catalogue\" xmlns:x=\"urn:example:extra\">\n");
	for (unsigned id = 0; written < bytes; id++)
		item(id);
	put("  <note>&house;</note>\n</catalogue>\n");
	return fflush(stdout) || ferror(stdout);
}
