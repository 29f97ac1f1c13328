/* Joins the cost profiles of OLD's run and NEW's to the builds: what each function cost before and after, in its
   own code and in the code of the functions that it was inlined into.

   Everything is by *body*, an index into the identity's bodies (identity.h). Clones (.constprop, .isra) and
   split parts (.part, .cold) count for their origin, so identity->origin[b] == b for every b here, except in
   calls: there parts are bodies of their own, as in the weights. Two questions are kept apart:

     code	the function whose machine code spent it; a function that is inlined everywhere has none
     source	the function whose source it was spent on; the code of a caller that inlined much is largely
		other functions' source

   A cell is a cost by both. The cells of a side, those of unknown code or source included, add up exactly to the
   total of its cost profile.

   Inlining a function moves its cost from its out-of-line code to its callers' code. Per source, what the code of
   one function lost and that of another gained is MOVED; only the rest is gained or saved:

     saved = cost(OLD) - cost(NEW)		over the code of all functions
     moved = min(sum of the gains, sum of the losses)

   perf names inlined functions, so the source of its costs is known. callgrind and cachegrind name only R, the
   function whose code it is: a line there belongs to R or to one of the functions that the records say were inlined
   into R, the one declared nearest above it in that file (join-lines.h). A line of none of them, or of several (two
   instances of one template, both inlined there), is of unknown source.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COSTS_JOIN_H
#define PGL_COSTS_JOIN_H

#include "compare/identity.h"
#include "formats/costs.h"

/* Why a cost has no body. */
enum pgl_cost_gap {
	PGL_GAP_OUTSIDE, /* its code is not a function of the records: a library's, or not recorded */
	PGL_GAP_TEXT,	 /* several functions of the records have that name */
	PGL_GAP_NO_LINE,   /* the line is unknown, and something was inlined there */
	PGL_GAP_LINE,	   /* the line is in no function that can be executed there */
	PGL_GAP_AMBIGUOUS, /* several such functions are declared at one location */
	PGL_GAP_N
};

/* GAP for people: "in functions that the records do not have". Static. */
const char *pgl_cost_gap_text(enum pgl_cost_gap gap);

/* What the source of BODY costs in the code of TEXT. */
struct pgl_cost_cell {
	uint32_t text; /* a body; PGL_NONE: not in the records, or not known */
	uint32_t body; /* a body; PGL_NONE: of unknown source */
	uint64_t cost[PGL_SIDES];
};

/* What one body costs. All numbers of a side are 0 if its run never executed the body. */
struct pgl_cost_body {
	struct {
		uint64_t own;		  /* its source, in its out-of-line code */
		uint64_t inlined;	  /* its source, in the code of others */
		uint64_t text;		  /* its code: OWN, inlined functions, and UNKNOWN */
		uint64_t unknown;	  /* the part of TEXT of unknown source */
		struct pgl_integer calls; /* calls of its code; unknown if not counted */
	} side[PGL_SIDES];
	int64_t saved;	/* its source, OLD - NEW, over all code; below 0: NEW costs more */
	uint64_t moved; /* its source, from the code of one function to another */
};

/* Calls from the code of one body to another body. */
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
