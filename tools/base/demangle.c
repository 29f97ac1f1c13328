/* See demangle.h. The demangler is the C++ runtime's own, that of GCC.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/demangle.h"

#include <setjmp.h>
#include <stddef.h>
#include <string.h>

/* A symbol of a few hundred bytes can stand for more text than any memory holds. */
enum { LONGEST_SYMBOL = 1 << 14, LONGEST_TEXT = 1 << 18 };

/* Part of libsupc++, beside __cxa_demangle(): passes the text to TAKE piece by piece and allocates only on the
   stack, so TAKE may jump out. Returns nonzero if SYMBOL is not a mangled name. */
int __gcclibcxx_demangle_callback(const char *symbol,
				  void (*take)(const char *text, size_t length, void *context),
				  void *context);

struct taking {
	struct pgl_strbuf *text;
	jmp_buf too_long;
};

static void take(const char *text, size_t length, void *context)
{
	struct taking *taking = context;

	if (length > LONGEST_TEXT - taking->text->length)
		longjmp(taking->too_long, 1);
	pgl_strbuf_add_n(taking->text, text, length);
}

bool pgl_demangle(const char *symbol, struct pgl_strbuf *text)
{
	struct taking taking = {.text = text};

	pgl_strbuf_reset(text);
	if (strncmp(symbol, "_Z", 2) != 0 || strlen(symbol) > LONGEST_SYMBOL)
		return false;
	if (!setjmp(taking.too_long) && !__gcclibcxx_demangle_callback(symbol, take, &taking))
		return true;
	pgl_strbuf_reset(text);
	return false;
}

void pgl_add_symbol(struct pgl_strbuf *text, const char *symbol)
{
	struct pgl_strbuf name = PGL_STRBUF_INIT;

	pgl_strbuf_add(text, pgl_demangle(symbol, &name) ? name.text : symbol);
	pgl_strbuf_release(&name);
}
