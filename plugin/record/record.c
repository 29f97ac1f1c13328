/* The record's memory: one arena for everything small, growing arrays for functions and sites, a
   table that keeps each string once.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/record.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/hash.h"

/* Words ------------------------------------------------------------------------------------- */

#define PGL_INLINER(id, word) word,
static const char *const inliner_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_PHASE(id, word) word,
static const char *const phase_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_LIMIT_OF(id, word) word,
static const char *const limit_of_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_QUANTITY(id, word) word,
static const char *const quantity_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_QUALITY(id, word) word,
static const char *const quality_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_CLONE(id, word) word,
static const char *const clone_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_HOTNESS(id, word) word,
static const char *const hotness_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_PROFILED(id, word) word,
static const char *const profiled_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_OFFLINE(id, word) word,
static const char *const offline_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_PROFILE(id, word) word,
static const char *const profile_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_STAGE(id, word) word,
static const char *const stage_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_LTO(id, word) word,
static const char *const lto_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_FUNCTION_FLAG(id, word) word,
static const char *const function_flag_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_SITE_FLAG(id, word) word,
static const char *const site_flag_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_EVENT(id, word) word,
static const char *const event_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_HOW(id, word) word,
static const char *const how_words[] = {
#include "record/vocabulary.def"
	NULL};
#define PGL_ARGUMENT(id, word) word,
static const char *const argument_words[] = {
#include "record/vocabulary.def"
	NULL};

const char *const *pgl_words(enum pgl_list list)
{
	switch (list) {
	case PGL_WORDS_INLINER: return inliner_words;
	case PGL_WORDS_PHASE: return phase_words;
	case PGL_WORDS_LIMIT_OF: return limit_of_words;
	case PGL_WORDS_QUANTITY: return quantity_words;
	case PGL_WORDS_QUALITY: return quality_words;
	case PGL_WORDS_CLONE: return clone_words;
	case PGL_WORDS_HOTNESS: return hotness_words;
	case PGL_WORDS_PROFILED: return profiled_words;
	case PGL_WORDS_OFFLINE: return offline_words;
	case PGL_WORDS_PROFILE: return profile_words;
	case PGL_WORDS_STAGE: return stage_words;
	case PGL_WORDS_LTO: return lto_words;
	case PGL_WORDS_FUNCTION_FLAG: return function_flag_words;
	case PGL_WORDS_SITE_FLAG: return site_flag_words;
	case PGL_WORDS_EVENT: return event_words;
	case PGL_WORDS_HOW: return how_words;
	case PGL_WORDS_ARGUMENT: return argument_words;
	}
	return NULL;
}

int pgl_word_index(enum pgl_list list, const char *word)
{
	const char *const *words = pgl_words(list);

	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

/* Arena ------------------------------------------------------------------------------------- */

struct pgl_arena {
	struct pgl_arena *next;
	size_t used, room;
	_Alignas(max_align_t) char bytes[];
};

#define ARENA_BLOCK 65536

void *pgl_record_alloc(struct pgl_record *record, size_t size)
{
	struct pgl_arena *block = record->arena;
	size_t align = _Alignof(max_align_t);

	if (size > SIZE_MAX / 2)
		goto fail;
	size = (size + align - 1) / align * align;
	if (!block || block->room - block->used < size) {
		size_t room = size > ARENA_BLOCK ? size : ARENA_BLOCK;

		block = malloc(sizeof *block + room);
		if (!block)
			goto fail;
		block->used = 0;
		block->room = room;
		block->next = record->arena;
		record->arena = block;
	}
	void *memory = block->bytes + block->used;

	block->used += size;
	return memset(memory, 0, size);
fail:
	record->out_of_memory = true;
	return NULL;
}

/* Strings ----------------------------------------------------------------------------------- */

/* Open addressing; a slot holds an interned string or NULL. */
struct pgl_strings {
	const char **slot;
	size_t n, room; /* room is a power of two */
};

static const char **strings_find(const struct pgl_strings *strings, const char *text, size_t length)
{
	uint64_t hash = pgl_hash(PGL_HASH_START, text, length);
	size_t at = (hash ^ hash >> 32) & (strings->room - 1);

	while (strings->slot[at] &&
	       (strncmp(strings->slot[at], text, length) || strings->slot[at][length]))
		at = (at + 1) & (strings->room - 1);
	return &strings->slot[at];
}

static bool strings_grow(struct pgl_strings *strings)
{
	struct pgl_strings larger = {.room = strings->room ? strings->room * 2 : 256,
				     .n = strings->n};

	larger.slot = calloc(larger.room, sizeof *larger.slot);
	if (!larger.slot)
		return false;
	for (size_t i = 0; i < strings->room; i++)
		if (strings->slot[i])
			*strings_find(&larger, strings->slot[i], strlen(strings->slot[i])) =
				strings->slot[i];
	free(strings->slot);
	*strings = larger;
	return true;
}

const char *pgl_record_intern_n(struct pgl_record *record, const char *text, size_t length)
{
	struct pgl_strings *strings = record->strings;

	if (!text)
		return NULL;
	if (strings->n * 2 >= strings->room && !strings_grow(strings)) {
		record->out_of_memory = true;
		return NULL;
	}
	/* A NUL inside would let two different strings intern as one. */
	length = strnlen(text, length);
	const char **slot = strings_find(strings, text, length);

	if (!*slot) {
		char *copy = pgl_record_alloc(record, length + 1);

		if (!copy)
			return NULL;
		memcpy(copy, text, length);
		*slot = copy;
		strings->n++;
	}
	return *slot;
}

const char *pgl_record_intern(struct pgl_record *record, const char *text)
{
	return text ? pgl_record_intern_n(record, text, strlen(text)) : NULL;
}

/* The record -------------------------------------------------------------------------------- */

struct pgl_record *pgl_record_new(void)
{
	struct pgl_record *record = calloc(1, sizeof *record);

	if (!record)
		return NULL;
	record->strings = calloc(1, sizeof *record->strings);
	if (!record->strings) {
		free(record);
		return NULL;
	}
	return record;
}

void pgl_record_free(struct pgl_record *record)
{
	if (!record)
		return;
	for (struct pgl_arena *block = record->arena, *next; block; block = next) {
		next = block->next;
		free(block);
	}
	free(record->strings->slot);
	free(record->strings);
	free(record->functions);
	free(record->sites);
	free(record->events);
	free(record->branches);
	free(record->others);
	free(record->unit.files);
	free(record->unit.units);
	free(record);
}

/* Returns ARRAY, of N items of SIZE bytes, with room for one more; NULL, with out_of_memory set, if
   there is none. */
static void *grow(struct pgl_record *record, void *array, uint32_t n, uint32_t *room, size_t size)
{
	if (n < *room)
		return array;
	uint32_t larger = *room ? *room * 2 : 64;
	void *moved = larger > n && larger < PGL_NONE / 2 ? realloc(array, larger * size) : NULL;

	if (!moved) {
		record->out_of_memory = true;
		return NULL;
	}
	*room = larger;
	return moved;
}

/* Appends one zeroed item to ARRAY (length N, capacity ROOM) and sets ITEM to it, or to NULL. */
#define ADD(record, array, n, room, item)                                                          \
	do {                                                                                       \
		void *moved_ = grow((record), (array), (n), &(room), sizeof *(array));             \
		(item) = NULL;                                                                     \
		if (moved_) {                                                                      \
			(array) = moved_;                                                          \
			(item) = &(array)[(n)++];                                                  \
			memset((void *)(item), 0, sizeof *(item));                                 \
		}                                                                                  \
	} while (0)

static const struct pgl_location nowhere = {.file = PGL_NONE};

uint32_t pgl_record_add_file(struct pgl_record *record, const char *name)
{
	struct pgl_unit *unit = &record->unit;
	const char *known = pgl_record_intern(record, name);
	const char **item;

	if (!known)
		return PGL_NONE;
	ADD(record, unit->files, unit->n_files, record->files_room, item);
	if (!item)
		return PGL_NONE;
	*item = known;
	return unit->n_files - 1;
}

uint32_t pgl_record_file(struct pgl_record *record, const char *name)
{
	const struct pgl_unit *unit = &record->unit;
	const char *known = pgl_record_intern(record, name);

	/* Newest first: calls of one function are mostly in one file. */
	for (uint32_t i = unit->n_files; known && i-- > 0;)
		if (unit->files[i] == known)
			return i;
	return pgl_record_add_file(record, name);
}

struct pgl_unit *pgl_record_add_unit(struct pgl_record *record)
{
	struct pgl_unit *unit;

	ADD(record, record->unit.units, record->unit.n_units, record->units_room, unit);
	return unit;
}

struct pgl_function *pgl_record_add_function(struct pgl_record *record)
{
	struct pgl_function *function;

	ADD(record, record->functions, record->n_functions, record->functions_room, function);
	if (function) {
		function->id = function->origin = record->n_functions - 1;
		function->unit = PGL_NONE;
		function->location = nowhere;
	}
	return function;
}

struct pgl_site *pgl_record_add_site(struct pgl_record *record)
{
	struct pgl_site *site;

	ADD(record, record->sites, record->n_sites, record->sites_room, site);
	if (site) {
		site->id = record->n_sites - 1;
		site->parent = site->callee = site->was = site->copy_of = PGL_NONE;
		site->root = site->caller = PGL_NONE;
		site->location = nowhere;
	}
	return site;
}

struct pgl_event *pgl_record_add_event(struct pgl_record *record)
{
	struct pgl_event *event;

	ADD(record, record->events, record->n_events, record->events_room, event);
	if (event) {
		event->function = event->target = event->site = PGL_NONE;
		event->location = nowhere;
	}
	return event;
}

struct pgl_branch *pgl_record_add_branch(struct pgl_record *record)
{
	struct pgl_branch *branch;

	ADD(record, record->branches, record->n_branches, record->branches_room, branch);
	if (branch) {
		branch->function = PGL_NONE;
		branch->location = branch->if_true = branch->if_false = nowhere;
	}
	return branch;
}

const char *pgl_record_add_other(struct pgl_record *record, const char *line)
{
	const char **item;

	ADD(record, record->others, record->n_others, record->others_room, item);
	return item ? *item = pgl_record_intern(record, line) : NULL;
}

/* Returns ARRAY, of N items of SIZE bytes in the arena, with room for one more: moved whenever N is
   a power of two, when its room is used up. */
static void *arena_grow(struct pgl_record *record, void *array, size_t n, size_t size)
{
	if (n & (n - 1))
		return array;
	void *moved = pgl_record_alloc(record, (n ? 2 * n : 1) * size);

	return moved && n ? memcpy(moved, array, n * size) : moved;
}

struct pgl_argument *pgl_event_add_argument(struct pgl_record *record, uint32_t id)
{
	struct pgl_event *event = &record->events[id];
	void *moved =
		arena_grow(record, event->arguments, event->n_arguments, sizeof *event->arguments);

	if (!moved)
		return NULL;
	event->arguments = moved;
	return &event->arguments[event->n_arguments++];
}

struct pgl_decision *pgl_site_add_decision(struct pgl_record *record, uint32_t id)
{
	struct pgl_site *site = &record->sites[id];
	void *moved =
		arena_grow(record, site->decisions, site->n_decisions, sizeof *site->decisions);

	if (!moved)
		return NULL;
	site->decisions = moved;
	return &site->decisions[site->n_decisions++];
}

void pgl_site_add_copied(struct pgl_record *record, uint32_t site)
{
	struct pgl_decision *decision = pgl_site_add_decision(record, site);

	record->sites[site].flags |= PGL_BIT(PGL_SITE_FLAG_COPY);
	if (decision) {
		decision->inliner = PGL_INLINER_EINLINE;
		decision->inlined = true;
	}
}

struct pgl_option *pgl_options_add(struct pgl_record *record, struct pgl_options *options,
				   const char *name, const char *value)
{
	void *moved = arena_grow(record, options->item, options->n, sizeof *options->item);

	if (!moved)
		return NULL;
	options->item = moved;
	struct pgl_option *option = &options->item[options->n++];

	option->name = pgl_record_intern(record, name);
	option->value = pgl_record_intern(record, value);
	return option;
}

bool pgl_site_inlined(const struct pgl_site *site)
{
	const struct pgl_decision *final = pgl_final_decision(site);

	return final && final->inlined;
}

bool pgl_event_is(const struct pgl_event *event, enum pgl_event_kind what)
{
	return !strcmp(event->what, pgl_words(PGL_WORDS_EVENT)[what]);
}

const struct pgl_decision *pgl_final_decision(const struct pgl_site *site)
{
	return site->n_decisions ? &site->decisions[site->n_decisions - 1] : NULL;
}

void pgl_record_forget_static_counts(struct pgl_record *record)
{
	if (record->unit.profile.use != PGL_PROFILE_NONE)
		return;
	for (uint32_t i = 0; i < record->n_functions; i++)
		record->functions[i].count.known = false;
	for (uint32_t i = 0; i < record->n_sites; i++)
		record->sites[i].count.known = false;
	for (uint32_t i = 0; i < record->n_events; i++)
		record->events[i].count.known = false;
}

const char *pgl_early_reason(const struct pgl_site *site)
{
	const struct pgl_decision *first = site->decisions;
	const struct pgl_decision *final = pgl_final_decision(site);

	if (site->n_decisions < 2 || first->inliner != PGL_INLINER_EINLINE || !first->reason ||
	    !strcmp(first->reason, "unknown") ||
	    (final->reason && !strcmp(first->reason, final->reason)))
		return NULL;
	return first->reason;
}

enum pgl_quality pgl_usual_quality(const struct pgl_unit *unit, const struct pgl_function *function)
{
	if (!function->before.size.known)
		return PGL_QUALITY_UNINITIALIZED;
	return unit->profile.found ? PGL_QUALITY_PRECISE : PGL_QUALITY_GUESSED_LOCAL;
}

enum pgl_profiled pgl_usual_profiled(const struct pgl_unit *unit,
				     const struct pgl_function *function)
{
	if (!unit->profile.found || !function->before.size.known)
		return PGL_PROFILED_NONE;
	if (function->count.quality >= PGL_QUALITY_ADJUSTED)
		return PGL_PROFILED_READ;
	return function->count.quality == PGL_QUALITY_GUESSED_LOCAL ? PGL_PROFILED_MISMATCHED
								    : PGL_PROFILED_NEVER_RUN;
}

bool pgl_is_surely_cold(const struct pgl_unit *unit, const struct pgl_site *site)
{
	return unit->profile.hot_threshold.known && site->count.known &&
	       site->count.value < (uint64_t)unit->profile.hot_threshold.value;
}

uint32_t pgl_usual_caller_below(const struct pgl_site *site, uint32_t usual)
{
	const struct pgl_decision *final = pgl_final_decision(site);
	bool is_ipa = final && final->inlined && final->inliner == PGL_INLINER_IPA;

	return is_ipa && site->callee != PGL_NONE ? site->callee : usual;
}

uint32_t pgl_usual_caller(const struct pgl_record *record, const struct pgl_site *site)
{
	for (uint32_t at = site->parent; at != PGL_NONE; at = record->sites[at].parent) {
		uint32_t caller = pgl_usual_caller_below(&record->sites[at], PGL_NONE);

		if (caller != PGL_NONE)
			return caller;
	}
	return site->root;
}

int pgl_error_set(struct pgl_error *error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error->text, sizeof error->text, format, arguments);
	va_end(arguments);
	return -1;
}

bool pgl_same_integer(struct pgl_integer a, struct pgl_integer b)
{
	return a.known == b.known && (!a.known || a.value == b.value);
}

enum pgl_inliner pgl_usual_inliner(const char *reason)
{
	static const char start[] = "EARLY_";

	return reason && !strncmp(reason, start, sizeof start - 1) ? PGL_INLINER_EINLINE
								   : PGL_INLINER_IPA;
}

enum pgl_phase pgl_usual_phase(uint32_t sequence)
{
	return sequence ? PGL_PHASE_SMALL : PGL_PHASE_UNKNOWN;
}

/* What a rejection for a reason nearly always hangs on. */
struct usual {
	const char *reason, *limit;
	enum pgl_quantity quantity;
};

static const struct usual *usual_of(const char *reason)
{
	static const struct usual all[] = {
		{"EARLY_CALL_IS_COLD", "max-inline-insns-size", PGL_QUANTITY_GROWTH},
		{"EARLY_INLINING_INSNS_LIMIT", "early-inlining-insns", PGL_QUANTITY_GROWTH},
		{"EARLY_INLINING_INSNS_PER_CALL_LIMIT", "early-inlining-insns",
		 PGL_QUANTITY_GROWTH_TIMES_CALLS},
		{"EARLY_ITERATIONS_LIMIT", "max-early-inliner-iterations", PGL_QUANTITY_ITERATION},
		{"INLINE_UNIT_GROWTH_LIMIT", "inline-unit-growth", PGL_QUANTITY_UNIT_SIZE},
		{"LARGE_FUNCTION_GROWTH_LIMIT", "large-function-growth", PGL_QUANTITY_CALLER_SIZE},
		{"LARGE_STACK_FRAME_GROWTH_LIMIT", "large-stack-frame-growth", PGL_QUANTITY_FRAME},
		{"MAX_INLINE_INSNS_AUTO_LIMIT", "max-inline-insns-auto", PGL_QUANTITY_GROWTH},
		{"MAX_INLINE_INSNS_SINGLE_LIMIT", "max-inline-insns-single", PGL_QUANTITY_GROWTH},
		{"NOT_DECLARED_INLINED", "max-inline-insns-small", PGL_QUANTITY_GROWTH},
		{"UNLIKELY_CALL", "max-inline-insns-size", PGL_QUANTITY_GROWTH},
	};

	for (size_t i = 0; reason && i < sizeof all / sizeof *all; i++)
		if (!strcmp(reason, all[i].reason))
			return &all[i];
	return NULL;
}

const char *pgl_usual_limit(const char *reason)
{
	const struct usual *usual = usual_of(reason);

	return usual ? usual->limit : NULL;
}

enum pgl_quantity pgl_usual_quantity(const struct pgl_decision *decision)
{
	const struct usual *usual = usual_of(decision->reason);

	if (!usual)
		return PGL_QUANTITY_UNKNOWN;
	return usual->quantity != PGL_QUANTITY_GROWTH ||
			       pgl_same_integer(decision->limit_actual, decision->growth)
		       ? usual->quantity
		       : PGL_QUANTITY_LEAST_GROWTH;
}

size_t pgl_part_length(const char *symbol)
{
	const char *at = symbol ? strstr(symbol, ".part.") : NULL;

	if (!at)
		return 0;
	for (at += strlen(".part."); isdigit((unsigned char)*at); at++)
		;
	return (size_t)(at - symbol);
}
