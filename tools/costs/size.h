/* The bytes of two builds by section, function and inlined body, and why they changed.

   Every byte of a section of code is in one function of the symbol table, or in none. In a function it is the
   function's own, an inlined body's (the innermost one's), or unknown. Everything adds up to the sum of
   `size -A`.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SIZE_H
#define PGL_SIZE_H

#include "compare/compare.h"
#include "costs/size-files.h"

/* When code runs, by its section (.text.hot ...) or by the name of the part (f.cold). In a program the linker has
   joined the sections; then the records decide, if they are given. */
enum pgl_heat { PGL_HEAT_HOT, PGL_HEAT_USUAL, PGL_HEAT_COLD, PGL_HEAT_STARTUP, PGL_HEAT_N };
/* "hot", "usual", "cold", "startup". Static. */
const char *pgl_heat_word(enum pgl_heat heat);
/* The heat of code in SECTION, a name. */
enum pgl_heat pgl_size_heat_of(const char *section);

/* The code of a function without what is inlined there: its main part, the cold part (f.cold), clones
   (.constprop, .isra ...), and parts split off for the inliner (.part). */
enum pgl_own { PGL_OWN_MAIN, PGL_OWN_COLD, PGL_OWN_CLONE, PGL_OWN_PART, PGL_OWN_N };

struct pgl_size_of {
	bool is_there;
	uint64_t bytes, heat[PGL_HEAT_N];
	uint64_t own[PGL_OWN_N], inlined; /* add up to BYTES */
	uint64_t unknown; /* the part of OWN without debug information: some of it may be inlined */
	enum pgl_offline outcome; /* by the records; ABSENT: they do not have it */
};

struct pgl_size_function {
	const char *name; /* the symbol without suffixes of clones */
	const char *unit; /* of a local function, its file; else NULL */
	struct pgl_size_of side[PGL_SIDES];
	size_t first_copy, n_copies; /* in COPIES */
};

/* One function's code inlined in another function. */
struct pgl_size_copy {
	uint32_t function, callee; /* indexes */
	uint64_t bytes[PGL_SIDES];
	uint64_t n[PGL_SIDES]; /* calls inlined, by the records */
};

struct pgl_size_callee {
	const char *name;
	uint64_t n[PGL_SIDES], bytes[PGL_SIDES]; /* by debug information */
};

struct pgl_size_section {
	const char *name;
	uint64_t bytes[PGL_SIDES], n[PGL_SIDES];
};

struct pgl_size_sum {
	uint64_t total, n_sections; /* of all sections */
	uint64_t code, heat[PGL_HEAT_N], in_no_function;
	uint64_t inlined, unknown; /* of what is in functions */
	size_t n_files;
	bool has_symbols, has_dwarf, has_records;
};

struct pgl_size {
	struct pgl_size_files files[PGL_SIDES];
	struct pgl_size_sum sum[PGL_SIDES];
	struct pgl_size_section *sections; /* by name */
	size_t n_sections;
	struct pgl_size_function *functions; /* largest difference first; a total order */
	size_t n_functions;
	struct pgl_size_copy *copies; /* by function, then by difference */
	size_t n_copies;
	struct pgl_size_callee *callees; /* those with copies; largest difference first */
	size_t n_callees;
	/* Private. */
	struct pgl_intern names, section_names, function_keys, copy_keys;
	uint32_t *function_of; /* by key */
	size_t room_sections, room_copies;
};

/* Reads the files at PATHS, OLD's and NEW's (see pgl_size_files_read()). COMPARED: their records, or NULL. PATHS must
   outlive SIZE, COMPARED need not. 0, or -1 with ERROR set and nothing kept. */
int pgl_size_init(struct pgl_size *size, const char *const *paths,
		  const struct pgl_compared *compared, struct pgl_error *error);
void pgl_size_release(struct pgl_size *size);

/* The name of CALLEE, a copy's callee or a cause's. Owned by SIZE. */
const char *pgl_size_name(const struct pgl_size *size, uint32_t callee);
/* The length of "f" in the symbol "f.constprop.0.cold"; sets *OWN, if not NULL, to which part of f that is. */
size_t pgl_size_base(const char *symbol, enum pgl_own *own);
/* The length of SYMBOL, of LENGTH bytes, without its last suffix: "f.part.0" of "f.part.0.cold"; LENGTH if it has none. */
size_t pgl_size_drop_suffix(const char *symbol, size_t length);

/* One part of the difference of a function's bytes; the parts add up to it. */
struct pgl_size_cause {
	enum pgl_size_why {
		PGL_WHY_INLINED,   /* NEW inlines calls of CALLEE, or more of them */
		PGL_WHY_UNINLINED, /* NEW inlines none, or fewer */
		PGL_WHY_RESIZED,   /* NEW inlines as many, of another size */
		PGL_WHY_COPIES,	   /* one of these; without records it is not known which */
		PGL_WHY_COLD,	   /* the cold part */
		PGL_WHY_CLONE,	   /* clones */
		PGL_WHY_PART,	   /* parts split off */
		PGL_WHY_GONE,	   /* NEW has no code of it */
		PGL_WHY_CAME,	   /* OLD has no code of it */
		PGL_WHY_REST,	   /* everything else: unrolling, layout ... */
		PGL_WHY_N
	} why;
	uint32_t callee;	  /* of the first four; else PGL_NONE */
	struct pgl_integer bytes; /* NEW's minus OLD's; unknown: part of the rest */
	uint64_t n[PGL_SIDES];	  /* calls inlined */
	enum pgl_offline outcome; /* GONE: in NEW; CAME: in OLD */
};

/* The words for WHY; and why a function GONE or CAME has no code in one build, else NULL. Static. */
const char *pgl_size_why_word(enum pgl_size_why why);
const char *pgl_size_outcome_text(const struct pgl_size_cause *cause);

/* The causes for FUNCTION, largest first: an array of *N, to be freed. */
struct pgl_size_cause *pgl_size_causes(const struct pgl_size *size,
				       const struct pgl_size_function *function, size_t *n);

#endif
