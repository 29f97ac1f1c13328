/* Small handmade builds, for tests of the code that compares two.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TWO_BUILDS_H
#define TWO_BUILDS_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "compare/diff.h"
#include "compare/fairness.h"

/* Everything from two builds of one unit each to their diff. */
struct two_builds {
	struct pgl_record *record[PGL_SIDES];
	const char *path[PGL_SIDES];
	struct pgl_build build[PGL_SIDES];
	struct pgl_forest forest[PGL_SIDES];
	struct pgl_identity identity;
	struct pgl_match match;
	struct pgl_weights weights;
	struct pgl_diff diff;
	struct pgl_fairness fairness;
	bool is_compared;
};

static struct two_builds *builds_new(void)
{
	struct two_builds *two = calloc(1, sizeof *two);

	assert_non_null(two);
	for (int side = 0; side < PGL_SIDES; side++) {
		struct pgl_record *record = pgl_record_new();

		assert_non_null(record);
		record->unit.source = pgl_record_intern(record, "x.c");
		record->unit.given = pgl_record_intern(record, "-O2");
		pgl_record_file(record, "x.c");
		two->record[side] = record;
		two->path[side] = side == PGL_OLD ? "old/x.pgolens.jsonl" : "new/x.pgolens.jsonl";
		two->build[side] = (struct pgl_build){.name = side == PGL_OLD ? "old" : "new",
						      .records = &two->record[side],
						      .paths = &two->path[side],
						      .n = 1};
	}
	return two;
}

static inline void use_profile(struct two_builds *two, int side, uint32_t runs, uint64_t sum_max)
{
	struct pgl_unit *unit = &two->record[side]->unit;

	unit->profile.use = PGL_PROFILE_USE;
	unit->profile.found = true;
	unit->profile.runs = runs;
	unit->profile.sum_max = sum_max;
	unit->profile.hot_threshold = (struct pgl_integer){100, true};
}

/* A function with a body, entered COUNT times; negative: unknown. Returns its id. */
static inline uint32_t add_function(struct two_builds *two, int side, const char *name,
				    double count)
{
	struct pgl_record *record = two->record[side];
	struct pgl_function *function = pgl_record_add_function(record);

	assert_non_null(function);
	function->name = function->assembler = pgl_record_intern(record, name);
	function->origin = function->id;
	function->has_body = true;
	function->offline = PGL_OFFLINE_KEPT;
	function->after.size = (struct pgl_real){10, true};
	function->count = (struct pgl_count){.value = count < 0 ? 0 : (uint64_t)count,
					     .known = count >= 0,
					     .quality = PGL_QUALITY_PRECISE};
	return function->id;
}

/* A function of another unit. */
static inline uint32_t add_external(struct two_builds *two, int side, const char *name)
{
	uint32_t id = add_function(two, side, name, -1);
	struct pgl_function *function = &two->record[side]->functions[id];

	function->has_body = false;
	function->offline = PGL_OFFLINE_ABSENT;
	function->after.size.known = false;
	return id;
}

static inline uint32_t add_clone(struct two_builds *two, int side, const char *name,
				 uint32_t origin, enum pgl_clone clone, double count)
{
	uint32_t id = add_function(two, side, name, count);

	two->record[side]->functions[id].origin = origin;
	two->record[side]->functions[id].clone = clone;
	return id;
}

static inline struct pgl_site *site_at(struct two_builds *two, int side, uint32_t id)
{
	return &two->record[side]->sites[id];
}

/* A call in ROOT, through PARENT or PGL_NONE, of CALLEE or PGL_NONE, at LINE; 0: no location. */
static inline uint32_t add_site(struct two_builds *two, int side, uint32_t root, uint32_t parent,
				uint32_t callee, uint32_t line, double count)
{
	struct pgl_site *site = pgl_record_add_site(two->record[side]);

	assert_non_null(site);
	site->root = site->caller = root;
	site->parent = parent;
	site->callee = callee;
	if (callee == PGL_NONE)
		site->flags = PGL_BIT(PGL_SITE_FLAG_INDIRECT);
	site->location =
		line ? (struct pgl_location){0, line, 3} : (struct pgl_location){PGL_NONE, 0, 0};
	site->count = (struct pgl_count){.value = count < 0 ? 0 : (uint64_t)count,
					 .known = count >= 0,
					 .quality = PGL_QUALITY_PRECISE};
	return site->id;
}

static inline void decide(struct two_builds *two, int side, uint32_t site, enum pgl_inliner inliner,
			  const char *reason)
{
	struct pgl_decision *decision = pgl_site_add_decision(two->record[side], site);

	assert_non_null(decision);
	decision->inliner = inliner;
	decision->inlined = !reason;
	decision->reason = pgl_record_intern(two->record[side], reason);
}

/* Inlined by the early, or by the IPA inliner. */
static inline void inline_early(struct two_builds *two, int side, uint32_t site)
{
	decide(two, side, site, PGL_INLINER_EINLINE, NULL);
}

static inline void inline_late(struct two_builds *two, int side, uint32_t site)
{
	decide(two, side, site, PGL_INLINER_IPA, NULL);
}

static inline void reject(struct two_builds *two, int side, uint32_t site, const char *reason)
{
	decide(two, side, site, PGL_INLINER_IPA, reason);
}

/* A copy of site OF below PARENT, whose callee contained the site. */
static inline uint32_t add_copy(struct two_builds *two, int side, uint32_t parent, uint32_t of,
				double count)
{
	struct pgl_site from = *site_at(two, side, of);
	uint32_t id = add_site(two, side, site_at(two, side, parent)->root, parent, from.callee,
			       from.location.line, count);

	site_at(two, side, id)->caller = from.caller;
	site_at(two, side, id)->copy_of = of;
	return id;
}

static inline void compare(struct two_builds *two)
{
	struct pgl_error error;

	for (int side = 0; side < PGL_SIDES; side++)
		assert_int_equal(pgl_forest_init(&two->forest[side], &two->build[side], &error), 0);
	pgl_identity_init(&two->identity, &two->forest[PGL_OLD], &two->forest[PGL_NEW]);
	pgl_match_init(&two->match, &two->identity);
	pgl_weights_init(&two->weights, &two->match);
	pgl_diff_init(&two->diff, &two->weights, NULL);
	pgl_fairness_init(&two->fairness, &two->identity);
	two->is_compared = true;
}

static inline void builds_free(struct two_builds *two)
{
	if (two->is_compared) {
		pgl_fairness_release(&two->fairness);
		pgl_diff_release(&two->diff);
		pgl_weights_release(&two->weights);
		pgl_match_release(&two->match);
		pgl_identity_release(&two->identity);
		for (int side = 0; side < PGL_SIDES; side++)
			pgl_forest_release(&two->forest[side]);
	}
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_record_free(two->record[side]);
	free(two);
}

static inline void assert_near(double is, double should_be)
{
	if (isnan(is) || fabs(is - should_be) > 1e-6 * fmax(1, fabs(should_be)))
		fail_msg("%.17g is not %.17g", is, should_be);
}

#endif
