/* The only header that includes GCC's headers and hides the differences between GCC versions.

   It fixes the include order (ipa-prop.h and its neighbours need the others first). It offers plain
   functions wherever an answer depends on the version or GCC keeps the code static. No other file
   tests a GCC version or includes a GCC header.

   Supported: GCC 11 to 16. To add a version, extend the feature table and
   docs/reference/gcc-versions.md.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_H
#define PGL_GCC_ROOM_H

#include <gcc-plugin.h>
/* Use the version of the headers, never __GNUC__, which is the compiler that builds us. */
#include <plugin-version.h>
#if GCCPLUGIN_VERSION < 11000
#error "pgolens needs the plugin headers of GCC 11 or later"
#endif

/* The feature table: what gcc/ tests for, and since which version GCC has it. */
/* Since 12 the early inliner skips calls between an instrumented and an uninstrumented function. */
#define ROOM_EARLY_MINDS_INSTRUMENTATION (GCCPLUGIN_VERSION >= 12000)
/* 12 renamed CLVC_BOOLEAN, because options became wider than a flag. */
#define ROOM_HAS_CLVC_INTEGER (GCCPLUGIN_VERSION >= 12000)
/* Since 12 coverage tracing is set per function. */
#define ROOM_HAS_SANITIZE_COVERAGE_P (GCCPLUGIN_VERSION >= 12000)
/* 13 keeps known values in aggregates in a vector of `ipa_argagg_value`; before, in a list. */
#define ROOM_HAS_ARGAGG_VALUE (GCCPLUGIN_VERSION >= 13000)
/* 14 renamed last_stmt (), which already skipped debug statements. */
#define ROOM_HAS_LAST_NONDEBUG_STMT (GCCPLUGIN_VERSION >= 14000)
/* 14 moved the lattices, which ipa-prop.h needs, from ipa-cp.c to a header. */
#define ROOM_HAS_IPA_CP_H (GCCPLUGIN_VERSION >= 14000)
/* 14 made the -Werror switch private to the diagnostics. */
#define ROOM_HAS_WERROR_ACCESSORS (GCCPLUGIN_VERSION >= 14000)
/* Since 15 an inline clone shares its original's `order`, and dumps number functions by uid. */
#define ROOM_DUMPS_UID (GCCPLUGIN_VERSION >= 15000)
/* 16 has no flag for -fcx-limited-range: -fcomplex-method includes it. */
#define ROOM_HAS_CX_LIMITED_RANGE (GCCPLUGIN_VERSION < 16000)
/* 16 stores a clone's suffix, and requires one more property to copy inlined functions. */
#define ROOM_HAS_CLONE_SUFFIX (GCCPLUGIN_VERSION >= 16000)
/* 16 has a class for each kind of indirect call; before, one class had flags. */
#define ROOM_HAS_INDIRECT_CLASSES (GCCPLUGIN_VERSION >= 16000)
/* 16 also runs a pass "feedback_fnsplit" after it reads -fauto-profile, before the older one. */
#define ROOM_HAS_AUTO_FEEDBACK_SPLIT (GCCPLUGIN_VERSION >= 16000)
/* 16 distinguishes functions without samples from those without measured counts. */
#define ROOM_HAS_GLOBAL0_AFDO (GCCPLUGIN_VERSION >= 16000)

#include <backend.h>
#include <tree.h>
#include <gimple.h>
#include <tree-pass.h>
#include <ssa.h>
#include <alloc-pool.h>
#include <cgraph.h>
#include <symbol-summary.h>
#include <sreal.h>
#if ROOM_HAS_IPA_CP_H
#include <ipa-cp.h>
#endif
#include <ipa-prop.h>
#include <ipa-fnsummary.h>
#include <ipa-inline.h>
#include <gimple-iterator.h>
#include <gimple-pretty-print.h>
#include <graphds.h>
#include <cfgloop.h>
#include <attribs.h>
#include <builtins.h>
#include <context.h>
#include <diagnostic-core.h>
#include <dumpfile.h>
#include <except.h>
#include <tree-eh.h>
#include <file-prefix-map.h>
#include <intl.h>
#include <langhooks.h>
#include <opts.h>
#include <options.h>
#include <output.h> /* "output.h" is ours */
#include <predict.h>
#include <profile.h>
#include <memmodel.h>
#include <rtl.h>
#include <emit-rtl.h>
#include <target.h>
#include <toplev.h>
#include <tree-cfg.h>

#include "record/record.h"

/* Compare the compiler that loads us with the one we were built for. NULL: the same build; else the
   field that differs ("version", "configuration", ...), and its value in both. */
const char *room_version_mismatch(const struct plugin_gcc_version *loader, const char **ret_ours,
				  const char **ret_theirs);
/* The version we were built for, as "12.2.0"; its target machine, in a new string. */
const char *room_built_for(void);
char *room_target(void);

/* True if the compile fails: there was an error, or a warning that counts as one. */
bool room_has_failed(void);
/* Print a warning that -Werror does not turn into an error; with -w, a note. */
void room_warn(const char *text);
/* The unique number by which GCC's dumps call NODE. */
int room_number(cgraph_node *node);
/* True if E is a call through a virtual table. */
bool room_is_virtual(cgraph_edge *e);

/* Which instance of GCC's pass NAME every build has, counted from 1; 0: any of them. */
int room_pass_instance(const char *name);
/* The last statement of BLOCK that generates code; NULL: none. */
gimple *room_last_statement(basic_block block);

/* Why GCC did not inline E, by the name in cif-code.def: "BODY_NOT_AVAILABLE". */
const char *room_reason(cgraph_edge *e);
/* COUNT in a form that can be compared between functions. */
pgl_count room_count(profile_count count);
enum pgl_hotness room_hotness(cgraph_node *node);

/* GCC's names for the inline hints of E, separated by spaces, in BUFFER (of SIZE bytes). */
const char *room_hints(ipa_hints hints, char *buffer, size_t size);
/* The growth, in instructions, of the caller into which GCC is inlining E. GCC has just computed it
   itself (inline_call () in ipa-inline-transform.c) or has it in its cache. */
int room_growth(cgraph_edge *e);
/* The key of E in the heap of small functions, as edge_badness () in ipa-inline.c computes it.
   Valid only while GCC works on that heap, with E's estimates in the cache. */
bool room_badness(cgraph_edge *e, double *ret);
/* Cycles saved per entry of E's caller by inlining E (inlining_speedup () in ipa-inline.c); valid
   like room_badness. */
bool room_time_saved(cgraph_edge *e, double *ret);
/* True if GCC's cache holds the estimates for E. */
bool room_has_estimates(cgraph_edge *e);
/* True in the part of the IPA inliner that works on the heap; true after it. */
bool room_in_small_functions(void);
bool room_after_small_functions(void);

/* Call TAKE (context, name, value) for each option that can change the code and is not off, with
   its effective value in OPTS, in the order of GCC's own list (sorted by name). */
typedef void room_option_taker(void *context, const char *name, const char *value);
void room_options(struct gcc_options *opts, room_option_taker *take, void *context);
/* Likewise for the options in which NODE differs from the unit, in GCC's own order. The names are
   derived from GCC's variables. */
void room_function_options(cgraph_node *node, room_option_taker *take, void *context);
/* The value of the plugin's argument "-fplugin-arg-NAME-KEY=VALUE"; VALUE is what GCC passed. GCC
   cuts it short at a further '=' (parse_plugin_arg_opt () in plugin.c does not count them). */
const char *room_argument(const char *name, const char *key, const char *value);
/* The options on the command line that can change the code, as given, without paths. */
void room_given_options(void (*take)(void *context, const char *option), void *context);

/* What -fprofile-use, -fprofile-generate and -fauto-profile request in this compile. */
enum pgl_profile_use room_profile_use(void);
/* True if GCC found and read the .gcda; its number of runs and highest sum. The count from which
   GCC calls a block hot (only after profile_estimate: GCC caches it). */
bool room_profile_found(unsigned *ret_runs, uint64_t *ret_sum_max);
bool room_hot_threshold(int64_t *ret);

/* True if this compiler writes ELF; true if its assembler supports sections that a linker leaves
   out. */
bool room_writes_elf(void);
bool room_can_exclude_sections(void);

#endif
