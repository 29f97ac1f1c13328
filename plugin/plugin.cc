/* The plugin's entry: checks that it fits the compiler, reads its arguments, starts the watch and,
   when all code is out, writes the record.

   What goes wrong gives one warning and no record; the compile goes on. A wrong argument is the
   user's error, in GCC's words, as for any option.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc-room.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sys/mman.h>
#include <unistd.h>

#include "observe.h"
#include "options.h"
#include "output.h"
#include "record/json-write.h"

#define EXPORTED __attribute__((visibility("default")))

EXPORTED int plugin_is_GPL_compatible;

static struct {
	const char *name; /* ours, as GCC knows it */
	pgl_plugin_options options;
	pgl_record *record;
	int details; /* a memory file with GCC's own dump, or -1 */
} state;

/* What GCC calls its auxiliary files of this compile, without a suffix. */
static const char *auxiliary_base(void)
{
	return aux_base_name ? aux_base_name : "-";
}

/* The record's name for the user, whether -output named it or not. */
static char *beside_object(const char *suffix)
{
	return concat(auxiliary_base(), suffix, NULL);
}

/* Describing the unit ------------------------------------------------------------------------ */

static void take_option(void *options, const char *name, const char *value)
{
	pgl_options_add(state.record, (pgl_options *)options, name, value);
}

static void take_given(void *text, const char *option)
{
	char **all = (char **)text, *longer = concat(*all, **all ? " " : "", option, NULL);

	free(*all);
	*all = longer;
}

/* A hash of the main source file's text, or NULL where it can't be read again. */
static const char *file_fingerprint(const char *name)
{
	unsigned char buffer[65536];
	uint64_t hash = 0xcbf29ce484222325u;
	struct stat status;
	char text[20];
	ssize_t n;
	int file = open(name, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fstat(file, &status) || !S_ISREG(status.st_mode)) {
		if (file >= 0)
			close(file);
		return NULL;
	}
	while ((n = read(file, buffer, sizeof buffer)) > 0)
		for (ssize_t i = 0; i < n; i++)
			hash = (hash ^ buffer[i]) * 0x100000001b3u;
	close(file);
	snprintf(text, sizeof text, "%016" PRIx64, hash);
	return n < 0 ? NULL : pgl_record_intern(state.record, text);
}

static void describe_unit(void)
{
	pgl_unit *unit = &state.record->unit;
	const char *source = main_input_filename ? main_input_filename : "";
	char *given = xstrdup("");
	char *target = room_target();

	unit->generator = pgl_record_intern(state.record, "pgolens " PGOLENS_VERSION);
	unit->compiler.name = pgl_record_intern(state.record, lang_hooks.name);
	unit->compiler.version = pgl_record_intern(state.record, room_built_for());
	unit->compiler.target = pgl_record_intern(state.record, target);
	free(target);
	unit->source =
		pgl_record_intern(state.record, *source ? remap_debug_filename(source) : "<stdin>");
	unit->stage = in_lto_p ? (flag_wpa ? PGL_STAGE_WPA : PGL_STAGE_LTRANS) : PGL_STAGE_COMPILE;
	unit->label = pgl_record_intern(state.record, state.options.label);
	unit->fingerprint = file_fingerprint(source);
	room_options(&global_options, take_option, &unit->options);
	room_given_options(take_given, &given);
	unit->given = pgl_record_intern(state.record, given);
	free(given);
}

/* Writing ------------------------------------------------------------------------------------ */

static void complain(const char *text)
{
	warning(0, "%s: no record: %s", state.name, text);
}

static void write_record(void)
{
	pgl_error error = {""};
	pgl_output *output;

	if (state.options.dir)
		output = pgl_output_open_in(state.options.dir, auxiliary_base(), &error);
	else {
		char *name = state.options.output ? xstrdup(state.options.output)
						  : beside_object(PGL_RECORD_SUFFIX);

		output = pgl_output_open(name, &error);
		free(name);
	}
	if (output && pgl_json_write(state.record, pgl_output_write, output, &error)) {
		/* A sink that stopped has kept why; finishing tells, and removes the file. */
		if (*error.text) {
			pgl_output_abandon(output);
			complain(error.text);
			return;
		}
	}
	if (!output || pgl_output_finish(output, &error))
		complain(error.text);
}

/* The details dump ---------------------------------------------------------------------------- */

/* Has GCC write its inlining dumps into memory. Where the user has asked for the same dump, theirs
   goes where they want it, and there is none of ours. */
static void capture_details(void)
{
	static const char *const dumps[] = {"ipa-inline-details", "tree-einline-details"};
	char option[96];

	state.details = memfd_create("pgolens-details", MFD_CLOEXEC);
	if (state.details < 0)
		return;
	for (size_t i = 0; i < sizeof dumps / sizeof *dumps; i++) {
		snprintf(option, sizeof option, "%s=/proc/self/fd/%d", dumps[i], state.details);
		g->get_dumps()->dump_switch_p(option);
	}
}

static void write_details(void)
{
	char *name = beside_object(PGL_DETAILS_SUFFIX), buffer[65536];
	pgl_error error = {""};
	pgl_output *output = pgl_output_open(name, &error);
	ssize_t n;

	if (output) {
		lseek(state.details, 0, SEEK_SET);
		while ((n = read(state.details, buffer, sizeof buffer)) > 0)
			if (pgl_output_write(output, buffer, n))
				break;
	}
	if (!output || pgl_output_finish(output, &error))
		complain(error.text);
	close(state.details);
	free(name);
}

/* Callbacks ---------------------------------------------------------------------------------- */

static void on_finish(void *, void *)
{
	/* No object, no record. */
	if (seen_error() || flag_syntax_only || !state.record)
		return;
	observe_finish();
	describe_unit();
	if (state.record->out_of_memory)
		complain("out of memory");
	else
		write_record();
	if (state.details >= 0)
		write_details();
	pgl_record_free(state.record);
	state.record = NULL;
}

/* Arguments ---------------------------------------------------------------------------------- */

/* In the words GCC has for its own options (opts-common.c). */
static bool read_argument(const struct plugin_argument *argument)
{
	char *option = concat("-fplugin-arg-", state.name, "-", argument->key, NULL);
	enum pgl_option_problem problem =
		pgl_plugin_option(&state.options, argument->key, argument->value);

	switch (problem) {
	case PGL_OPTION_FINE: break;
	case PGL_OPTION_UNKNOWN: error("unrecognized command-line option %qs", option); break;
	case PGL_OPTION_NO_VALUE: error("missing argument to %qs", option); break;
	case PGL_OPTION_STRAY_VALUE:
		error("command-line option %qs does not take an argument", option);
		break;
	case PGL_OPTION_CONTRADICTION:
		error("%<-fplugin-arg-%s-output%> and %<-fplugin-arg-%s-dir%> cannot be used "
		      "together",
		      state.name, state.name);
		break;
	}
	free(option);
	return problem == PGL_OPTION_FINE;
}

static struct plugin_info info = {
	PGOLENS_VERSION,
	pgl_plugin_help,
};

EXPORTED int plugin_init(struct plugin_name_args *arguments, struct plugin_gcc_version *version)
{
	const char *ours, *theirs, *mismatch = room_version_mismatch(version, &ours, &theirs);

	state.name = arguments->base_name;
	state.details = -1;
	if (mismatch) {
		warning(0,
			"%s: no record: the plugin was built for another GCC: its %s is %qs, this "
			"one%'s is %qs; run %<make GCC=gcc-%d%> for one that fits",
			state.name, mismatch, ours, theirs,
			(int)strtol(version->basever, NULL, 10));
		return 0;
	}
	for (int i = 0; i < arguments->argc; i++)
		if (!read_argument(&arguments->argv[i]))
			return 0;
	if (state.options.help)
		fputs(pgl_plugin_help, stderr);
	register_callback(state.name, PLUGIN_INFO, NULL, &info);
	if (flag_syntax_only)
		return 0;
	state.record = pgl_record_new();
	if (!state.record || !observe_start(state.record)) {
		complain("out of memory");
		return 0;
	}
	if (state.options.details)
		capture_details();
	observe_register_passes(state.name);
	register_callback(state.name, PLUGIN_FINISH_UNIT, on_finish, NULL);
	return 0;
}
