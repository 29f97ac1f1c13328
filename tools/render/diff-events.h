/* The events of `pgolens diff`, as tables and as JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_DIFF_EVENTS_H
#define PGL_RENDER_DIFF_EVENTS_H

#include <stdio.h>

#include "compare/events.h"
#include "render/diff-tables.h"
#include "base/colour.h"
#include "base/json-write.h"

/* How often each thing happened in either build; nothing if nothing changed. */
void pgl_diff_print_event_sums(const struct pgl_event_diff *events, const struct pgl_style *style,
			       FILE *out);
/* The first N changes, and how it happened in either build. */
void pgl_diff_print_events(const struct pgl_event_diff *events, size_t n,
			   const struct pgl_folders *folders, const struct pgl_style *style,
			   FILE *out);
/* The sums as an object under KEY; the first N changes as an array. */
void pgl_json_event_sums(struct pgl_json *json, const char *key,
			 const struct pgl_event_diff *events);
void pgl_json_event_changes(struct pgl_json *json, const char *key,
			    const struct pgl_event_diff *events, size_t n);

#endif
