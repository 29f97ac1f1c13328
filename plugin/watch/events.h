/* Adds events to the record.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EVENTS_H
#define PGL_EVENTS_H

#include "watch/watch.h"

/* Add an event of FUNCTION; return its index, or PGL_NONE if FUNCTION is PGL_NONE or memory is
   out. */
uint32_t note_event(enum pgl_event_kind what, uint32_t function);
void set_how(pgl_event *event, enum pgl_how how);

#endif
