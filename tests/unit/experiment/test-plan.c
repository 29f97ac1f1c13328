/* Decision sets: main calls f and h, and both call g. OLD inlines f, NEW h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "two-builds.h"

#include <stdio.h>
#include <unistd.h>

#include "record/json-write.h"
#include "compare/compare.h"
#include "experiment/variants/plan.h"
#include "base/files.h"

enum { MAIN, F, G, H };

struct program {
	char folder[64];
	struct two_builds *two;
	struct pgl_build build[PGL_SIDES];
	struct pgl_compared compared;
	struct pgl_plans plans;
};

static int take(void *context, const char *text, size_t length)
{
	pgl_strbuf_add_n(context, text, length);
	return 0;
}

static void write_side(struct program *p, int side, const char *name)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct pgl_error error;
	char path[128];

	snprintf(path, sizeof path, "%s/%s", p->folder, name);
	assert_int_equal(pgl_make_folders(path), 0);
	snprintf(path, sizeof path, "%s/%s/x.pgolens.jsonl", p->folder, name);
	p->two->record[side]->unit.generator = "pgolens test";
	p->two->record[side]->unit.compiler.name = "GNU C17";
	p->two->record[side]->unit.compiler.version = "12";
	p->two->record[side]->unit.compiler.target = "x86_64-linux-gnu";
	assert_int_equal(pgl_json_write(p->two->record[side], take, &text, &error), 0);
	assert_int_equal(pgl_write_file(path, text.text, text.length), 0);
	pgl_strbuf_release(&text);
}

static void decide_in_order(struct program *p, int side, uint32_t site, uint32_t sequence)
{
	inline_late(p->two, side, site);
	site_at(p->two, side, site)->decisions[0].sequence = sequence;
}

static void start(struct program *p)
{
	struct pgl_error error;

	*p = (struct program){.folder = "/tmp/pgolens-test-plan-XXXXXX", .two = builds_new()};
	assert_non_null(mkdtemp(p->folder));
	for (int side = 0; side < PGL_SIDES; side++) {
		static const char *const names[] = {"main", "f", "g", "h"};
		uint32_t calls[2], bodies[2], inlined = side == PGL_OLD ? 0 : 1;

		for (int i = 0; i < 4; i++)
			add_function(p->two, side, names[i], -1);
		calls[0] = add_site(p->two, side, MAIN, PGL_NONE, F, 10, -1);
		calls[1] = add_site(p->two, side, MAIN, PGL_NONE, H, 11, -1);
		bodies[0] = add_site(p->two, side, F, PGL_NONE, G, 20, -1);
		bodies[1] = add_site(p->two, side, H, PGL_NONE, G, 30, -1);
		decide_in_order(p, side, calls[inlined], 1);
		reject(p->two, side, calls[!inlined], "MAX_INLINE_INSNS_AUTO_LIMIT");
		reject(p->two, side, add_copy(p->two, side, calls[inlined], bodies[inlined], -1),
		       "MAX_INLINE_INSNS_AUTO_LIMIT");
	}
	write_side(p, PGL_OLD, "old");
	write_side(p, PGL_NEW, "new");
	for (int side = 0; side < PGL_SIDES; side++) {
		char path[128], *paths[] = {path};

		snprintf(path, sizeof path, "%s/%s", p->folder, side == PGL_OLD ? "old" : "new");
		assert_int_equal(pgl_build_load(&p->build[side], paths, 1, &error), 0);
	}
	assert_int_equal(pgl_compared_init(&p->compared, p->build, &error), 0);
	pgl_plans_init(&p->plans, &p->compared.match);
}

static void stop(struct program *p)
{
	pgl_plans_release(&p->plans);
	pgl_compared_release(&p->compared);
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_build_release(&p->build[side]);
	builds_free(p->two);
	assert_int_equal(pgl_remove_tree(p->folder), 0);
}

/* The kinds of difference that must be as in NEW. */
struct kinds {
	bool newly, un;
};

static bool by_kind(const void *context, const struct pgl_plan_site *site, bool is_newly_inlined)
{
	const struct kinds *kinds = context;

	(void)site;
	return is_newly_inlined ? kinds->newly : kinds->un;
}

/* The decision set: the line of each inlined call of main, and the lines of its callee's calls. */
static void expect_plan(struct program *p, enum pgl_side from, struct kinds kinds,
			const char *expected)
{
	struct pgl_plan plan = {.from = from, .as_new = by_kind, .context = &kinds};
	struct pgl_strbuf is = PGL_STRBUF_INIT;
	struct pgl_error error;
	struct pgl_build build;
	char path[128], *paths[] = {path};

	snprintf(path, sizeof path, "%s/plan", p->folder);
	assert_int_equal(pgl_decision_set_write(&p->plans, &plan, path, &error), 0);
	assert_int_equal(pgl_build_load(&build, paths, 1, &error), 0);
	for (uint32_t s = 0; s < build.records[0]->n_sites; s++) {
		const struct pgl_site *site = &build.records[0]->sites[s];

		if (pgl_site_inlined(site))
			pgl_strbuf_addf(&is, "%s%u", is.length ? " " : "", site->location.line);
		for (uint32_t c = 0; c < build.records[0]->n_sites; c++)
			if (build.records[0]->sites[c].parent == s)
				pgl_strbuf_addf(&is, "(%u)",
						build.records[0]->sites[c].location.line);
	}
	assert_string_equal(is.text, expected);
	pgl_build_release(&build);
	pgl_strbuf_release(&is);
	assert_int_equal(pgl_remove_tree(path), 0);
}

static void differences_are_found(void **state)
{
	struct program p;

	(void)state;
	start(&p);
	assert_int_equal(p.plans.n_sites, 2);
	assert_false(p.plans.sites[0].is_newly_inlined);
	assert_true(p.plans.sites[1].is_newly_inlined);
	assert_int_equal(p.plans.sites[1].n_instances, 1);
	stop(&p);
}

static void a_build_alone_is_its_record(void **state)
{
	struct program p;

	(void)state;
	start(&p);
	expect_plan(&p, PGL_OLD, (struct kinds){false, false}, "10(20)");
	expect_plan(&p, PGL_NEW, (struct kinds){true, true}, "11(30)");
	stop(&p);
}

static void plans_are_merged(void **state)
{
	struct program p;

	(void)state;
	start(&p);
	expect_plan(&p, PGL_OLD, (struct kinds){true, false}, "10(20) 11(30)");
	expect_plan(&p, PGL_OLD, (struct kinds){false, true}, "");
	expect_plan(&p, PGL_OLD, (struct kinds){true, true}, "11(30)");
	expect_plan(&p, PGL_NEW, (struct kinds){false, false}, "10(20)");
	expect_plan(&p, PGL_NEW, (struct kinds){true, false}, "10(20) 11(30)");
	expect_plan(&p, PGL_NEW, (struct kinds){false, true}, "");
	stop(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_are_found),
		cmocka_unit_test(a_build_alone_is_its_record),
		cmocka_unit_test(plans_are_merged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
