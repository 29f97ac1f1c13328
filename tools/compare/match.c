/* Pairing in stages. See match.h.

   A *level* holds the base sites of both builds that stand equally deep in early-inlined bodies, in
   the order of their function's code. All stages run on a level before the next deeper one, since a
   site's context is the pair its parent belongs to. A stage is a row of a table: the parts of the
   key that sites must share, and how many of a key may be on either side.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/match.h"

#include <stdlib.h>

#include "base/group.h"
#include "base/intern.h"
#include "base/xalloc.h"

/* The sites of one level on one side, in the order of their function's code; equal contexts stand
   together. BEFORE and AFTER: OLD's site of the nearest pair within the context, or PGL_NONE. */
struct row {
	uint32_t *site, *context, *before, *after, n;
};

struct level {
	struct row row[PGL_SIDES];
};

/* --- levels --- */

/* An empty row with room for N sites. */
static void row_init(struct row *row, uint32_t n)
{
	*row = (struct row){.site = pgl_xunset(n),
			    .context = pgl_xunset(n),
			    .before = pgl_xunset(n),
			    .after = pgl_xunset(n)};
}

static void row_release(struct row *row)
{
	free(row->site);
	free(row->context);
	free(row->before);
	free(row->after);
}

/* A context: a unit's function, or the pair of the parent. PGL_NONE: the parent has no pair. */
static uint32_t context_of(const struct pgl_match *match, int side, uint32_t site,
			   struct pgl_intern *contexts)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_node *node = &identity->forest[side]->nodes[site];
	uint32_t key[3] = {0};

	if (node->parent == PGL_NONE) {
		key[0] = identity->unit[side][node->unit];
		key[1] = identity->origin[pgl_identity_root(identity, side, site)];
	} else {
		uint32_t parent = identity->forest[side]->nodes[node->parent].base;
		uint32_t partner = match->partner[side][parent];

		if (partner == PGL_NONE)
			return PGL_NONE;
		key[0] = side == PGL_OLD ? parent : partner;
		key[2] = 1;
	}
	return pgl_intern_add(contexts, key, sizeof key);
}

/* Orders ROW by context and drops the sites without one; otherwise the order stays. */
static void group_by_context(struct row *row, uint32_t n_contexts)
{
	struct pgl_groups groups;
	struct row grouped;

	pgl_groups_init(&groups, n_contexts, row->context, row->n);
	row_init(&grouped, row->n);
	for (; grouped.n < groups.first[n_contexts]; grouped.n++) {
		grouped.site[grouped.n] = row->site[groups.item[grouped.n]];
		grouped.context[grouped.n] = row->context[groups.item[grouped.n]];
	}
	pgl_groups_release(&groups);
	row_release(row);
	*row = grouped;
}

/* Fills ROW of SIDE with its N sites at FROM. Sites in split parts come after those in the function itself. */
static void fill_row(const struct pgl_match *match, int side, struct row *row, const uint32_t *from,
		     uint32_t n, struct pgl_intern *contexts)
{
	const struct pgl_identity *identity = match->identity;

	row_init(row, n);
	for (int in_part = 0; in_part < 2; in_part++) {
		for (uint32_t i = 0; i < n; i++) {
			uint32_t body = pgl_identity_root(identity, side, from[i]);

			if (pgl_identity_is_part(identity, body) != in_part)
				continue;
			row->site[row->n] = from[i];
			row->context[row->n++] = context_of(match, side, from[i], contexts);
		}
	}
}

/* The sites of both sides at DEPTH; the sites around them are paired or never will be. */
static void level_init(struct level *level, const struct pgl_match *match,
		       const struct pgl_groups by_depth[], uint32_t depth)
{
	struct pgl_intern contexts = {0};

	for (int side = 0; side < PGL_SIDES; side++)
		fill_row(match, side, &level->row[side],
			 by_depth[side].item + by_depth[side].first[depth],
			 pgl_group_size(&by_depth[side], depth), &contexts);
	for (int side = 0; side < PGL_SIDES; side++)
		group_by_context(&level->row[side], contexts.n);
	pgl_intern_release(&contexts);
}

static void level_release(struct level *level)
{
	for (int side = 0; side < PGL_SIDES; side++)
		row_release(&level->row[side]);
}

/* Fills in AFTER or else BEFORE of ROW, a row of SIDE, from the pairs that there are now. */
static void find_neighbours(const struct pgl_match *match, int side, struct row *row, bool is_after)
{
	uint32_t last = PGL_NONE, context = PGL_NONE;

	for (uint32_t n = 0; n < row->n; n++) {
		uint32_t i = is_after ? row->n - 1 - n : n;
		uint32_t partner = match->partner[side][row->site[i]];

		if (row->context[i] != context)
			last = PGL_NONE;
		context = row->context[i];
		(is_after ? row->after : row->before)[i] = last;
		if (partner != PGL_NONE)
			last = side == PGL_OLD ? row->site[i] : partner;
	}
}

enum key_part {
	LOCATION = 1 << 0,
	CALLEE = 1 << 1,
	EH = 1 << 2,
	LIVENESS = 1 << 3, /* whether the call vanished before IPA inlining */
	BEFORE = 1 << 4,   /* the pair before it in its function */
	AFTER = 1 << 5,
	/* Not for sites that ... */
	ONLY_LIVE = 1 << 6,    /* have vanished */
	ONLY_CERTAIN = 1 << 7, /* are guesses, calls of split parts, or have vanished */
	ONLY_PLACED = 1 << 8,  /* have no location */
	ONLY_EARLY = 1 << 9    /* came up later than early inlining */
};

struct stage {
	enum pgl_pairing pairing;
	bool several; /* as many on both sides, in order; else: one on both sides */
	unsigned parts;
};

static const struct stage stages[] = {
	{PGL_PAIRING_EXACT, false, LOCATION | CALLEE},
	{PGL_PAIRING_ORDER, true, LOCATION | CALLEE | EH},
	{PGL_PAIRING_ORDER, true, LOCATION | CALLEE | EH | LIVENESS},
	{PGL_PAIRING_ORDER, true, LOCATION | CALLEE},
	{PGL_PAIRING_ORDER, true, LOCATION | CALLEE | ONLY_LIVE},
	{PGL_PAIRING_ORDER, true, LOCATION | CALLEE | ONLY_LIVE | ONLY_EARLY},
	{PGL_PAIRING_NEIGHBOUR, true, LOCATION | CALLEE | BEFORE | AFTER},
	{PGL_PAIRING_NEIGHBOUR, true, LOCATION | CALLEE | BEFORE},
	{PGL_PAIRING_NEIGHBOUR, true, LOCATION | CALLEE | AFTER},
	/* The callee was replaced: a builtin folded, a pointer resolved. */
	{PGL_PAIRING_NEIGHBOUR, false, LOCATION | ONLY_CERTAIN | ONLY_PLACED},
	/* The location was moved. */
	{PGL_PAIRING_NEIGHBOUR, false, CALLEE | BEFORE | AFTER | ONLY_CERTAIN},
};

/* --- stages --- */

/* The key of the I-th site of ROW by PARTS; PGL_NONE: the stage is not for it. */
static uint32_t key_of(const struct pgl_match *match, int side, const struct row *row, uint32_t i,
		       unsigned parts, struct pgl_intern *keys)
{
	const struct pgl_site *line = pgl_forest_site(match->identity->forest[side], row->site[i]);
	uint32_t callee, key[10], n = 0;
	bool is_guess = line->flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE);
	bool is_gone = line->flags & PGL_BIT(PGL_SITE_FLAG_GONE);

	bool is_part = match->pairing[side][row->site[i]] == PGL_PAIRING_PART;

	if ((parts & (ONLY_LIVE | ONLY_CERTAIN) && is_gone) ||
	    (parts & ONLY_CERTAIN && (is_guess || is_part)) ||
	    (parts & ONLY_EARLY && line->flags & PGL_BIT(PGL_SITE_FLAG_LATER)) ||
	    (parts & ONLY_PLACED && line->location.file == PGL_NONE))
		return PGL_NONE;
	key[n++] = row->context[i];
	if (parts & LOCATION) {
		key[n++] = pgl_identity_file(match->identity, side, row->site[i]);
		key[n++] = line->location.line;
		key[n++] = line->location.column;
	}
	if (parts & CALLEE) {
		callee = pgl_identity_callee(match->identity, side, row->site[i]);
		key[n++] = callee;
		key[n++] = is_guess;
	}
	if (parts & (EH | LIVENESS))
		key[n++] = 2 * (parts & EH && line->flags & PGL_BIT(PGL_SITE_FLAG_EH)) +
			   (parts & LIVENESS && is_gone);
	if (parts & BEFORE)
		key[n++] = row->before[i];
	if (parts & AFTER)
		key[n++] = row->after[i];
	return pgl_intern_add(keys, key, n * sizeof *key);
}

/* Groups by their keys of PARTS the sites that are still alone, or with AND_PAIRED all: the rows of
   LEVEL, by index. */
static void group_by_key(struct pgl_groups groups[], const struct pgl_match *match,
			 const struct level *level, unsigned parts, bool and_paired)
{
	struct pgl_intern keys = {0};
	uint32_t *key[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct row *row = &level->row[side];

		key[side] = pgl_xunset(row->n);
		for (uint32_t i = 0; i < row->n; i++)
			if (and_paired || match->partner[side][row->site[i]] == PGL_NONE)
				key[side][i] = key_of(match, side, row, i, parts, &keys);
	}
	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_groups_init(&groups[side], keys.n, key[side], level->row[side].n);
		free(key[side]);
	}
	pgl_intern_release(&keys);
}

/* The site of SIDE that is number I of group KEY. */
static uint32_t member(const struct level *level, const struct pgl_groups groups[], int side,
		       uint32_t key, uint32_t i)
{
	return level->row[side].site[groups[side].item[groups[side].first[key] + i]];
}

static void make_pair(struct pgl_match *match, uint32_t old, uint32_t new, enum pgl_pairing pairing)
{
	match->partner[PGL_OLD][old] = new;
	match->partner[PGL_NEW][new] = old;
	/* What came along in one build may be a call of its own in the other. */
	if (match->pairing[PGL_OLD][old] == PGL_PAIRING_ALONE ||
	    match->pairing[PGL_NEW][new] == PGL_PAIRING_ALONE)
		match->pairing[PGL_OLD][old] = match->pairing[PGL_NEW][new] = (uint8_t)pairing;
}

static void run_stage(struct pgl_match *match, struct level *level, const struct stage *stage)
{
	struct pgl_groups groups[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		if (stage->parts & BEFORE)
			find_neighbours(match, side, &level->row[side], false);
		if (stage->parts & AFTER)
			find_neighbours(match, side, &level->row[side], true);
	}
	group_by_key(groups, match, level, stage->parts, false);
	for (uint32_t k = 0; k < groups[PGL_OLD].n; k++) {
		uint32_t n = pgl_group_size(&groups[PGL_OLD], k);

		if (n != pgl_group_size(&groups[PGL_NEW], k) || (n > 1 && !stage->several))
			continue;
		for (uint32_t i = 0; i < n; i++)
			make_pair(match, member(level, groups, PGL_OLD, k, i),
				  member(level, groups, PGL_NEW, k, i), stage->pairing);
	}
	pgl_groups_release(&groups[PGL_OLD]);
	pgl_groups_release(&groups[PGL_NEW]);
}

/* Marks the lone SITE: ambiguous if ORIGINAL is PGL_NONE, else a duplicate of ORIGINAL, which is paired. */
static void mark_lone(struct pgl_match *match, int side, uint32_t site, uint32_t original)
{
	const struct pgl_site *line = pgl_forest_site(match->identity->forest[side], site);
	uint8_t *pairing = &match->pairing[side][site];
	bool is_open = original == PGL_NONE;

	match->class[side][site] = is_open ? PGL_CLASS_AMBIGUOUS : PGL_CLASS_DUPLICATE;
	match->original[side][site] = original;
	if (*pairing == PGL_PAIRING_ALONE && is_open)
		*pairing = PGL_PAIRING_AMBIGUOUS;
	else if (*pairing == PGL_PAIRING_ALONE && line->flags & PGL_BIT(PGL_SITE_FLAG_LATER))
		*pairing = PGL_PAIRING_DUPLICATE;
}

/* Marks the lone sites of group KEY: as ambiguous if both sides have some, else as duplicates of a
   pair of the group. */
static void mark_group(struct pgl_match *match, const struct level *level,
		       const struct pgl_groups groups[], uint32_t key)
{
	uint32_t n_alone[PGL_SIDES] = {0}, pair[PGL_SIDES] = {PGL_NONE, PGL_NONE};
	bool is_open;

	for (int side = 0; side < PGL_SIDES; side++)
		for (uint32_t i = pgl_group_size(&groups[side], key); i-- > 0;) {
			uint32_t site = member(level, groups, side, key, i);

			if (match->partner[side][site] == PGL_NONE)
				n_alone[side]++;
			else
				pair[side] = site;
		}
	is_open = n_alone[PGL_OLD] && n_alone[PGL_NEW];
	for (int side = 0; side < PGL_SIDES && (pair[side] != PGL_NONE || is_open); side++)
		for (uint32_t i = 0; i < pgl_group_size(&groups[side], key); i++) {
			uint32_t site = member(level, groups, side, key, i);

			if (match->partner[side][site] == PGL_NONE)
				mark_lone(match, side, site, is_open ? PGL_NONE : pair[side]);
		}
}

static void mark_rest(struct pgl_match *match, const struct level *level)
{
	struct pgl_groups groups[PGL_SIDES];

	group_by_key(groups, match, level, LOCATION | CALLEE, true);
	for (uint32_t k = 0; k < groups[PGL_OLD].n; k++)
		mark_group(match, level, groups, k);
	pgl_groups_release(&groups[PGL_OLD]);
	pgl_groups_release(&groups[PGL_NEW]);
}

/* --- the whole --- */

/* The call around SITE as it was before IPA inlining, or PGL_NONE. */
static uint32_t base_above(const struct pgl_forest *forest, uint32_t site)
{
	uint32_t parent = forest->nodes[site].parent;

	return parent == PGL_NONE ? PGL_NONE : forest->nodes[parent].base;
}

/* Sets in DEPTH, for SITE and the calls around it, how many early-inlined bodies they stand in. No real
   record nests calls in a circle; one that does counts as not nested. */
static void find_depth(const struct pgl_forest *forest, uint32_t site, uint32_t *depth)
{
	const uint32_t on_the_way = PGL_NONE - 1;
	uint32_t n = 0, at = site, found = 0;

	for (; at != PGL_NONE && depth[at] == PGL_NONE; at = base_above(forest, at)) {
		depth[at] = on_the_way;
		n++;
	}
	if (at != PGL_NONE && depth[at] != on_the_way)
		found = depth[at] + 1;
	for (at = site; n; at = base_above(forest, at))
		depth[at] = found + --n;
}

/* How many early-inlined bodies each base site of FOREST stands in; PGL_NONE for other sites.
   *RET_DEEPEST becomes the most, if it is more. */
static uint32_t *find_depths(const struct pgl_forest *forest, uint32_t *ret_deepest)
{
	uint32_t *depth = pgl_xunset(forest->n_sites);

	for (uint32_t s = 0; s < forest->n_sites; s++)
		find_depth(forest, s, depth);
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		if (!pgl_forest_is_base(forest, s))
			depth[s] = PGL_NONE;
		else if (depth[s] > *ret_deepest)
			*ret_deepest = depth[s];
	}
	return depth;
}

/* Sets the pairings that hold before anything is paired. */
static void start_pairing(struct pgl_match *match, int side)
{
	const struct pgl_forest *forest = match->identity->forest[side];

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		match->partner[side][s] = match->original[side][s] = PGL_NONE;
		uint32_t flags = pgl_forest_site(forest, s)->flags;

		if (!pgl_forest_is_base(forest, s) || flags & PGL_BIT(PGL_SITE_FLAG_COPY))
			continue;
		match->pairing[side][s] =
			pgl_identity_is_part(match->identity,
					     pgl_identity_callee(match->identity, side, s))
				? PGL_PAIRING_PART
			: flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE) ? PGL_PAIRING_GUESS
								     : PGL_PAIRING_ALONE;
	}
}

/* True if a row has no lone site left. */
static bool is_settled(const struct pgl_match *match, const struct level *level)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct row *row = &level->row[side];
		uint32_t i = 0;

		while (i < row->n && match->partner[side][row->site[i]] != PGL_NONE)
			i++;
		if (i == row->n)
			return true;
	}
	return false;
}

static void pair_level(struct pgl_match *match, const struct pgl_groups by_depth[], uint32_t depth)
{
	struct level level;

	level_init(&level, match, by_depth, depth);
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (!is_settled(match, &level))
			run_stage(match, &level, &stages[i]);
	mark_rest(match, &level);
	level_release(&level);
}

static void pair_all(struct pgl_match *match)
{
	struct pgl_groups by_depth[PGL_SIDES];
	uint32_t *depth[PGL_SIDES], deepest = 0;

	for (int side = 0; side < PGL_SIDES; side++) {
		start_pairing(match, side);
		depth[side] = find_depths(match->identity->forest[side], &deepest);
	}
	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_groups_init(&by_depth[side], deepest + 1, depth[side],
				match->identity->forest[side]->n_sites);
		free(depth[side]);
	}
	for (uint32_t d = 0; d <= deepest; d++)
		pair_level(match, by_depth, d);
	pgl_groups_release(&by_depth[PGL_OLD]);
	pgl_groups_release(&by_depth[PGL_NEW]);
}

void pgl_match_init(struct pgl_match *match, const struct pgl_identity *identity)
{
	*match = (struct pgl_match){.identity = identity};
	for (int side = 0; side < PGL_SIDES; side++) {
		size_t n = (size_t)identity->forest[side]->n_sites + 1;

		match->partner[side] = pgl_xcalloc(n, sizeof *match->partner[side]);
		match->original[side] = pgl_xcalloc(n, sizeof *match->original[side]);
		match->pairing[side] = pgl_xcalloc(n, sizeof *match->pairing[side]);
		match->class[side] = pgl_xcalloc(n, sizeof *match->class[side]);
	}
	pair_all(match);
	pgl_match_classify(match);
	for (int side = 0; side < PGL_SIDES; side++)
		for (uint32_t s = 0; s < identity->forest[side]->n_sites; s++)
			match->n[side][match->pairing[side][s]]++;
}

void pgl_match_release(struct pgl_match *match)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(match->partner[side]);
		free(match->original[side]);
		free(match->pairing[side]);
		free(match->class[side]);
		free(match->is_split[side]);
		free(match->is_merged[side]);
	}
	*match = (struct pgl_match){0};
}

bool pgl_match_calls_part(const struct pgl_match *match, enum pgl_side side, uint32_t site)
{
	/* A call may be counted with those of parts and be none. */
	return match->pairing[side][site] == PGL_PAIRING_PART &&
	       pgl_identity_is_part(match->identity,
				    pgl_identity_callee(match->identity, side, site));
}

uint32_t pgl_match_n_paired(const struct pgl_match *match)
{
	const uint32_t *n = match->n[PGL_OLD];

	return n[PGL_PAIRING_EXACT] + n[PGL_PAIRING_ORDER] + n[PGL_PAIRING_NEIGHBOUR];
}
