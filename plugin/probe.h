/* Compiles that configure scripts make to find out about the compiler. They are no part of the
   program, and a folder of records is better without theirs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROBE_H
#define PGL_PROBE_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Is the compile of SOURCE in FOLDER, the working directory, such a test of autoconf (conftest.c),
   of CMake (below CMakeFiles) or of Meson (in meson-private)? */
bool pgl_is_probe(const char *source, const char *folder);

#ifdef __cplusplus
}
#endif

#endif
