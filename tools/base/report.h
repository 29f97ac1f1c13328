/* Messages to the user, on standard error. Only commands/ reports; libraries set a struct pgl_error.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPORT_H
#define PGL_REPORT_H

/* Prints "pgolens: MESSAGE" and a newline. */
__attribute__((format(printf, 1, 2))) void pgl_report(const char *format, ...);

#endif
