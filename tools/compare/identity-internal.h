/* What identity.c and its other half, identity-units.c, share; nobody else's business.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_IDENTITY_INTERNAL_H
#define PGL_IDENTITY_INTERNAL_H

#include "compare/identity.h"

/* Numbers the units of both builds, and their scopes. */
void pgl_identity_join_units(struct pgl_identity *identity);
/* Does UNIT of SIDE go by another path in the other build? Then its files do too. */
bool pgl_identity_is_moved(const struct pgl_identity *identity, int side, size_t unit);
/* PATH without its folders; "" for NULL. */
const char *pgl_base_name(const char *path);

#endif
