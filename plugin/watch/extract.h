/* From GCC's call graph to the plain values of a record.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXTRACT_H
#define PGL_EXTRACT_H

#include "gcc/room.h"
#include "sites/sites.h"

/* The function whose code NODE's body ends up in. */
static inline cgraph_node *root_node(cgraph_node *node)
{
	return node->inlined_to ? node->inlined_to : node;
}

/* The name of DECL in the object; NULL: it has none yet. */
const char *assembler_name(tree decl);

/* Turns GCC's objects into ids of one record. Keeps no pointer to what GCC may collect: functions
   are known by DECL_UID, edges by their uid, both of which are never used again. */
class extractor
{
      public:
	extractor(pgl_record *record, pgl_sites *sites);

	/* The id of NODE's function (clones that are inlined have that of the function they are a
	   clone of), or of DECL's. PGL_NONE: out of memory. */
	uint32_t function(cgraph_node *node);
	uint32_t function(tree decl);
	/* DECL is the function ID. */
	void bind(tree decl, uint32_t id);
	/* Says of the function ID what can be told of its definition DECL, and that it is of the link's
	   unit UNIT. */
	void describe(tree decl, uint32_t id, uint32_t unit);
	/* Whom E calls, through aliases; PGL_NONE if it is indirect. */
	uint32_t callee(cgraph_edge *e);

	pgl_location location(location_t where);
	/* Where E's call stands: in its caller's own text, below what was inlined there before. */
	pgl_place place(cgraph_edge *e);
	/* The inlined site through which BLOCK's code came into the text at PLACE. */
	uint32_t scope(pgl_place place, tree block);

	/* Gives the calls of split parts in RECORD a place: where the part begins. GCC has put them there,
	   and gives them none. */
	void place_split_calls(pgl_record *in) const;

	/* In a link: the site, of the compile, that is E's call, however often inlining and cloning have
	   duplicated it; or PGL_NONE. NULL in a compile. */
	uint32_t (*origin_of_call)(cgraph_edge *e);

	/* What is to be known of a call that stays, as flags. */
	uint32_t flags(cgraph_edge *e);

	/* Does E's call, in a body of its own, stand where only an exception leads? */
	bool is_on_eh_path(cgraph_edge *e);

	/* The site recorded for E, or PGL_NONE. */
	uint32_t site(cgraph_edge *e) const;
	void set_site(cgraph_edge *e, uint32_t site);
	/* The site that E's call was copied from, or PGL_NONE; known from the edge duplication hook. */
	uint32_t copied_from(cgraph_edge *e) const;
	void set_copied_from(cgraph_edge *e, uint32_t site);

      private:
	struct edge_note {
		uint32_t site, copied_from;
	};

	pgl_record *record;
	pgl_sites *sites;
	hash_map<int_hash<int, -1, -2>, uint32_t> functions; /* DECL_UID -> id */
	hash_map<const char *, uint32_t> files;		     /* GCC's own pointer -> index */
	hash_map<int_hash<int, -1, -2>, edge_note> edges;    /* uid -> */
	hash_map<int_hash<int, -1, -2>, pgl_location> parts; /* id of a split part -> */

	/* The blocks that normal control flow reaches in the body looked at last, and how that body was
	   then: inlining changes it. */
	struct {
		struct function *body;
		int n_blocks, n_edges;
		sbitmap reached;
	} flow;

	uint32_t add_function(tree decl);
};

#endif
