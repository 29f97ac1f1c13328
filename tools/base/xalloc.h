/* Memory for a command-line program: these return memory or end the program (exit status 2). Not
   for plugin/record/, which must carry on.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_XALLOC_H
#define PGL_XALLOC_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

__attribute__((malloc, returns_nonnull)) void *pgl_xmalloc(size_t size);
/* N items of SIZE bytes, zeroed. */
__attribute__((malloc, returns_nonnull)) void *pgl_xcalloc(size_t n, size_t size);
/* N numbers, each UINT32_MAX: an index by number in which nothing has been entered yet. */
__attribute__((malloc, returns_nonnull)) uint32_t *pgl_xunset(size_t n);
/* MEMORY moved to hold N items of SIZE bytes. */
__attribute__((returns_nonnull)) void *pgl_xreallocarray(void *memory, size_t n, size_t size);
__attribute__((malloc, returns_nonnull)) char *pgl_xstrdup(const char *text);
__attribute__((malloc, returns_nonnull, format(printf, 1, 2))) char *
pgl_xasprintf(const char *format, ...);

static inline void pgl_free_local(void *local)
{
	void *memory;

	memcpy(&memory, local, sizeof memory);
	free(memory);
}
/* Before the type of a local pointer: free() gets it, with errno unchanged, when it goes out of scope. It must
   be initialized; NULL is fine. */
#define PGL_AUTOFREE __attribute__((cleanup(pgl_free_local)))

/* Makes room for one more item in ARRAY, which holds N and has room for ROOM. */
#define PGL_GROW(array, n, room)                                                                   \
	do {                                                                                       \
		if ((n) == (room)) {                                                               \
			(room) = (room) ? 2 * (room) : 16;                                         \
			(array) = pgl_xreallocarray((array), (room), sizeof *(array));             \
		}                                                                                  \
	} while (0)

#endif
