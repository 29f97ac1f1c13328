/* The events of two builds, paired: what else GCC did in one build only, or differently.

   Two events pair if the same happened to the same function or call. A clone counts as its origin, and
   numbers that GCC gave are ignored. Events that look the same pair in their order, exact ones first.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COMPARE_EVENTS_H
#define PGL_COMPARE_EVENTS_H

#include "records/query.h"
#include "compare/weigh.h"

enum pgl_event_change_kind {
	PGL_EVENT_ONLY_OLD,
	PGL_EVENT_ONLY_NEW,
	PGL_EVENT_CHANGED, /* in both, with another target, value, section, outcome ... */
	PGL_EVENT_CHANGE_N
};

const char *pgl_event_change_word(enum pgl_event_change_kind kind);

struct pgl_event_change {
	enum pgl_event_change_kind kind;
	/* The event in either build: its unit there, and its number in that; or PGL_NONE. */
	uint32_t unit[PGL_SIDES], event[PGL_SIDES];
	struct pgl_real weight; /* executions in training of the code it is about */
	enum pgl_side shown;	/* the profile's side, if the event is there; else the other */
};

/* The events of one kind. */
struct pgl_event_sum {
	const char *what;
	uint32_t n[PGL_SIDES];
	uint32_t n_same, n_changes[PGL_EVENT_CHANGE_N];
	double weight; /* of the changes that have one */
	uint32_t n_unknown;
};

struct pgl_event_diff {
	const struct pgl_weights *weights;
	struct pgl_event_change *changes; /* heaviest first; a total order */
	size_t n_changes;
	struct pgl_event_sum *sums; /* the known kinds in their order, then others by name */
	size_t n_sums;
};

/* Compares the events that pass QUERY (without its order and limit) in the builds of WEIGHTS, which must
   outlive EVENTS. Release EVENTS. */
void pgl_event_diff_init(struct pgl_event_diff *events, const struct pgl_weights *weights,
			 const struct pgl_query *query);
void pgl_event_diff_release(struct pgl_event_diff *events);

/* The side that a change's names and locations are taken from; the record and the event behind CHANGE on
   SIDE, which must have it. */
enum pgl_side pgl_event_change_side(const struct pgl_event_change *change);
const struct pgl_record *pgl_event_change_record(const struct pgl_event_diff *events,
						 const struct pgl_event_change *change, int side);
const struct pgl_event *pgl_event_change_event(const struct pgl_event_diff *events,
					       const struct pgl_event_change *change, int side);

#endif
