/* The record of one compiled unit: what the plugin saw, as plain C values.

   This is the contract between the plugin, which fills a record and writes it, and the tool, which
   reads records and compares them. It knows neither GCC nor JSON nor the command line.

   Ownership: a record owns everything inside it; nothing but pgl_record_free() frees it. Every
   const char * in a record is interned in it: equal strings are one pointer. Functions that add
   return NULL when memory is short and set record->out_of_memory, which stays set: a caller may
   continue and test it once at the end. Adding an element may move the array it is in (functions,
   sites): keep ids, not pointers.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RECORD_H
#define PGL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The end of a record's file name. */
#define PGL_RECORD_SUFFIX ".pgolens.jsonl"

#ifdef __cplusplus
extern "C" {
#endif

#define PGL_FORMAT_NAME "pgolens"
#define PGL_FORMAT_VERSION 1

/* "No such function, site or file". */
#define PGL_NONE UINT32_MAX

#define PGL_INLINER(id, word) PGL_INLINER_##id,
enum pgl_inliner {
#include "record/vocabulary.def"
	PGL_INLINER_N
};
#define PGL_PHASE(id, word) PGL_PHASE_##id,
enum pgl_phase {
#include "record/vocabulary.def"
	PGL_PHASE_N
};
#define PGL_LIMIT_OF(id, word) PGL_LIMIT_OF_##id,
enum pgl_limit_of {
#include "record/vocabulary.def"
	PGL_LIMIT_OF_N
};
#define PGL_QUANTITY(id, word) PGL_QUANTITY_##id,
enum pgl_quantity {
#include "record/vocabulary.def"
	PGL_QUANTITY_N
};
#define PGL_QUALITY(id, word) PGL_QUALITY_##id,
enum pgl_quality {
#include "record/vocabulary.def"
	PGL_QUALITY_N
};
#define PGL_CLONE(id, word) PGL_CLONE_##id,
enum pgl_clone {
#include "record/vocabulary.def"
	PGL_CLONE_N
};
#define PGL_HOTNESS(id, word) PGL_HOTNESS_##id,
enum pgl_hotness {
#include "record/vocabulary.def"
	PGL_HOTNESS_N
};
#define PGL_PROFILED(id, word) PGL_PROFILED_##id,
enum pgl_profiled {
#include "record/vocabulary.def"
	PGL_PROFILED_N
};
#define PGL_OFFLINE(id, word) PGL_OFFLINE_##id,
enum pgl_offline {
#include "record/vocabulary.def"
	PGL_OFFLINE_N
};
#define PGL_PROFILE(id, word) PGL_PROFILE_##id,
enum pgl_profile_use {
#include "record/vocabulary.def"
	PGL_PROFILE_N
};
#define PGL_STAGE(id, word) PGL_STAGE_##id,
enum pgl_stage {
#include "record/vocabulary.def"
	PGL_STAGE_N
};
#define PGL_LTO(id, word) PGL_LTO_##id,
enum pgl_lto {
#include "record/vocabulary.def"
	PGL_LTO_N
};
/* The bit of flag X is 1u << PGL_FUNCTION_FLAG_X; likewise for sites. */
#define PGL_FUNCTION_FLAG(id, word) PGL_FUNCTION_FLAG_##id,
enum pgl_function_flag {
#include "record/vocabulary.def"
	PGL_FUNCTION_FLAG_N
};
#define PGL_SITE_FLAG(id, word) PGL_SITE_FLAG_##id,
enum pgl_site_flag {
#include "record/vocabulary.def"
	PGL_SITE_FLAG_N
};
#define PGL_EVENT(id, word) PGL_EVENT_##id,
enum pgl_event_kind {
#include "record/vocabulary.def"
	PGL_EVENT_N
};
#define PGL_HOW(id, word) PGL_HOW_##id,
enum pgl_how {
#include "record/vocabulary.def"
	PGL_HOW_N
};
#define PGL_ARGUMENT(id, word) PGL_ARGUMENT_##id,
enum pgl_argument_outcome {
#include "record/vocabulary.def"
	PGL_ARGUMENT_N
};

#define PGL_BIT(flag) (1u << (flag))

/* A list of words; pgl_words(PGL_WORDS_PHASE)[PGL_PHASE_SMALL] is "small". */
enum pgl_list {
	PGL_WORDS_INLINER,
	PGL_WORDS_PHASE,
	PGL_WORDS_LIMIT_OF,
	PGL_WORDS_QUANTITY,
	PGL_WORDS_QUALITY,
	PGL_WORDS_CLONE,
	PGL_WORDS_HOTNESS,
	PGL_WORDS_PROFILED,
	PGL_WORDS_OFFLINE,
	PGL_WORDS_PROFILE,
	PGL_WORDS_STAGE,
	PGL_WORDS_LTO,
	PGL_WORDS_FUNCTION_FLAG,
	PGL_WORDS_SITE_FLAG,
	PGL_WORDS_EVENT,
	PGL_WORDS_HOW,
	PGL_WORDS_ARGUMENT
};

/* The words of LIST, ended by NULL; static. */
const char *const *pgl_words(enum pgl_list list);
/* The index of WORD in LIST, or -1. */
int pgl_word_index(enum pgl_list list, const char *word);

/* Numbers that may be unknown, a state distinct from 0 and -1. */
struct pgl_integer {
	int64_t value;
	bool known;
};
struct pgl_real {
	double value;
	bool known;
};
/* True if both are unknown, or known and equal. */
bool pgl_same_integer(struct pgl_integer a, struct pgl_integer b);

/* A profile count that can be compared across functions (GCC's profile_count::ipa ()), summed over
   all training runs. Not known in a build without a profile, whatever the quality. */
struct pgl_count {
	uint64_t value;
	bool known;
	enum pgl_quality quality;
};

/* A location in a source file. file indexes unit.files, or is PGL_NONE: no location. */
struct pgl_location {
	uint32_t file;
	uint32_t line;
	uint32_t column;
};

/* Size in instructions, time in the compiler's cycles, as ipa-fnsummary estimates them. */
struct pgl_estimate {
	struct pgl_real size;
	struct pgl_real time;
};

/* Keys of a line that this version does not know: the JSON text of an object holding them, or NULL.
   The reader stores them here and the writer writes them again. */
typedef const char *pgl_extra;

/* An option by name with its effective value as text. */
struct pgl_option {
	const char *name;
	const char *value;
};

struct pgl_options {
	struct pgl_option *item;
	size_t n;
};

struct pgl_unit {
	const char *generator; /* "pgolens 0.1.0" */
	struct {
		const char *name; /* "GNU C17" */
		const char *version;
		const char *target;
	} compiler;
	const char *source; /* the main input file as named on the command line, mapped */
	enum pgl_stage stage;
	const char *label;	    /* -fplugin-arg-pgolens-label, or NULL */
	const char *fingerprint;    /* of the main source file's text, or NULL (standard input) */
	const char *fingerprint_ir; /* of the code of all functions before any inlining */
	bool saw_code; /* the plugin saw the final code: calls without an instruction are marked */
	const char *given;	    /* the relevant options as written on the command line */
	struct pgl_options options; /* differing from those at -O0, sorted by name */
	struct {
		enum pgl_profile_use use;
		bool found; /* PROFILE_USE: the .gcda exists and its format is this compiler's */
		uint32_t runs;
		uint64_t sum_max;
		struct pgl_integer hot_threshold;	    /* the lowest hot count */
		uint32_t n_read, n_never_run, n_mismatched; /* functions */
		/* Functions in the .gcda: all; those that the unit does not have; those whose
		 * profile applies although they have moved to another line or file since
		 * training. */
		struct pgl_integer n_in_file, n_strangers, n_moved;
	} profile;
	/* The replayed record, and what became of the calls that it has inlined. */
	struct {
		bool is_on;
		const char *source, *fingerprint; /* of the recorded unit */
		/* Inlined by the replay; inlined by the compiler itself already; not inlined. */
		uint32_t n_done, n_already, n_not_done;
	} replay;
	/* The unit's size in the IPA inliner's own account, before and after its work. */
	struct pgl_integer size_before, size_after;
	enum pgl_lto lto;
	/* Hash of the summary that a compile left for the link; both the compile's record and the
	 * link's have it. NULL: nothing is known of the unit's calls before the link. */
	const char *summary;
	/* The compiled units that a link optimized together, in its order. They have no sizes,
	 * files or units of their own. */
	struct pgl_unit *units;
	uint32_t n_units;
	const char **files; /* what pgl_location.file indexes */
	uint32_t n_files;
	pgl_extra extra;
};

struct pgl_function {
	uint32_t id; /* its index */
	/* The function this one was cloned from (itself if it is not a clone); all clones of one
	 * source function have the same origin. */
	uint32_t origin;
	uint32_t unit; /* in the record of a link: which of unit.units it comes from; or PGL_NONE */
	enum pgl_clone clone;
	const char *name;      /* as GCC's dumps print it, without "/order" */
	const char *assembler; /* the symbol's name in the object */
	uint32_t order;	       /* the number after the "/" in GCC's dumps; differs between builds */
	struct pgl_location location; /* of its declaration */
	bool has_body;
	uint32_t flags;		/* PGL_FUNCTION_FLAG_* bits */
	struct pgl_count count; /* executions of its entry, before IPA inlining */
	enum pgl_hotness hotness;
	enum pgl_profiled profiled;
	struct pgl_estimate before,
		after; /* IPA inlining; after: unknown if the out-of-line body was removed */
	struct pgl_integer frame; /* bytes of stack frame, estimated, after inlining */
	/* How often training entered the function, if COUNT and those of its clones add up to another number:
	 * GCC gives a clone a count without taking it from the original. */
	struct pgl_integer entered;
	enum pgl_offline offline;
	const char *fingerprint;    /* of the code before any inlining, or NULL */
	struct pgl_options options; /* those that differ from the unit's */
	pgl_extra extra;
};

/* One decision on a call: inlined or not, by whom and why. */
struct pgl_decision {
	enum pgl_inliner inliner;
	enum pgl_phase phase; /* UNKNOWN for a rejection */
	bool inlined;
	uint32_t sequence; /* if inlined, its ordinal among the unit's inlinings, from 1; else 0 */
	/* Rejected: the CIF name ("BODY_NOT_AVAILABLE"), a name pgolens defines ("EARLY_..."), or
	 * "unknown". */
	const char *reason;
	struct pgl_integer
		growth; /* of the caller, in instructions, as estimated at the decision */
	struct pgl_real time_saved; /* cycles per call, as estimated at the decision */
	struct pgl_real badness;    /* the key in the heap of small functions */
	const char *hints;	    /* GCC's hint names, separated by a space; or NULL */
	/* The limit that prevented inlining: the --param's name, whose budget it is, the
	 * --param's value, the limit that GCC derives from it, and the quantity GCC compared
	 * with the limit. */
	const char *limit;
	enum pgl_limit_of limit_of;
	struct pgl_integer limit_param, limit_value, limit_actual;
	enum pgl_quantity compared; /* what LIMIT_ACTUAL is */
	const char *extra;
};

/* A node of the inline forest: a call in the source code of a function, or one that an inlined
   function brought there. */
struct pgl_site {
	uint32_t id; /* its index */
	/* The inlined site that brought this call in; PGL_NONE: the call is in ROOT's own source
	 * code. */
	uint32_t parent;
	uint32_t root; /* the function whose code contains the call after inlining */
	uint32_t
		caller; /* as in GCC's dumps: ROOT or, for the IPA inliner, the function in whose source the call is */
	uint32_t callee; /* or PGL_NONE: indirect */
	uint32_t was;	 /* the callee before an optimization replaced it, or PGL_NONE */
	/* The site this one duplicates, because a function that contains it was inlined or cloned;
	 * PGL_NONE: the call was here before IPA inlining began. In a clone of a function it is the
	 * same site of the original, which may itself be a copy made by inlining; the original of
	 * any other copy is not a copy. */
	uint32_t copy_of;
	struct pgl_location location;
	uint32_t flags; /* PGL_SITE_FLAG_* bits */
	/* In a summary: the link's number for the call within its root; 0: none. */
	uint32_t statement;
	/* How often the call is reached: before IPA inlining; for a copy, when it was made; for an
	 * early inlined call, how often the inlined code runs. */
	struct pgl_count count;
	struct pgl_real frequency; /* per entry of CALLER; not known for copies */
	/* In the order they were made; sites of a record that was read may share one array. */
	struct pgl_decision *decisions;
	uint32_t n_decisions;
	pgl_extra extra;
};

/* What a clone did with one parameter of the original. */
struct pgl_argument {
	uint32_t index;	  /* from 0; PGL_NONE: the returned value */
	const char *name; /* in the source, or NULL */
	enum pgl_argument_outcome became;
	/* For a part of an aggregate: its offset in bytes. Known: VALUE describes that part. */
	struct pgl_integer offset;
	bool by_reference; /* the part belongs to the object that the parameter points to */
	const char *value; /* text of a constant; type of a part; or NULL */
	pgl_extra extra;
};

/* Another action of the compiler. WHAT determines which members are used: see
   docs/reference/record-format.md. */
struct pgl_event {
	const char *what;  /* one of PGL_WORDS_EVENT, or a later version's */
	uint32_t function; /* the function affected, or PGL_NONE */
	uint32_t target;   /* the other function: the clone, the callee, the one merged into */
	uint32_t site;	   /* or PGL_NONE */
	struct pgl_location location;
	struct pgl_count count;
	struct pgl_real share; /* fraction of the executions that took the guessed target, 0 to 1 */
	const char *how;       /* one of PGL_WORDS_HOW, a later version's, or NULL */
	const char *pass;      /* GCC's name of the pass if several passes do this, or NULL */
	const char *value;     /* value seen in training; for a replay, the call's key */
	const char *reason;    /* the compiler's, or NULL */
	const char *section;   /* name of a section of the object */
	struct pgl_argument *arguments; /* of a clone */
	uint32_t n_arguments;
	pgl_extra extra;
};

/* A condition that GCC branches on, before IPA inlining. */
struct pgl_branch {
	uint32_t function;	      /* whose code contains it after early inlining */
	struct pgl_location location; /* of the condition in the source */
	struct pgl_count count;	      /* how often it is reached */
	struct pgl_real frequency;    /* the same per entry of FUNCTION */
	struct pgl_real
		share; /* fraction of executions in which it holds: from the profile, or guessed */
	/* Where execution continues if it holds, and if it does not: the first location that has
	 * code of its own, in the same source function. */
	struct pgl_location if_true, if_false;
	pgl_extra extra;
};

struct pgl_arena;
struct pgl_strings;

struct pgl_record {
	struct pgl_unit unit;
	struct pgl_function *functions;
	uint32_t n_functions;
	struct pgl_site *sites;
	uint32_t n_sites;
	struct pgl_event *events;
	uint32_t n_events;
	struct pgl_branch *branches; /* only with -branches */
	uint32_t n_branches;
	const char **others; /* whole lines of kinds this version does not know, in order */
	uint32_t n_others;
	/* Hash of the lines it was read from: equal texts have equal hashes. 0: it was not read. */
	uint64_t text_hash;
	bool out_of_memory;
	/* Private. */
	uint32_t functions_room, sites_room, events_room, branches_room, others_room, files_room,
		units_room;
	struct pgl_arena *arena;
	struct pgl_strings *strings;
};

/* A new empty record, or NULL: out of memory. */
struct pgl_record *pgl_record_new(void);
/* Frees RECORD and everything it owns; NULL is allowed. */
void pgl_record_free(struct pgl_record *record);

/* Returns SIZE zeroed bytes that live as long as RECORD, or NULL. */
void *pgl_record_alloc(struct pgl_record *record, size_t size);
/* Returns RECORD's only copy of TEXT (or of its first LENGTH bytes); NULL if TEXT is NULL. */
const char *pgl_record_intern(struct pgl_record *record, const char *text);
const char *pgl_record_intern_n(struct pgl_record *record, const char *text, size_t length);
/* Appends file NAME to unit.files even if it is already there. Returns its index, or PGL_NONE. */
uint32_t pgl_record_add_file(struct pgl_record *record, const char *name);
/* Returns the index of file NAME, appending it if new; PGL_NONE: out of memory. */
uint32_t pgl_record_file(struct pgl_record *record, const char *name);

/* Appends an empty unit to unit.units; NULL: out of memory. */
struct pgl_unit *pgl_record_add_unit(struct pgl_record *record);
/* Append an empty function, site, event, branch or line of an unknown kind to its array; NULL: out
   of memory. */
struct pgl_function *pgl_record_add_function(struct pgl_record *record);
struct pgl_site *pgl_record_add_site(struct pgl_record *record);
struct pgl_event *pgl_record_add_event(struct pgl_record *record);
struct pgl_branch *pgl_record_add_branch(struct pgl_record *record);
/* Appends an argument to those of EVENT; NULL: out of memory. */
struct pgl_argument *pgl_event_add_argument(struct pgl_record *record, uint32_t event);
const char *pgl_record_add_other(struct pgl_record *record, const char *line);
/* Appends a decision to SITE's; NULL: out of memory. Not for a record that was read. */
struct pgl_decision *pgl_site_add_decision(struct pgl_record *record, uint32_t site);
/* Records that SITE was inlined early and copied with the code that contains it: the decision of
   nearly all copies. */
void pgl_site_add_copied(struct pgl_record *record, uint32_t site);
/* Appends an option to OPTIONS; NULL: out of memory. */
struct pgl_option *pgl_options_add(struct pgl_record *record, struct pgl_options *options,
				   const char *name, const char *value);

/* Reasons that pgolens defines: the replayed record did not inline the call, so the replay did
   not. */
#define PGL_REASON_EARLY_REPLAY "EARLY_REPLAY"
#define PGL_REASON_REPLAY "REPLAY"

/* True if the call at SITE was inlined, by itself or as part of inlined code. */
bool pgl_site_inlined(const struct pgl_site *site);
/* True if EVENT is of the kind WHAT. */
bool pgl_event_is(const struct pgl_event *event, enum pgl_event_kind what);
/* Without a profile GCC has counts of zero for what it calls cold: forgets these, which training did not count. */
void pgl_record_forget_static_counts(struct pgl_record *record);
/* Returns the last decision on SITE, which is the final one; NULL if there is none. */
const struct pgl_decision *pgl_final_decision(const struct pgl_site *site);
/* Returns the early inliner's reason for rejecting a call that was decided again later for another reason;
   or NULL. */
const char *pgl_early_reason(const struct pgl_site *site);

/* Defaults that a record omits because they nearly always hold: the quality of FUNCTION's count and
   what the profile has for it; whether a call is certainly cold, being below the hot threshold; the
   caller of SITE in GCC's dumps, which is the function that the IPA inliner inlined there, or the
   root. */
enum pgl_quality pgl_usual_quality(const struct pgl_unit *unit,
				   const struct pgl_function *function);
enum pgl_profiled pgl_usual_profiled(const struct pgl_unit *unit,
				     const struct pgl_function *function);
bool pgl_is_surely_cold(const struct pgl_unit *unit, const struct pgl_site *site);
uint32_t pgl_usual_caller(const struct pgl_record *record, const struct pgl_site *site);
/* The usual caller of SITE's children if USUAL is that of SITE itself: for walks from parents to
   children, because sites may be nested to any depth. */
uint32_t pgl_usual_caller_below(const struct pgl_site *site, uint32_t usual);
/* Returns the length of "f.part.0" in the symbol "f.part.0.constprop.1"; 0: not the symbol of a
   part, or NULL. */
size_t pgl_part_length(const char *symbol);
/* Returns the limit that nearly always causes a rejection for REASON, or NULL. */
const char *pgl_usual_limit(const char *reason);
/* Returns what GCC nearly always compares with the limit of DECISION, by its reason; where that is a
   growth, it is the least one if the number compared is not DECISION's own growth. */
enum pgl_quantity pgl_usual_quantity(const struct pgl_decision *decision);
/* The inliner that decides with REASON (NULL: inlined), which is the early one for the reasons
   pgolens defines for it; and the usual phase of an inlining numbered SEQUENCE (0: none). */
enum pgl_inliner pgl_usual_inliner(const char *reason);
enum pgl_phase pgl_usual_phase(uint32_t sequence);

/* A message for the user: one sentence, without the program's name or a full stop. */
struct pgl_error {
	char text[4096];
};

__attribute__((format(printf, 2, 3))) int pgl_error_set(struct pgl_error *error, const char *format,
							...); /* always -1 */

#ifdef __cplusplus
}
#endif

#endif
