/* Turns GCC's call graph into the plain values of a record.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXTRACT_H
#define PGL_EXTRACT_H

#include "gcc/room.h"
#include "sites/sites.h"

/* The function whose code NODE becomes part of. */
static inline cgraph_node *root_node(cgraph_node *node)
{
	return node->inlined_to ? node->inlined_to : node;
}

/* The name of DECL in the object; NULL: it has none yet. */
const char *assembler_name(tree decl);

/* A function inlined into another, as the code that came from it shows. */
struct inlined_scope {
	const void *block; /* only for comparison: GCC may have freed it */
	location_t call;
	uint32_t function;
};

/* Turns GCC's objects into ids of one record. It keeps no pointers to what GCC may collect: it
   knows functions by DECL_UID and edges by uid, which GCC never reuses. */
class extractor
{
      public:
	extractor(pgl_record *record, pgl_sites *sites);

	/* The id of NODE's function (an inlined clone has the id of the function it clones), or of
	   DECL's. PGL_NONE: out of memory. */
	uint32_t function(cgraph_node *node);
	uint32_t function(tree decl);
	/* The id of DECL's function if the record has it, or PGL_NONE. */
	uint32_t known_function(tree decl) const;
	/* True if the function ID is built into GCC. */
	bool is_builtin(uint32_t id) const;
	/* Bind DECL to the function ID. */
	void bind(tree decl, uint32_t id);
	/* Describe the function ID by its definition DECL, in the link's unit UNIT. */
	void describe(tree decl, uint32_t id, uint32_t unit);
	/* The function E calls, through aliases; PGL_NONE if E is indirect. */
	uint32_t callee(cgraph_edge *e);

	pgl_location location(location_t where);
	/* The location of E's call: in its caller's code, below the functions inlined there
	   before. */
	pgl_place place(cgraph_edge *e);
	/* The inlined site that brought BLOCK's code into the function at PLACE. */
	uint32_t scope(pgl_place place, tree block);
	/* The two steps of scope(): adds to *RET the inlined functions around BLOCK, the outermost
	   first; enters their sites. */
	void scopes(tree block, vec<inlined_scope> *ret);
	uint32_t enter(pgl_place place, const vec<inlined_scope> &scopes);

	/* Set the location of calls to split parts in RECORD to where the part begins. GCC inserts
	   these calls without a location. */
	void place_split_calls(pgl_record *in) const;

	/* In a link: the site in the compile's record that E's call comes from, whatever inlining
	   and cloning have duplicated it; or PGL_NONE. In a compile this pointer is NULL. */
	uint32_t (*origin_of_call)(cgraph_edge *e);

	/* The flags of a call that remains. */
	uint32_t flags(cgraph_edge *e);

	/* True if E's call, in a function of its own, is reached only by an exception. */
	bool is_on_eh_path(cgraph_edge *e);

	/* The site recorded for E, or PGL_NONE. */
	uint32_t site(cgraph_edge *e) const;
	void set_site(cgraph_edge *e, uint32_t site);
	/* The site that E's call was copied from, or PGL_NONE; set by the edge duplication hook. */
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
	hash_set<int_hash<int, -1, -2>> builtins;	     /* ids */

	/* The blocks that normal control flow reaches in the function examined last, and its size
	   then: inlining changes it. */
	struct {
		struct function *body;
		int n_blocks, n_edges;
		sbitmap reached;
	} flow;

	uint32_t add_function(tree decl);
};

#endif
