/* The options that a unit was given, as words of a command line.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GIVEN_H
#define PGL_GIVEN_H

#include <stdbool.h>
#include <stddef.h>

/* Does the option at WORD, of LENGTH bytes, set up profiling, recording or messages, and change no
   code by itself? */
bool pgl_given_is_about_profile(const char *word, size_t length);

#endif
