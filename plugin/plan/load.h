/* Finds and reads the record to replay.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLAN_LOAD_H
#define PGL_PLAN_LOAD_H

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The unit that is being compiled. */
struct pgl_plan_unit {
	const char *source;	 /* as its record names it */
	const char *fingerprint; /* of the source's text, or NULL */
	const char *version;	 /* the compiler's */
	const char *base;	 /* the name under which its record goes into a folder */
};

/* Returns the record of UNIT at PATH: that file or, in a folder, first the one that UNIT's own
   record would overwrite, then the one of UNIT's source. NULL with ERROR set: not found,
   unreadable, or of another unit or compiler. */
struct pgl_record *pgl_plan_load(const char *path, const struct pgl_plan_unit *unit,
				 struct pgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
