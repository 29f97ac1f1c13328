/* The causes that a difference between two builds is split into, and how each is switched.

   A set of causes is a number with the bit 1 << CAUSE for each. The variant of a set has NEW's way where
   the cause is in the set, and OLD's where it is not:

   newly-inlined, un-inlined	by replaying a plan of inlinings (plan.h)
   early-split	where functions are split, before early inlining or after, which decides what is inlined early
   value-profile	-fvpt, and -fprofile-values, without which no indirect call is promoted
   ipa-cp, layout, loops	by the options that differ, written out
   counts	-fprofile-use at all

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_CAUSES_H
#define PGL_VARIANTS_CAUSES_H

#include <stdbool.h>
#include <stdint.h>

#include "records/load.h"
#include "base/strbuf.h"

enum pgl_cause {
	PGL_CAUSE_NEWLY_INLINED,
	PGL_CAUSE_UN_INLINED,
	PGL_CAUSE_EARLY_SPLIT,
	PGL_CAUSE_VALUE_PROFILE,
	PGL_CAUSE_IPA_CP,
	PGL_CAUSE_LAYOUT,
	PGL_CAUSE_LOOPS,
	PGL_CAUSE_COUNTS,
	PGL_CAUSE_N
};

#define PGL_CAUSE_BIT(cause) (1u << (cause))
enum {
	PGL_NO_CAUSES = 0,
	PGL_ALL_CAUSES = (1u << PGL_CAUSE_N) - 1,
	PGL_INLINING_CAUSES = 1u << PGL_CAUSE_NEWLY_INLINED | 1u << PGL_CAUSE_UN_INLINED
};

/* The word for a cause in the tool's output, and what it means, for people. */
const char *pgl_cause_word(enum pgl_cause cause);
const char *pgl_cause_meaning(enum pgl_cause cause);
/* "newly-inlined+layout"; "none". To be freed. */
char *pgl_causes_name(uint32_t set);

/* An option that has another effective value in NEW than in OLD. */
struct pgl_option_change {
	const char *name;     /* in the record's words, borrowed */
	const char *value[2]; /* in OLD and in NEW; NULL: the compiler's default at -O0 */
	enum pgl_cause cause; /* to which it belongs */
	char *flag[2];	      /* as it is written; NULL: it can't be */
};

struct pgl_option_changes {
	struct pgl_option_change *item;
	size_t n, room;
};

/* Finds the options in which the units of OLD and NEW differ: all units are compiled with the same ones,
   or the first that has another value counts. The builds must outlive CHANGES. */
void pgl_option_changes_init(struct pgl_option_changes *changes, const struct pgl_build *old,
			     const struct pgl_build *new);
void pgl_option_changes_release(struct pgl_option_changes *changes);

/* Adds the flags that give a build the options of the causes in SET: beside -fprofile-use if that has the
   counts, else beside nothing. */
void pgl_causes_flags(const struct pgl_option_changes *changes, uint32_t set,
		      struct pgl_strbuf *flags);
/* Adds the flags that take block and function layout out of OLD, where it goes by guesses. */
void pgl_causes_unlaid(struct pgl_strbuf *flags);
/* SET without what cannot be without something else: a profile of values without counts. */
uint32_t pgl_causes_effective(uint32_t set);

#endif
