/* Joins the cost profiles of OLD's run and NEW's to the builds: what each function cost before and after, in its
   own code and in the code of the functions that it was inlined into.

   Everything is by *body*, an index into the identity's bodies (identity.h). Clones (.constprop, .isra) and
   split parts (.part, .cold) count for their origin, so identity->origin[b] == b for every b here, except in
   calls: there parts are bodies of their own, as in the weights. Two questions are kept apart:

     text	in whose machine code was it spent? A function that is inlined everywhere has none
     source	whose source code was it spent on? The text of a caller that inlined much is largely
		other functions' source

   A cell is a cost by both. The cells of a side, those of unknown text or source included, add up exactly to the
   total of its cost profile.

   A function that is inlined adds to its callers' text what its own text saves. Per source, what one text
   lost and another gained is MOVED; only the rest is gained or saved:

     saved = cost(OLD) - cost(NEW)		over all texts
     moved = min(sum of what texts gained, sum of what texts lost)

   Whose source a line is. perf names inlined functions, and that is taken as it is. callgrind and cachegrind
   do not: in the text of R only R and the functions that the records say were inlined into R can be executed,
   and the line belongs to the one of them that is declared nearest above it in that file (join-lines.h). A line
   of none of them, or of several (two instances of one template, both inlined there), is of unknown source.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COSTS_JOIN_H
#define PGL_COSTS_JOIN_H

#include "compare/identity.h"
#include "formats/costs.h"

/* Why a cost has no body. */
enum pgl_cost_gap {
	PGL_GAP_OUTSIDE, /* its text is not a function of the records: a library's, or not recorded */
	PGL_GAP_TEXT,	 /* several functions of the records have that name */
	PGL_GAP_NO_LINE,   /* the line is unknown, and something was inlined there */
	PGL_GAP_LINE,	   /* the line is in no function that can be executed there */
	PGL_GAP_AMBIGUOUS, /* several such functions are declared at one location */
	PGL_GAP_N
};

/* GAP for people: "in functions that the records do not have". Static. */
const char *pgl_cost_gap_text(enum pgl_cost_gap gap);

/* What the source of BODY costs in the text of TEXT. */
struct pgl_cost_cell {
	uint32_t text; /* a body; PGL_NONE: not in the records, or not known */
	uint32_t body; /* a body; PGL_NONE: of unknown source */
	uint64_t cost[PGL_SIDES];
};

/* What one body costs. All numbers of a side are 0 if its run never executed the body. */
struct pgl_cost_body {
	struct {
		uint64_t own;		  /* its source, in its own text */
		uint64_t inlined;	  /* its source, in other texts */
		uint64_t text;		  /* its text: OWN, inlined functions, and UNKNOWN */
		uint64_t unknown;	  /* the part of TEXT of unknown source */
		struct pgl_integer calls; /* calls of its text; unknown if not counted */
	} side[PGL_SIDES];
	int64_t saved;	/* its source, OLD - NEW, over all texts; below 0: NEW costs more */
	uint64_t moved; /* its source, from one text to another */
};

/* Calls from the text of one body to another body. */
struct pgl_cost_edge {
	uint32_t caller, callee; /* bodies; PGL_NONE: not in the records */
	struct pgl_integer count[PGL_SIDES], inclusive[PGL_SIDES];
};

/* How the source of a cost is known. */
enum pgl_cost_sources {
	PGL_SOURCES_NAMED, /* the cost profile names inlined functions */
	PGL_SOURCES_LINES  /* derived from lines and records */
};

struct pgl_cost_join {
	const struct pgl_identity *identity;
	const struct pgl_costs *measured[PGL_SIDES];
	enum pgl_cost_sources sources;
	uint64_t total[PGL_SIDES];
	uint64_t gap[PGL_SIDES][PGL_GAP_N]; /* the part of TOTAL of unknown source, by reason */
	struct pgl_cost_body *bodies;	    /* by body, identity->n_bodies; all 0 for parts */
	struct pgl_cost_cell *cells;	    /* by text, then body; PGL_NONE last */
	size_t n_cells;
	uint32_t *by_source; /* numbers of cells by body, then text */
	size_t *first_text; /* body -> its first cell as text; n_bodies + 1: those of text PGL_NONE begin
				* at the last */
	size_t *first_source;	     /* likewise into BY_SOURCE */
	struct pgl_cost_edge *edges; /* by caller, callee */
	size_t n_edges;
	/* By row of measured[side]: the body of its text and of its source, or PGL_NONE. */
	uint32_t *row_text[PGL_SIDES], *row_body[PGL_SIDES];
};

/* Joins the cost profiles OLD and NEW to the two builds of IDENTITY; all must outlive JOIN. 0; or -1 with ERROR
   set and nothing kept: their formats or metrics differ. */
int pgl_cost_join_init(struct pgl_cost_join *join, const struct pgl_identity *identity,
		       const struct pgl_costs *old, const struct pgl_costs *new,
		       struct pgl_error *error);
void pgl_cost_join_release(struct pgl_cost_join *join);

/* What BODY's source costs on SIDE over all texts, in the metric's unit: OWN + INLINED. */
uint64_t pgl_cost_of(const struct pgl_cost_join *join, enum pgl_side side, uint32_t body);

/* --- the two files of --measured OLD_FILE NEW_FILE, read and joined --- */

/* A zeroed pair holds no files. */
struct pgl_cost_pair {
	struct pgl_costs measured[PGL_SIDES];
	struct pgl_cost_join join;
};

/* Reads the cost profiles at PATHS, OLD's and NEW's, and joins them to the builds of IDENTITY, which must outlive
   PAIR. 0, or -1 with ERROR set and nothing kept. */
int pgl_cost_pair_init(struct pgl_cost_pair *pair, const struct pgl_identity *identity,
		       const char *const *paths, struct pgl_error *error);
void pgl_cost_pair_release(struct pgl_cost_pair *pair);

/* The option --measured for a command's struct TYPE, whose MEMBER, a const char *[2], gets the paths. */
#define PGL_COSTS_SWITCH(type, member)                                                             \
	PGL_PAIR(type, member, 0, "measured", "OLD_FILE NEW_FILE",                                 \
		 "read what a run of each build cost: the output of callgrind,\n"                  \
		 "cachegrind or perf script")

#endif
