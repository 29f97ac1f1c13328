/* Memory or the end of the program.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/xalloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void die(void)
{
	fputs("pgolens: out of memory\n", stderr);
	exit(2);
}

void *pgl_xmalloc(size_t size)
{
	void *memory = malloc(size ? size : 1);

	if (!memory)
		die();
	return memory;
}

void *pgl_xcalloc(size_t n, size_t size)
{
	void *memory = calloc(n ? n : 1, size ? size : 1);

	if (!memory)
		die();
	return memory;
}

uint32_t *pgl_xunset(size_t n)
{
	uint32_t *numbers = pgl_xcalloc(n, sizeof *numbers);

	return memset(numbers, 0xff, n * sizeof *numbers);
}

void *pgl_xreallocarray(void *memory, size_t n, size_t size)
{
	void *moved = reallocarray(memory, n ? n : 1, size ? size : 1);

	if (!moved)
		die();
	return moved;
}

char *pgl_xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(pgl_xmalloc(size), text, size);
}

char *pgl_xasprintf(const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	int length = vasprintf(&text, format, arguments);

	va_end(arguments);
	if (length < 0)
		die();
	return text;
}
