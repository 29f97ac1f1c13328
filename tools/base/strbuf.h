/* A text that grows. Always ended by NUL, so .text is a C string from the first moment on.

   A buffer owns its text until pgl_strbuf_release() or _detach(). Memory: as xalloc.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BASE_STRBUF_H
#define PGL_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct pgl_strbuf {
	char *text;
	size_t length;
	size_t room; /* bytes allocated; 0: TEXT is the shared empty string */
};

extern char pgl_strbuf_empty[];
#define PGL_STRBUF_INIT                                                                            \
	{                                                                                          \
		.text = pgl_strbuf_empty                                                           \
	}

void pgl_strbuf_init(struct pgl_strbuf *buffer);
/* Frees the text; BUFFER is empty and usable again. */
void pgl_strbuf_release(struct pgl_strbuf *buffer);
/* Before a local buffer: it is released when it goes out of scope. */
#define PGL_AUTO_STRBUF __attribute__((cleanup(pgl_strbuf_release))) struct pgl_strbuf
/* Empties BUFFER and keeps its memory. */
void pgl_strbuf_reset(struct pgl_strbuf *buffer);
/* Cuts BUFFER down to its first LENGTH bytes. */
void pgl_strbuf_truncate(struct pgl_strbuf *buffer, size_t length);
/* The text as the caller's own, to be freed; BUFFER is empty again. */
char *pgl_strbuf_detach(struct pgl_strbuf *buffer);

void pgl_strbuf_add(struct pgl_strbuf *buffer, const char *text);
/* TEXT may be NULL if LENGTH is 0. */
void pgl_strbuf_add_n(struct pgl_strbuf *buffer, const char *text, size_t length);
void pgl_strbuf_add_char(struct pgl_strbuf *buffer, char c);
/* Replaces each control character from START on by "?", so that names from files cannot control the terminal. */
void pgl_strbuf_defuse(struct pgl_strbuf *buffer, size_t start);
/* Where the last N lines of the text begin. */
const char *pgl_strbuf_last_lines(const struct pgl_strbuf *buffer, unsigned n);
/* Adds VALUE in decimal, faster than printf(). */
void pgl_strbuf_add_unsigned(struct pgl_strbuf *buffer, uint64_t value);
/* Adds C N times. */
void pgl_strbuf_fill(struct pgl_strbuf *buffer, char c, size_t n);
__attribute__((format(printf, 2, 3))) void pgl_strbuf_addf(struct pgl_strbuf *buffer,
							   const char *format, ...);
__attribute__((format(printf, 2, 0))) void pgl_strbuf_vaddf(struct pgl_strbuf *buffer,
							    const char *format, va_list arguments);

/* Adds WORD to TEXT as one word of a shell command, quoted if necessary. */
void pgl_add_shell_word(struct pgl_strbuf *text, const char *word);

#endif
