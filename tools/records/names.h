/* Names, locations and events of a record in words, the same in text and in JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_NAMES_H
#define PGL_NAMES_H

#include "record/record.h"
#include "base/strbuf.h"

/* Printed as the callee if the called function is unknown. */
#define PGL_INDIRECT "(indirect)"

/* Adds "file:line:column"; nothing if there is no location. */
void pgl_add_location(struct pgl_strbuf *text, const struct pgl_record *record,
		      struct pgl_location location);

/* The callee's name; NULL: indirect. */
const char *pgl_site_callee_name(const struct pgl_record *record, const struct pgl_site *site);
/* The function whose source SITE's location is in: the root, or the inlined function it came with. */
const char *pgl_site_source_function(const struct pgl_record *record, uint32_t site);

/* The word for the phase of DECISION; NULL for a rejection without a phase. */
const char *pgl_decision_phase(const struct pgl_decision *decision);

/* True if COUNT is hot by the threshold of RECORD's profile; false without a profile. */
bool pgl_count_is_hot(const struct pgl_record *record, struct pgl_count count);

/* The source of the unit that FUNCTION of RECORD comes from; the program for a function that the link
   made. */
const char *pgl_function_source(const struct pgl_record *record,
				const struct pgl_function *function);

/* Adds "what=4, p removed", ".text.hot", "division by 8" ... or nothing. Two builds give
   the same words for the same event. */
void pgl_add_event_detail(struct pgl_strbuf *text, const struct pgl_event *event);
/* The outcome of the guess at an indirect call's target: "inlined", "call", or "dropped" if GCC took it
   back; NULL: EVENT has no call, or its outcome is unknown. */
const char *pgl_event_outcome(const struct pgl_record *record, const struct pgl_event *event);
/* The location of EVENT, or of its function. */
struct pgl_location pgl_event_location(const struct pgl_record *record,
				       const struct pgl_event *event);
/* How often the code that EVENT is about executes: its own count, or its function's. */
struct pgl_count pgl_event_count(const struct pgl_record *record, const struct pgl_event *event);

#endif
