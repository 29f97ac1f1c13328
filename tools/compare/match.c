/* Pairing in stages. See match.h.

   A *level* holds the base sites of both builds that stand equally deep in early-inlined bodies, in
   the order of their function's code. All stages run on a level before the next deeper one, since a
   site's context is the pair its parent belongs to. A stage is a row of a table: the parts of the
   key that sites must share, and how many of a key may be on either side.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/xalloc.h"

/* The sites of one level on one side, in the order of their function's code; equal contexts stand together. */
struct row {
	uint32_t *site, *context, n;
	uint32_t *before, *after; /* OLD's site of the nearest pair; PGL_NONE */
};

struct level {
	struct row row[PGL_SIDES];
	uint32_t n_contexts;
};

/* --- levels --- */

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

/* Orders ROW by context and leaves out who has none; otherwise the order stays. */
static void group_by_context(struct row *row, uint32_t n_contexts)
{
	uint32_t *start = pgl_xcalloc((size_t)n_contexts + 2, sizeof *start);
	uint32_t *site = pgl_xcalloc((size_t)row->n + 1, sizeof *site);
	uint32_t *context = pgl_xcalloc((size_t)row->n + 1, sizeof *context);

	for (uint32_t i = 0; i < row->n; i++)
		if (row->context[i] != PGL_NONE)
			start[row->context[i] + 2]++;
	for (uint32_t c = 0; c < n_contexts; c++)
		start[c + 2] += start[c + 1];
	for (uint32_t i = 0; i < row->n; i++) {
		uint32_t at;

		if (row->context[i] == PGL_NONE)
			continue;
		at = start[row->context[i] + 1]++;
		site[at] = row->site[i];
		context[at] = row->context[i];
	}
	row->n = start[n_contexts];
	free(row->site);
	free(row->context);
	free(start);
	row->site = site;
	row->context = context;
}

/* The sites at N places in FROM of SIDE: those in split parts stand after those in the header. */
static void fill_row(const struct pgl_match *match, int side, struct row *row,
		     const uint32_t *from, uint32_t n, struct pgl_intern *contexts)
{
	const struct pgl_identity *identity = match->identity;

	row->site = pgl_xcalloc((size_t)n + 1, sizeof *row->site);
	row->context = pgl_xcalloc((size_t)n + 1, sizeof *row->context);
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

static void level_init(struct level *level, const struct pgl_match *match, uint32_t *const from[],
		    const uint32_t n[])
{
	struct pgl_intern contexts = {0};

	*level = (struct level){0};
	for (int side = 0; side < PGL_SIDES; side++)
		fill_row(match, side, &level->row[side], from[side], n[side], &contexts);
	level->n_contexts = contexts.n;
	for (int side = 0; side < PGL_SIDES; side++) {
		struct row *row = &level->row[side];

		group_by_context(row, level->n_contexts);
		row->before = pgl_xcalloc((size_t)row->n + 1, sizeof *row->before);
		row->after = pgl_xcalloc((size_t)row->n + 1, sizeof *row->after);
	}
	pgl_intern_release(&contexts);
}

static void level_release(struct level *level)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(level->row[side].site);
		free(level->row[side].context);
		free(level->row[side].before);
		free(level->row[side].after);
	}
}

static void find_neighbours(const struct pgl_match *match, int side, struct row *row)
{
	uint32_t last = PGL_NONE;

	for (uint32_t i = 0; i < row->n; i++) {
		uint32_t partner = match->partner[side][row->site[i]];

		if (i && row->context[i] != row->context[i - 1])
			last = PGL_NONE;
		row->before[i] = last;
		if (partner != PGL_NONE)
			last = side == PGL_OLD ? row->site[i] : partner;
	}
	last = PGL_NONE;
	for (uint32_t i = row->n; i-- > 0;) {
		uint32_t partner = match->partner[side][row->site[i]];

		if (i + 1 < row->n && row->context[i] != row->context[i + 1])
			last = PGL_NONE;
		row->after[i] = last;
		if (partner != PGL_NONE)
			last = side == PGL_OLD ? row->site[i] : partner;
	}
}

enum key_part {
	LOCATION = 1 << 0,
	CALLEE = 1 << 1,
	EH = 1 << 2,
	LIVENESS = 1 << 3, /* did the call vanish before IPA inlining? */
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
static uint32_t key_of(const struct pgl_match *match, int side, const struct row *row,
		       uint32_t i, unsigned parts, struct pgl_intern *keys)
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

/* The sites of both rows by key. Those of key K on SIDE: site[side][first[side][K]...], in order */
struct groups {
	uint32_t *first[PGL_SIDES], *site[PGL_SIDES], n;
};

/* Groups by PARTS the sites that are still alone, or with AND_PAIRED all. */
static void groups_init(struct groups *groups, const struct pgl_match *match,
			const struct level *level, unsigned parts, bool and_paired)
{
	struct pgl_intern keys = {0};
	uint32_t *key[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct row *row = &level->row[side];

		key[side] = pgl_xcalloc((size_t)row->n + 1, sizeof *key[side]);
		for (uint32_t i = 0; i < row->n; i++)
			key[side][i] = and_paired || match->partner[side][row->site[i]] == PGL_NONE
					       ? key_of(match, side, row, i, parts, &keys)
					       : PGL_NONE;
	}
	groups->n = keys.n;
	pgl_intern_release(&keys);
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct row *row = &level->row[side];
		uint32_t *first = pgl_xcalloc((size_t)groups->n + 2, sizeof *first);

		for (uint32_t i = 0; i < row->n; i++)
			if (key[side][i] != PGL_NONE)
				first[key[side][i] + 2]++;
		for (uint32_t k = 0; k < groups->n; k++)
			first[k + 2] += first[k + 1];
		groups->site[side] =
			pgl_xcalloc((size_t)first[groups->n + 1] + 1, sizeof(uint32_t));
		for (uint32_t i = 0; i < row->n; i++)
			if (key[side][i] != PGL_NONE)
				groups->site[side][first[key[side][i] + 1]++] = row->site[i];
		groups->first[side] = first;
		free(key[side]);
	}
}

static void groups_release(struct groups *groups)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(groups->first[side]);
		free(groups->site[side]);
	}
}

static uint32_t group_size(const struct groups *groups, int side, uint32_t key)
{
	return groups->first[side][key + 1] - groups->first[side][key];
}

static void run_stage(struct pgl_match *match, struct level *level, const struct stage *stage)
{
	struct groups groups;

	if (stage->parts & (BEFORE | AFTER))
		for (int side = 0; side < PGL_SIDES; side++)
			find_neighbours(match, side, &level->row[side]);
	groups_init(&groups, match, level, stage->parts, false);
	for (uint32_t k = 0; k < groups.n; k++) {
		uint32_t n = group_size(&groups, PGL_OLD, k);

		if (n != group_size(&groups, PGL_NEW, k) || (n > 1 && !stage->several))
			continue;
		for (uint32_t i = 0; i < n; i++) {
			uint32_t old = groups.site[PGL_OLD][groups.first[PGL_OLD][k] + i];
			uint32_t new = groups.site[PGL_NEW][groups.first[PGL_NEW][k] + i];

			match->partner[PGL_OLD][old] = new;
			match->partner[PGL_NEW][new] = old;
			/* What came along in one build may be a call of its own in the other. */
			if (match->pairing[PGL_OLD][old] != PGL_PAIRING_ALONE &&
			    match->pairing[PGL_NEW][new] != PGL_PAIRING_ALONE)
				continue;
			match->pairing[PGL_OLD][old] = match->pairing[PGL_NEW][new] =
				(uint8_t)stage->pairing;
		}
	}
	groups_release(&groups);
}

/* What became of SITE, which is alone although the other build has its key (ORIGINAL: PGL_NONE), or
   ORIGINAL, paired, has. */
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

/* What is left of the level: undecided if both sides have some of a key left; duplicated if there
   is a pair with that key. */
static void mark_rest(struct pgl_match *match, const struct level *level)
{
	struct groups groups;

	groups_init(&groups, match, level, LOCATION | CALLEE, true);
	for (uint32_t k = 0; k < groups.n; k++) {
		uint32_t n_alone[PGL_SIDES] = {0}, pair[PGL_SIDES] = {PGL_NONE, PGL_NONE};
		bool is_open;

		for (int side = 0; side < PGL_SIDES; side++)
			for (uint32_t i = groups.first[side][k]; i < groups.first[side][k + 1];
			     i++) {
				uint32_t site = groups.site[side][i];

				if (match->partner[side][site] == PGL_NONE)
					n_alone[side]++;
				else if (pair[side] == PGL_NONE)
					pair[side] = site;
			}
		is_open = n_alone[PGL_OLD] && n_alone[PGL_NEW];
		for (int side = 0; side < PGL_SIDES && (pair[side] != PGL_NONE || is_open); side++)
			for (uint32_t i = groups.first[side][k]; i < groups.first[side][k + 1]; i++)
				if (match->partner[side][groups.site[side][i]] == PGL_NONE)
					mark_lone(match, side, groups.site[side][i],
						  is_open ? PGL_NONE : pair[side]);
	}
	groups_release(&groups);
}

/* --- the whole --- */

/* The call around SITE as it was before IPA inlining, or PGL_NONE. */
static uint32_t base_above(const struct pgl_forest *forest, uint32_t site)
{
	uint32_t parent = forest->nodes[site].parent;

	return parent == PGL_NONE ? PGL_NONE : forest->nodes[parent].base;
}

/* How many early-inlined bodies SITE stands in, left in DEPTH for it and all calls around it that
   have none yet. No real record nests calls in a circle; one that does counts as not nested. */
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

/* How many early-inlined bodies each site of FOREST stands in; the most go to RET_DEEPEST. */
static uint32_t *find_depths(const struct pgl_forest *forest, uint32_t *ret_deepest)
{
	size_t bytes = ((size_t)forest->n_sites + 1) * sizeof(uint32_t);
	uint32_t *depth = pgl_xmalloc(bytes);

	memset(depth, 0xff, bytes);
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		find_depth(forest, s, depth);
		if (depth[s] > *ret_deepest)
			*ret_deepest = depth[s];
	}
	return depth;
}

/* Before anything is paired: what is to be, and what is no call of the source. */
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

/* The base sites of FOREST ordered by DEPTH: those at D are [first[D], first[D + 1]) of ORDER. */
static void sort_by_depth(const struct pgl_forest *forest, const uint32_t *depth, uint32_t deepest,
			  uint32_t *order, uint32_t *first)
{
	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s))
			first[depth[s] + 2]++;
	for (uint32_t d = 0; d <= deepest; d++)
		first[d + 2] += first[d + 1];
	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_base(forest, s))
			order[first[depth[s] + 1]++] = s;
}

/* Has either row nobody left to pair? */
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

static void pair_all(struct pgl_match *match)
{
	uint32_t *order[PGL_SIDES], *first[PGL_SIDES], *depth[PGL_SIDES], deepest = 0;

	for (int side = 0; side < PGL_SIDES; side++) {
		start_pairing(match, side);
		depth[side] = find_depths(match->identity->forest[side], &deepest);
	}
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = match->identity->forest[side];

		order[side] = pgl_xcalloc((size_t)forest->n_sites + 1, sizeof *order[side]);
		first[side] = pgl_xcalloc((size_t)deepest + 3, sizeof *first[side]);
		sort_by_depth(forest, depth[side], deepest, order[side], first[side]);
		free(depth[side]);
	}
	for (uint32_t d = 0; d <= deepest; d++) {
		uint32_t *from[PGL_SIDES], n[PGL_SIDES];
		struct level level;

		for (int side = 0; side < PGL_SIDES; side++) {
			from[side] = order[side] + first[side][d];
			n[side] = first[side][d + 1] - first[side][d];
		}
		level_init(&level, match, from, n);
		for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
			if (!is_settled(match, &level))
				run_stage(match, &level, &stages[i]);
		mark_rest(match, &level);
		level_release(&level);
	}
	for (int side = 0; side < PGL_SIDES; side++) {
		free(order[side]);
		free(first[side]);
	}
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
