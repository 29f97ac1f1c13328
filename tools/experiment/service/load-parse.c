/* See load-parse.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/load-parse.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define OUR_WORD "pgolens-load"

const char *const pgl_percentile_words[] = {"p50", "p90", "p99", "p99.9", NULL};

/* --- the line of our own --- */

/* The last line of TEXT that begins with our word; NULL: none. */
static const char *our_line(const char *text)
{
	const char *found = NULL;

	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncmp(line, OUR_WORD, strlen(OUR_WORD)) &&
		    isspace((unsigned char)line[strlen(OUR_WORD)]))
			found = line + strlen(OUR_WORD);
	}
	return found;
}

/* The value of KEY in LINE. False: it is not there, or is no number of at least 0. */
static bool find_value(const char *line, const char *key, double *ret)
{
	size_t length = strlen(key);

	for (const char *at = line; *at && *at != '\n';) {
		size_t word;

		at += strspn(at, " \t\r");
		word = strcspn(at, " \t\r\n");
		if (word > length && !strncmp(at, key, length) && at[length] == '=') {
			char *end;
			double value = strtod(at + length + 1, &end);

			if (end == at + length + 1 || end != at + word || !isfinite(value) ||
			    value < 0)
				return false;
			*ret = value;
			return true;
		}
		at += word;
	}
	return false;
}

static int parse_ours(struct pgl_load_numbers *numbers, const char *line,
		      struct pgl_strbuf *message)
{
	static const char *const wanted[] = {"requests", "failed", "seconds"};
	double value[3];

	for (int i = 0; i < 3; i++)
		if (!find_value(line, wanted[i], &value[i])) {
			pgl_strbuf_addf(message,
					"the load command's line '" OUR_WORD
					"' has no '%s=' with a number",
					wanted[i]);
			return -1;
		}
	*numbers = (struct pgl_load_numbers){(uint64_t)value[0], (uint64_t)value[1], value[2], {0}};
	for (int i = 0; i < PGL_PERCENTILES; i++)
		if (!find_value(line, pgl_percentile_words[i], &numbers->latency[i]))
			numbers->latency[i] = NAN;
	return 0;
}

/* --- what wrk prints --- */

/* "1.23ms" in seconds; NAN: no such thing. */
static double read_time(const char *text)
{
	static const struct {
		const char *unit;
		double seconds;
	} units[] = {{"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600}};
	char *end;
	double number = strtod(text, &end);
	size_t length = strcspn(end, " \t\r\n,");

	for (size_t i = 0; i < sizeof units / sizeof *units && end > text; i++)
		if (length == strlen(units[i].unit) && !strncmp(end, units[i].unit, length))
			return number * units[i].seconds;
	return NAN;
}

static void read_percentile(struct pgl_load_numbers *numbers, const char *line)
{
	static const double shares[] = {50, 90, 99, 99.9};
	char *end;
	double share = strtod(line, &end);

	for (int i = 0; i < PGL_PERCENTILES && end > line && *end == '%'; i++)
		if (fabs(share - shares[i]) < 1e-6) {
			end++;
			numbers->latency[i] = read_time(end + strspn(end, " \t"));
		}
}

static int parse_wrk(struct pgl_load_numbers *numbers, const char *text, struct pgl_strbuf *message)
{
	unsigned long long requests = 0, errors[4], status;
	bool has_requests = false;
	int end;

	*numbers = (struct pgl_load_numbers){0, 0, NAN, {NAN, NAN, NAN, NAN}};
	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		line += strspn(line, " \t");
		end = 0;
		if (sscanf(line, "%llu requests in %n", &requests, &end) == 1 && end) {
			numbers->requests = requests;
			numbers->seconds = read_time(line + end);
			has_requests = true;
		} else if (sscanf(line,
				  "Socket errors: connect %llu, read %llu, write %llu, timeout "
				  "%llu",
				  &errors[0], &errors[1], &errors[2], &errors[3]) == 4) {
			for (int i = 0; i < 4; i++)
				numbers->failed += errors[i];
		} else if (sscanf(line, "Non-2xx or 3xx responses: %llu", &status) == 1) {
			numbers->failed += status;
		} else {
			read_percentile(numbers, line);
		}
	}
	if (has_requests)
		return 0;
	pgl_strbuf_add(message, "the load command printed no numbers: neither a line "
				"'" OUR_WORD " requests=N failed=N seconds=N' nor what wrk prints");
	return -1;
}

int pgl_load_parse(struct pgl_load_numbers *numbers, const char *text, struct pgl_strbuf *message)
{
	const char *line = our_line(text);

	if (line ? parse_ours(numbers, line, message) : parse_wrk(numbers, text, message))
		return -1;
	if (numbers->seconds > 0)
		return 0;
	pgl_strbuf_add(message, "the load command does not say how many seconds it took");
	return -1;
}
