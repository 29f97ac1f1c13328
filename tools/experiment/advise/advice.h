/* Advice: lines that make a build without a profile decide as one with a profile does.

   A line is an attribute put before the definition of a function, what to expect of a condition, a --param or
   another flag. It is found from what differs: calls that only NEW inlines ask for always_inline at the callee (flatten at the caller where that
   can't be), calls that only OLD inlines for noinline, or cold where NEW holds the function for that; limits that
   stopped calls in OLD for a higher --param; options that -fprofile-use switches on, for themselves. None of
   them speaks of one call: each line says which of the decisions that differ it reproduces, and which others,
   alike in both builds, it overshoots.

   What a line is worth by the records is an estimate:

	saved	 executions as a call in OLD - in NEW, of the newly inlined calls it reproduces
	spared	 entries of the callers - executions of the call, of the un-inlined ones: how often the caller runs
		 without needing what the inlined body needed
	rank	 saved + spared - executions in NEW of the calls it overshoots

   of one about a condition, by the records' branches (-fplugin-arg-pgolens-branches):

	rank	 how often the condition is asked * (|holds - guessed| - |holds - expected|): how many of these go
		 another way than GCC thinks, less than they would

   and of one about where a function stands, if NEW puts it where the hot ones are, how often it is entered; if
   where those are that never run, its size.

   Counts are per run of the training. Only a build and a run tell the truth (advice-verify.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_ADVICE_H
#define PGL_ADVISE_ADVICE_H

#include "experiment/advise/sources.h"
#include "experiment/variants/causes.h"
#include "compare/compare.h"
#include "record/json-read-attribution.h"
#include "experiment/variants/plan.h"

enum pgl_advice_kind {
	PGL_ADVICE_ALWAYS_INLINE,
	PGL_ADVICE_FLATTEN,
	PGL_ADVICE_NOINLINE,
	PGL_ADVICE_COLD,
	PGL_ADVICE_HOT,
	PGL_ADVICE_EXPECT,
	PGL_ADVICE_PARAM,
	PGL_ADVICE_FLAG, /* an option that switches something else than inlining */
	PGL_ADVICE_N
};

const char *pgl_advice_word(enum pgl_advice_kind kind);

/* Where and how the source is changed: TEXT is put in at AT, and in place of CUT bytes at CUT_AT, further down,
   REPLACEMENT (NULL: nothing). */
struct pgl_advice_edit {
	uint32_t source; /* in the sources; PGL_NONE: a flag, nothing is edited */
	uint32_t line;
	size_t at, cut_at, cut;
	char *text, *replacement;
};

struct pgl_advice_line {
	enum pgl_advice_kind kind;
	struct pgl_advice_edit edit;
	const char *flag;     /* of the last two kinds; owned */
	const char *function; /* its name; borrowed from the records, or NULL */
	/* The calls that differ and that it makes as in NEW: numbers in the plans. */
	uint32_t *sites;
	uint32_t n_sites, sites_room;
	uint32_t n_newly_inlined; /* of these; the others are un-inlined */
	double saved, spared;	  /* see above */
	uint32_t n_overshot;	  /* calls that it changes too, and NEW does not */
	double overshot;	  /* what these execute per run in NEW */
	double rank;
	double caused;	      /* what these calls were worth, put back; NAN: that was not asked */
	uint32_t n_functions; /* that are split in OLD alone, of -fno-partial-inlining */
	bool is_placement;    /* it says where the function is to stand, whatever is inlined */
	/* Of a condition: its text, owned, cut if it is long; how often it is asked per run, and which part of
	 * that it holds, as measured, as GCC guesses in OLD, and as the line says. Else NULL and NAN. */
	char *condition;
	double asked, holds, guessed, expected;
};

/* What can't be said in the source. */
struct pgl_advice_refused {
	enum pgl_advice_kind kind;
	const char *function;
	char *place; /* "file:line:column" */
	char *why;
	uint32_t n_sites;
	double rank;
};

struct pgl_advice {
	const struct pgl_compared *compared;
	const struct pgl_plans *plans;
	struct pgl_sources sources;
	struct pgl_advice_line *lines; /* highest rank first, flags last; a total order */
	size_t n_lines, lines_room;
	struct pgl_advice_refused *refused; /* highest rank first */
	size_t n_refused, refused_room;
	double *caused;	     /* by number in the plans, or NULL */
	size_t n_left_out;   /* lines below the limit of number */
	bool lacks_branches; /* conditions were asked for, and NEW's records have none */
};

struct pgl_advice_options {
	const char *folder; /* of the sources */
	const char *place;  /* where the builds had it; NULL: there */
	/* The most lines with attributes, with conditions, and about where functions stand; the others are
	 * counted; 0: all. */
	uint64_t limit;
	/* What `attribute --sites` named, or NULL: lines for these calls come first. */
	const struct pgl_attributed *attributed;
	bool is_inlining;  /* no lines but those about inlining */
	bool is_placement; /* lines about where functions stand, too */
};

/* Finds lines for two builds that COMPARED, PLANS and CHANGES describe; these must outlive ADVICE. 0, or -1 with
   errno set: the source folder can't be read, and nothing is kept. */
int pgl_advice_init(struct pgl_advice *advice, const struct pgl_compared *compared,
		    const struct pgl_plans *plans, const struct pgl_option_changes *changes,
		    const struct pgl_advice_options *options);
void pgl_advice_release(struct pgl_advice *advice);

/* Is the line one about inlining? */
bool pgl_advice_is_inlining(const struct pgl_advice_line *line);
/* Adds "always_inline index2value" or the flag. */
void pgl_advice_add_name(const struct pgl_advice_line *line, struct pgl_strbuf *text);

/* Adds the flags of the lines that are CHOSEN, by number; CHOSEN may be NULL: all. */
void pgl_advice_flags(const struct pgl_advice *advice, const bool *chosen,
		      struct pgl_strbuf *flags);
/* Adds the text of source number SOURCE with the chosen lines' edits. False: there are none. */
bool pgl_advice_apply(const struct pgl_advice *advice, const bool *chosen, uint32_t source,
		      struct pgl_strbuf *text);
/* Adds a unified diff of all sources, to be applied by patch -p1 in the source folder. */
void pgl_advice_patch(const struct pgl_advice *advice, const bool *chosen,
		      struct pgl_strbuf *patch);
/* Writes the changed sources below FOLDER, which is made new. 0, or -1 with errno set. */
int pgl_advice_overlay(const struct pgl_advice *advice, const bool *chosen, const char *folder);

/* Part of pgl_advice_init(): works out how KIND is written before FUNCTION of RECORD, with its DECLARATION where there is
   one. NULL, and RET is filled; or why it can't be done: a text that lives on. */
const char *pgl_advice_write(struct pgl_sources *sources, const struct pgl_record *record,
			     const struct pgl_function *function, enum pgl_advice_kind kind,
			     struct pgl_advice_edit *ret);
/* Parts of it: adds lines that edit sources, for --params, against splitting, and for flags. */
void pgl_advice_add_lines(struct pgl_advice *advice);
void pgl_advice_add_expectations(struct pgl_advice *advice);
void pgl_advice_add_placement(struct pgl_advice *advice);
void pgl_advice_add_params(struct pgl_advice *advice);
void pgl_advice_add_unsplit(struct pgl_advice *advice);
void pgl_advice_add_flags(struct pgl_advice *advice, const struct pgl_option_changes *changes);
struct pgl_advice_line *pgl_advice_new_line(struct pgl_advice *advice, enum pgl_advice_kind kind);
/* Takes the newest line back. */
void pgl_advice_drop_line(struct pgl_advice *advice);
/* An older line that says the same in the same place as the newest one; or NULL. */
struct pgl_advice_line *pgl_advice_same_edit(const struct pgl_advice *advice);
/* The body in whose text base site SITE of NEW stands, or PGL_NONE. */
uint32_t pgl_advice_text_body(const struct pgl_advice *advice, uint32_t site);
/* Adds plan site NUMBER to those of LINE, with its estimates. */
void pgl_advice_add_site(const struct pgl_advice *advice, struct pgl_advice_line *line,
			 uint32_t number);

#endif
