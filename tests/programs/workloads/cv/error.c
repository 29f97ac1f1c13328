/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Errors with a location.  All of this is cold: a good input never comes here.
 */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>

int cv_error_set(struct cv_error *error, size_t line, size_t column, const char *format, ...)
{
	va_list arguments;

	if (error->text[0])
		return -1;
	error->line = line;
	error->column = column;
	va_start(arguments, format);
	vsnprintf(error->text, sizeof(error->text), format, arguments);
	va_end(arguments);
	return -1;
}

void cv_error_clear(struct cv_error *error)
{
	error->line = 0;
	error->column = 0;
	error->text[0] = '\0';
}
