/* Whose source a line is, in the text of a function: worked out from where functions are declared, where
   the calls in their own text stand, and what was inlined where.

   In the text of R only *candidates* can have been executed: R, the functions that were inlined into it, at
   any depth, and those merged with it. A function's text reaches from its declaration on; how far, records
   do not say, but to the last call that stands in it at least, and no further than the next
   declaration that does not stand within it. So line L of a file belongs to D, the candidate declared
   nearest above it, except that

     L is behind D's last call, and E, another candidate, is declared above D and has calls
	   at L or behind: D stands within E, as a lambda does. If a call of E's own stands between D's last and L,
	   L is E's; else it may be either's
     a function that is no candidate is declared between D and L: the line is that function's, which cannot
	   be here, unless D has calls at L or behind
     several candidates are declared at that line, as instances of one template: it may be any's

   What a macro does has the line it is used at, and so belongs there. Prototypes play no part: of functions without
   a body no place is recorded.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MEASURED_LINES_H
#define PGL_MEASURED_LINES_H

#include "costs/join.h"
#include "base/intern.h"

struct pgl_declaration;
struct pgl_candidate;

struct pgl_measured_lines {
	const struct pgl_identity *identity;
	const struct pgl_measured *measured;
	enum pgl_side side;
	/* Lists, each by number of what it belongs to: N's are list[first[N]] to list[first[N + 1]]. */
	uint32_t *first_function, *functions; /* body (an origin) -> functions of the build */
	uint32_t *first_inlined, *inlined;    /* function -> those inlined into it */
	uint32_t *first_place,
		*places; /* function -> lines of the calls in its own text and file */
	struct pgl_declaration **declarations; /* record -> those in it, made when first wanted */
	uint32_t *n_declarations;
	struct pgl_intern file_keys; /* {record, string of the measurement} -> the record's file */
	uint32_t *files;
	size_t room_files;
	/* The text that is being asked about. */
	uint32_t text, stamp;
	uint32_t *function_stamp, *body_stamp;
	uint32_t *reached, n_reached; /* functions that can be executed there */
	struct pgl_candidate *candidates;
	size_t n_candidates, room_candidates;
	bool is_alone;
};

void pgl_measured_lines_init(struct pgl_measured_lines *lines, const struct pgl_identity *identity,
			     enum pgl_side side, const struct pgl_measured *measured);
void pgl_measured_lines_release(struct pgl_measured_lines *lines);

/* Asks about the text of body TEXT, an origin, from now on; PGL_NONE: about any function's. */
void pgl_measured_lines_set_text(struct pgl_measured_lines *lines, uint32_t text);
/* Can BODY, an origin, be executed there? */
bool pgl_measured_lines_may_be(const struct pgl_measured_lines *lines, uint32_t body);
/* The body whose source LINE of FILE, a string of the measurement or PGL_NONE, is there; or PGL_NONE
   with *RET_GAP set. */
uint32_t pgl_measured_lines_find(struct pgl_measured_lines *lines, uint32_t file, uint32_t line,
				 enum pgl_measured_gap *ret_gap);

#endif
