/* How the things of a record are called, in text and in JSON alike.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_NAMES_H
#define PGL_NAMES_H

#include "record/record.h"
#include "base/strbuf.h"

/* What stands for the callee of a call of no known function. */
#define PGL_INDIRECT "(indirect)"

/* Adds "file:line:column"; nothing if there is no location. */
void pgl_add_location(struct pgl_strbuf *text, const struct pgl_record *record,
		      struct pgl_location location);

/* The callee's name; NULL: indirect. */
const char *pgl_site_callee_name(const struct pgl_record *record, const struct pgl_site *site);
/* The function in whose text SITE's location is: the root's, or that of the body it came in. */
const char *pgl_site_text_function(const struct pgl_record *record, uint32_t site);

/* The word for the phase of DECISION; NULL for a rejection without one: it has none. */
const char *pgl_decision_phase(const struct pgl_decision *decision);

/* Is COUNT hot, by the threshold of RECORD's profile? False where there is none. */
bool pgl_count_is_hot(const struct pgl_record *record, struct pgl_count count);

/* The source of the unit that FUNCTION of RECORD comes from; of a link's own, the program. */
const char *pgl_function_source(const struct pgl_record *record,
				const struct pgl_function *function);

/* Adds "what=4, p removed", ".text.hot", "division by 8" ... and nothing where there is no more to say.
   It is the same for events that are the same in two builds. */
void pgl_add_event_detail(struct pgl_strbuf *text, const struct pgl_event *event);
/* What became of the guess at an indirect call's target: "inlined", "call", or "dropped": the guess was
   taken back; NULL: EVENT has no call, or nothing is known. */
const char *pgl_event_outcome(const struct pgl_record *record, const struct pgl_event *event);
/* Where EVENT happened: its own place, or that of its function. */
struct pgl_location pgl_event_location(const struct pgl_record *record,
				       const struct pgl_event *event);
/* How often what it is about runs: its own count, or that of its function. */
struct pgl_count pgl_event_count(const struct pgl_record *record, const struct pgl_event *event);

#endif
