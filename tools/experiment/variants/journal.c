/* See journal.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/json-write.h"
#include "base/strbuf.h"

static void add_time(struct pgl_json *json)
{
	time_t now = time(NULL);
	struct tm broken;
	char text[32] = "";

	if (gmtime_r(&now, &broken))
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &broken);
	pgl_json_text(json, "time", text);
}

/* Adds the words of PREFIX, each followed by a blank. */
static void add_words(struct pgl_strbuf *text, const char *const *prefix)
{
	for (size_t i = 0; prefix && prefix[i]; i++)
		pgl_strbuf_addf(text, "%s ", prefix[i]);
}

static void add_prefix(struct pgl_json *json, const char *const *prefix)
{
	PGL_AUTO_STRBUF words = PGL_STRBUF_INIT;

	add_words(&words, prefix);
	pgl_strbuf_truncate(&words, words.length ? words.length - 1 : 0);
	pgl_json_text(json, "with", prefix ? words.text : NULL);
}

static void add_result(struct pgl_json *json, const struct pgl_shell_result *result)
{
	if (WIFSIGNALED(result->status)) {
		pgl_json_null(json, "status");
		pgl_json_signed(json, "signal", WTERMSIG(result->status));
	} else {
		pgl_json_signed(json, "status", WEXITSTATUS(result->status));
		pgl_json_null(json, "signal");
	}
	pgl_json_real(json, "seconds", result->wall);
}

static void append(const char *path, const char *text, size_t length)
{
	int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);

	if (file < 0)
		return;
	/* In one piece: other jobs write to it at the same time. */
	if (write(file, text, length) < 0)
		errno = 0;
	close(file);
}

/* RESULT is NULL when the command begins. */
static void note(const struct pgl_journal *journal, const struct pgl_journal_entry *entry,
		 const struct pgl_shell_result *result)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	struct pgl_json json;

	if (!out)
		return;
	pgl_json_init(&json, out, 0);
	pgl_json_object(&json, NULL);
	add_time(&json);
	pgl_json_text(&json, "event", result ? "end" : "begin");
	pgl_json_text(&json, "step", entry->step);
	pgl_json_text(&json, "variant", entry->variant);
	pgl_json_text(&json, "command", entry->command);
	add_prefix(&json, entry->prefix);
	pgl_json_text(&json, "folder", entry->folder);
	pgl_json_text(&json, "output", entry->output);
	if (result)
		add_result(&json, result);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
	if (!fclose(out))
		append(journal->path, text, length);
	free(text);
}

static void tell(const struct pgl_journal_entry *entry)
{
	PGL_AUTO_STRBUF words = PGL_STRBUF_INIT;

	/* Clear the progress line. */
	if (isatty(STDERR_FILENO))
		pgl_strbuf_add(&words, "\r\033[K");
	pgl_strbuf_addf(&words, "%s %s: ", entry->step, entry->variant);
	add_words(&words, entry->prefix);
	pgl_strbuf_addf(&words, "%s\n", entry->command);
	if (write(STDERR_FILENO, words.text, words.length) < 0)
		errno = 0;
}

void pgl_journal_begin(const struct pgl_journal *journal, const struct pgl_journal_entry *entry)
{
	if (journal && journal->is_verbose)
		tell(entry);
	if (journal && journal->path)
		note(journal, entry, NULL);
}

void pgl_journal_end(const struct pgl_journal *journal, const struct pgl_journal_entry *entry,
		     const struct pgl_shell_result *result)
{
	if (journal && journal->path)
		note(journal, entry, result);
}

int pgl_journal_run(const struct pgl_journal *journal, const struct pgl_journal_entry *entry,
		    struct pgl_shell_result *ret, struct pgl_error *error)
{
	pgl_journal_begin(journal, entry);
	if (pgl_shell_run(entry->command, entry->prefix, entry->output, ret, error))
		return -1;
	pgl_journal_end(journal, entry, ret);
	return 0;
}
