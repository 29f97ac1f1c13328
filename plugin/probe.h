/* Test compiles of configure scripts. They are not part of the program, so a folder of records
   omits them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROBE_H
#define PGL_PROBE_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* True if compiling SOURCE in FOLDER, the working directory, is a test of autoconf (conftest.c),
   CMake (below CMakeFiles) or Meson (in meson-private). */
bool pgl_is_probe(const char *source, const char *folder);

#ifdef __cplusplus
}
#endif

#endif
