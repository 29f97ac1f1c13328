/* Poisons the functions that have a better one here or in libc. Include it last: the system's
   headers may name what it forbids. Every .c file under tools/ does.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BANNED_H
#define PGL_BANNED_H

/* Texts: struct pgl_strbuf, snprintf. Numbers: strtoull with its checks (parse-options.c). Times:
   nothing here needs one. */
#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi gmtime localtime

#endif
