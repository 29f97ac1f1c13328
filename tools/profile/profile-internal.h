/* Shared by the files that judge profiles.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROFILE_INTERNAL_H
#define PGL_PROFILE_INTERNAL_H

#include "profile/profile.h"

bool pgl_profile_has_suffix(const char *path, const char *suffix);
/* The notes that the counts at PATH are of: those with the most names at the end of their path in common. NULL: there
   are none, or several as good. */
const struct pgl_gcov_file *pgl_profile_notes_of(const struct pgl_profile_notes *notes,
						 const char *path);
/* Works out all of UNIT but its name, data and notes. */
void pgl_profile_judge(struct pgl_profile_unit *unit);

#endif
