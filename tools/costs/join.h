/* Two measurements, of OLD's run and NEW's, joined to what was decided there: what each function cost
   before and after, in its own code and in the code of those it was inlined into.

   Everything is by *body*: an index into the identity's bodies (identity.h). Clones (.constprop, .isra)
   and split parts (.part, .cold) are counted under their origin, so that identity->origin[b] == b for every b here
   but in what is said of calls: there parts are bodies of their own, as in the weights.
   Two questions are kept apart:

     text	in whose machine code was it spent? A function that was inlined everywhere has none
     source	whose source was it spent on? A caller that inlined much has much in its text that is
		not its own

   A cell is a cost by both. Over all cells, those of unknown text or source included, the costs of a
   side add up to the measurement's total exactly.

   Fragments: a function that was inlined costs its caller what it saved itself. Per source, what one
   text lost and another gained is MOVED; only what is left is gained or saved:

     saved = cost(OLD) - cost(NEW)		over all texts
     moved = min(sum of what texts gained, sum of what texts lost)

   Whose source a line is. Where the measurement names inlined functions (perf), it is believed. Where it
   does not (callgrind, cachegrind), the records decide: in the text of R only R and the functions
   that the records say were inlined into R can have been executed; of these, it is the one whose declaration is
   the nearest above the line, in that file (see measured-lines.h). A line of none of them, or of
   several (two instances of one template, both inlined there), is of unknown source.

   All numbers here are measured; which body they are put down to, in the cases above, is worked out from
   recorded decisions (join->sources says which).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MEASURED_JOIN_H
#define PGL_MEASURED_JOIN_H

#include "compare/identity.h"
#include "formats/costs.h"

/* Why a cost has no body. */
enum pgl_measured_gap {
	PGL_GAP_OUTSIDE, /* its text is no function of the records: of a library, or not recorded */
	PGL_GAP_TEXT, /* several functions of the records have that name, and nothing tells which */
	PGL_GAP_NO_LINE,   /* no line is known, and something was inlined there */
	PGL_GAP_LINE,	   /* the line is in no function that can have been executed there */
	PGL_GAP_AMBIGUOUS, /* several such functions are declared at one place */
	PGL_GAP_N
};

/* "not in the records"... */
const char *pgl_measured_gap_text(enum pgl_measured_gap gap);

/* What the source of BODY cost in the text of TEXT. */
struct pgl_measured_cell {
	uint32_t text; /* a body; PGL_NONE: not in the records, or not known */
	uint32_t body; /* a body; PGL_NONE: of unknown source */
	uint64_t cost[PGL_SIDES];
};

/* What one body cost. On the side of a build where it never ran all are 0: that is measured, too. */
struct pgl_measured_body {
	struct {
		uint64_t own;	  /* its source, in its own text */
		uint64_t inlined; /* its source, in other texts */
		uint64_t
			text; /* its text: own, what was inlined there, and what is of unknown source */
		uint64_t unknown;	  /* of TEXT: of unknown source */
		struct pgl_integer calls; /* that reached its text; not known if not counted */
	} side[PGL_SIDES];
	int64_t saved;	/* of its source: OLD - NEW, over all texts; below 0: it costs more */
	uint64_t moved; /* of its source: from one text to another */
};

/* Calls from the text of one body of another. */
struct pgl_measured_edge {
	uint32_t caller, callee; /* bodies; PGL_NONE: not in the records */
	struct pgl_integer count[PGL_SIDES], inclusive[PGL_SIDES];
};

enum pgl_measured_sources {
	PGL_SOURCES_NAMED, /* the measurement names inlined functions */
	PGL_SOURCES_LINES  /* worked out from lines and records */
};

struct pgl_measured_join {
	const struct pgl_identity *identity;
	const struct pgl_measured *measured[PGL_SIDES];
	enum pgl_measured_sources sources;
	uint64_t total[PGL_SIDES];
	uint64_t gap[PGL_SIDES][PGL_GAP_N]; /* of TOTAL: of unknown source, by reason */
	struct pgl_measured_body *bodies;   /* by body; identity->n_bodies. Of parts all is 0 */
	struct pgl_measured_cell *cells;    /* by text, then body; PGL_NONE last */
	size_t n_cells;
	uint32_t *by_source; /* numbers of cells by body, then text */
	size_t *first_text; /* body -> its first cell as text; n_bodies + 1: those of text PGL_NONE begin
				* at the last */
	size_t *first_source;		 /* likewise into BY_SOURCE */
	struct pgl_measured_edge *edges; /* by caller, callee */
	size_t n_edges;
	/* By row of measured[side]: the body of its text and of its source, or PGL_NONE. */
	uint32_t *row_text[PGL_SIDES], *row_body[PGL_SIDES];
};

/* Joins OLD's and NEW's measurements to the two builds of IDENTITY; all must outlive JOIN. 0; or -1 with
   ERROR set and nothing kept: the two are of different kinds or metrics, and cannot be compared. */
int pgl_measured_join_init(struct pgl_measured_join *join, const struct pgl_identity *identity,
			   const struct pgl_measured *old, const struct pgl_measured *new,
			   struct pgl_error *error);
void pgl_measured_join_release(struct pgl_measured_join *join);

/* All that SIDE's source of BODY cost: own + inlined. */
uint64_t pgl_measured_cost(const struct pgl_measured_join *join, enum pgl_side side, uint32_t body);
/* What SIDE's source of BODY cost in the text of TEXT. */
uint64_t pgl_measured_cost_in(const struct pgl_measured_join *join, enum pgl_side side,
			      uint32_t text, uint32_t body);
/* The edge from CALLER's text to CALLEE's; NULL: there were no such calls, or they are not counted. */
const struct pgl_measured_edge *pgl_measured_edge_of(const struct pgl_measured_join *join,
						     uint32_t caller, uint32_t callee);

/* --- the two files of --measured OLD_FILE NEW_FILE, read and joined --- */

/* A zeroed one is of no files. */
struct pgl_measured_pair {
	struct pgl_measured measured[PGL_SIDES];
	struct pgl_measured_join join;
};

/* Reads the measurements at PATHS, OLD's and NEW's, and joins them to the builds of IDENTITY. 0, or -1
   with ERROR set and nothing kept. */
int pgl_measured_pair_init(struct pgl_measured_pair *pair, const struct pgl_identity *identity,
			   const char *const *paths, struct pgl_error *error);
void pgl_measured_pair_release(struct pgl_measured_pair *pair);

/* The option, for the switches of struct TYPE, which holds the paths as MEMBER, const char *[2]. */
#define PGL_MEASURED_SWITCH(type, member)                                                          \
	PGL_PAIR(type, member, 0, "measured", "OLD_FILE NEW_FILE",                                 \
		 "read what a run of each build cost: the output of callgrind,\n"                  \
		 "cachegrind or perf script")

#endif
