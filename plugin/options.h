/* The plugin's arguments (-fplugin-arg-pgolens-KEY[=VALUE]), parsed and nothing more.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLUGIN_OPTIONS_H
#define PGL_PLUGIN_OPTIONS_H

#include <stdbool.h>

#include "plan/split.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pgl_embed {
	PGL_EMBED_NOT,
	PGL_EMBED,	 /* in the object, and from there in what is linked from it */
	PGL_EMBED_OBJECT /* in the object only */
};

struct pgl_plugin_options {
	const char *output;	 /* -output=FILE: the record's name, or NULL */
	const char *dir;	 /* -dir=DIR: a name unique there, or NULL */
	const char *replay;	 /* -replay=PATH: a record, or a folder of some; or NULL */
	const char *replay_only; /* -replay-only=FILTER, or NULL */
	const char *label;	 /* -label=TEXT, or NULL */
	enum pgl_split split;	 /* -split=: where parts are split off functions */
	enum pgl_embed embed;	 /* -embed, -embed=object */
	bool details;		 /* -details: keep GCC's own details dump beside the object */
	bool branches;		 /* -branches: record them */
	bool help;		 /* -help */
};

enum pgl_option_problem {
	PGL_OPTION_FINE,
	PGL_OPTION_UNKNOWN,
	PGL_OPTION_NO_VALUE,	 /* the key needs a value */
	PGL_OPTION_STRAY_VALUE,	 /* the key takes none */
	PGL_OPTION_WRONG_VALUE,	 /* the key takes only some */
	PGL_OPTION_CONTRADICTION /* -output and -dir */
};

/* Takes the argument KEY, with its VALUE (NULL: none), into *OPTIONS, which borrows VALUE. */
enum pgl_option_problem pgl_plugin_option(struct pgl_plugin_options *options, const char *key,
					  const char *value);

/* What -help prints. */
extern const char pgl_plugin_help[];

#ifdef __cplusplus
}
#endif

#endif
