/* Writes the values of a record's lines under their keys: the lower half of the writer, for
   json-write.c only, and the counterpart of json-read-fields.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_WRITE_FIELDS_H
#define PGL_JSON_WRITE_FIELDS_H

#include "record/json-text.h"
#include "record/record.h"

typedef struct pgl_json_value json;

struct pgl_writer {
	const struct pgl_record *record;
	pgl_sink *sink;
	void *context;
	struct pgl_error *error;
	struct pgl_json_pool pool;
	uint32_t *callers; /* by site written: the usual caller of its children */
};

/* Make values, which belong to the writer's pool until they are put into another value. */
json *pgl_new_object(struct pgl_writer *writer);
json *pgl_new_array(struct pgl_writer *writer);
json *pgl_new_string(struct pgl_writer *writer, const char *text);
/* Puts VALUE under KEY, or at the end of an array, and frees it. */
void pgl_put_value(struct pgl_writer *writer, json *object, const char *key, json *value);
void pgl_append_value(struct pgl_writer *writer, json *array, json *value);
/* Write a value under KEY; unknown values (NULL, PGL_NONE) are omitted. */
void pgl_put_text(struct pgl_writer *writer, json *object, const char *key, const char *text);
void pgl_put_boolean(struct pgl_writer *writer, json *object, const char *key, bool value);
void pgl_put_number(struct pgl_writer *writer, json *object, const char *key, uint64_t value);
void pgl_put_id(struct pgl_writer *writer, json *object, const char *key, uint32_t id);
void pgl_put_integer(struct pgl_writer *writer, json *object, const char *key,
		     struct pgl_integer integer);
/* Writes only the digits that are significant in an estimate. */
void pgl_put_estimate(struct pgl_writer *writer, json *object, const char *key,
		      struct pgl_real real);
/* Writes as many digits as reading it back exactly needs. */
void pgl_put_exact(struct pgl_writer *writer, json *object, const char *key, struct pgl_real real);
/* Write the format's own forms; defaults (no flags, no location) are omitted. */
void pgl_put_word(struct pgl_writer *writer, json *object, const char *key, enum pgl_list list,
		  unsigned index);
void pgl_put_count(struct pgl_writer *writer, json *object, struct pgl_count count);
void pgl_put_location(struct pgl_writer *writer, json *object, const char *key,
		      struct pgl_location location);
void pgl_put_flags(struct pgl_writer *writer, json *object, enum pgl_list list, uint32_t flags);
void pgl_put_options(struct pgl_writer *writer, json *object, const struct pgl_options *options);
/* Writes before and after: x if they are equal, else [x, y]; an unknown one is null, and if both
   are unknown nothing is written. */
void pgl_put_pair(struct pgl_writer *writer, json *object, const char *key, struct pgl_real before,
		  struct pgl_real after);
/* Writes the unknown keys, which the reader kept, back where they were. */
void pgl_put_extra(struct pgl_writer *writer, json *object, pgl_extra extra);

#endif
