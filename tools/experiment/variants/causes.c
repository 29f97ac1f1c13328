/* See causes.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/causes.h"

#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"

static const struct {
	const char *word, *meaning;
} causes[PGL_CAUSE_N] = {
	{"newly-inlined", "calls that only NEW inlines"},
	{"un-inlined", "calls that only OLD inlines"},
	{"early-split", "early inlining and where functions are split"},
	{"value-profile", "code for usual values; indirect calls made direct"},
	{"ipa-cp", "copies of functions for constant arguments"},
	{"layout", "order of blocks and functions, hot apart from cold"},
	{"loops", "unrolling, peeling, unswitching, vectorizing ..."},
	{"counts", "the rest: how often code runs, in all other passes"},
};

const char *pgl_cause_word(enum pgl_cause cause)
{
	return causes[cause].word;
}

const char *pgl_cause_meaning(enum pgl_cause cause)
{
	return causes[cause].meaning;
}

char *pgl_causes_name(uint32_t set)
{
	struct pgl_strbuf name = PGL_STRBUF_INIT;

	for (unsigned cause = 0; cause < PGL_CAUSE_N; cause++) {
		if (!(set >> cause & 1))
			continue;
		if (name.length)
			pgl_strbuf_add_char(&name, '+');
		pgl_strbuf_add(&name, causes[cause].word);
	}
	return name.length ? pgl_strbuf_detach(&name) : pgl_xstrdup("none");
}

/* Options ----------------------------------------------------------------------------------- */

/* For an option whose value is a word: the number in the record, and the word. */
struct value_word {
	const char *value, *word;
};
static const struct value_word cost_models[] = {
	{"-3", "very-cheap"}, {"-2", "cheap"}, {"-1", "dynamic"}, {"0", "unlimited"}, {NULL, NULL}};
static const struct value_word block_orders[] = {{"0", "simple"}, {"1", "stc"}, {NULL, NULL}};

/* The options that the passes of each cause depend on. None acts before GCC reads the profile: the profile would not fit
   any more. All other options that differ are part of the counts: -fprofile-use switches them. */
static const struct {
	const char *name;
	enum pgl_cause cause;
	const struct value_word *words; /* NULL: -fX or -fno-X */
} options[] = {
	{"fipa-cp", PGL_CAUSE_IPA_CP, NULL},
	{"fipa-cp-clone", PGL_CAUSE_IPA_CP, NULL},
	{"fipa-bit-cp", PGL_CAUSE_IPA_CP, NULL},
	{"fipa-vrp", PGL_CAUSE_IPA_CP, NULL},
	{"fvpt", PGL_CAUSE_VALUE_PROFILE, NULL},
	{"falign-functions", PGL_CAUSE_LAYOUT, NULL},
	{"falign-jumps", PGL_CAUSE_LAYOUT, NULL},
	{"falign-labels", PGL_CAUSE_LAYOUT, NULL},
	{"falign-loops", PGL_CAUSE_LAYOUT, NULL},
	{"fprofile-reorder-functions", PGL_CAUSE_LAYOUT, NULL},
	{"freorder-blocks", PGL_CAUSE_LAYOUT, NULL},
	{"freorder-blocks-algorithm", PGL_CAUSE_LAYOUT, block_orders},
	{"freorder-blocks-and-partition", PGL_CAUSE_LAYOUT, NULL},
	{"freorder-functions", PGL_CAUSE_LAYOUT, NULL},
	{"ftracer", PGL_CAUSE_LAYOUT, NULL},
	{"floop-interchange", PGL_CAUSE_LOOPS, NULL},
	{"floop-unroll-and-jam", PGL_CAUSE_LOOPS, NULL},
	{"fpeel-loops", PGL_CAUSE_LOOPS, NULL},
	{"fpredictive-commoning", PGL_CAUSE_LOOPS, NULL},
	{"frename-registers", PGL_CAUSE_LOOPS, NULL},
	{"fsplit-loops", PGL_CAUSE_LOOPS, NULL},
	{"ftree-loop-distribute-patterns", PGL_CAUSE_LOOPS, NULL},
	{"ftree-loop-distribution", PGL_CAUSE_LOOPS, NULL},
	{"ftree-loop-vectorize", PGL_CAUSE_LOOPS, NULL},
	{"ftree-slp-vectorize", PGL_CAUSE_LOOPS, NULL},
	{"funroll-loops", PGL_CAUSE_LOOPS, NULL},
	{"funswitch-loops", PGL_CAUSE_LOOPS, NULL},
	{"fvariable-expansion-in-unroller", PGL_CAUSE_LOOPS, NULL},
	{"fvect-cost-model", PGL_CAUSE_LOOPS, cost_models},
	{"fversion-loops-for-strides", PGL_CAUSE_LOOPS, NULL},
	{"fweb", PGL_CAUSE_LOOPS, NULL},
};
enum { N_OPTIONS = sizeof options / sizeof *options };

static char *spell(const char *name, const char *value, const struct value_word *words)
{
	if (!words)
		return pgl_xasprintf(value && strcmp(value, "0") ? "-f%s" : "-fno-%s", name + 1);
	for (; value && words->value; words++)
		if (!strcmp(words->value, value))
			return pgl_xasprintf("-%s=%s", name, words->word);
	return NULL;
}

static const char *value_in(const struct pgl_options *of, const char *name)
{
	for (size_t i = 0; i < of->n; i++)
		if (!strcmp(of->item[i].name, name))
			return of->item[i].value;
	return NULL;
}

static void add_change(struct pgl_option_changes *changes, const char *name, const char *old,
		       const char *new)
{
	struct pgl_option_change *change;

	for (size_t i = 0; i < changes->n; i++)
		if (!strcmp(changes->item[i].name, name))
			return;
	PGL_GROW(changes->item, changes->n, changes->room);
	change = &changes->item[changes->n++];
	*change = (struct pgl_option_change){
		.name = name, .value = {old, new}, .cause = PGL_CAUSE_COUNTS};
	for (size_t i = 0; i < N_OPTIONS; i++) {
		if (strcmp(options[i].name, name))
			continue;
		char *spelled[] = {spell(name, old, options[i].words),
				   spell(name, new, options[i].words)};

		if (spelled[0] && spelled[1]) {
			change->cause = options[i].cause;
			change->flag[0] = spelled[0];
			change->flag[1] = spelled[1];
		} else {
			free(spelled[0]);
			free(spelled[1]);
		}
	}
}

static int compare_changes(const void *a, const void *b)
{
	const struct pgl_option_change *x = a, *y = b;
	int by_cause = PGL_COMPARE(x->cause, y->cause);

	return by_cause ? by_cause : strcmp(x->name, y->name);
}

void pgl_option_changes_init(struct pgl_option_changes *changes, const struct pgl_build *old,
			     const struct pgl_build *new)
{
	*changes = (struct pgl_option_changes){.item = NULL};
	/* The records of both builds are sorted by source. */
	for (size_t u = 0; u < old->n && u < new->n; u++) {
		const struct pgl_options *a = &old->records[u]->unit.options;
		const struct pgl_options *b = &new->records[u]->unit.options;

		if (strcmp(old->records[u]->unit.source, new->records[u]->unit.source))
			continue;
		for (size_t i = 0; i < a->n; i++) {
			const char *other = value_in(b, a->item[i].name);

			if (!pgl_same_text(a->item[i].value, other))
				add_change(changes, a->item[i].name, a->item[i].value, other);
		}
		for (size_t i = 0; i < b->n; i++)
			if (!value_in(a, b->item[i].name))
				add_change(changes, b->item[i].name, NULL, b->item[i].value);
	}
	if (changes->n)
		qsort(changes->item, changes->n, sizeof *changes->item, compare_changes);
}

void pgl_option_changes_release(struct pgl_option_changes *changes)
{
	for (size_t i = 0; i < changes->n; i++) {
		free(changes->item[i].flag[0]);
		free(changes->item[i].flag[1]);
	}
	free(changes->item);
	*changes = (struct pgl_option_changes){.item = NULL};
}

/* Flags ------------------------------------------------------------------------------------- */

static void add_flag(struct pgl_strbuf *flags, const char *flag)
{
	if (flags->length)
		pgl_strbuf_add_char(flags, ' ');
	pgl_strbuf_add(flags, flag);
}

void pgl_causes_flags(const struct pgl_option_changes *changes, uint32_t set,
		      struct pgl_strbuf *flags)
{
	bool has_counts = set & PGL_CAUSE_BIT(PGL_CAUSE_COUNTS);

	for (size_t i = 0; i < changes->n; i++) {
		const struct pgl_option_change *change = &changes->item[i];
		bool is_new = set & PGL_CAUSE_BIT(change->cause);

		/* -fprofile-use switches it by itself. */
		if (change->flag[0] && is_new != has_counts)
			add_flag(flags, change->flag[is_new]);
	}
	if (!has_counts)
		return;
	/* OLD has the same options, but there they act without counts. */
	if (!(set & PGL_CAUSE_BIT(PGL_CAUSE_VALUE_PROFILE))) {
		/* -fno-vpt does not stop the promotion of indirect calls: ipa-profile.cc uses the same
		 * histograms. Without them GCC still reads the counts. */
		add_flag(flags, "-fno-profile-values");
	}
	if (!(set & PGL_CAUSE_BIT(PGL_CAUSE_LAYOUT)))
		pgl_causes_unlaid(flags);
}

void pgl_causes_unlaid(struct pgl_strbuf *flags)
{
	add_flag(flags, "-fno-reorder-blocks");
	add_flag(flags, "-fno-reorder-blocks-and-partition");
	add_flag(flags, "-fno-reorder-functions");
}

uint32_t pgl_causes_effective(uint32_t set)
{
	if (!(set & PGL_CAUSE_BIT(PGL_CAUSE_COUNTS)))
		set &= ~PGL_CAUSE_BIT(PGL_CAUSE_VALUE_PROFILE);
	return set;
}
