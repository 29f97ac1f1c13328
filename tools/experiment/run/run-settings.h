/* What the user asks of a walk: the keys of pgolens.ini, each of which is an option of `pgolens run` too.

   A file and a command line are read into settings of their own; what stands in both is as the command
   line says (pgl_walk_settings_override).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_RUN_SETTINGS_H
#define PGL_RUN_RUN_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "experiment/service/settings.h"
#include "base/parse-options.h"
#include "base/strbuf.h"

/* Texts are borrowed from the command line, or in OWNED; NULL and 0 are what was not given. */
struct pgl_walk_settings {
	/* [program] */
	const char *build, *compile_commands, *link, *source, *cc, *cxx, *plugin;
	const char *old, *new, *instrumented;
	uint64_t jobs;
	/* [train] */
	const char *train;
	/* [measure] */
	struct pgl_texts measure, metrics;
	uint64_t runs, seed;
	bool allows_different_output, allows_different_sources, is_aa;
	/* [service]: START makes it one */
	const char *start, *answers;
	uint64_t train_seconds;
	struct pgl_service_settings service;
	/* [attribute] */
	const char *attribute; /* a word of pgl_walk_attribute_words */
	struct pgl_texts attribute_metrics;
	uint64_t budget;
	/* [output] */
	const char *folder, *work, *title;
	/* What a file gave. */
	char **owned;
	size_t n_owned, owned_room;
};

/* The folders, unless others were given. */
#define PGL_WALK_WORK "pgolens-work"
#define PGL_WALK_FOLDER "pgolens-out"

extern const char *const pgl_walk_attribute_words[]; /* "no", "yes", "sites" */

enum pgl_walk_key_kind {
	PGL_KEY_TEXT,
	PGL_KEY_PATH,	/* a text; if it is relative, it begins where the file is */
	PGL_KEY_WORD,	/* a text, one of WORDS */
	PGL_KEY_LIST,	/* struct pgl_texts: the key may stand there several times */
	PGL_KEY_WORDS,	/* struct pgl_texts: several of WORDS, with blanks or commas between */
	PGL_KEY_NUMBER, /* uint64_t, above 0 */
	PGL_KEY_FLAG	/* bool: yes or no */
};

struct pgl_walk_key {
	const char *section, *name;
	enum pgl_walk_key_kind kind;
	size_t offset; /* of the value in the settings */
	const char *const *words;
};

/* All keys; the last one has no name. */
extern const struct pgl_walk_key pgl_walk_keys[];

/* Reads the file at PATH. 0, or -1 with MESSAGE set to one sentence that begins with PATH:LINE. To be
   released in either case. */
int pgl_walk_settings_read(struct pgl_walk_settings *settings, const char *path,
			   struct pgl_strbuf *message);
void pgl_walk_settings_release(struct pgl_walk_settings *settings);
/* Folders that were not given are where FILE is. */
void pgl_walk_settings_place(struct pgl_walk_settings *settings, const char *file);
/* Are the words of KEY such as it takes? Those of a file are. 0, or -1 with MESSAGE set. */
int pgl_walk_settings_check(const struct pgl_walk_settings *settings,
			    const struct pgl_walk_key *key, struct pgl_strbuf *message);
/* What GIVEN has takes the place of what SETTINGS have; GIVEN must outlive them. */
void pgl_walk_settings_override(struct pgl_walk_settings *settings,
				const struct pgl_walk_settings *given);
/* Takes TEXT as the value of KEY into SETTINGS; FOLDER (NULL: none) is where relative paths begin. 0, or -1
   with MESSAGE set: it is no value of this key. */
int pgl_walk_settings_set(struct pgl_walk_settings *settings, const struct pgl_walk_key *key,
			  const char *text, const char *folder, struct pgl_strbuf *message);

#endif
