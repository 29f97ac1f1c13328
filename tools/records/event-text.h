/* What an event says beyond its names and numbers, in words for a person.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EVENT_TEXT_H
#define PGL_EVENT_TEXT_H

#include "record/record.h"
#include "base/strbuf.h"

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
