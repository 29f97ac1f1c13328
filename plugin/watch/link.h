/* Link-time optimization: hands a compile's record on to the link.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LINK_H
#define PGL_LINK_H

#include "watch/watch.h"

/* Puts RECORD (see pgl_sites_snapshot()) into the object and returns the name by which the link's
   record will call it; NULL: out of memory. To be called from a write_summary hook. */
const char *link_leave_summary(const pgl_record *record);
/* Reads the summaries of all objects and binds functions and calls to them. To be called from a
   read_summary hook, before GCC merges the definitions that several objects have of one function. */
void link_read_summaries(void);
/* Takes what the summaries say into the record: before the IPA inliner. */
void link_take_summaries(void);
/* Forgets the counts of calls in functions whose bodies are not in the link, or that are not in it at
   all: their clones hold these calls now. */
void link_forget_vanished(void);
/* The site of the compile that E's call comes from, or PGL_NONE. */
uint32_t link_origin_of_call(cgraph_edge *e);
/* The site of the call E in the walk over all bodies, of a clone or not; PGL_NONE: it is new. */
uint32_t link_recognize(cgraph_edge *e, bool is_clone);
/* Sums up the units' profiles in the program's. */
void link_note_profile(void);
/* NODE's entries as a share of its count (see entries_of() in ipa.cc). */
double link_share_of_entries(cgraph_node *node);

#endif
