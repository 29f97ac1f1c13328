/* Finds the few calls that account for the worth of different inlining.

   All builds have NEW's options and counts. The program costs WITHOUT with OLD's inlining and WITH with NEW's; the
   difference is the part to explain. The candidates are the sites that OLD and NEW decide differently. A group of them is
   worth what replaying only its sites gains over OLD's inlining. The group with the largest worth is split in two by the
   estimated executions of its calls, until single sites are left.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ATTRIBUTE_ATTRIBUTE_SITES_H
#define PGL_ATTRIBUTE_ATTRIBUTE_SITES_H

#include "experiment/attribute/attribute.h"

enum { PGL_MOST_NAMED = 15 };

/* Above this part of the whole, the named sites lack some that work against it. */
#define PGL_OVERDONE 1.2

struct pgl_named_site {
	uint32_t number; /* in the attribution's plans */
	double weight; /* estimated: the difference of its executions as a call, per training run */
	double worth;  /* the gain of replaying it alone */
	double last;   /* the loss of NEW without it */
};

/* A group that was replayed, for the log of the search. */
struct pgl_site_test {
	uint32_t *numbers;
	size_t n;
	double worth;
};

/* Worth in time: WORTH[0] is the whole part, WORTH[1] the named sites together, then each. */
struct pgl_timed_sites {
	double *worth; /* NULL: not measured */
	struct pgl_interval *interval;
};

struct pgl_site_search {
	const struct pgl_attribute_options *options; /* borrowed from the attribution */
	enum pgl_metric metric;
	double without, with, part;
	double floor; /* a group worth less is not split */
	size_t n_candidates;
	struct pgl_named_site *named;
	size_t n_named;
	double together;			    /* the gain of replaying the named sites only */
	double confirmed;			    /* the same, from a second build */
	bool is_confirmed;			    /* the second build is the same program */
	bool is_explained;			    /* TOGETHER is at least 80 % of PART */
	struct pgl_timed_sites timed[PGL_METRIC_N]; /* of the metrics that were asked for */
	struct pgl_site_test *tests;
	size_t n_tests, tests_room;
};

/* Searches the finished ATTRIBUTION by pgl_search_metric(). 0, or -1 with ERROR set. Release SEARCH in either case. */
int pgl_site_search(struct pgl_site_search *search, struct pgl_attribution *attribution,
		    struct pgl_error *error);
void pgl_site_search_release(struct pgl_site_search *search);

/* The numbers of all sites, heaviest first; to be freed. */
uint32_t *pgl_sites_by_weight(const struct pgl_attribution *attribution);
/* The metric of a search: the first one in OPTIONS that is not timed; else instructions. */
enum pgl_metric pgl_search_metric(const struct pgl_attribute_options *options);

/* A variant called NAME, not made yet, with the options of the causes SET, and NEW's decisions for the sites that are CHOSEN,
   by number. pgl_variant_free() it. NULL: ERROR is set. */
struct pgl_variant *pgl_chosen_variant(struct pgl_attribution *attribution, uint32_t set,
				       const bool *chosen, const char *name,
				       struct pgl_error *error);

#endif
