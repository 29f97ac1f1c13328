/* What the replay says in the record it leaves (see replay.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay.h"

#include "replay-internal.h"

void replay_refuse(cgraph_edge *, uint32_t, const char *)
{
}

void replay_finish(void)
{
}
