/* The state of one watched compile, shared by all files of the watch.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WATCH_H
#define PGL_WATCH_H

#include "gcc/room.h"
#include "sites/sites.h"
#include "watch/bodies.h"
#include "watch/extract.h"
#include "watch/hooks.h"

typedef hash_map<int_hash<int, -1, -2>, cgraph_node *> node_by_number;
typedef hash_map<int_hash<int, -1, -2>, uint32_t> function_by_number;

typedef hash_map<int_hash<int, -1, -2>, int64_t> count_by_number;

struct watch {
	pgl_record *record;
	pgl_sites *sites;
	extractor *extract;
	const watch_hooks *hooks;  /* never NULL */
	node_by_number *by_number; /* the call graph's functions by their number in the dumps */
	function_by_number
		*offline;	  /* functions with code when the IPA inliner began: number -> id */
	count_by_number *entered; /* how often training entered a function: number -> entries */
	FILE *stream, *users_stream; /* GCC's ipa-clones dump: ours and the user's own */
	enum pgl_inliner inliner;    /* running, or the last one that ran */
	uint32_t sequence;	     /* of the last inlining */
	bool is_inlining, saw_ipa;   /* the IPA inliner is running; has run */
	bool is_link;		     /* this run decides for the whole program */
	bool wants_branches;	     /* the user requested them */
	uint64_t fingerprint;	     /* of all functions so far */
	cgraph_2edge_hook_list *duplicated_edge;
	void (*describe)(void);	    /* fills in the rest of the record's unit */
	symbol_table *first_symtab; /* the symbol table before parsing */
};

extern struct watch watch;

/* The calls of one function, while it is examined. */
typedef auto_vec<ordered_call> call_list;

static inline pgl_integer known_integer(int64_t value)
{
	return {value, true};
}

static inline pgl_real known_real(double value)
{
	return {value, true};
}

#endif
