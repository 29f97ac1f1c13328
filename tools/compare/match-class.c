/* Why a site is in one build only. See match.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/xalloc.h"

const char *pgl_pairing_word(enum pgl_pairing pairing)
{
	static const char *const words[PGL_PAIRING_N] = {
		[PGL_PAIRING_COPY] = "copy",	       [PGL_PAIRING_PART] = "part",
		[PGL_PAIRING_GUESS] = "guess",	       [PGL_PAIRING_DUPLICATE] = "duplicate",
		[PGL_PAIRING_EXACT] = "exact",	       [PGL_PAIRING_ORDER] = "order",
		[PGL_PAIRING_NEIGHBOUR] = "neighbour", [PGL_PAIRING_AMBIGUOUS] = "ambiguous",
		[PGL_PAIRING_ALONE] = "alone",
	};

	return words[pairing];
}

const char *pgl_class_word(enum pgl_class class)
{
	static const char *const words[PGL_CLASS_N] = {
		[PGL_CLASS_NONE] = "",
		[PGL_CLASS_PROMOTED] = "promoted call",
		[PGL_CLASS_PART] = "split part",
		[PGL_CLASS_CLONE] = "clone",
		[PGL_CLASS_MERGED] = "merged function",
		[PGL_CLASS_DEAD] = "dead code",
		[PGL_CLASS_EARLY] = "early inlining",
		[PGL_CLASS_DUPLICATE] = "duplicate",
		[PGL_CLASS_AMBIGUOUS] = "ambiguous",
		[PGL_CLASS_UNEXPLAINED] = "unexplained",
	};

	return words[class];
}

/* By body: was a part split off it on this side? */
static bool *find_split(const struct pgl_identity *identity, int side)
{
	bool *split = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *split);

	for (uint32_t f = 0; f < identity->forest[side]->n_functions; f++) {
		uint32_t body = identity->body[side][f];

		if (pgl_identity_is_part(identity, body))
			split[identity->origin[body]] = true;
	}
	return split;
}

/* By body: was it merged with another, or a part split off it, on this side? */
static bool *find_merged(const struct pgl_identity *identity, int side)
{
	const struct pgl_forest *forest = identity->forest[side];
	bool *merged = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *merged);

	for (size_t u = 0; u < forest->build->n; u++) {
		const struct pgl_record *record = forest->build->records[u];

		for (uint32_t e = 0; e < record->n_events; e++) {
			const struct pgl_event *event = &record->events[e];

			if (event->function == PGL_NONE ||
			    strcmp(event->what, pgl_words(PGL_WORDS_EVENT)[PGL_EVENT_MERGED]))
				continue;
			merged[identity->origin[identity->body[side][forest->first_function[u] +
								     event->function]]] = true;
		}
	}
	return merged;
}

/* True if a part was split off BODY in either build: one build may split it before early inlining, the
   other after. */
static bool is_split(const struct pgl_match *match, uint32_t body)
{
	body = match->identity->origin[body];
	return match->is_split[PGL_OLD][body] || match->is_split[PGL_NEW][body];
}

/* In which units a build has the code of which function: {common unit, origin}. */
static struct pgl_intern find_code(const struct pgl_identity *identity, int side)
{
	const struct pgl_forest *forest = identity->forest[side];
	struct pgl_intern code = {0};

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		uint32_t key[] = {identity->unit[side][forest->function_unit[f]],
				  identity->origin[identity->body[side][f]]};

		if (pgl_forest_function(forest, f)->has_body)
			pgl_intern_add(&code, key, sizeof key);
	}
	return code;
}

/* True if the other build, whose code is THEIRS, lacks the code of SITE's root function in the same
   unit. Other units may have it: an inline function's, or a thunk's. */
static bool lacks_code(const struct pgl_identity *identity, int side, uint32_t site,
		       const struct pgl_intern *theirs)
{
	uint32_t key[] = {identity->unit[side][identity->forest[side]->nodes[site].unit],
			  identity->origin[pgl_identity_root(identity, side, site)]};

	return pgl_intern_find(theirs, key, sizeof key) == UINT32_MAX;
}

/* The class of a site below PARENT if the other build cannot have it: the parent is alone or was not
   inlined there. PGL_CLASS_NONE: it can. */
static enum pgl_class class_below(const struct pgl_match *match, int side, uint32_t parent)
{
	const struct pgl_identity *identity = match->identity;
	uint32_t partner = match->partner[side][parent];
	uint32_t callee = pgl_identity_callee(identity, side, parent);

	if (partner == PGL_NONE)
		return match->class[side][parent];
	if (callee != PGL_NONE && is_split(match, callee))
		return PGL_CLASS_PART;
	return pgl_forest_is_early(identity->forest[!side], partner) ? PGL_CLASS_NONE
								     : PGL_CLASS_EARLY;
}

static enum pgl_class class_of(const struct pgl_match *match, int side, uint32_t site,
			       const struct pgl_intern *theirs)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	const struct pgl_node *node = &forest->nodes[site];
	uint32_t flags = pgl_forest_site(forest, site)->flags;
	uint32_t root = identity->origin[pgl_identity_root(identity, side, site)];

	if (flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE))
		return PGL_CLASS_PROMOTED;
	if (match->pairing[side][site] == PGL_PAIRING_PART)
		return PGL_CLASS_PART;
	if (flags & PGL_BIT(PGL_SITE_FLAG_GONE))
		return PGL_CLASS_DEAD;
	if (node->parent != PGL_NONE) {
		uint32_t parent = forest->nodes[node->parent].base;
		enum pgl_class class = class_below(match, side, parent);

		if (class != PGL_CLASS_NONE)
			return class;
	}
	if (pgl_forest_is_clone(forest, pgl_forest_root(forest, site)) ||
	    pgl_forest_is_clone(forest, pgl_forest_callee(forest, site)))
		return PGL_CLASS_CLONE;
	if (lacks_code(identity, side, site, theirs))
		return PGL_CLASS_DEAD;
	/* One build kept this function's code, the other its twin's. */
	if (match->is_merged[PGL_OLD][root] != match->is_merged[PGL_NEW][root])
		return PGL_CLASS_MERGED;
	return PGL_CLASS_UNEXPLAINED;
}

void pgl_match_classify(struct pgl_match *match)
{
	struct pgl_intern code[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		match->is_split[side] = find_split(match->identity, side);
		match->is_merged[side] = find_merged(match->identity, side);
		code[side] = find_code(match->identity, side);
	}
	for (int side = 0; side < PGL_SIDES; side++) {
		for (uint32_t s = 0; s < match->identity->forest[side]->n_sites; s++) {
			if (!pgl_forest_is_base(match->identity->forest[side], s) ||
			    match->partner[side][s] != PGL_NONE ||
			    match->class[side][s] != PGL_CLASS_NONE)
				continue;
			match->class[side][s] = (uint8_t)class_of(match, side, s, &code[!side]);
			if (match->pairing[side][s] != PGL_PAIRING_ALONE)
				continue;
			if (match->class[side][s] == PGL_CLASS_AMBIGUOUS)
				match->pairing[side][s] = PGL_PAIRING_AMBIGUOUS;
			/* In the other build the one call of the part stands for them all. */
			if (match->class[side][s] == PGL_CLASS_PART)
				match->pairing[side][s] = PGL_PAIRING_PART;
		}
	}
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_intern_release(&code[side]);
}

enum pgl_class pgl_match_class_without(const struct pgl_match *match, enum pgl_side side,
				       uint32_t site)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *there = identity->forest[!side];
	uint32_t partner = match->partner[side][site];

	if (is_split(match, pgl_identity_root(identity, side, site)))
		return PGL_CLASS_PART;
	/* Early inlining took the function there into all its callers. */
	return pgl_forest_is_offline(there, pgl_forest_root(there, partner)) ? PGL_CLASS_DEAD
									     : PGL_CLASS_EARLY;
}

uint32_t pgl_match_n_class(const struct pgl_match *match, enum pgl_side side, enum pgl_class class)
{
	uint32_t n = 0;

	for (uint32_t s = 0; s < match->identity->forest[side]->n_sites; s++)
		n += match->class[side][s] == class &&
		     (match->pairing[side][s] == PGL_PAIRING_ALONE ||
		      match->pairing[side][s] == PGL_PAIRING_AMBIGUOUS);
	return n;
}

/* Why a build lacks a call that the other has; "%s" is the other. */
static const char *const absences[PGL_CLASS_N] = {
	[PGL_CLASS_NONE] = "absent",
	[PGL_CLASS_PROMOTED] = "an indirect call",
	[PGL_CLASS_PART] = "absent: GCC split this function differently",
	[PGL_CLASS_CLONE] = "absent: it belongs to a clone in %s",
	[PGL_CLASS_MERGED] = "absent: GCC merged functions differently",
	[PGL_CLASS_DEAD] = "optimized away",
	[PGL_CLASS_EARLY] = "absent: came with early inlining in %s",
	[PGL_CLASS_DUPLICATE] = "absent: duplicated in %s",
	[PGL_CLASS_AMBIGUOUS] = "unknown: several calls match",
	[PGL_CLASS_UNEXPLAINED] = "absent",
};

void pgl_add_missing_because(struct pgl_strbuf *text, enum pgl_class class, enum pgl_side there)
{
	const char *words = absences[class], *side = strstr(words, "%s");

	pgl_strbuf_add_n(text, words, side ? (size_t)(side - words) : strlen(words));
	if (side) {
		pgl_strbuf_add(text, there == PGL_OLD ? "OLD" : "NEW");
		pgl_strbuf_add(text, side + 2);
	}
}
