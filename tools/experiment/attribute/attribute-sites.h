/* Finds the few calls that carry what different inlining is worth.

   All else is NEW's: its options, its counts. With OLD's inlining the program costs WITHOUT, with NEW's
   WITH; the difference is the part to explain. Sites whose verdict differs are the candidates. A group
   of them is worth what putting back only these into the build with OLD's inlining gains. The group that
   is worth most is split in two by the executions its calls are estimated to have, again and again,
   until single sites are left: a bisection that goes where the worth is.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ATTRIBUTE_ATTRIBUTE_SITES_H
#define PGL_ATTRIBUTE_ATTRIBUTE_SITES_H

#include "experiment/attribute/attribute.h"

enum { PGL_MOST_NAMED = 15 };

/* Named sites that carry more than this of the part leave some out that work against it. */
#define PGL_OVERDONE 1.2

struct pgl_named_site {
	uint32_t number; /* in the attribution's plans */
	double weight;	 /* estimated: by how much its executions as a call differ, per run */
	double worth;	 /* what putting it back alone gains */
	double last;	 /* what taking it out of NEW loses */
};

/* A group that was put back: for the record of the search. */
struct pgl_site_test {
	uint32_t *numbers;
	size_t n;
	double worth;
};

/* What sites are worth in time: WORTH[0] is the whole part, WORTH[1] the named ones together, then each. */
struct pgl_timed_sites {
	double *worth; /* NULL: not measured */
	struct pgl_interval *interval;
};

struct pgl_site_search {
	enum pgl_metric metric;
	double without, with, part;
	double floor; /* a group worth less is left alone */
	size_t n_candidates;
	struct pgl_named_site *named;
	size_t n_named;
	double together;   /* what the named ones gain, put back without any other */
	double confirmed;  /* the same, of a build of its own */
	bool is_confirmed; /* which gave the same program */
	bool is_explained; /* TOGETHER is at least 80 % of PART */
	struct pgl_timed_sites timed[PGL_METRIC_N]; /* those that were asked for */
	struct pgl_site_test *tests;
	size_t n_tests, tests_room;
};

/* Searches ATTRIBUTION, which is done, by its first metric that is not timed. 0, or -1 with MESSAGE set.
   To be released in either case. */
int pgl_site_search(struct pgl_site_search *search, struct pgl_attribution *attribution,
		    struct pgl_strbuf *message);
void pgl_site_search_release(struct pgl_site_search *search);

/* Parts of the search. Builds NEW with only the N sites NUMBERS put back; NULL: MESSAGE says why not. */
struct pgl_variant *pgl_site_variant(struct pgl_attribution *attribution, const uint32_t *numbers,
				     size_t n, struct pgl_strbuf *message);
/* Measures the named ones by the metrics that are timed. */
int pgl_site_search_time(struct pgl_site_search *search, struct pgl_attribution *attribution,
			 struct pgl_strbuf *message);

/* By how much the executions of plan site NUMBER as a call differ, per run: what it is ranked by. */
double pgl_site_weight(const struct pgl_attribution *attribution, uint32_t number);
/* The numbers of all sites of the plans, heaviest first. To be freed. */
uint32_t *pgl_sites_by_weight(const struct pgl_attribution *attribution);
/* What a search goes by: the first metric asked for that does not differ from run to run; else
   instructions. */
enum pgl_metric pgl_search_metric(const struct pgl_attribute_options *options);

/* A variant called NAME with the options of SET, and as in NEW those sites of the plans that are CHOSEN, by
   number. NULL: MESSAGE says why not. */
struct pgl_variant *pgl_chosen_variant(struct pgl_attribution *attribution, uint32_t set,
				       const bool *chosen, const char *name,
				       struct pgl_strbuf *message);

#endif
