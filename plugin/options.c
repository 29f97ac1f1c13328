/* See options.h. To add an argument: a row in the table, a field in the struct, a line of help.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "options.h"

#include <stddef.h>
#include <string.h>

const char pgl_plugin_help[] =
	"pgolens: records what the inliner decided at every call site, as JSON Lines\n"
	"usage: gcc -fplugin=pgolens [-fplugin-arg-pgolens-KEY[=VALUE]]... -c FILE\n"
	"\n"
	"The tests that configure scripts compile (those of autoconf, CMake, Meson, SCons, waf,\n"
	"qmake and distutils, and /dev/null) leave no record but with -output.\n"
	"\n"
	"  -fplugin-arg-pgolens-output=FILE  write the record to FILE; without it, beside the\n"
	"                                    object, as NAME.pgolens.jsonl\n"
	"  -fplugin-arg-pgolens-dir=DIR      write it into DIR, which must exist, under a name\n"
	"                                    not yet used there\n"
	"  -fplugin-arg-pgolens-embed        put it, compressed, into section .pgolens of the\n"
	"                                    object, and so of what is linked from it; then a\n"
	"                                    file is written only with -output or -dir\n"
	"  -fplugin-arg-pgolens-embed=object the same, but leave it out of what is linked\n"
	"  -fplugin-arg-pgolens-label=TEXT   note TEXT in the record\n"
	"  -fplugin-arg-pgolens-details      keep the compiler's own dump of its inlining beside\n"
	"                                    the object, as NAME.pgolens.details; a dump that is\n"
	"                                    also requested by -fdump goes only there\n"
	"  -fplugin-arg-pgolens-replay=PATH  take the inlining decisions of a recorded build, "
	"whatever\n"
	"                                    the profile: PATH is this unit's record, or a folder "
	"that\n"
	"                                    has it\n"
	"  -fplugin-arg-pgolens-replay-only=FILTER\n"
	"                                    replay only some of them and leave the rest to "
	"GCC:\n"
	"                                    function=GLOB, callee=GLOB, file=GLOB, separated by\n"
	"                                    commas, or @FILE with the key of one call a line\n"
	"  -fplugin-arg-pgolens-split=WHERE  where parts are split off functions, whatever the\n"
	"                                    profile: early, feedback or none\n"
	"  -fplugin-arg-pgolens-branches     record how often each condition holds, by the "
	"profile or\n"
	"                                    by GCC's guess: for 'pgolens advise'\n"
	"  -fplugin-arg-pgolens-help         print this\n";

static enum pgl_option_problem embed(struct pgl_plugin_options *options, const char *value)
{
	if (value && strcmp(value, "object"))
		return PGL_OPTION_WRONG_VALUE;
	options->embed = value ? PGL_EMBED_OBJECT : PGL_EMBED;
	return PGL_OPTION_FINE;
}

static enum pgl_option_problem split(struct pgl_plugin_options *options, const char *value)
{
	static const char *const words[] = {[PGL_SPLIT_EARLY] = "early",
					    [PGL_SPLIT_FEEDBACK] = "feedback",
					    [PGL_SPLIT_NONE] = "none"};

	if (!value || !*value)
		return PGL_OPTION_NO_VALUE;
	for (size_t i = PGL_SPLIT_EARLY; i < sizeof words / sizeof *words; i++)
		if (!strcmp(value, words[i])) {
			options->split = (enum pgl_split)i;
			return PGL_OPTION_FINE;
		}
	return PGL_OPTION_WRONG_VALUE;
}

enum pgl_option_problem pgl_plugin_option(struct pgl_plugin_options *options, const char *key,
					  const char *value)
{
	const struct {
		const char *key;
		const char **text; /* a key with a value */
		bool *flag;	   /* a key without */
	} known[] = {
		{"output", &options->output, NULL},
		{"dir", &options->dir, NULL},
		{"label", &options->label, NULL},
		{"details", NULL, &options->details},
		{"branches", NULL, &options->branches},
		{"help", NULL, &options->help},
		{"replay", &options->replay, NULL},
		{"replay-only", &options->replay_only, NULL},
	};

	if (!strcmp(key, "embed")) /* with a value or without */
		return embed(options, value);
	if (!strcmp(key, "split"))
		return split(options, value);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(key, known[i].key))
			continue;
		if (known[i].flag) {
			if (value)
				return PGL_OPTION_STRAY_VALUE;
			*known[i].flag = true;
			return PGL_OPTION_FINE;
		}
		if (!value || !*value)
			return PGL_OPTION_NO_VALUE;
		*known[i].text = value;
		return options->output && options->dir ? PGL_OPTION_CONTRADICTION : PGL_OPTION_FINE;
	}
	return PGL_OPTION_UNKNOWN;
}
