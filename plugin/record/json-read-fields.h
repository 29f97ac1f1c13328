/* Reads and checks the keys of one line of a record, one by one: the lower half of the reader, for
   json-read*.c only.

   Each getter marks its key as taken in the object being read. Keys that no getter takes are
   unknown to this version and are preserved. The reader keeps the first error of a line: a getter
   that fails returns a harmless value, and the reader refuses the line at its end.

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

/* An object that is being read: its keys are the reader's fields starting at FIRST. */
struct pgl_object {
	struct json_object *json;
	size_t first, n, n_taken;
	size_t next; /* where the next key is likely to be: getters follow the writer's order */
};

struct pgl_reader {
	FILE *in;
	const char *name;
	uint64_t line_number;
	char *line;
	size_t length, room;
	struct json_tokener *tokener;
	struct pgl_field *fields; /* of all open objects */
	size_t n_fields, fields_room;
	struct pgl_record *record; /* the one being read, or NULL between records */
	bool seen_sites, seen_events;
	uint64_t text_hash;		/* of the lines of RECORD so far */
	struct pgl_decision *decisions; /* of the site being read */
	size_t decisions_room;
	struct shared {
		struct pgl_decision *decisions;
		uint32_t n;
	} shared[PGL_SHARED_N]; /* lists that many sites share: the last one seen for each hash */
	uint32_t *usual_caller; /* by site: pgl_usual_caller () without walking up the tree */
	size_t usual_caller_room;
	size_t n_unknown; /* bytes of unknown keys and lines */
	pgl_record_taker *take;
	void *context;
	struct pgl_error *error;
	bool failed;
};

/* Keeps the first error of a line. Returns -1. */
__attribute__((format(printf, 2, 3))) int pgl_read_fail(struct pgl_reader *reader,
							const char *format, ...);
/* Returns ARRAY with room for N items of SIZE bytes, possibly moved; ROOM is its capacity. NULL:
   out of memory. */
void *pgl_read_room(struct pgl_reader *reader, void *array, size_t n, size_t *room, size_t size);
/* Begins to read VALUE, an object, as OBJECT. */
int pgl_open_object(struct pgl_reader *reader, struct json_object *value,
		    struct pgl_object *object);
/* Takes KEY from OBJECT. Returns NULL if it is absent or null. */
struct json_object *pgl_take_any(struct pgl_reader *reader, struct pgl_object *object,
				 const char *key);
/* Counts LENGTH bytes unknown to this version. Returns 0, or -1: too many. */
int pgl_count_unknown(struct pgl_reader *reader, size_t length);
/* Ends reading OBJECT. Returns the keys that nobody took. */
pgl_extra pgl_close_object(struct pgl_reader *reader, struct pgl_object *object);
/* True if VALUE, that of KEY, has the enum json_type TYPE; otherwise sets the line's error. */
bool pgl_expect(struct pgl_reader *reader, const struct json_object *value, int type,
		const char *key);
/* Returns an interned string; NULL: absent. */
const char *pgl_take_text(struct pgl_reader *reader, struct pgl_object *object, const char *key);
/* Returns whether the key was there. */
bool pgl_take_number(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		     uint64_t maximum, uint64_t *ret);
/* Returns an index below LIMIT, or PGL_NONE if absent. */
uint32_t pgl_take_id(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		     uint32_t limit);
bool pgl_take_bool(struct pgl_reader *reader, struct pgl_object *object, const char *key);
struct pgl_integer pgl_take_integer(struct pgl_reader *reader, struct pgl_object *object,
				    const char *key);
struct pgl_real pgl_take_real(struct pgl_reader *reader, struct pgl_object *object,
			      const char *key);
/* Returns the index of a word of LIST; OTHERWISE if absent. */
unsigned pgl_take_word(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		       enum pgl_list list, unsigned otherwise);
/* Returns an array, or NULL if absent. */
struct json_object *pgl_take_array(struct pgl_reader *reader, struct pgl_object *object,
				   const char *key);
/* Returns the bits of the known words; unknown words are kept as a smaller array. */
uint32_t pgl_take_flags(struct pgl_reader *reader, struct pgl_object *object, enum pgl_list list);
struct pgl_location pgl_take_location(struct pgl_reader *reader, struct pgl_object *object,
				      const char *key);
struct pgl_count pgl_take_count(struct pgl_reader *reader, struct pgl_object *object,
				enum pgl_quality otherwise);
/* Reads one number for both, or an array of two. */
void pgl_take_pair(struct pgl_reader *reader, struct pgl_object *object, const char *key,
		   struct pgl_real *before, struct pgl_real *after);
void pgl_take_options(struct pgl_reader *reader, struct pgl_object *object,
		      struct pgl_options *options);
/* Returns 0 if VALUE, that of KEY, is present; otherwise sets the line's error. */
int pgl_require(struct pgl_reader *reader, const void *value, const char *key);

#endif
