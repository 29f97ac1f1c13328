/* The numbers of FNV-1a, the hash of 64 bits that tables and digests are made with.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FNV_H
#define PGL_FNV_H

#include <stdint.h>

#define PGL_FNV_START ((uint64_t)0xcbf29ce484222325u)
#define PGL_FNV_PRIME ((uint64_t)0x100000001b3u)

#endif
