/* See state.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay/state.h"

struct replay replay;

void replay_refuse(uint32_t site, const char *reason)
{
	if (site != PGL_NONE)
		replay.refused->put(site, reason);
}
