/* See load.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/load.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/xalloc.h"

/* Lua for wrk. A schedule needs a clock finer than Lua's. */
static const char pace[] =
	"local ffi = require('ffi')\n"
	"ffi.cdef[[typedef struct { long s, ns; } pgolens_time;\n"
	"int clock_gettime(int clock, pgolens_time *time);]]\n"
	"local time, due = ffi.new('pgolens_time[1]'), nil\n"
	"function delay()\n"
	"	ffi.C.clock_gettime(1, time)\n"
	"	local now = tonumber(time[0].s) * 1e3 + tonumber(time[0].ns) / 1e6\n"
	"	due = (due or now) + period\n"
	"	return math.max(0, due - now)\n"
	"end\n";
static const char tell[] =
	"local theirs = done\n"
	"function done(summary, latency, requests)\n"
	"	if theirs then theirs(summary, latency, requests) end\n"
	"	local errors = summary.errors\n"
	"	io.write(string.format('\\npgolens-load requests=%d failed=%d seconds=%.6f '\n"
	"		.. 'p50=%.6f p90=%.6f p99=%.6f p99.9=%.6f\\n', summary.requests,\n"
	"		errors.connect + errors.read + errors.write + errors.status + "
	"errors.timeout,\n"
	"		summary.duration / 1e6, latency:percentile(50) / 1e6, "
	"latency:percentile(90) / 1e6,\n"
	"		latency:percentile(99) / 1e6, latency:percentile(99.9) / 1e6))\n"
	"end\n";

static void add_lua_text(struct pgl_strbuf *text, const char *word)
{
	pgl_strbuf_add_char(text, '"');
	for (; *word; word++)
		pgl_strbuf_addf(text, "\\%03u", (unsigned char)*word);
	pgl_strbuf_add_char(text, '"');
}

/* A file with the script for wrk; -1 with errno set if it cannot be made. */
static int write_script(const struct pgl_load_options *options, double rate)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	int file = memfd_create("wrk.lua", MFD_CLOEXEC);

	if (options->script) {
		pgl_strbuf_add(&text, "dofile(");
		add_lua_text(&text, options->script);
		pgl_strbuf_add(&text, ")\n");
	}
	if (rate > 0)
		pgl_strbuf_addf(&text, "local period = %.9g\n%s",
				1000 * (double)options->threads / rate, pace);
	pgl_strbuf_add(&text, tell);
	if (file >= 0 && write(file, text.text, text.length) != (ssize_t)text.length) {
		close(file);
		file = -1;
	}
	return file;
}

static void put(const char *name, uint64_t value)
{
	PGL_AUTOFREE char *text = pgl_xasprintf("%" PRIu64, value);

	setenv(name, text, 1);
}

static void set_environment(const struct pgl_load_options *options, const char *url,
			    uint64_t seconds, double rate)
{
	PGL_AUTOFREE char *text = pgl_xasprintf("%.9g", rate);

	setenv("URL", url, 1);
	setenv("RATE", rate > 0 ? text : "", 1);
	put("LOAD_SECONDS", seconds);
	put("CONNECTIONS", options->connections);
	put("THREADS", options->threads);
}

int pgl_load_start(struct pgl_load *load, const struct pgl_load_options *options, const char *url,
		   uint64_t seconds, double rate, struct pgl_error *error)
{
	PGL_AUTO_STRBUF command = PGL_STRBUF_INIT;

	*load = (struct pgl_load){.process = PGL_SUPERVISED_NONE, .script = -1};
	set_environment(options, url, seconds, rate);
	if (options->command) {
		pgl_strbuf_add(&command, options->command);
	} else {
		load->script = write_script(options, rate);
		if (load->script < 0)
			return pgl_error_set(error, "cannot write a script for wrk: %s",
					     strerror(errno));
		pgl_strbuf_addf(&command,
				"exec wrk -t %" PRIu64 " -c %" PRIu64 " -d %" PRIu64
				"s --latency -s /dev/fd/%d ",
				options->threads, options->connections, seconds, load->script);
		pgl_add_shell_word(&command, url);
	}
	return pgl_supervised_start(&load->process, command.text, options->folder, load->script,
				    error);
}

int pgl_load_numbers_of(const struct pgl_load *load, const struct pgl_load_options *options,
			struct pgl_load_numbers *ret, struct pgl_error *error)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	int status = load->process.status;

	if (!options->command && WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return pgl_error_set(error,
				     "wrk is not installed (Debian's package wrk); --load names "
				     "another command");
	if (status)
		return pgl_supervised_ended(&load->process, "the load command", "", error);
	pgl_supervised_add_log(&load->process, &text);
	return pgl_load_parse(ret, text.text, error);
}

void pgl_load_release(struct pgl_load *load)
{
	pgl_supervised_release(&load->process);
	if (load->script >= 0)
		close(load->script);
	load->script = -1;
}

#define OUR_WORD "pgolens-load"

const char *const pgl_percentile_words[] = {"p50", "p90", "p99", "p99.9", NULL};

/* Our own line -------------------------------------------------------------------------------- */

/* The last line of TEXT that begins with OUR_WORD, after it; or NULL. */
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

/* Sets *RET to the value of KEY in LINE. False: it is missing, or not a number of at least 0. */
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

static int parse_ours(struct pgl_load_numbers *numbers, const char *line, struct pgl_error *error)
{
	static const char *const wanted[] = {"requests", "failed", "seconds"};
	double value[3];

	for (int i = 0; i < 3; i++)
		if (!find_value(line, wanted[i], &value[i]))
			return pgl_error_set(error,
					     "the load command's line '" OUR_WORD
					     "' has no '%s=' with a number",
					     wanted[i]);
	*numbers = (struct pgl_load_numbers){(uint64_t)value[0], (uint64_t)value[1], value[2], {0}};
	for (int i = 0; i < PGL_PERCENTILES; i++)
		if (!find_value(line, pgl_percentile_words[i], &numbers->latency[i]))
			numbers->latency[i] = NAN;
	return 0;
}

/* The output of wrk --------------------------------------------------------------------------- */

/* "1.23ms" in seconds; NAN: TEXT is not a time. */
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

static int parse_wrk(struct pgl_load_numbers *numbers, const char *text, struct pgl_error *error)
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
	return pgl_error_set(error,
			     "the load command printed no numbers: neither a line "
			     "'" OUR_WORD " requests=N failed=N seconds=N' nor what wrk prints");
}

int pgl_load_parse(struct pgl_load_numbers *numbers, const char *text, struct pgl_error *error)
{
	const char *line = our_line(text);

	if (line ? parse_ours(numbers, line, error) : parse_wrk(numbers, text, error))
		return -1;
	if (numbers->seconds > 0)
		return 0;
	return pgl_error_set(error, "the load command does not say how many seconds it took");
}
