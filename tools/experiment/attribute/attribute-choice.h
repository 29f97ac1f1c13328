/* Calls chosen one by one among those that differ: which weigh most, and builds that have some of them as
   in NEW.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ATTRIBUTE_CHOICE_H
#define PGL_ATTRIBUTE_CHOICE_H

#include "experiment/attribute/attribute.h"

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
