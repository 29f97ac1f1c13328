/* Finds whose source a line is in the text of a function, from where functions are declared, where the calls in
   their own code stand, and what was inlined where.

   In the text of R only *candidates* can be executed: R, the functions inlined into it at any depth, and those
   merged with it. A function's source begins at its declaration. Records do not say where it ends, but it
   reaches at least to its last call, and no further than the next declaration outside it. So line L of a
   file belongs to D, the candidate declared nearest above it, except that

     L is after D's last call, and E, another candidate, is declared above D and has calls at L or later:
	   D stands within E, as a lambda does. If a call of E's own stands between D's last and L, L is E's;
	   else it may be either's
     a function that is not a candidate is declared between D and L: the line is that function's, which cannot
	   be executed here, unless D has calls at L or later
     several candidates are declared on that line, as instances of one template: it may be any's

   Code from a macro has the line where the macro is used. Prototypes do not matter: records have no location for
   functions without a body.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COSTS_JOIN_LINES_H
#define PGL_COSTS_JOIN_LINES_H

#include "costs/join.h"
#include "base/intern.h"

struct pgl_declaration;
struct pgl_candidate;

struct pgl_cost_lines {
	const struct pgl_identity *identity;
	const struct pgl_costs *measured;
	enum pgl_side side;
	/* Lists: the items of N are list[first[N]] to list[first[N + 1] - 1]. */
	uint32_t *first_function, *functions; /* body (an origin) -> functions of the build */
	uint32_t *first_inlined, *inlined;    /* function -> functions inlined into it */
	uint32_t *first_place,
		*places; /* function -> lines of the calls in its own code and file */
	struct pgl_declaration **declarations; /* record -> those in it, made on first use */
	uint32_t *n_declarations;
	struct pgl_intern file_keys; /* {record, string of the cost profile} -> the record's file */
	uint32_t *files;
	size_t room_files;
	/* The text that is searched. */
	uint32_t text, stamp;
	uint32_t *function_stamp, *body_stamp;
	uint32_t *reached, n_reached; /* functions that can be executed there */
	struct pgl_candidate *candidates;
	size_t n_candidates, room_candidates;
	bool is_alone;
};

/* The lines of SIDE of IDENTITY and of MEASURED, its cost profile; both must outlive LINES. Release LINES. */
void pgl_cost_lines_init(struct pgl_cost_lines *lines, const struct pgl_identity *identity,
			 enum pgl_side side, const struct pgl_costs *measured);
void pgl_cost_lines_release(struct pgl_cost_lines *lines);

/* Selects the text to search: that of body TEXT, an origin; PGL_NONE: any function's. */
void pgl_cost_lines_set_text(struct pgl_cost_lines *lines, uint32_t text);
/* True if BODY, an origin, can be executed in that text. */
bool pgl_cost_lines_may_be(const struct pgl_cost_lines *lines, uint32_t body);
/* The body whose source LINE of FILE is in that text; or PGL_NONE with *RET_GAP set to why it is not known. FILE is
   a string of the cost profile, or PGL_NONE. */
uint32_t pgl_cost_lines_find(struct pgl_cost_lines *lines, uint32_t file, uint32_t line,
			     enum pgl_cost_gap *ret_gap);

#endif
