/* Writes JSON as it goes: no tree, no memory, any size. The caller opens and closes containers; the writer
   adds commas, line ends and escapes.

   Every text becomes valid JSON in UTF-8: bytes that are not UTF-8 become U+FFFD. A write error stays in the
   FILE's own flag, which pgl_output_close() reports.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BASE_JSON_WRITE_H
#define PGL_BASE_JSON_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct pgl_json {
	FILE *out;
	/* The caller may set this after pgl_json_init(): the JSON goes into an HTML page, between <script> and
	   </script>. What could end the script or begin a comment there stands in strings only, and is escaped. */
	bool is_in_script;
	/* Private. */
	unsigned lines; /* containers nested up to this deep have a line per item */
	unsigned depth;
	bool first; /* the open container is empty so far */
};

/* LINES: 0 puts everything on one line, 2 gives each item of a list that is a key's value its own line,
   UINT_MAX each item of every container. */
void pgl_json_init(struct pgl_json *json, FILE *out, unsigned lines);
/* Ends the text with a newline. */
void pgl_json_finish(struct pgl_json *json);

/* KEY is NULL for items of an array and for the outermost value. */
void pgl_json_object(struct pgl_json *json, const char *key);
/* Opens an object if IS_THERE, else writes null. Returns IS_THERE. */
bool pgl_json_object_if(struct pgl_json *json, const char *key, bool is_there);
void pgl_json_end_object(struct pgl_json *json);
void pgl_json_array(struct pgl_json *json, const char *key);
void pgl_json_end_array(struct pgl_json *json);

/* NULL gives null. */
void pgl_json_text(struct pgl_json *json, const char *key, const char *text);
void pgl_json_unsigned(struct pgl_json *json, const char *key, uint64_t value);
void pgl_json_signed(struct pgl_json *json, const char *key, int64_t value);
/* Writes the shortest text that reads back as VALUE; infinity as 1e999, which reads back as infinity; NAN as
   null. */
void pgl_json_real(struct pgl_json *json, const char *key, double value);
void pgl_json_bool(struct pgl_json *json, const char *key, bool value);
void pgl_json_null(struct pgl_json *json, const char *key);
/* TEXT is valid JSON; NULL gives null. */
void pgl_json_raw(struct pgl_json *json, const char *key, const char *text);

#endif
