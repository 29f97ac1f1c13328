/* Finds lines about the expectation of conditions. See advice.h.

   A record has the compiler's branches. One condition ("a && b") may be several branches, in several copies of its function,
   and inverted. The line needs how often the condition was evaluated, and how often its statement ran: so the edges of all
   branches within a condition are summed up by where they lead, without edges from one of its branches to another.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

/* The probability that __builtin_expect stands for: GCC's --param builtin-expect-probability. */
static const double usual = 0.9;
/* The highest probability to write: another run may differ. */
static const double surest = 0.999;
/* A condition with a smaller part of all evaluations is not worth a line. */
static const double least_part = 1e-5;

enum { MOST_TEXT = 40 }; /* bytes of a condition's text, in tables */

/* At most this part of a condition's executions may continue at an unknown location. */
static const double most_untold = 0.01;

/* Where an edge leads. */
enum where { TO_THEN, TO_OTHERWISE, WITHIN, ELSEWHERE, UNTOLD, N_WHERES };

/* One condition: its function and counts in both builds. */
struct tally {
	const char *function;
	bool seen[N_WHERES]; /* in either build */
	bool is_both;	     /* both edges of a branch lead to the same statement */
	double sum[PGL_SIDES][N_WHERES];
};

struct tallies {
	struct pgl_sources *sources;
	struct tally **of; /* by source, then by condition; NULL: none yet */
	uint32_t n, room;
};

/* Adding up --------------------------------------------------------------------------------- */

/* The tally of CONDITION in source number SOURCE. */
static struct tally *tally_of(struct tallies *tallies, uint32_t source,
			      const struct pgl_condition *condition)
{
	const struct pgl_source_conditions *all =
		pgl_sources_conditions(&tallies->sources->item[source]);

	while (tallies->n < tallies->sources->n) {
		PGL_GROW(tallies->of, tallies->n, tallies->room);
		tallies->of[tallies->n++] = NULL;
	}
	if (!tallies->of[source])
		tallies->of[source] = pgl_xcalloc(all->n, sizeof **tallies->of);
	return &tallies->of[source][condition - all->item];
}

static bool has(struct pgl_source_range range, size_t offset)
{
	return offset >= range.start && offset < range.end;
}

/* Where LOCATION is, seen from CONDITION of source number SOURCE. */
static enum where where_is(struct pgl_sources *sources, uint32_t source,
			   const struct pgl_condition *condition, const struct pgl_record *record,
			   struct pgl_location location)
{
	size_t offset;

	if (location.file == PGL_NONE)
		return UNTOLD;
	if (pgl_sources_find(sources, record, location.file) != source)
		return ELSEWHERE;
	offset = pgl_token_offset(&sources->item[source].tokens, location.line, location.column);
	if (has(condition->condition, offset))
		return WITHIN;
	if (has(condition->then, offset))
		return TO_THEN;
	return has(condition->otherwise, offset) ? TO_OTHERWISE : ELSEWHERE;
}

/* Adds BRANCH, evaluated WEIGHT times in build SIDE. */
static void add_branch(struct tallies *tallies, int side, const struct pgl_record *record,
		       const struct pgl_branch *branch, double weight)
{
	struct pgl_sources *sources = tallies->sources;
	struct pgl_location at = branch->location;
	const struct pgl_condition *condition;
	uint32_t source =
		at.file == PGL_NONE ? PGL_NONE : pgl_sources_find(sources, record, at.file);

	if (source == PGL_NONE || !sources->item[source].path)
		return;
	condition = pgl_source_condition_at(
		pgl_sources_conditions(&sources->item[source]),
		pgl_token_offset(&sources->item[source].tokens, at.line, at.column));
	if (!condition)
		return;
	struct tally *tally = tally_of(tallies, source, condition);
	enum where if_true = where_is(sources, source, condition, record, branch->if_true);
	enum where if_false = where_is(sources, source, condition, record, branch->if_false);

	tally->sum[side][if_true] += weight * branch->share.value;
	tally->sum[side][if_false] += weight * (1 - branch->share.value);
	tally->seen[if_true] = tally->seen[if_false] = true;
	tally->is_both |= if_true == if_false && if_true <= TO_OTHERWISE;
	tally->function = record->functions[branch->function].name;
}

/* Adds the branches of BUILD: NEW's by their counts per training run, OLD's by GCC's guess per entry of the function. */
static void add_side(struct tallies *tallies, const struct pgl_build *build, int side)
{
	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_record *record = build->records[u];
		double runs = record->unit.profile.runs ? record->unit.profile.runs : 1;

		for (uint32_t i = 0; i < record->n_branches; i++) {
			const struct pgl_branch *branch = &record->branches[i];
			double weight = branch->frequency.known ? branch->frequency.value : NAN;

			if (side == PGL_NEW)
				weight = branch->count.known ? (double)branch->count.value / runs
							     : NAN;
			if (branch->share.known && weight > 0)
				add_branch(tallies, side, record, branch, weight);
		}
	}
}

/* Lines ------------------------------------------------------------------------------------- */

static double asked(const struct tally *tally, int side)
{
	const double *sum = tally->sum[side];

	/* Edges within the condition were counted when it was entered. */
	return sum[TO_THEN] + sum[TO_OTHERWISE] + sum[ELSEWHERE] + sum[UNTOLD];
}

/* The probability that the condition holds; NAN: unknown. */
static double holds(const struct tally *tally, int side)
{
	const double *sum = tally->sum[side];
	double all = asked(tally, side);

	if (!(all > 0) || sum[UNTOLD] > all * most_untold || tally->is_both)
		return NAN;
	if (tally->seen[TO_THEN])
		return sum[TO_THEN] / all;
	return tally->seen[TO_OTHERWISE] ? 1 - sum[TO_OTHERWISE] / all : NAN;
}

/* The text of CONDITION on one line, shortened; to be freed. */
static char *text_of(const struct pgl_source *source, const struct pgl_condition *condition)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (size_t i = condition->condition.start; i < condition->condition.end; i++) {
		char c = source->text.text[i];
		bool is_blank = isspace((unsigned char)c);

		if (text.length >= MOST_TEXT && (unsigned char)c < 0x80) {
			pgl_strbuf_add(&text, "...");
			break;
		}
		if (!is_blank || text.text[text.length - 1] != ' ')
			pgl_strbuf_add_char(&text, is_blank		       ? ' '
						   : iscntrl((unsigned char)c) ? '?'
									       : c);
	}
	return pgl_strbuf_detach(&text);
}

/* Uses __builtin_expect if its probability is close, since it is well known; else writes the probability: GCC also keeps
   registers free of code that is much rarer. */
static void write_edit(struct pgl_advice_line *line, const struct pgl_condition *condition)
{
	double plain = line->holds < 0.5 ? 1 - usual : usual;
	double exact = round(fmin(fmax(line->holds, 1 - surest), surest) * 1000) / 1000;
	double off = fabs(line->holds - line->guessed);
	double by_plain = off - fabs(line->holds - plain);
	double by_exact = off - fabs(line->holds - exact);
	double rarer = fmin(line->holds, 1 - line->holds);
	bool is_plain = rarer >= (1 - usual) / 2 && rarer <= 2 * (1 - usual);

	line->edit.at = condition->condition.start;
	line->edit.cut_at = condition->condition.end;
	line->edit.text =
		pgl_xasprintf("__builtin_expect%s(!!(", is_plain ? "" : "_with_probability");
	line->edit.replacement = is_plain ? pgl_xasprintf("), %d)", line->holds >= 0.5)
					  : pgl_xasprintf("), 1, %g)", exact);
	line->expected = is_plain ? plain : exact;
	line->rank = line->asked * (is_plain ? by_plain : by_exact);
}

/* Adds a line for CONDITION of source number SOURCE, if its rank is at least LEAST. */
static void add_line(struct pgl_advice *advice, uint32_t source,
		     const struct pgl_condition *condition, const struct tally *tally, double least)
{
	double old = holds(tally, PGL_OLD), new = holds(tally, PGL_NEW);
	struct pgl_advice_line *line;

	if (isnan(new) || condition->why || asked(tally, PGL_NEW) < least)
		return;
	line = pgl_advice_new_line(advice, PGL_ADVICE_EXPECT);
	line->function = tally->function;
	line->asked = asked(tally, PGL_NEW);
	line->holds = new;
	line->guessed = isnan(old) ? 0.5 : old;
	line->edit.source = source;
	line->edit.line =
		pgl_token_line(&advice->sources.item[source].tokens, condition->condition.start);
	write_edit(line, condition);
	line->condition = text_of(&advice->sources.item[source], condition);
	if (line->rank < least)
		pgl_advice_drop_line(advice);
}

static double asked_in_all(const struct tallies *tallies)
{
	double all = 0;

	for (uint32_t s = 0; s < tallies->n; s++)
		for (size_t i = 0; tallies->of[s] && i < tallies->sources->item[s].conditions.n;
		     i++)
			all += asked(&tallies->of[s][i], PGL_NEW);
	return all;
}

static bool has_branches(const struct pgl_build *build)
{
	for (size_t u = 0; u < build->n; u++)
		if (build->records[u]->n_branches)
			return true;
	return false;
}

void pgl_advice_add_expectations(struct pgl_advice *advice)
{
	struct tallies tallies = {.sources = &advice->sources};
	double least;

	for (int side = 0; side < PGL_SIDES; side++)
		add_side(&tallies, advice->compared->forest[side].build, side);
	advice->lacks_branches = !has_branches(advice->compared->forest[PGL_NEW].build);
	least = fmax(asked_in_all(&tallies) * least_part, 1);
	for (uint32_t s = 0; s < tallies.n; s++) {
		const struct pgl_source_conditions *all = &advice->sources.item[s].conditions;

		for (size_t i = 0; tallies.of[s] && i < all->n; i++)
			add_line(advice, s, &all->item[i], &tallies.of[s][i], least);
		free(tallies.of[s]);
	}
	free(tallies.of);
}
