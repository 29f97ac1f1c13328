/* JSON values as text that grows: objects and arrays that are written from front to back. Much cheaper
   than a tree that is built, printed and put away, and a record is nothing but lines to be written.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_TEXT_H
#define PGL_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Takes LENGTH bytes of text. Returns 0 to go on, anything else to stop. */
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
	bool no_memory; /* sticky: what was written meanwhile is of no use */
};

void pgl_json_pool_release(struct pgl_json_pool *pool);

/* A new value: an object or an array by what opens it, '{' or '['; another one with 0. NULL without
   memory, which every function below takes. */
struct pgl_json_value *pgl_json_new(struct pgl_json_pool *pool, char opening);
void pgl_json_free(struct pgl_json_pool *pool, struct pgl_json_value *value);
/* Closes what is open. */
void pgl_json_end(struct pgl_json_pool *pool, struct pgl_json_value *value);

/* What stands before the next member of an object or array: the comma, the key (which needs no
   escaping). */
void pgl_json_key(struct pgl_json_pool *pool, struct pgl_json_value *object, const char *key);
void pgl_json_comma(struct pgl_json_pool *pool, struct pgl_json_value *array);

/* The most bytes a string of N bytes takes. */
#define PGL_JSON_QUOTED(n) (6 * (n) + 2)
/* Writes the LENGTH bytes at TEXT, which end with a NUL, to AT as a JSON string in UTF-8, with its quotes; returns
   its end. File names may hold any byte: those that are not UTF-8 become U+FFFD. */
char *pgl_json_quote(char *at, const char *text, size_t length);

/* Appends to VALUE, as JSON: */
void pgl_json_put_raw(struct pgl_json_pool *pool, struct pgl_json_value *value, const char *text,
		      size_t length);
void pgl_json_put_string(struct pgl_json_pool *pool, struct pgl_json_value *value,
			 const char *text);
void pgl_json_put_unsigned(struct pgl_json_pool *pool, struct pgl_json_value *value,
			   uint64_t number);
void pgl_json_put_integer(struct pgl_json_pool *pool, struct pgl_json_value *value, int64_t number);
/* INNER, ended and freed; null if it is NULL. */
void pgl_json_put(struct pgl_json_pool *pool, struct pgl_json_value *value,
		  struct pgl_json_value *inner);

#endif
