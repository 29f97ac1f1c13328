/* A stream that takes the place of GCC's -fdump-ipa-clones file and reports each inlining at once.
   GCC writes a line at the very moment of each inlining, whether it copies or reuses the body
   (cgraphclones.c and ipa-inline-transform.c). No other hook does.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CLONE_STREAM_H
#define PGL_CLONE_STREAM_H

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* GCC is inlining the function that dumps call NUMBER, right now. */
typedef void pgl_inlining_taker(int number);

/* Open a stream that calls TAKE for each inlining and passes all text on to TEE (the user's own
   dump; may be NULL). NULL: out of memory. Closing the stream does not close TEE. */
FILE *pgl_clone_stream_open(pgl_inlining_taker *take, FILE *tee);

#ifdef __cplusplus
}
#endif

#endif
