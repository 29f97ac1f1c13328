/* The one room for GCC's headers and for what differs between its versions.

   Fixes the include order (ipa-prop.h and its neighbours need those before them) and offers, as
   plain functions, what the rest of the plugin asks GCC for where the answer depends on the
   version or re-implements something GCC keeps static. No other file tests a GCC version or
   includes a GCC header.

   GCC 11 to 16 are known. To add a version: extend the feature table, and docs/reference/gcc-versions.md.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_H
#define PGL_GCC_ROOM_H

#include <gcc-plugin.h>
/* Keyed on the version of the headers, never on __GNUC__, the compiler that builds us. */
#include <plugin-version.h>
#if GCCPLUGIN_VERSION < 11000
#error "pgolens needs the plugin headers of GCC 11 or later"
#endif

/* The feature table: what the room's code asks for, and since when GCC has it. */
/* Since 12 the early inliner leaves alone calls between functions of which one is not instrumented. */
#define ROOM_EARLY_MINDS_INSTRUMENTATION (GCCPLUGIN_VERSION >= 12000)
/* 12 renamed CLVC_BOOLEAN, when options got wider than a flag. */
#define ROOM_HAS_CLVC_INTEGER (GCCPLUGIN_VERSION >= 12000)
/* Since 12 functions may differ in whether their coverage is traced. */
#define ROOM_HAS_SANITIZE_COVERAGE_P (GCCPLUGIN_VERSION >= 12000)
/* 13 keeps known values in aggregates in a vector of `ipa_argagg_value`, before in a list. */
#define ROOM_HAS_ARGAGG_VALUE (GCCPLUGIN_VERSION >= 13000)
/* 14 renamed last_stmt (), which never minded debug statements. */
#define ROOM_HAS_LAST_NONDEBUG_STMT (GCCPLUGIN_VERSION >= 14000)
/* 14 moved the lattices, which ipa-prop.h then wants defined, from ipa-cp.c to a header. */
#define ROOM_HAS_IPA_CP_H (GCCPLUGIN_VERSION >= 14000)
/* 14 made -Werror's switch private to the diagnostics. */
#define ROOM_HAS_WERROR_ACCESSORS (GCCPLUGIN_VERSION >= 14000)
/* In 15 an inline clone shares its original's `order`, and dumps number functions by uid. */
#define ROOM_DUMPS_UID (GCCPLUGIN_VERSION >= 15000)
/* 16 keeps no -fcx-limited-range of its own: -fcomplex-method has it. */
#define ROOM_HAS_CX_LIMITED_RANGE (GCCPLUGIN_VERSION < 16000)
/* 16 names a clone's suffix, and inlined bodies are copied with one more property. */
#define ROOM_HAS_CLONE_SUFFIX (GCCPLUGIN_VERSION >= 16000)
/* 16 made a class of each kind of indirect call, in place of flags in one. */
#define ROOM_HAS_INDIRECT_CLASSES (GCCPLUGIN_VERSION >= 16000)
/* 16 has a pass "feedback_fnsplit" after -fauto-profile is read too, before the one there always was. */
#define ROOM_HAS_AUTO_FEEDBACK_SPLIT (GCCPLUGIN_VERSION >= 16000)
/* 16 tells functions without samples from those without measured counts. */
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
#include <target.h>
#include <toplev.h>
#include <tree-cfg.h>

#include "record/record.h"

/* The compiler that loads us against the one we were built for: NULL if they are the same build,
   else which field differs ("version", "configuration", ...), and its value in both. */
const char *room_version_mismatch(const struct plugin_gcc_version *loader, const char **ret_ours,
				  const char **ret_theirs);
/* The version we were built for, as "12.2.0", and the machine it compiles for, in a new string. */
const char *room_built_for(void);
char *room_target(void);

/* A warning that stays one under -Werror. */
void room_warn(const char *text);
/* The number by which GCC's dumps call NODE, and which no other function has. */
int room_number(cgraph_node *node);
/* Is E a call through a virtual table? */
bool room_is_virtual(cgraph_edge *e);

/* Which of GCC's passes called NAME all builds have, counted from 1; 0: each may be it. */
int room_pass_instance(const char *name);
/* The last statement of BLOCK that makes code; NULL: none does. */
gimple *room_last_statement(basic_block block);

/* Why E was not inlined, by the name in cif-code.def: "BODY_NOT_AVAILABLE". */
const char *room_reason(cgraph_edge *e);
/* COUNT as it compares between functions. */
pgl_count room_count(profile_count count);
enum pgl_hotness room_hotness(cgraph_node *node);

/* What GCC calls the inline hints of E, separated by spaces, in BUFFER (of SIZE bytes). */
const char *room_hints(ipa_hints hints, char *buffer, size_t size);
/* How many instructions E's caller grows by, that is just being inlined: GCC has asked itself the same
   right before (inline_call () in ipa-inline-transform.c), or has it in its cache. */
int room_growth(cgraph_edge *e);
/* The key of E in the heap of small functions, as edge_badness () in ipa-inline.c computes it; valid
   only while that heap is worked on, with E's estimates in the cache. */
bool room_badness(cgraph_edge *e, double *ret);
/* Cycles saved per entry of E's caller by inlining E (inlining_speedup () in ipa-inline.c); valid
   like room_badness. */
bool room_time_saved(cgraph_edge *e, double *ret);
/* Has GCC what it worked out for E in its cache? */
bool room_has_estimates(cgraph_edge *e);
/* Is this the part of the IPA inliner that works on the heap? After it? */
bool room_in_small_functions(void);
bool room_after_small_functions(void);

/* Calls TAKE (context, name, value) for each option that can change the code and is not off, with
   its effective value in OPTS, in the order of GCC's own list (sorted by name). */
typedef void room_option_taker(void *context, const char *name, const char *value);
void room_options(struct gcc_options *opts, room_option_taker *take, void *context);
/* Likewise for the options in which NODE's differ from the unit's, in GCC's own order; the names are made
   from those of GCC's variables. */
void room_function_options(cgraph_node *node, room_option_taker *take, void *context);
/* The value of the plugin's argument "-fplugin-arg-NAME-KEY=VALUE", of which GCC tells VALUE: where it has
   further '=' in it, GCC's is too short (parse_plugin_arg_opt () in plugin.c does not count them). */
const char *room_argument(const char *name, const char *key, const char *value);
/* The command line's options that can change the code, as they were given, without paths. */
void room_given_options(void (*take)(void *context, const char *option), void *context);

/* What -fprofile-use, -fprofile-generate and -fauto-profile ask for in this compile. */
enum pgl_profile_use room_profile_use(void);
/* Has the .gcda been found and read? Its number of runs and highest sum; the count from which on the
   compiler calls a block hot (call it after profile_estimate only: GCC caches it). */
bool room_profile_found(unsigned *ret_runs, uint64_t *ret_sum_max);
bool room_hot_threshold(int64_t *ret);

/* Does this compiler write ELF? Does its assembler know sections that a linker leaves out? */
bool room_writes_elf(void);
bool room_can_exclude_sections(void);

#endif
