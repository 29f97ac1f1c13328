/* The one place that speaks to the user: words on standard error, with the program's name. Only
   main and the cmd-*.c files do; libraries hand back a sentence.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPORT_H
#define PGL_REPORT_H

/* "pgolens: MESSAGE" and a newline. */
__attribute__((format(printf, 1, 2))) void pgl_report(const char *format, ...);

#endif
