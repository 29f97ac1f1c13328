/* The plugin's entry: checks that it fits the compiler, reads its arguments, starts the watch and,
   when all code is out, writes the record.

   What goes wrong gives one warning and no record; the compile goes on. A wrong argument is the
   user's error, in GCC's words, as for any option.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/room.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/mman.h>
#include <unistd.h>

#include "emit-section.h"
#include "gcc/invocation.h"
#include "gcc/lto.h"
#include "watch/observe.h"
#include "options.h"
#include "output.h"
#include "plan/load.h"
#include "probe.h"
#include "replay/replay.h"
#include "record/hash.h"
#include "record/json-write.h"

#define EXPORTED __attribute__((visibility("default")))

EXPORTED int plugin_is_GPL_compatible;

static struct {
	const char *name; /* ours, as GCC knows it */
	pgl_plugin_options options;
	pgl_record *record;
	int details; /* a memory file with GCC's own dump, or -1 */
} state;

/* What GCC calls its auxiliary files of this run, without a suffix; in a new string. */
static char *auxiliary_base(void)
{
	if (room_stage() != PGL_STAGE_COMPILE)
		return room_link_base();
	return xstrdup(aux_base_name ? aux_base_name : "-");
}

/* The record's name for the user, whether -output named it or not. */
static char *beside_object(const char *suffix)
{
	char *base = auxiliary_base(), *name = concat(base, suffix, NULL);

	free(base);
	return name;
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
	uint64_t hash = PGL_HASH_START;
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
		hash = pgl_hash(hash, buffer, n);
	close(file);
	snprintf(text, sizeof text, "%016" PRIx64, hash);
	return n < 0 ? NULL : pgl_record_intern(state.record, text);
}

/* A program has no source: it goes by its own name, whatever folder it is linked into. */
static const char *name_of_program(void)
{
	static const char ending[] = "wpa";
	char *base = room_link_base(), *name = base;
	size_t length;

	for (char *slash; (slash = strchr(name, '/'));)
		name = slash + 1;
	length = strlen(name);
	if (length > strlen(ending) && !strcmp(name + length - strlen(ending), ending))
		name[length - strlen(ending) - 1] = '\0';
	const char *kept = pgl_record_intern(state.record, name);

	free(base);
	return kept;
}

static void describe_source(pgl_unit *unit)
{
	const char *source = main_input_filename ? main_input_filename : "";

	/* A replay needs it at the start. */
	if (unit->source)
		return;
	if (unit->stage != PGL_STAGE_COMPILE) {
		unit->source = name_of_program();
		return;
	}
	unit->source =
		pgl_record_intern(state.record, *source ? remap_debug_filename(source) : "<stdin>");
	unit->fingerprint = file_fingerprint(source);
}

static void describe_unit(void)
{
	pgl_unit *unit = &state.record->unit;
	char *given = xstrdup("");
	char *target = room_target();

	unit->generator = pgl_record_intern(state.record, "pgolens " PGOLENS_VERSION);
	unit->compiler.name = pgl_record_intern(state.record, lang_hooks.name);
	unit->compiler.version = pgl_record_intern(state.record, room_built_for());
	unit->compiler.target = pgl_record_intern(state.record, target);
	free(target);
	unit->stage = room_stage();
	unit->lto = room_lto();
	unit->label = pgl_record_intern(state.record, state.options.label);
	describe_source(unit);
	unit->options.n = 0;
	room_options(&global_options, take_option, &unit->options);
	room_given_options(take_given, &given);
	unit->given = pgl_record_intern(state.record, given);
	free(given);
}

/* Writing ------------------------------------------------------------------------------------ */

/* Warns that there is no WHAT ("record"), for the reason TEXT. */
static void complain_of(const char *what, const char *text)
{
	char *sentence = concat(state.name, ": no ", what, ": ", text, NULL);

	room_warn(sentence);
	free(sentence);
}

static void complain(const char *text)
{
	complain_of("record", text);
}

/* Complains if the files beside the object would be in /dev. */
static bool is_beside_devices(void)
{
	static const char devices[] = "/dev/";
	char *base = auxiliary_base();
	bool is_device = !strncmp(base, devices, strlen(devices));

	if (is_device) {
		char *text = concat("it would be '", base, PGL_RECORD_SUFFIX,
				    "', among devices; name it by -fplugin-arg-", state.name,
				    "-output or -dir", NULL);

		complain(text);
		free(text);
	}
	free(base);
	return is_device;
}

static void write_file(void)
{
	pgl_error error = {""};
	pgl_output *output;

	if (!state.options.dir && !state.options.output && is_beside_devices())
		return;
	if (state.options.dir) {
		char *base = auxiliary_base();

		output = pgl_output_open_in(state.options.dir, base, &error);
		free(base);
	} else {
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

static void write_record(void)
{
	const pgl_plugin_options *options = &state.options;
	/* A link decides in a run that makes no object. */
	bool embeds = options->embed && room_stage() == PGL_STAGE_COMPILE;
	pgl_error error = {""};

	if (embeds && emit_section(state.record, options->embed == PGL_EMBED_OBJECT, &error)) {
		complain(error.text);
		return;
	}
	if (!embeds || options->output || options->dir)
		write_file();
}

/* The details dump ---------------------------------------------------------------------------- */

/* Has GCC write its inlining dumps into memory. A dump that the user requested goes where they want
   it: GCC writes each only once. */
static void capture_details(void)
{
	static const struct {
		const char *name, *option;
	} dumps[] = {{"ipa-inline", "ipa-inline-details"},
		     {"tree-einline", "tree-einline-details"}};
	char option[96];

	state.details = memfd_create("pgolens-details", MFD_CLOEXEC);
	if (state.details < 0)
		return;
	for (size_t i = 0; i < sizeof dumps / sizeof *dumps; i++) {
		const struct dump_file_info *users =
			g->get_dumps()->get_dump_file_info_by_switch(dumps[i].name);

		if (users && users->pstate) {
			char *what = concat("details of -fdump-", dumps[i].name, NULL);

			complain_of(what, "GCC writes that dump where you requested it");
			free(what);
			continue;
		}
		snprintf(option, sizeof option, "%s=/proc/self/fd/%d", dumps[i].option,
			 state.details);
		g->get_dumps()->dump_switch_p(option);
	}
}

/* Writes what was captured, if anything was. */
static void write_details(void)
{
	char *name = beside_object(PGL_DETAILS_SUFFIX), buffer[65536];
	pgl_error error = {""};
	struct stat status;
	pgl_output *output = NULL;
	ssize_t n;

	if (fstat(state.details, &status) || status.st_size > 0) {
		output = pgl_output_open(name, &error);
		lseek(state.details, 0, SEEK_SET);
		while (output && (n = read(state.details, buffer, sizeof buffer)) > 0)
			if (pgl_output_write(output, buffer, n))
				break;
		if (!output || pgl_output_finish(output, &error))
			complain(error.text);
	}
	close(state.details);
	free(name);
}

/* True for a configure script's test whose record nobody requested by name. */
static bool is_unwanted(void)
{
	/* In the link step of LTO the source is an object with a temporary name. */
	char *linked = in_lto_p ? auxiliary_base() : NULL, folder[4096];
	const char *name = linked ? linked : main_input_filename;
	bool is_probe = name && pgl_is_probe(name, getcwd(folder, sizeof folder) ? folder : "");

	free(linked);
	return !state.options.output && is_probe;
}

/* Replay -------------------------------------------------------------------------------------- */

/* Runs when the source is known and nothing is compiled yet. */
static void on_start(void *, void *)
{
	pgl_error error = {""};

	if (is_unwanted())
		return;
	if (room_stage() != PGL_STAGE_COMPILE || room_lto() != PGL_LTO_NONE) {
		complain_of("replay", "what is optimized at link time can't be replayed");
		return;
	}
	char *base = auxiliary_base();

	describe_source(&state.record->unit);
	pgl_plan_unit unit = {state.record->unit.source, state.record->unit.fingerprint,
			      room_built_for(), base};
	pgl_record *recorded = pgl_plan_load(state.options.replay, &unit, &error);

	free(base);
	if (recorded && replay_begin(recorded, state.options.replay_only, &error))
		observe_install_hooks(&replay_hooks);
	else
		complain_of("replay", error.text);
}

/* Callbacks ---------------------------------------------------------------------------------- */

static void on_finish(void *, void *)
{
	/* No object, no record; and objects that are only joined hold all that is known. */
	if (room_has_failed() || invocation_makes_no_object() || !state.record || is_unwanted() ||
	    room_only_joins())
		return;
	observe_finish();
	describe_unit();
	pgl_record_forget_static_counts(state.record);
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
		pgl_plugin_option(&state.options, argument->key,
				  room_argument(state.name, argument->key, argument->value));

	switch (problem) {
	case PGL_OPTION_FINE: break;
	case PGL_OPTION_UNKNOWN: error("unrecognized command-line option %qs", option); break;
	case PGL_OPTION_NO_VALUE: error("missing argument to %qs", option); break;
	case PGL_OPTION_STRAY_VALUE:
		error("command-line option %qs does not take an argument", option);
		break;
	case PGL_OPTION_WRONG_VALUE:
		error("argument %qs to %qs is not %s", argument->value, option,
		      !strcmp(argument->key, "split") ? "'early', 'feedback' or 'none'"
						      : "'object'");
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

/* Warns that the plugin was built for a GCC whose WHAT is OURS, not THEIRS. In GCC's form but without its
   help: this GCC may lack any of the functions that the plugin knows. */
static void report_mismatch(const char *what, const char *ours, const char *theirs,
			    const char *version)
{
	/* The configuration takes up kilobytes. */
	bool is_short = strlen(ours) + strlen(theirs) < 80;
	char *name = invocation_name_for_make(version), *text = NULL;
	enum invocation_format format = invocation_diagnostics_format();

	if (format == INVOCATION_OTHER || !name ||
	    asprintf(
		    &text,
		    "%s: no record: the plugin was built for another GCC, whose %s %s%s%s%s%s; run "
		    "'make GCC=%s plugin' for one that fits",
		    state.name, what, is_short ? "is '" : "differs", is_short ? ours : "",
		    is_short ? "', not '" : "", is_short ? theirs : "", is_short ? "'" : "",
		    name) < 0)
		text = NULL;
	if (text && format == INVOCATION_JSON)
		fprintf(stderr,
			"[{\"kind\": \"warning\", \"message\": \"%s\", \"children\": [], "
			"\"column-origin\": 1, \"locations\": []}]\n",
			text);
	else if (text)
		fprintf(stderr, "%s: warning: %s\n", program_invocation_short_name, text);
	free(text);
	free(name);
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
		report_mismatch(mismatch, ours, theirs, version->basever);
		return 0;
	}
	for (int i = 0; i < arguments->argc; i++)
		if (!read_argument(&arguments->argv[i]))
			return 0;
	invocation_hide_plugin(state.name);
	if (state.options.help)
		fputs(pgl_plugin_help, stderr);
	register_callback(state.name, PLUGIN_INFO, NULL, &info);
	/* When the program's code is generated, part by part, all is decided. */
	if (invocation_makes_no_object() || room_stage() == PGL_STAGE_LTRANS)
		return 0;
	state.record = pgl_record_new();
	if (!state.record || !observe_start(state.record, state.options.branches, describe_unit)) {
		complain("out of memory");
		return 0;
	}
	if (state.options.details)
		capture_details();
	observe_register_passes(state.name);
	register_callback(state.name, PLUGIN_FINISH_UNIT, on_finish, NULL);
	if (state.options.replay || state.options.split)
		replay_register_split(state.name, state.options.split);
	if (state.options.replay)
		register_callback(state.name, PLUGIN_START_UNIT, on_start, NULL);
	/* The run that only decides comes to no end of a unit. */
	if (room_stage() == PGL_STAGE_WPA)
		register_callback(state.name, PLUGIN_FINISH, on_finish, NULL);
	return 0;
}
