/* JSON values as growing text: objects and arrays are written from front to back. This is much
   cheaper than building, printing and freeing a tree, and a record consists only of lines to be
   written.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_TEXT_H
#define PGL_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Receives LENGTH bytes of text. Returns 0 to continue, anything else to stop. */
typedef int pgl_sink(void *context, const char *text, size_t length);

/* An object, an array or any other value. Objects and arrays stay open until they are put into
   another or ended. */
struct pgl_json_value {
	char *text;
	size_t length, room;
	char closing;		     /* '}' or ']', or 0 */
	struct pgl_json_value *next; /* in the pool */
};

/* Values come from a pool and go back to it. */
struct pgl_json_pool {
	struct pgl_json_value *free;
	bool no_memory; /* stays set; the text written is then incomplete */
};

void pgl_json_pool_release(struct pgl_json_pool *pool);

/* Returns a new value: an object or array for OPENING '{' or '[', any other value for 0. Returns
   NULL when out of memory; every function below accepts NULL. */
struct pgl_json_value *pgl_json_new(struct pgl_json_pool *pool, char opening);
void pgl_json_free(struct pgl_json_pool *pool, struct pgl_json_value *value);
/* Closes what is open. */
void pgl_json_end(struct pgl_json_pool *pool, struct pgl_json_value *value);

/* Writes the separator before the next member of an object or array: the comma, and the key, which
   must not need escaping. */
void pgl_json_key(struct pgl_json_pool *pool, struct pgl_json_value *object, const char *key);
void pgl_json_comma(struct pgl_json_pool *pool, struct pgl_json_value *array);

/* The maximum size of a quoted string of N bytes. */
#define PGL_JSON_QUOTED(n) (6 * (n) + 2)
/* Writes the LENGTH bytes at TEXT, which are followed by a NUL, to AT as a quoted JSON string in
   UTF-8. Returns its end. File names may hold any byte: invalid UTF-8 becomes U+FFFD. */
char *pgl_json_quote(char *at, const char *text, size_t length);

/* Appends to VALUE, as JSON: */
void pgl_json_put_raw(struct pgl_json_pool *pool, struct pgl_json_value *value, const char *text,
		      size_t length);
void pgl_json_put_string(struct pgl_json_pool *pool, struct pgl_json_value *value,
			 const char *text);
void pgl_json_put_unsigned(struct pgl_json_pool *pool, struct pgl_json_value *value,
			   uint64_t number);
void pgl_json_put_integer(struct pgl_json_pool *pool, struct pgl_json_value *value, int64_t number);
/* INNER, which is ended and freed; null if it is NULL. */
void pgl_json_put(struct pgl_json_pool *pool, struct pgl_json_value *value,
		  struct pgl_json_value *inner);

#endif
