/* Which calls still have a call instruction after the last pass.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CALLS_LEFT_H
#define PGL_CALLS_LEFT_H

/* For each function: before GCC expands it to RTL, after that, and when its code is final. The last one marks
   the sites in it whose calls are gone. */
void before_expand(void);
void after_expand(void);
void mark_calls_without_code(void);

#endif
