/* The keys, and what values they take. See walk-settings.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/run-settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/variants/measure.h"
#include "base/words.h"
#include "base/xalloc.h"

#include "base/banned.h"

const char *const pgl_walk_attribute_words[] = {"no", "yes", "sites", NULL};

#define KEY(section, name, kind, member, words)                                                    \
	{                                                                                          \
		section, name, kind, offsetof(struct pgl_walk_settings, member), words             \
	}

const struct pgl_walk_key pgl_walk_keys[] = {
	KEY("program", "build", PGL_KEY_TEXT, build, NULL),
	KEY("program", "compile-commands", PGL_KEY_PATH, compile_commands, NULL),
	KEY("program", "link", PGL_KEY_TEXT, link, NULL),
	KEY("program", "source", PGL_KEY_PATH, source, NULL),
	KEY("program", "cc", PGL_KEY_TEXT, cc, NULL),
	KEY("program", "cxx", PGL_KEY_TEXT, cxx, NULL),
	KEY("program", "plugin", PGL_KEY_PATH, plugin, NULL),
	KEY("program", "old", PGL_KEY_TEXT, old, NULL),
	KEY("program", "new", PGL_KEY_TEXT, new, NULL),
	KEY("program", "instrumented", PGL_KEY_TEXT, instrumented, NULL),
	KEY("program", "allow-different-sources", PGL_KEY_FLAG, allows_different_sources, NULL),
	KEY("program", "jobs", PGL_KEY_NUMBER, jobs, NULL),
	KEY("train", "command", PGL_KEY_TEXT, train, NULL),
	KEY("measure", "command", PGL_KEY_LIST, measure, NULL),
	KEY("measure", "metric", PGL_KEY_WORDS, metrics, pgl_metric_words),
	KEY("measure", "runs", PGL_KEY_NUMBER, runs, NULL),
	KEY("measure", "seed", PGL_KEY_NUMBER, seed, NULL),
	KEY("measure", "allow-different-output", PGL_KEY_FLAG, allows_different_output, NULL),
	KEY("measure", "aa", PGL_KEY_FLAG, is_aa, NULL),
	KEY("service", "start", PGL_KEY_TEXT, start, NULL),
	KEY("service", "url", PGL_KEY_TEXT, service.url, NULL),
	KEY("service", "ready", PGL_KEY_TEXT, service.ready, NULL),
	KEY("service", "start-within", PGL_KEY_NUMBER, service.start_within, NULL),
	KEY("service", "stop", PGL_KEY_TEXT, service.stop, NULL),
	KEY("service", "stop-within", PGL_KEY_NUMBER, service.stop_within, NULL),
	KEY("service", "dump", PGL_KEY_TEXT, service.dump, NULL),
	KEY("service", "dumps", PGL_KEY_NUMBER, service.dumps, NULL),
	KEY("service", "answers", PGL_KEY_TEXT, answers, NULL),
	KEY("service", "load", PGL_KEY_TEXT, service.load, NULL),
	KEY("service", "script", PGL_KEY_PATH, service.script, NULL),
	KEY("service", "connections", PGL_KEY_NUMBER, service.connections, NULL),
	KEY("service", "threads", PGL_KEY_NUMBER, service.threads, NULL),
	KEY("service", "seconds", PGL_KEY_NUMBER, service.seconds, NULL),
	KEY("service", "rate", PGL_KEY_NUMBER, service.rate, NULL),
	KEY("service", "warm-up", PGL_KEY_NUMBER, service.warm_up, NULL),
	KEY("service", "train-seconds", PGL_KEY_NUMBER, train_seconds, NULL),
	KEY("attribute", "attribute", PGL_KEY_WORD, attribute, pgl_walk_attribute_words),
	KEY("attribute", "metric", PGL_KEY_WORDS, attribute_metrics, pgl_metric_words),
	KEY("attribute", "budget", PGL_KEY_NUMBER, budget, NULL),
	KEY("saves", "cores", PGL_KEY_TEXT, service.cores, NULL),
	KEY("saves", "core-hour", PGL_KEY_TEXT, service.core_hour, NULL),
	KEY("output", "folder", PGL_KEY_PATH, folder, NULL),
	KEY("output", "work", PGL_KEY_PATH, work, NULL),
	KEY("output", "title", PGL_KEY_TEXT, title, NULL),
	{.name = NULL},
};

static void *value_of(const struct pgl_walk_settings *settings, const struct pgl_walk_key *key)
{
	return (char *)settings + key->offset;
}

/* A copy of the LENGTH bytes at TEXT that lives as long as SETTINGS. */
static const char *own(struct pgl_walk_settings *settings, const char *text, size_t length)
{
	PGL_GROW(settings->owned, settings->n_owned, settings->owned_room);
	settings->owned[settings->n_owned] = pgl_xasprintf("%.*s", (int)length, text);
	return settings->owned[settings->n_owned++];
}

static void add_text(struct pgl_texts *texts, const char *text)
{
	PGL_GROW(texts->item, texts->n, texts->room);
	texts->item[texts->n++] = text;
}

static int check_word(const struct pgl_walk_key *key, const char *word, struct pgl_strbuf *message)
{
	struct pgl_nearest nearest = {.word = NULL};

	for (size_t i = 0; key->words[i]; i++) {
		if (!strcmp(key->words[i], word))
			return 0;
		pgl_nearest_offer(&nearest, word, key->words[i]);
	}
	/* Both times together. */
	if (key->words == pgl_metric_words && !strcmp(word, "time"))
		return 0;
	pgl_strbuf_addf(message, "'%s' is no value of '%s'", word, key->name);
	if (nearest.word) {
		pgl_strbuf_addf(message, "; did you mean '%s'?", nearest.word);
		return -1;
	}
	pgl_strbuf_add(message, ", which is one of");
	for (size_t i = 0; key->words[i]; i++)
		pgl_strbuf_addf(message, "%s %s", i ? "," : "", key->words[i]);
	return -1;
}

static int add_words(struct pgl_walk_settings *settings, const struct pgl_walk_key *key,
		     const char *text, struct pgl_strbuf *message)
{
	struct pgl_texts *texts = value_of(settings, key);

	for (text += strspn(text, ", \t\n"); *text; text += strspn(text, ", \t\n")) {
		size_t length = strcspn(text, ", \t\n");
		const char *word = own(settings, text, length);

		if (check_word(key, word, message))
			return -1;
		add_text(texts, word);
		text += length;
	}
	return 0;
}

static int set_number(uint64_t *value, const struct pgl_walk_key *key, const char *text,
		      struct pgl_strbuf *message)
{
	char *end;

	errno = 0;
	*value = strtoull(text, &end, 10);
	if (isdigit((unsigned char)*text) && !*end && !errno && *value)
		return 0;
	pgl_strbuf_addf(message, "'%s' is no value of '%s', which is a number above 0", text,
			key->name);
	return -1;
}

static int set_flag(bool *value, const struct pgl_walk_key *key, const char *text,
		    struct pgl_strbuf *message)
{
	*value = !strcmp(text, "yes");
	if (*value || !strcmp(text, "no"))
		return 0;
	pgl_strbuf_addf(message, "'%s' is no value of '%s', which is yes or no", text, key->name);
	return -1;
}

static const char *below(struct pgl_walk_settings *settings, const char *folder, const char *text)
{
	if (!folder || *text == '/')
		return own(settings, text, strlen(text));
	char *path = pgl_xasprintf("%s/%s", folder, text);
	const char *owned = own(settings, path, strlen(path));

	free(path);
	return owned;
}

int pgl_walk_settings_set(struct pgl_walk_settings *settings, const struct pgl_walk_key *key,
			  const char *text, const char *folder, struct pgl_strbuf *message)
{
	void *value = value_of(settings, key);

	if (!*text) {
		pgl_strbuf_addf(message, "'%s' has no value", key->name);
		return -1;
	}
	switch (key->kind) {
	case PGL_KEY_TEXT: *(const char **)value = own(settings, text, strlen(text)); return 0;
	case PGL_KEY_PATH: *(const char **)value = below(settings, folder, text); return 0;
	case PGL_KEY_WORD:
		*(const char **)value = own(settings, text, strlen(text));
		return check_word(key, text, message);
	case PGL_KEY_LIST: add_text(value, own(settings, text, strlen(text))); return 0;
	case PGL_KEY_WORDS: return add_words(settings, key, text, message);
	case PGL_KEY_NUMBER: return set_number(value, key, text, message);
	case PGL_KEY_FLAG: return set_flag(value, key, text, message);
	}
	return -1;
}

void pgl_walk_settings_place(struct pgl_walk_settings *settings, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *folder = slash ? pgl_xasprintf("%.*s", (int)(slash - file + (slash == file)), file)
			     : pgl_xstrdup(".");

	if (!settings->source)
		settings->source = own(settings, folder, strlen(folder));
	if (!settings->work)
		settings->work = below(settings, folder, PGL_WALK_WORK);
	if (!settings->folder)
		settings->folder = below(settings, folder, PGL_WALK_FOLDER);
	free(folder);
}

int pgl_walk_settings_check(const struct pgl_walk_settings *settings,
			    const struct pgl_walk_key *key, struct pgl_strbuf *message)
{
	const void *value = value_of(settings, key);
	const struct pgl_texts *texts = value;

	if (key->kind == PGL_KEY_WORD && *(const char *const *)value)
		return check_word(key, *(const char *const *)value, message);
	for (size_t i = 0; key->kind == PGL_KEY_WORDS && i < texts->n; i++)
		if (check_word(key, texts->item[i], message))
			return -1;
	return 0;
}

static void override_list(struct pgl_texts *texts, const struct pgl_texts *given)
{
	if (!given->n)
		return;
	texts->n = 0;
	for (size_t i = 0; i < given->n; i++)
		add_text(texts, given->item[i]);
}

void pgl_walk_settings_override(struct pgl_walk_settings *settings,
				const struct pgl_walk_settings *given)
{
	for (const struct pgl_walk_key *key = pgl_walk_keys; key->name; key++) {
		void *value = value_of(settings, key), *other = value_of(given, key);

		switch (key->kind) {
		case PGL_KEY_TEXT:
		case PGL_KEY_PATH:
		case PGL_KEY_WORD:
			if (*(const char **)other)
				*(const char **)value = *(const char **)other;
			break;
		case PGL_KEY_LIST:
		case PGL_KEY_WORDS: override_list(value, other); break;
		case PGL_KEY_NUMBER:
			if (*(uint64_t *)other)
				*(uint64_t *)value = *(uint64_t *)other;
			break;
		case PGL_KEY_FLAG: *(bool *)value |= *(bool *)other; break;
		}
	}
}

void pgl_walk_settings_release(struct pgl_walk_settings *settings)
{
	for (const struct pgl_walk_key *key = pgl_walk_keys; key->name; key++)
		if (key->kind == PGL_KEY_LIST || key->kind == PGL_KEY_WORDS)
			free(((struct pgl_texts *)value_of(settings, key))->item);
	for (size_t i = 0; i < settings->n_owned; i++)
		free(settings->owned[i]);
	free(settings->owned);
	*settings = (struct pgl_walk_settings){.owned = NULL};
}
