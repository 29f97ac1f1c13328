/* Finds which function of the records a cost profile means by a name.

   A name may be the symbol or its demangled text, with or without the suffixes of clones or of a recursive
   cycle (callgrind's f'2), or without parameters (perf). Several functions may have it: static ones of
   several units. Then the source file decides, if the cost profile names one. If the cost profile says that
   a function is from other files than the recorded function of that name, it is a different function, of a
   library for instance.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COSTS_JOIN_NAMES_H
#define PGL_COSTS_JOIN_NAMES_H

#include "compare/identity.h"
#include "formats/costs.h"
#include "base/intern.h"

struct pgl_cost_names {
	const struct pgl_identity *identity;
	enum pgl_side side;
	struct pgl_intern names; /* a letter for the kind of name, and the name */
	struct pgl_intern pairs; /* {name, body} */
	uint32_t *first, *next;	 /* name -> its first pair; pair -> the next of its name */
	size_t room_first, room_next;
};

/* The names of SIDE of IDENTITY, which must outlive NAMES. Release NAMES. */
void pgl_cost_names_init(struct pgl_cost_names *names, const struct pgl_identity *identity,
			 enum pgl_side side);
void pgl_cost_names_release(struct pgl_cost_names *names);

/* Several bodies match, and nothing decides between them. */
#define PGL_SEVERAL (PGL_NONE - 1)

/* The body of each function of MEASURED, by its number (parts are bodies of their own); PGL_NONE if the records do
   not have it, or PGL_SEVERAL. To be freed. */
uint32_t *pgl_cost_names_resolve(struct pgl_cost_names *names, const struct pgl_costs *measured);

/* Calls TAKE for each body that NAME may mean. */
void pgl_cost_names_each(struct pgl_cost_names *names, const char *name,
			 void (*take)(void *context, uint32_t body), void *context);

/* How many components two paths have in common at their ends, "." left out; 0: they name different files. */
size_t pgl_same_tail(const char *a, const char *b);
/* The length of the part of a demangled NAME, of LENGTH bytes, between its return type and its parameters, and in
   *RET its start; 0 if NAME has no parameters. */
size_t pgl_short_name(const char *name, size_t length, const char **ret);
/* True if NAME is that of the cold part of a function. */
bool pgl_is_cold_name(const char *name);

#endif
