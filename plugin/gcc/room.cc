/* See gcc/room.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/room.h"

#include <inttypes.h>

#include <gcov-io.h>
#include <coverage.h>
#include <diagnostic.h>

/* Load check --------------------------------------------------------------------------------- */

const char *room_version_mismatch(const struct plugin_gcc_version *loader, const char **ret_ours,
				  const char **ret_theirs)
{
	const struct {
		const char *name, *ours, *theirs;
	} fields[] = {
		{"version", gcc_version.basever, loader->basever},
		{"date stamp", gcc_version.datestamp, loader->datestamp},
		{"development phase", gcc_version.devphase, loader->devphase},
		{"revision", gcc_version.revision, loader->revision},
		{"configuration", gcc_version.configuration_arguments,
		 loader->configuration_arguments},
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i].ours, fields[i].theirs)) {
			*ret_ours = fields[i].ours;
			*ret_theirs = fields[i].theirs;
			return fields[i].name;
		}
	return NULL;
}

const char *room_built_for(void)
{
	return gcc_version.basever;
}

char *room_target(void)
{
	static const char key[] = "--target=";
	const char *target = strstr(gcc_version.configuration_arguments, key);

	if (!target)
		return xstrdup("unknown");
	target += strlen(key);
	return xstrndup(target, strcspn(target, " "));
}

/* Messages ----------------------------------------------------------------------------------- */

static bool set_werror(bool value)
{
#if ROOM_HAS_WERROR_ACCESSORS
	bool before = global_dc->warning_as_error_requested_p();

	global_dc->set_warning_as_error_requested(value);
#else
	bool before = global_dc->warning_as_error_requested;

	global_dc->warning_as_error_requested = value;
#endif
	return before;
}

bool room_has_failed(void)
{
	return seen_error() || werrorcount;
}

void room_warn(const char *text)
{
	bool werror = set_werror(false);

	/* -w is about the user's source. */
	if (inhibit_warnings)
		inform(UNKNOWN_LOCATION, "%s", text);
	else
		warning(0, "%s", text);
	set_werror(werror);
}

/* Functions and calls ------------------------------------------------------------------------ */

int room_number(cgraph_node *node)
{
#if ROOM_DUMPS_UID
	return node->get_uid();
#else
	return node->order;
#endif
}

bool room_is_virtual(cgraph_edge *e)
{
#if ROOM_HAS_INDIRECT_CLASSES
	return e->indirect_info && is_a<cgraph_polymorphic_indirect_info *>(e->indirect_info);
#else
	return e->indirect_info && e->indirect_info->polymorphic;
#endif
}

int room_pass_instance(const char *name)
{
	return ROOM_HAS_AUTO_FEEDBACK_SPLIT && !strcmp(name, "feedback_fnsplit") ? 0 : 1;
}

gimple *room_last_statement(basic_block block)
{
#if ROOM_HAS_LAST_NONDEBUG_STMT
	return last_nondebug_stmt(block);
#else
	return last_stmt(block);
#endif
}

/* Words -------------------------------------------------------------------------------------- */

const char *room_reason(cgraph_edge *e)
{
	static const char *const names[] = {
#undef DEFCIFCODE
#define DEFCIFCODE(code, type, string) #code,
#include <cif-code.def>
#undef DEFCIFCODE
	};

	static_assert(sizeof names / sizeof *names == CIF_N_REASONS, "cif-code.def is complete");
	return (unsigned)e->inline_failed < CIF_N_REASONS ? names[e->inline_failed] : "unknown";
}

static enum pgl_quality quality_word(enum profile_quality quality)
{
	switch (quality) {
	case GUESSED_LOCAL: return PGL_QUALITY_GUESSED_LOCAL;
	case GUESSED_GLOBAL0: return PGL_QUALITY_GUESSED_GLOBAL0;
#if ROOM_HAS_GLOBAL0_AFDO
	case GUESSED_GLOBAL0_AFDO: return PGL_QUALITY_GUESSED_GLOBAL0_AFDO;
#endif
	case GUESSED_GLOBAL0_ADJUSTED: return PGL_QUALITY_GUESSED_GLOBAL0_ADJUSTED;
	case GUESSED: return PGL_QUALITY_GUESSED;
	case AFDO: return PGL_QUALITY_AFDO;
	case ADJUSTED: return PGL_QUALITY_ADJUSTED;
	case PRECISE: return PGL_QUALITY_PRECISE;
	default: return PGL_QUALITY_UNINITIALIZED;
	}
}

pgl_count room_count(profile_count count)
{
	pgl_count made = {0, false, quality_word(count.quality())};
	profile_count ipa = count.ipa();

	if (ipa.initialized_p()) {
		made.value = ipa.to_gcov_type();
		made.known = true;
	}
	return made;
}

enum pgl_hotness room_hotness(cgraph_node *node)
{
	switch (node->frequency) {
	case NODE_FREQUENCY_UNLIKELY_EXECUTED: return PGL_HOTNESS_UNLIKELY;
	case NODE_FREQUENCY_EXECUTED_ONCE: return PGL_HOTNESS_EXECUTED_ONCE;
	case NODE_FREQUENCY_NORMAL: return PGL_HOTNESS_NORMAL;
	case NODE_FREQUENCY_HOT: return PGL_HOTNESS_HOT;
	}
	return PGL_HOTNESS_UNKNOWN;
}

const char *room_hints(ipa_hints hints, char *buffer, size_t size)
{
	static const struct {
		int bit;
		const char *name;
	} names[] = {
		{INLINE_HINT_indirect_call, "indirect_call"},
		{INLINE_HINT_loop_iterations, "loop_iterations"},
		{INLINE_HINT_loop_stride, "loop_stride"},
		{INLINE_HINT_same_scc, "same_scc"},
		{INLINE_HINT_in_scc, "in_scc"},
		{INLINE_HINT_declared_inline, "declared_inline"},
		{INLINE_HINT_cross_module, "cross_module"},
		{INLINE_HINT_known_hot, "known_hot"},
		{INLINE_HINT_builtin_constant_p, "builtin_constant_p"},
	};
	size_t used = 0;

	buffer[0] = '\0';
	for (size_t i = 0; i < sizeof names / sizeof *names && used < size; i++)
		if (hints & names[i].bit)
			used += snprintf(buffer + used, size - used, "%s%s", used ? " " : "",
					 names[i].name);
	return buffer;
}

/* The heap's key ----------------------------------------------------------------------------- */

bool room_in_small_functions(void)
{
	return edge_growth_cache != NULL;
}

bool room_has_estimates(cgraph_edge *e)
{
	edge_growth_cache_entry *entry = edge_growth_cache ? edge_growth_cache->get(e) : NULL;

	return entry && entry->size;
}

bool room_after_small_functions(void)
{
	return symtab->state == IPA_SSA_AFTER_INLINING;
}

static cgraph_node *root_of(cgraph_node *node)
{
	return node->inlined_to ? node->inlined_to : node;
}

/* Cycles that inlining E saves per entry of its caller: the callee's time minus its time when
   inlined, plus the call itself, times how often E runs per entry; almost nothing if E never runs.
   (ipa-inline.c, inlining_speedup) */
static sreal speedup(cgraph_edge *e, sreal freq)
{
	sreal as_is;
	sreal inlined = estimate_edge_time(e, &as_is);
	sreal saved = as_is - inlined;

	if (freq > 0) {
		saved = saved + ipa_call_summaries->get(e)->call_stmt_time;
		return freq != 1 ? saved * freq : saved;
	}
	return freq == 0 ? saved >> 11 : saved;
}

int room_growth(cgraph_edge *e)
{
	enum cgraph_inline_failed_t decided = e->inline_failed;
	int growth;

	/* A GCC built with checks asserts that E is not inlined yet. */
	e->inline_failed = CIF_FUNCTION_NOT_CONSIDERED;
	growth = estimate_edge_growth(e);
	e->inline_failed = decided;
	return growth;
}

bool room_time_saved(cgraph_edge *e, double *ret)
{
	if (!room_in_small_functions())
		return false;
	*ret = speedup(e, e->sreal_frequency()).to_double();
	return true;
}

/* True if CALLER, of SIZE, may still be inlined as a small function.
   (wrapper_heuristics_may_apply) */
static bool small_enough_to_inline(cgraph_node *caller, int size)
{
	return size < (DECL_DECLARED_INLINE_P(caller->decl)
			       ? opt_for_fn(caller->decl, param_max_inline_insns_single)
			       : opt_for_fn(caller->decl, param_max_inline_insns_auto));
}

/* True if E is the slow path of a wrapper: conditional, in a function of its own, the only call of
   its callee. (edge_badness, "Wrapper penalty") */
static bool leaves_wrapper(cgraph_edge *e, cgraph_node *callee, cgraph_node *caller, sreal freq)
{
	bool callee_inline = DECL_DECLARED_INLINE_P(e->callee->decl);
	bool caller_inline = DECL_DECLARED_INLINE_P(caller->decl);

	if (!ipa_fn_summaries->get(callee)->single_caller || e->caller->inlined_to || !(freq < 1))
		return false;
	if (!callee_inline && caller_inline)
		return true;
	return callee->split_part && !caller->split_part &&
	       freq * 100 < opt_for_fn(caller->decl, param_partial_inlining_entry_probability) &&
	       (!callee_inline || caller_inline);
}

/* The growth of the whole program if all calls of CALLEE are inlined, with the wrapper's
   penalty. */
static int overall_growth_of(cgraph_edge *e, cgraph_node *callee, cgraph_node *caller, int growth,
			     sreal freq)
{
	int overall = ipa_fn_summaries->get(callee)->growth;
	ipa_fn_summary *info = ipa_fn_summaries->get(caller);

	if (growth > overall && leaves_wrapper(e, callee, caller, freq) && !info->single_caller &&
	    overall < info->growth && info->inlinable &&
	    small_enough_to_inline(caller, ipa_size_summaries->get(caller)->size))
		return info->growth;
	return overall;
}

/* The negated gain per unit of growth. */
static sreal badness_by_profile(cgraph_edge *e, cgraph_node *callee, cgraph_node *caller,
				int growth)
{
	sreal freq = e->sreal_frequency();
	sreal gain = speedup(e, freq), cost = growth;
	int overall = overall_growth_of(e, callee, caller, growth, freq);

	if (gain <= 0)
		gain = (sreal)1 >> 8;
	if (caller->count.ipa().nonzero_p())
		gain *= caller->count.ipa().to_gcov_type();
	else if (caller->count.ipa().initialized_p())
		gain = gain >> 11;
	if (overall > 0)
		cost *= overall < 256 ? overall * overall : overall + 256 * 256 - 256;
	cost *= ipa_size_summaries->get(caller)->size + growth;
	return -gain / cost;
}

static sreal badness_by_loops(cgraph_edge *e, int growth)
{
	int nest = MIN((int)ipa_call_summaries->get(e)->loop_depth, 8);
	sreal badness = growth;

	return badness > 0 ? badness >> nest : badness << nest;
}

/* BADNESS improved by a factor of 2^BITS, whatever its sign. */
static sreal better(sreal badness, int bits)
{
	return badness.shift(badness > 0 ? -bits : bits);
}

static sreal adjust_by_hints(cgraph_edge *e, cgraph_node *callee, sreal badness)
{
	ipa_hints hints = estimate_edge_hints(e);

	if (e->recursive_p())
		badness = better(badness, -4);
	if (hints & (INLINE_HINT_indirect_call | INLINE_HINT_loop_iterations |
		     INLINE_HINT_loop_stride) ||
	    ipa_fn_summaries->get(callee)->growth <= 0)
		badness = better(badness, 2);
	if (hints & INLINE_HINT_builtin_constant_p)
		badness = better(badness, 4);
	if (hints & INLINE_HINT_same_scc)
		badness = better(badness, -3);
	else if (hints & INLINE_HINT_in_scc)
		badness = better(badness, -2);
	else if (hints & INLINE_HINT_cross_module)
		badness = better(badness, -1);
	if (DECL_DISREGARD_INLINE_LIMITS(callee->decl))
		badness = better(badness, 4);
	else if (hints & INLINE_HINT_declared_inline)
		badness = better(badness, 3);
	return badness;
}

bool room_badness(cgraph_edge *e, double *ret)
{
	if (!room_in_small_functions())
		return false;
	cgraph_node *callee = e->callee->ultimate_alias_target();
	cgraph_node *caller = root_of(e->caller);
	int growth = estimate_edge_growth(e);
	sreal badness;

	if (growth <= 0)
		badness = (sreal)(-SREAL_MIN_SIG + growth) << (SREAL_MAX_EXP / 256);
	else if (DECL_EXTERNAL(caller->decl)) {
		*ret = sreal::max().to_double();
		return true;
	} else if (opt_for_fn(caller->decl, flag_guess_branch_prob) ||
		   caller->count.ipa().nonzero_p())
		badness = badness_by_profile(e, callee, caller, growth);
	else
		badness = badness_by_loops(e, growth);
	*ret = adjust_by_hints(e, callee, badness).to_double();
	return true;
}

/* Options ------------------------------------------------------------------------------------ */

/* True if OPTION can change the generated code and is not an alias of another. */
static bool option_matters(const struct cl_option *option)
{
	return (option->flags & CL_OPTIMIZATION) && !(option->flags & (CL_WARNING | CL_DRIVER)) &&
	       option->alias_target == N_OPTS;
}

/* Call TAKE for the option TEXT ("-ffoo", "-ffoo=", "--param=foo=") by its bare name. */
static void take_named(const char *text, const char *value, room_option_taker *take, void *context)
{
	static const char param[] = "--param=";
	char *name = xstrdup(strncmp(text, param, strlen(param)) ? text + 1 : text + strlen(param));
	size_t length = strlen(name);

	if (length && name[length - 1] == '=')
		name[length - 1] = '\0';
	take(context, name, value);
	free(name);
}

#if ROOM_HAS_CLVC_INTEGER
static const enum cl_var_type is_number = CLVC_INTEGER;
#else
static const enum cl_var_type is_number = CLVC_BOOLEAN;
#endif

void room_options(struct gcc_options *opts, room_option_taker *take, void *context)
{
	for (size_t i = 0; i < cl_options_count; i++) {
		const struct cl_option *option = &cl_options[i];
		const void *variable = option_flag_var(i, opts);
		char value[32];

		if (!option_matters(option) || !variable)
			continue;
		if (option->var_type == is_number || option->var_type == CLVC_EQUAL ||
		    option->var_type == CLVC_ENUM || option->var_type == CLVC_SIZE) {
			HOST_WIDE_INT number =
				option->var_type == CLVC_ENUM ? *(const int *)variable
				: option->cl_host_wide_int    ? *(const HOST_WIDE_INT *)variable
							      : *(const int *)variable;
			const void *initial = option_flag_var(
				i, const_cast<struct gcc_options *>(&global_options_init));
			HOST_WIDE_INT usual = option->cl_host_wide_int
						      ? *(const HOST_WIDE_INT *)initial
						      : *(const int *)initial;

			if (number == usual)
				continue;
			snprintf(value, sizeof value, "%" PRId64, (int64_t)number);
			take_named(option->opt_text, value, take, context);
		}
	}
}

/* Turn a GCC variable into its option, in place: flag_inline_functions into "finline-functions",
   param_max_inline_insns_auto into "max-inline-insns-auto". */
static char *option_of_variable(char *name)
{
	static const char flag[] = "flag_", param[] = "param_";

	if (!strncmp(name, param, strlen(param)))
		name += strlen(param);
	else if (!strncmp(name, flag, strlen(flag)))
		*(name += strlen(flag) - 1) = 'f';
	for (char *at = name; *at; at++)
		if (*at == '_')
			*at = '-';
	return name;
}

/* GCC has only a function that prints how two sets of options differ, one "VARIABLE (0xOLD/0xNEW)"
   per line. This parses its output. */
void room_function_options(cgraph_node *node, room_option_taker *take, void *context)
{
	tree own = DECL_FUNCTION_SPECIFIC_OPTIMIZATION(node->decl);
	char *text = NULL, name[128], last[128] = "", value[32];
	unsigned before, after;
	size_t length;

	if (!own || own == optimization_default_node)
		return;
	FILE *out = open_memstream(&text, &length);

	if (!out)
		return;
	cl_optimization_print_diff(out, 0, TREE_OPTIMIZATION(optimization_default_node),
				   TREE_OPTIMIZATION(own));
	if (!fclose(out))
		for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1)
			if (sscanf(line, " %127s (%x/%x)", name, &before, &after) == 3 &&
			    strcmp(name, last)) {
				/* GCC prints some twice. */
				memcpy(last, name, sizeof last);
				snprintf(value, sizeof value, "%d", (int)after);
				take(context, option_of_variable(name), value);
			}
	free(text);
}

const char *room_argument(const char *name, const char *key, const char *value)
{
	char *start = concat("-fplugin-arg-", name, "-", key, "=", NULL);
	size_t length = strlen(start);

	for (unsigned i = 1; value && i < save_decoded_options_count; i++) {
		const char *text = save_decoded_options[i].orig_option_with_args_text;

		if (text && !strncmp(text, start, length) &&
		    !strncmp(text + length, value, strlen(value))) {
			value = text + length;
			break;
		}
	}
	free(start);
	return value;
}

void room_given_options(void (*take)(void *context, const char *option), void *context)
{
	for (unsigned i = 1; i < save_decoded_options_count; i++) {
		const struct cl_decoded_option *given = &save_decoded_options[i];

		if (given->opt_index >= cl_options_count)
			continue;
		const struct cl_option *option = &cl_options[given->opt_index];
		bool is_code = option->flags & (CL_OPTIMIZATION | CL_TARGET | CL_PARAMS);
		bool is_macro = given->opt_index == OPT_D || given->opt_index == OPT_U;
		bool is_language = !strncmp(option->opt_text, "-std=", 5) ||
				   given->opt_index == OPT_fPIC || given->opt_index == OPT_fPIE ||
				   given->opt_index == OPT_fpic || given->opt_index == OPT_fpie ||
				   given->opt_index == OPT_fexceptions ||
				   given->opt_index == OPT_ffreestanding;

		if ((is_code || is_macro || is_language) && given->orig_option_with_args_text)
			take(context, given->orig_option_with_args_text);
	}
}

/* Profile ------------------------------------------------------------------------------------ */

enum pgl_profile_use room_profile_use(void)
{
	if (flag_auto_profile)
		return PGL_PROFILE_AUTO;
	if (flag_branch_probabilities || flag_profile_use)
		return PGL_PROFILE_USE;
	return profile_arc_flag ? PGL_PROFILE_GENERATE : PGL_PROFILE_NONE;
}

bool room_profile_found(unsigned *ret_runs, uint64_t *ret_sum_max)
{
	if (!profile_info)
		return false;
	*ret_runs = profile_info->runs;
	*ret_sum_max = profile_info->sum_max;
	return true;
}

bool room_hot_threshold(int64_t *ret)
{
	if (!profile_info)
		return false;
	*ret = get_hot_bb_threshold();
	return true;
}

bool room_writes_elf(void)
{
#ifdef OBJECT_FORMAT_ELF
	return true;
#else
	return false;
#endif
}

bool room_can_exclude_sections(void)
{
	return HAVE_GAS_SECTION_EXCLUDE;
}
