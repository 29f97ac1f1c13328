/* The keys of one line of a record, taken out one by one and checked: the lower half of the reader,
   for json-read*.c alone.

   Each getter takes its key from the object that is read; what no getter took is what this version
   does not know, and is carried as it is. Errors go to the reader's first one: a getter that fails
   returns something harmless, and the line is refused at its end.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_READ_FIELDS_H
#define PGL_JSON_READ_FIELDS_H

#include "record/json-read.h"

struct json_object;
struct json_tokener;

/* A power of two. */
#define PGL_SHARED_N 256

/* A key of an object that is being read. */
struct pgl_field {
	const char *key;
	struct json_object *value;
	bool is_taken;
};

/* An object that is being read: its keys are the reader's fields from FIRST on. */
struct pgl_object {
	struct json_object *json;
	size_t first, n, n_taken;
	size_t next; /* where the next key is likely to be: getters ask in the writer's order */
};

struct pgl_reader {
	FILE *in;
	const char *name;
	uint64_t line_number;
	char *line;
	size_t length, room;
	struct json_tokener *tokener;
	struct pgl_field *fields; /* of all objects that are open */
	size_t n_fields, fields_room;
	struct pgl_record *record; /* the one being read, or NULL between records */
	bool seen_sites, seen_events;
	uint64_t text_hash;		/* of the lines of RECORD so far */
	struct pgl_decision *decisions; /* of the site being read */
	size_t decisions_room;
	struct shared {
		struct pgl_decision *decisions;
		uint32_t n;
	} shared[PGL_SHARED_N]; /* what many sites have: by hash, the last one seen */
	uint32_t *usual_caller; /* by site: pgl_usual_caller () without the walk up */
	size_t usual_caller_room;
	size_t n_unknown; /* bytes of what this version does not know */
	pgl_record_taker *take;
	void *context;
	struct pgl_error *error;
	bool failed;
};

/* Keeps the first error of a line; always -1. */
__attribute__((format(printf, 2, 3))) int pgl_read_fail(struct pgl_reader *reader,
							const char *format, ...);
/* N items of SIZE bytes in ARRAY, which has room for ROOM: as it is, moved, or NULL: no memory. */
void *pgl_read_room(struct pgl_reader *reader, void *array, size_t n, size_t *room, size_t size);
/* Begins to read VALUE, an object, as OBJECT. */
int pgl_open_object(struct pgl_reader *reader, struct json_object *value,
		    struct pgl_object *object);
/* Takes KEY from OBJECT. NULL: not there, or null. */
struct json_object *pgl_take_any(struct pgl_reader *reader, struct pgl_object *object,
				 const char *key);
/* Counts LENGTH bytes of something this version does not know. */
int pgl_count_unknown(struct pgl_reader *reader, size_t length);
/* Ends reading OBJECT: what nobody took of it. */
pgl_extra pgl_close_object(struct pgl_reader *reader, struct pgl_object *object);
/* Is VALUE, KEY's, of the enum json_type TYPE? Else that is the line's error. */
bool pgl_expect(struct pgl_reader *reader, const struct json_object *value, int type,
		const char *key);
/* A string, interned; NULL: not there. */
const char *pgl_take_text(struct pgl_reader *reader, struct pgl_object *object, const char *key);
/* Returns whether the key was there. */
bool pgl_take_number(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		     uint64_t maximum, uint64_t *ret);
/* An index below LIMIT, or PGL_NONE if it is not there. */
uint32_t pgl_take_id(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		     uint32_t limit);
bool pgl_take_bool(struct pgl_reader *reader, struct pgl_object *object, const char *key);
struct pgl_integer pgl_take_integer(struct pgl_reader *reader, struct pgl_object *object,
				    const char *key);
struct pgl_real pgl_take_real(struct pgl_reader *reader, struct pgl_object *object,
			      const char *key);
/* A word of LIST by its index; OTHERWISE if it is not there. */
unsigned pgl_take_word(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		       enum pgl_list list, unsigned otherwise);
/* An array, or NULL if it is not there. */
struct json_object *pgl_take_array(struct pgl_reader *reader, struct pgl_object *object,
				   const char *key);
/* Words this version does not know stay behind, as a smaller array. */
uint32_t pgl_take_flags(struct pgl_reader *reader, struct pgl_object *object, enum pgl_list list);
struct pgl_location pgl_take_location(struct pgl_reader *reader, struct pgl_object *object,
				      const char *key);
struct pgl_count pgl_take_count(struct pgl_reader *reader, struct pgl_object *object,
				enum pgl_quality otherwise);
/* One number for both, or an array of two. */
void pgl_take_pair(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		   struct pgl_real *before, struct pgl_real *after);
void pgl_take_options(struct pgl_reader *reader, struct pgl_object *object,
		      struct pgl_options *options);
/* 0 if VALUE, KEY's, is there; else that it is missing is the line's error. */
int pgl_require(struct pgl_reader *reader, const void *value, const char *key);

#endif
