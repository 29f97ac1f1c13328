/* Advice: lines that make a build without a profile decide like one with a profile.

   A line is an attribute before the definition of a function, an expectation of a condition, a --param or another flag. It
   follows from a difference: calls that only NEW inlines call for always_inline on the callee (or flatten on the caller);
   calls that only OLD inlines, for noinline, or cold if NEW takes the function for cold; a limit that stopped calls in OLD,
   for a higher --param; an option that -fprofile-use switches on, for that option. No line is about a single call: each
   names the differing decisions that it reproduces, and the equal ones that it overshoots.

   From the records, a line's worth is an estimate:

	saved	 for newly inlined calls: executions as a call in OLD - in NEW
	spared	 for un-inlined calls: entries of the caller - executions of the call, which is how often the caller runs
		 without needing what the inlined body needed
	rank	 saved + spared - executions in NEW of the calls that the line overshoots

   for a condition, from the records' branches (-fplugin-arg-pgolens-branches):

	rank	 evaluations of the condition * (|holds - guessed| - |holds - expected|): how many fewer of them go another
		 way than GCC assumes

   and for the placement of a function, its entries if NEW places it with the hot functions, and its size if with those that
   never run.

   Counts are per training run. Only building and running show a line's real worth (verify.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_ADVICE_H
#define PGL_ADVISE_ADVICE_H

#include <math.h>

#include "compare/compare.h"
#include "experiment/advise/sources.h"
#include "experiment/variants/causes.h"
#include "experiment/variants/plan.h"
#include "record/json-read-attribution.h"

enum pgl_advice_kind {
	PGL_ADVICE_ALWAYS_INLINE,
	PGL_ADVICE_FLATTEN,
	PGL_ADVICE_NOINLINE,
	PGL_ADVICE_COLD,
	PGL_ADVICE_HOT,
	PGL_ADVICE_EXPECT,
	PGL_ADVICE_PARAM,
	PGL_ADVICE_FLAG, /* an option about something other than inlining */
	PGL_ADVICE_N
};

const char *pgl_advice_word(enum pgl_advice_kind kind);

/* A change of a source: insert TEXT at AT, and replace CUT bytes at CUT_AT, further down, by REPLACEMENT (NULL: nothing). */
struct pgl_advice_edit {
	uint32_t source; /* in the sources; PGL_NONE: the line is a flag */
	uint32_t line;
	size_t at, cut_at, cut;
	char *text, *replacement;
};

struct pgl_advice_line {
	enum pgl_advice_kind kind;
	struct pgl_advice_edit edit;
	const char *flag;     /* for the last two kinds; owned */
	const char *function; /* its name; borrowed from the records, or NULL */
	/* The differing calls that it decides as in NEW: numbers in PLANS. */
	uint32_t *sites;
	uint32_t n_sites, sites_room;
	uint32_t n_newly_inlined; /* of these; the others are un-inlined */
	double saved, spared;	  /* see above */
	uint32_t n_overshot;	  /* equal calls that it changes */
	double overshot;	  /* their executions in training in NEW */
	double rank;
	double caused;	      /* the measured worth of its calls, replayed; NAN: unknown */
	uint32_t n_functions; /* for -fno-partial-inlining: functions that only OLD splits */
	bool is_placement;    /* it is about the function's placement, not inlining */
	/* For a condition: its text, owned and shortened; evaluations in training; and the probability that it holds, as measured,
	 * as GCC guesses in OLD, and as the line says. Else NULL and NAN. */
	char *condition;
	double asked, holds, guessed, expected;
};

/* Advice that cannot be written into the source. */
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
	struct pgl_advice_line *lines; /* highest rank first, flags last */
	size_t n_lines, lines_room;
	struct pgl_advice_refused *refused; /* highest rank first */
	size_t n_refused, refused_room;
	double *caused;	     /* by number in PLANS, or NULL */
	size_t n_left_out;   /* lines dropped for OPTIONS' limit */
	bool lacks_branches; /* NEW's records lack branches, which conditions need */
};

struct pgl_advice_options {
	const char *folder; /* of the sources */
	const char *place;  /* its path in the builds; NULL: the same */
	/* Keep at most so many lines each with attributes, about conditions, and about placement; 0: all. */
	uint64_t limit;
	/* From `attribute --sites`, or NULL: lines for the calls it names come first. */
	const struct pgl_attributed *attributed;
	bool is_inlining;  /* only lines about inlining */
	bool is_placement; /* lines about placement, too */
};

/* Finds lines for the two builds that COMPARED, PLANS and CHANGES describe; these must outlive ADVICE. 0, or -1 with errno
   set: the source folder cannot be read, and there is nothing to release. */
int pgl_advice_init(struct pgl_advice *advice, const struct pgl_compared *compared,
		    const struct pgl_plans *plans, const struct pgl_option_changes *changes,
		    const struct pgl_advice_options *options);
void pgl_advice_release(struct pgl_advice *advice);

/* Is LINE about inlining? */
bool pgl_advice_is_inlining(const struct pgl_advice_line *line);
/* Adds "always_inline index2value" or the flag. */
void pgl_advice_add_name(const struct pgl_advice_line *line, struct pgl_strbuf *text);

/* Adds the flags of the lines that are CHOSEN, by number (NULL: all). */
void pgl_advice_flags(const struct pgl_advice *advice, const bool *chosen,
		      struct pgl_strbuf *flags);
/* Adds the text of source number SOURCE with the edits of the chosen lines. False: there are none. */
bool pgl_advice_apply(const struct pgl_advice *advice, const bool *chosen, uint32_t source,
		      struct pgl_strbuf *text);
/* Adds a unified diff of all sources, for patch -p1 in the source folder. */
void pgl_advice_patch(const struct pgl_advice *advice, const bool *chosen,
		      struct pgl_strbuf *patch);
/* Writes the changed sources below FOLDER, which is cleared first. 0, or -1 with errno set. */
int pgl_advice_overlay(const struct pgl_advice *advice, const bool *chosen, const char *folder);

/* NUMBER, or 0 if it is NAN. */
static inline double pgl_or_zero(double number)
{
	return isnan(number) ? 0 : number;
}

/* Parts of pgl_advice_init(). Works out how to write KIND before FUNCTION of RECORD. NULL: RET is set; else the reason why
   it cannot be done, a static text. */
const char *pgl_advice_write(struct pgl_sources *sources, const struct pgl_record *record,
			     const struct pgl_function *function, enum pgl_advice_kind kind,
			     struct pgl_advice_edit *ret);
/* Add lines with attributes from inlining, about conditions, and about placement. */
void pgl_advice_add_lines(struct pgl_advice *advice);
void pgl_advice_add_expectations(struct pgl_advice *advice);
void pgl_advice_add_placement(struct pgl_advice *advice);
struct pgl_advice_line *pgl_advice_new_line(struct pgl_advice *advice, enum pgl_advice_kind kind);
/* Removes the newest line. */
void pgl_advice_drop_line(struct pgl_advice *advice);
/* An older line with the same edit as the newest one; or NULL. */
struct pgl_advice_line *pgl_advice_same_edit(const struct pgl_advice *advice);
/* The function that holds base site SITE of NEW, by its number in the identity; or PGL_NONE. */
uint32_t pgl_advice_text_body(const struct pgl_advice *advice, uint32_t site);
/* Adds site NUMBER, with its estimates, to LINE. */
void pgl_advice_add_site(const struct pgl_advice *advice, struct pgl_advice_line *line,
			 uint32_t number);

#endif
