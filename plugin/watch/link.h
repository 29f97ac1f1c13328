/* Link-time optimization: passes a compile's record on to the link.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LINK_H
#define PGL_LINK_H

#include "watch/watch.h"

/* Write RECORD (see pgl_sites_snapshot()) to the object. Return the name by which the link's record
   will refer to it; NULL: out of memory. Call from a write_summary hook. */
const char *link_leave_summary(const pgl_record *record);
/* Read the summaries of all objects and bind functions and calls to them. Call from a read_summary
   hook, before GCC merges the definitions that several objects have of one function. */
void link_read_summaries(void);
/* Add the summaries to the record, before the IPA inliner. */
void link_take_summaries(void);
/* Forget the counts of calls in functions that the link does not have, or has without code: their
   clones hold these calls now. */
void link_forget_vanished(void);
/* The site of the compile that E's call comes from, or PGL_NONE. */
uint32_t link_origin_of_call(cgraph_edge *e);
/* The site of the call E, in a clone or not, while all functions are recorded; PGL_NONE: it is
   new. */
uint32_t link_recognize(cgraph_edge *e, bool is_clone);
/* Add up the units' profiles into the program's. */
void link_note_profile(void);
/* NODE's entries as a share of its count (see entries_of() in ipa.cc). */
double link_share_of_entries(cgraph_node *node);

#endif
