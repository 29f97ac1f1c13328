/* See measured-pair.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/measured-pair.h"

#include "base/banned.h"

int pgl_measured_pair_init(struct pgl_measured_pair *pair, const struct pgl_identity *identity,
			   const char *const *paths, struct pgl_error *error)
{
	*pair = (struct pgl_measured_pair){0};
	if (pgl_measured_read(&pair->measured[PGL_OLD], paths[PGL_OLD], NULL, error))
		return -1;
	if (!pgl_measured_read(&pair->measured[PGL_NEW], paths[PGL_NEW], NULL, error)) {
		if (!pgl_measured_join_init(&pair->join, identity, &pair->measured[PGL_OLD],
					    &pair->measured[PGL_NEW], error))
			return 0;
		pgl_measured_release(&pair->measured[PGL_NEW]);
	}
	pgl_measured_release(&pair->measured[PGL_OLD]);
	return -1;
}

void pgl_measured_pair_release(struct pgl_measured_pair *pair)
{
	pgl_measured_join_release(&pair->join);
	pgl_measured_release(&pair->measured[PGL_OLD]);
	pgl_measured_release(&pair->measured[PGL_NEW]);
}
