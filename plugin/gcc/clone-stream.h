/* A stream for GCC's -fdump-ipa-clones text that, instead of keeping it, tells at once when the
   compiler takes a function's body: it writes a line at the very moment of each inlining, for
   copied and for reused bodies alike (cgraphclones.c and ipa-inline-transform.c), which no other
   hook does.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CLONE_STREAM_H
#define PGL_CLONE_STREAM_H

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The function that dumps call NUMBER is being inlined, right now. */
typedef void pgl_inlining_taker(int number);

/* A stream that calls TAKE for each inlining and passes all text on to TEE, if there is one (the
   user's own dump). NULL: out of memory. Closing it does not close TEE. */
FILE *pgl_clone_stream_open(pgl_inlining_taker *take, FILE *tee);

#ifdef __cplusplus
}
#endif

#endif
