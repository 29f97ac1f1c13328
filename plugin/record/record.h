/* The record of one compiled unit: what the plugin saw, as plain C values.

   This is the contract between the plugin, which fills a record and writes it, and the tool, which
   reads records and compares them. It knows neither GCC nor JSON nor the command line.

   Ownership: a record owns everything inside it; pgl_record_free() is the one way out. Every
   const char * in a record is interned in it: equal strings are one pointer. Functions that add
   return NULL when memory is short and set record->out_of_memory, which stays set: a caller may go
   on and test once at the end. Pointers into the arrays (functions, sites) move when one is added:
   keep ids.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RECORD_H
#define PGL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
enum pgl_argument_fate {
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

/* Numbers that may be unknown: a state of its own, never 0 or -1. */
struct pgl_integer {
	int64_t value;
	bool known;
};
struct pgl_real {
	double value;
	bool known;
};

/* A profile count that compares across functions (GCC's profile_count::ipa ()), summed over all
   training runs. Not known in a build without a profile, whatever the quality. */
struct pgl_count {
	uint64_t value;
	bool known;
	enum pgl_quality quality;
};

/* A place in a source file. file indexes unit.files, or is PGL_NONE: no location. */
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

/* Keys of a line that this version does not know: the JSON text of an object holding them, or
   NULL. Carried from reader to writer. */
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
	const char *source; /* the main input file as the compiler was given it, mapped */
	enum pgl_stage stage;
	const char *label;	    /* -fplugin-arg-pgolens-label, or NULL */
	const char *fingerprint;    /* of the main source file's text, or NULL (standard input) */
	const char *fingerprint_ir; /* of all bodies as they were before any inlining */
	const char *given;	    /* the options that matter as they stood on the command line */
	struct pgl_options options; /* effective values, those that are not the compiler's default
				     * at -O0, sorted by name */
	struct {
		enum pgl_profile_use use;
		bool found; /* PROFILE_USE: the .gcda was there and fitted the compiler */
		uint32_t runs;
		uint64_t sum_max;
		struct pgl_integer hot_threshold;	    /* counts from here on are hot */
		uint32_t n_read, n_never_run, n_mismatched; /* functions */
		/* Of the functions in the file: all; those that the unit does not have; those that fit
		 * but stand at another line, or in another file, than when it was trained. */
		struct pgl_integer n_in_file, n_strangers, n_moved;
	} profile;
	/* Whose decisions were put back: what became of the calls that a record has inlined. */
	struct {
		bool is_on;
		const char *source, *fingerprint; /* of the recorded unit */
		/* Inlined by the replay; that the compiler had inlined by itself; not inlined. */
		uint32_t n_done, n_already, n_not_done;
	} replay;
	/* The unit's size in the IPA inliner's own account, before and after its work. */
	struct pgl_integer size_before, size_after;
	enum pgl_lto lto;
	/* What a compile left for the link, by its hash: the compile's own record and that of the link
	 * both have it. NULL: nothing is known of the unit's calls before the link. */
	const char *summary;
	/* The compiled units that a link optimized together, in its order. They have no sizes, files
	 * and units of their own. */
	struct pgl_unit *units;
	uint32_t n_units;
	const char **files; /* what pgl_location.file indexes */
	uint32_t n_files;
	pgl_extra extra;
};

struct pgl_function {
	uint32_t id; /* its index */
	/* The function this one was made from (itself if it is no clone); clones of one source
	 * function share the origin. */
	uint32_t origin;
	uint32_t unit; /* in the record of a link: which of unit.units it comes from; or PGL_NONE */
	enum pgl_clone clone;
	const char *name;      /* as GCC's dumps print it, without "/order" */
	const char *assembler; /* the symbol's name in the object */
	uint32_t order;	       /* the number after the "/" in GCC's dumps; differs between builds */
	struct pgl_location location; /* of its declaration */
	bool has_body;
	uint32_t flags;		/* PGL_FUNCTION_FLAG_* bits */
	struct pgl_count count; /* how often it was entered, before IPA inlining */
	enum pgl_hotness hotness;
	enum pgl_profiled profiled;
	struct pgl_estimate before, after; /* IPA inlining; after: unknown if the body went away */
	struct pgl_integer frame;	   /* bytes of stack frame, estimated, after inlining */
	enum pgl_offline offline;
	const char *fingerprint;    /* of the body before any inlining, or NULL */
	struct pgl_options options; /* those that differ from the unit's */
	pgl_extra extra;
};

/* One verdict on a call: inlined or not, by whom and why. */
struct pgl_decision {
	enum pgl_inliner inliner;
	enum pgl_phase phase; /* UNKNOWN for a rejection */
	bool inlined;
	uint32_t sequence; /* inlined: the how-manieth inlining of the unit this was, from 1; else 0
			    */
	/* Rejected: the CIF name ("BODY_NOT_AVAILABLE"), a name of ours ("EARLY_..."), or "unknown". */
	const char *reason;
	struct pgl_integer
		growth; /* of the caller, in instructions, as estimated at the decision */
	struct pgl_real time_saved; /* cycles per call, as estimated at the decision */
	struct pgl_real badness;    /* the key in the heap of small functions */
	const char *hints;	    /* GCC's hint names, separated by a space; or NULL */
	/* The limit that stopped it: the --param's name, whose budget it is, the --param's own value, the
	 * limit that GCC works out from it, and what it compared that with. */
	const char *limit;
	enum pgl_limit_of limit_of;
	struct pgl_integer limit_param, limit_value, limit_actual;
	enum pgl_quantity
		compared; /* what LIMIT_ACTUAL is; UNKNOWN in records that do not say so */
	const char *extra;
};

/* A node of the inline forest: one call in the body of a function, or in a body that was inlined
   there. */
struct pgl_site {
	uint32_t id; /* its index */
	/* The inlined site whose body brought this call in; PGL_NONE: it stands in ROOT's own text.
	 */
	uint32_t parent;
	uint32_t root;	 /* the function in whose code the call ends up */
	uint32_t caller; /* the function GCC's dumps name as the caller: ROOT for the early inliner,
			  * the function whose body holds the call for the IPA inliner */
	uint32_t callee; /* or PGL_NONE: indirect */
	uint32_t was;	 /* the callee before an optimization replaced it, or PGL_NONE */
	/* The site this one is a duplicate of, made when a body that holds it was inlined or cloned;
	 * PGL_NONE: the call stood here before IPA inlining began. In a clone of a function it is
	 * the same site there, which may be a copy that inlining brought along; any other copy's is
	 * none itself. */
	uint32_t copy_of;
	struct pgl_location location;
	uint32_t flags; /* PGL_SITE_FLAG_* bits */
	/* In a summary: what the link knows the call by within its root; 0: nothing. */
	uint32_t statement;
	/* How often the call is reached: before IPA inlining; for a copy, when it was made; for an
	 * early inlined call, how often its body runs. */
	struct pgl_count count;
	struct pgl_real frequency; /* per entry of CALLER; not known for copies */
	/* In the order they were made; in a record that was read, sites may share them. */
	struct pgl_decision *decisions;
	uint32_t n_decisions;
	pgl_extra extra;
};

/* What a clone made of one parameter of the original. */
struct pgl_argument {
	uint32_t index;	  /* from 0; PGL_NONE: the returned value */
	const char *name; /* in the source, or NULL */
	enum pgl_argument_fate became;
	/* In an aggregate: how many bytes into it. Known: what VALUE says is of that part. */
	struct pgl_integer offset;
	bool by_reference; /* the part is of what the parameter points to */
	const char *value; /* of a constant, its text; of a part, its type; or NULL */
	pgl_extra extra;
};

/* Something else the compiler did. Which members say something depends on WHAT: see
   docs/reference/record-format.md. */
struct pgl_event {
	const char *what;  /* one of PGL_WORDS_EVENT, or a later version's */
	uint32_t function; /* to which it happened, or PGL_NONE */
	uint32_t target;   /* the other function: the clone, the callee, the one merged with */
	uint32_t site;	   /* or PGL_NONE */
	struct pgl_location location;
	struct pgl_count count;
	struct pgl_real share;		/* of these executions that went the way guessed, 0 to 1 */
	const char *how;		/* one of PGL_WORDS_HOW, a later version's, or NULL */
	const char *pass;		/* GCC's name of the pass, where several can, or NULL */
	const char *value;		/* seen in training; of a replay, the key of the call */
	const char *reason;		/* the compiler's, or NULL */
	const char *section;		/* of the object */
	struct pgl_argument *arguments; /* of a clone */
	uint32_t n_arguments;
	pgl_extra extra;
};

/* A condition that GCC branches on, as it stands before IPA inlining. */
struct pgl_branch {
	uint32_t function;	      /* in whose code it ends up */
	struct pgl_location location; /* of the condition in the source */
	struct pgl_count count;	      /* how often it is reached */
	struct pgl_real frequency;    /* the same per entry of FUNCTION */
	struct pgl_real share;	      /* of these that it holds: from the profile, or guessed */
	/* Where it goes on if it holds, and if it does not: the first place with code of its own, in the
	 * same body of the source. */
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
	struct pgl_branch *branches; /* only if they were asked for */
	uint32_t n_branches;
	const char **others; /* whole lines of kinds this version does not know, in order */
	uint32_t n_others;
	/* Of the lines it was read from: records of one text have the same one. 0: it was not read. */
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
/* Frees RECORD and all it owns; NULL is fine. */
void pgl_record_free(struct pgl_record *record);

/* SIZE bytes that live as long as RECORD, zeroed; or NULL. */
void *pgl_record_alloc(struct pgl_record *record, size_t size);
/* The one copy of TEXT (or of its first LENGTH bytes) in RECORD. NULL stays NULL. */
const char *pgl_record_intern(struct pgl_record *record, const char *text);
const char *pgl_record_intern_n(struct pgl_record *record, const char *text, size_t length);
/* Adds file NAME at the end of unit.files, whether or not it is there: its index, or PGL_NONE. */
uint32_t pgl_record_add_file(struct pgl_record *record, const char *name);
/* The index of file NAME, added if new; PGL_NONE: out of memory. */
uint32_t pgl_record_file(struct pgl_record *record, const char *name);

/* A new unit at the end of unit.units, with nothing known of it; or NULL. */
struct pgl_unit *pgl_record_add_unit(struct pgl_record *record);
/* A new function / site / event / branch / line of another kind at the end of its array, with nothing known
   of it; or NULL. */
struct pgl_function *pgl_record_add_function(struct pgl_record *record);
struct pgl_site *pgl_record_add_site(struct pgl_record *record);
struct pgl_event *pgl_record_add_event(struct pgl_record *record);
struct pgl_branch *pgl_record_add_branch(struct pgl_record *record);
/* A new argument at the end of EVENT's; or NULL. */
struct pgl_argument *pgl_event_add_argument(struct pgl_record *record, uint32_t event);
const char *pgl_record_add_other(struct pgl_record *record, const char *line);
/* A new verdict at the end of SITE's; or NULL. Not for a record that was read. */
struct pgl_decision *pgl_site_add_decision(struct pgl_record *record, uint32_t site);
/* Notes that SITE was inlined early and came along in the body that holds it: the verdict of nearly all
   copies. */
void pgl_site_add_copied(struct pgl_record *record, uint32_t site);
/* A new option at the end of OPTIONS; or NULL. */
struct pgl_option *pgl_options_add(struct pgl_record *record, struct pgl_options *options,
				   const char *name, const char *value);

/* Reasons of ours: the record that was replayed left the call a call, and so it was left. */
#define PGL_REASON_EARLY_REPLAY "EARLY_REPLAY"
#define PGL_REASON_REPLAY "REPLAY"

/* Was the call at SITE inlined, by itself or as part of a body? */
bool pgl_site_inlined(const struct pgl_site *site);
/* Is EVENT one of WHAT? */
bool pgl_event_is(const struct pgl_event *event, enum pgl_event_kind what);
/* The last verdict on SITE: the one that stood; or NULL, none was passed. */
const struct pgl_decision *pgl_site_verdict(const struct pgl_site *site);
/* The early inliner's reason ("EARLY_...") to reject a call that another verdict was passed on later;
   or NULL. */
const char *pgl_early_reason(const struct pgl_site *site);

/* What a record need not say, since it nearly always holds: the quality of FUNCTION's count and what
   the profile said of it; that a call below the hot threshold is cold; the caller of SITE in the
   dumps' eyes, which is the function whose body the IPA inliner brought in, or the root if it did
   not. */
enum pgl_quality pgl_usual_quality(const struct pgl_unit *unit,
				   const struct pgl_function *function);
enum pgl_profiled pgl_usual_profiled(const struct pgl_unit *unit,
				     const struct pgl_function *function);
bool pgl_is_surely_cold(const struct pgl_unit *unit, const struct pgl_site *site);
uint32_t pgl_usual_caller(const struct pgl_record *record, const struct pgl_site *site);
/* The length of "f.part.0" in the symbol "f.part.0.constprop.1"; 0: it is no part's, or NULL. */
size_t pgl_part_length(const char *symbol);
/* The limit that a rejection for REASON nearly always comes from, or NULL. */
const char *pgl_usual_limit(const char *reason);
/* Who passes a verdict with REASON (NULL: inlined): the early inliner, if the name is one of ours for
   what it prints; and in which phase an inlining with a SEQUENCE number (0: none) mostly is decided. */
enum pgl_inliner pgl_usual_inliner(const char *reason);
enum pgl_phase pgl_usual_phase(uint32_t sequence);

/* What went wrong, for a person: one sentence, without the program's name or a full stop. */
struct pgl_error {
	char text[4096];
};

__attribute__((format(printf, 2, 3))) int pgl_error_set(struct pgl_error *error, const char *format,
							...); /* always -1 */

#ifdef __cplusplus
}
#endif

#endif
