/* The settings of a run: the keys of pgolens.ini, each of which is also an option of `pgolens run`.

   A file and a command line are read into separate settings; the command line wins (pgl_run_settings_override).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_RUN_SETTINGS_H
#define PGL_RUN_RUN_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "experiment/service/settings.h"
#include "base/parse-options.h"
#include "base/strbuf.h"

/* Texts are borrowed from the command line or OWNED; NULL and 0 stand for defaults. */
struct pgl_run_settings {
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
	/* [service], if START is given */
	const char *start, *answers;
	uint64_t train_seconds;
	struct pgl_service_settings service;
	/* [attribute] */
	const char *attribute; /* "no", "yes" or "sites" */
	struct pgl_texts attribute_metrics;
	uint64_t budget;
	/* [output] */
	const char *folder, *work, *title;
	/* Texts from a file. */
	char **owned;
	size_t n_owned, owned_room;
};

/* Default folders. */
#define PGL_RUN_WORK "pgolens-work"
#define PGL_RUN_FOLDER "pgolens-out"

enum pgl_run_key_kind {
	PGL_KEY_TEXT,
	PGL_KEY_PATH,	/* a text; a relative path begins at the file's folder */
	PGL_KEY_WORD,	/* a text, one of WORDS */
	PGL_KEY_LIST,	/* struct pgl_texts: the key may be repeated */
	PGL_KEY_WORDS,	/* struct pgl_texts: some of WORDS, separated by blanks or commas */
	PGL_KEY_NUMBER, /* uint64_t, above 0 */
	PGL_KEY_FLAG	/* bool: yes or no */
};

struct pgl_run_key {
	const char *section, *name;
	enum pgl_run_key_kind kind;
	size_t offset; /* of the value in the settings */
	const char *const *words;
};

/* All keys, ended by one without a name. */
extern const struct pgl_run_key pgl_run_keys[];

/* Reads the file at PATH. 0, or -1 with ERROR set, beginning with PATH:LINE. Release SETTINGS in either case. */
int pgl_run_settings_read(struct pgl_run_settings *settings, const char *path,
			  struct pgl_error *error);
void pgl_run_settings_release(struct pgl_run_settings *settings);
/* Sets folders that were not given to the folder of FILE. */
void pgl_run_settings_set_folders(struct pgl_run_settings *settings, const char *file);
/* Checks the words of KEY from a command line; those of a file are checked already. 0, or -1 with ERROR set. */
int pgl_run_settings_check(const struct pgl_run_settings *settings, const struct pgl_run_key *key,
			   struct pgl_error *error);
/* Overrides SETTINGS with the values that GIVEN has; GIVEN must outlive SETTINGS. */
void pgl_run_settings_override(struct pgl_run_settings *settings,
			       const struct pgl_run_settings *given);
/* Sets KEY to TEXT, which is copied; relative paths begin at FOLDER (NULL: the current one). 0, or -1 with ERROR set: TEXT is
   not a value of KEY. */
int pgl_run_settings_set(struct pgl_run_settings *settings, const struct pgl_run_key *key,
			 const char *text, const char *folder, struct pgl_error *error);

#endif
