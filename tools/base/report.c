/* Words on standard error.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/report.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/strbuf.h"

void pgl_report(const char *format, ...)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	pgl_strbuf_defuse(&text, 0);
	/* Words come after the data they speak of, whatever the two streams are. */
	fflush(stdout);
	fprintf(stderr, "pgolens: %s\n", text.text);
	pgl_strbuf_release(&text);
}
