/* The causes into which a difference between two builds is split, and what switches each.

   A set of causes is a number with the bit 1 << CAUSE for each member. The variant of a set is built NEW's way for the
   causes in the set, and OLD's way for the others:

   newly-inlined, un-inlined	by replaying a decision set (plan.h)
   early-split	by splitting functions before or after early inlining, which changes early inlining
   value-profile	by -fvpt, and -fprofile-values, without which GCC promotes no indirect call
   ipa-cp, layout, loops	by the options that differ, written out
   counts	by -fprofile-use

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

/* The cause's word in the tool's output, and its meaning for people. */
const char *pgl_cause_word(enum pgl_cause cause);
const char *pgl_cause_meaning(enum pgl_cause cause);
/* "newly-inlined+layout", or "none"; to be freed. */
char *pgl_causes_name(uint32_t set);

/* An option whose effective value differs between OLD and NEW. */
struct pgl_option_change {
	const char *name;     /* as in the record; borrowed */
	const char *value[2]; /* in OLD and NEW; NULL: GCC's default at -O0 */
	enum pgl_cause cause; /* the cause that it is part of */
	char *flag[2];	      /* as on a command line; NULL: there is no way to write it */
};

struct pgl_option_changes {
	struct pgl_option_change *item;
	size_t n, room;
};

/* Finds the options whose values differ between the units of OLD and NEW. If units differ among themselves, the first one
   with a difference counts. The builds must outlive CHANGES. */
void pgl_option_changes_init(struct pgl_option_changes *changes, const struct pgl_build *old,
			     const struct pgl_build *new);
void pgl_option_changes_release(struct pgl_option_changes *changes);

/* Adds the flags that switch the options of the causes in SET, for a command that has -fprofile-use if the counts are in
   SET. */
void pgl_causes_flags(const struct pgl_option_changes *changes, uint32_t set,
		      struct pgl_strbuf *flags);
/* Adds the flags that switch off block and function layout, which OLD does by guesses. */
void pgl_causes_unlaid(struct pgl_strbuf *flags);
/* SET without causes that need another one: the value profile needs the counts. */
uint32_t pgl_causes_effective(uint32_t set);

#endif
