/* Adds the events that the watch's other files report to the record.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/events.h"

uint32_t note_event(enum pgl_event_kind what, uint32_t function)
{
	pgl_event *event = function == PGL_NONE ? NULL : pgl_record_add_event(watch.record);

	if (!event)
		return PGL_NONE;
	event->what = pgl_record_intern(watch.record, pgl_words(PGL_WORDS_EVENT)[what]);
	event->function = function;
	return watch.record->n_events - 1;
}

void set_how(pgl_event *event, enum pgl_how how)
{
	event->how = pgl_record_intern(watch.record, pgl_words(PGL_WORDS_HOW)[how]);
}
