/* The values of a record's lines, put under their keys one by one: the lower half of the writer, for
   json-write.c alone, and the twin of json-read-fields.h.

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
};

/* Values by themselves, which belong to the writer's pool until they are put into another. */
json *pgl_new_object(struct pgl_writer *writer);
json *pgl_new_array(struct pgl_writer *writer);
json *pgl_new_string(struct pgl_writer *writer, const char *text);
/* Puts VALUE, which is used up, under KEY or at the end. */
void pgl_put_value(struct pgl_writer *writer, json *object, const char *key, json *value);
void pgl_append_value(struct pgl_writer *writer, json *array, json *value);
/* Under KEY; what is not known (NULL, PGL_NONE) is left out. */
void pgl_put_text(struct pgl_writer *writer, json *object, const char *key, const char *text);
void pgl_put_boolean(struct pgl_writer *writer, json *object, const char *key, bool value);
void pgl_put_number(struct pgl_writer *writer, json *object, const char *key, uint64_t value);
void pgl_put_id(struct pgl_writer *writer, json *object, const char *key, uint32_t id);
void pgl_put_integer(struct pgl_writer *writer, json *object, const char *key,
		     struct pgl_integer integer);
/* In as many digits as an estimate is worth. */
void pgl_put_estimate(struct pgl_writer *writer, json *object, const char *key,
		      struct pgl_real real);
/* In as many digits as it takes to read it back. */
void pgl_put_exact(struct pgl_writer *writer, json *object, const char *key, struct pgl_real real);
/* In the format's own shapes; what is the default (no flags, no place) is left out. */
void pgl_put_word(struct pgl_writer *writer, json *object, const char *key, enum pgl_list list,
		  unsigned index);
void pgl_put_count(struct pgl_writer *writer, json *object, struct pgl_count count);
void pgl_put_location(struct pgl_writer *writer, json *object, const char *key,
		      struct pgl_location location);
void pgl_put_flags(struct pgl_writer *writer, json *object, enum pgl_list list, uint32_t flags);
void pgl_put_options(struct pgl_writer *writer, json *object, const struct pgl_options *options);
/* Before and after: x if they are the same, else [x, y]; what is not known is null, neither known is
   nothing. */
void pgl_put_pair(struct pgl_writer *writer, json *object, const char *key, struct pgl_real before,
		  struct pgl_real after);
/* Puts the keys that the reader carried along back where they were. */
void pgl_put_extra(struct pgl_writer *writer, json *object, pgl_extra extra);

#endif
