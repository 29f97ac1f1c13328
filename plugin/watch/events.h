/* Adds events to the record.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EVENTS_H
#define PGL_EVENTS_H

#include "watch/watch.h"

/* Adds an event of FUNCTION; its index, or PGL_NONE if there is no FUNCTION or no memory. */
uint32_t note_event(enum pgl_event_kind what, uint32_t function);
void set_how(pgl_event *event, enum pgl_how how);

#endif
