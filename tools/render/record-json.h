/* The parts of a record as JSON: what every command's --format=json has in common. Each function
   adds one value, or the keys of one thing to the object that is open. Unknown values are null.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_JSON_H
#define PGL_RENDER_JSON_H

#include "record/record.h"
#include "base/json-write.h"
#include "base/strbuf.h"
#include "records/load.h"

/* Begins an output with the keys that all have: FORMAT, its version and the generator; ends it. LINES: as
   pgl_json_init()'s. */
void pgl_json_open(struct pgl_json *json, FILE *out, unsigned lines, const char *format);
void pgl_json_close(struct pgl_json *json);

void pgl_json_integer(struct pgl_json *json, const char *key, struct pgl_integer integer);
void pgl_json_real_or_null(struct pgl_json *json, const char *key, struct pgl_real real);
void pgl_json_unsigned_or_null(struct pgl_json *json, const char *key, uint64_t value,
			       bool is_known);
#define PGL_DEEPEST_STACK 1000

/* The value alone; its quality goes under a key of its own. */
void pgl_json_count(struct pgl_json *json, const char *key, struct pgl_count count);
void pgl_json_id(struct pgl_json *json, const char *key, uint32_t id);
void pgl_json_word(struct pgl_json *json, const char *key, enum pgl_list list, unsigned index);
/* An array of the words whose bits are set. */
void pgl_json_flags(struct pgl_json *json, const char *key, enum pgl_list list, uint32_t flags);
/* "file:line:column" or null. */
void pgl_json_location(struct pgl_json *json, const char *key, const struct pgl_record *record,
		       struct pgl_location location);
void pgl_json_options(struct pgl_json *json, const char *key, const struct pgl_options *options);
/* What a newer plugin wrote and this version does not know; no key if there is nothing. */
void pgl_json_extra(struct pgl_json *json, pgl_extra extra);

/* An object; null for no decision. */
void pgl_json_decision(struct pgl_json *json, const char *key, const struct pgl_decision *decision);
/* An array: the location of SITE and of each site around it, innermost first, as
   "file:line:column>function": the function whose text that place is in. The last one is the root,
   or "..." if there are more than PGL_DEEPEST_STACK. */
void pgl_json_stack(struct pgl_json *json, const char *key, const struct pgl_record *record,
		    uint32_t site);
/* The key by which -replay-only= names SITE (record/site-key.h); null deeper than that. */
void pgl_json_site_key(struct pgl_json *json, const char *key, const struct pgl_record *record,
		       uint32_t site);
/* An array: what became of the arguments in EVENT. */
void pgl_json_arguments(struct pgl_json *json, const struct pgl_event *event);
/* An object for unit NUMBER of BUILD, without the record's contents. */
void pgl_json_unit(struct pgl_json *json, const struct pgl_build *build, uint32_t number);

#endif
