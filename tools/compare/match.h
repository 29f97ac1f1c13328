/* Pairs the base sites of two builds: which call of NEW is which call of OLD.

   Sites are paired from the outside in: a call that an early-inlined body brought in can only pair
   with one that came in at the same place. Where several sites look the same, stages try more and
   more to tell them apart, and each pair remembers the stage that made it. What no stage can
   decide stays alone and is called ambiguous. Every rule treats both builds alike.

   Some sites are not calls of the source and are counted apart: calls of split parts (and calls in a body
   that is such a part in the other build, where one call of the part stands for them all), guesses at the
   target of an indirect call, and duplicates that GCC made after early inlining. Time and memory are linear
   in the number of sites.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MATCH_H
#define PGL_MATCH_H

#include "base/strbuf.h"
#include "compare/identity.h"

/* How a site is paired. */
enum pgl_pairing {
	PGL_PAIRING_COPY,  /* came with an inlined body, early or late */
	PGL_PAIRING_PART,  /* a call of a split part, or of a body split in the other build */
	PGL_PAIRING_GUESS, /* a guess at the target of an indirect call, which is paired itself */
	PGL_PAIRING_DUPLICATE, /* the compiler duplicated a paired call after early inlining */
	PGL_PAIRING_EXACT,     /* paired: no other site looks like it */
	PGL_PAIRING_ORDER,     /* paired: by its order among as many that look like it */
	PGL_PAIRING_NEIGHBOUR, /* paired: by the pairs around it */
	PGL_PAIRING_AMBIGUOUS, /* alone, although sites of the other build look like it */
	PGL_PAIRING_ALONE,
	PGL_PAIRING_N
};

/* Why a site is in one build only. */
enum pgl_class {
	PGL_CLASS_NONE,
	PGL_CLASS_PROMOTED,  /* a guess at an indirect call's target, made from the profile */
	PGL_CLASS_PART,	     /* calls a split part, or moved on account of one */
	PGL_CLASS_CLONE,     /* calls a clone or stands in one */
	PGL_CLASS_MERGED,    /* in a function that GCC merged with an identical one */
	PGL_CLASS_DEAD,	     /* the call, or its function, was optimized away in one build */
	PGL_CLASS_EARLY,     /* the body it came with was early-inlined in this build only */
	PGL_CLASS_DUPLICATE, /* the code around a paired call was duplicated in this build */
	PGL_CLASS_AMBIGUOUS, /* unknown: several sites of the other build match */
	PGL_CLASS_UNEXPLAINED,
	PGL_CLASS_N
};

/* The words for both, in the tool's output. */
const char *pgl_pairing_word(enum pgl_pairing pairing);
const char *pgl_class_word(enum pgl_class class);

struct pgl_match {
	const struct pgl_identity *identity;
	uint32_t *partner[PGL_SIDES]; /* by site; PGL_NONE: alone */
	uint32_t *
		original[PGL_SIDES]; /* by site of class duplicate: the paired one; else PGL_NONE */
	uint8_t *pairing[PGL_SIDES]; /* by site: enum pgl_pairing */
	uint8_t *class[PGL_SIDES];   /* by site: enum pgl_class */
	bool *is_split[PGL_SIDES];   /* by body: a part was split off it */
	bool *is_merged[PGL_SIDES];  /* by origin: it, or a part of it, was merged with another */
	uint32_t n[PGL_SIDES][PGL_PAIRING_N];
};

/* Pairs the sites of the two builds that IDENTITY joins; it must outlive MATCH. Release MATCH. */
void pgl_match_init(struct pgl_match *match, const struct pgl_identity *identity);
void pgl_match_release(struct pgl_match *match);

/* True if SITE of SIDE is a call of a split part and not a copy of one. */
bool pgl_match_calls_part(const struct pgl_match *match, enum pgl_side side, uint32_t site);

/* The number of pairs. */
uint32_t pgl_match_n_paired(const struct pgl_match *match);

/* The number of SIDE's sites of CLASS without a partner, except calls of split parts. */
uint32_t pgl_match_n_class(const struct pgl_match *match, enum pgl_side side, enum pgl_class class);

/* The class of SITE of SIDE, whose partner vanished before IPA inlining: in effect it is alone. */
enum pgl_class pgl_match_class_without(const struct pgl_match *match, enum pgl_side side,
				       uint32_t site);

/* Gives every site that is in one build only its class; part of pgl_match_init (). */
void pgl_match_classify(struct pgl_match *match);

/* Adds why a call of CLASS in the build THERE is missing in the other: "absent: GCC split this function
   differently". */
void pgl_add_missing_because(struct pgl_strbuf *text, enum pgl_class class, enum pgl_side there);

#endif
