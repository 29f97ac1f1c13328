/* The second half of call-flow.h; for call-flow.c alone.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CALL_FLOW_BELOW_H
#define PGL_CALL_FLOW_BELOW_H

#include "compare/call-flow.h"

/* Makes FLOW->below from its edges and entries, for bodies 0 to N_BODIES - 1. */
void pgl_call_flow_solve(struct pgl_call_flow *flow, uint32_t n_bodies);

#endif
