/* What a stream can show.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/colour.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

const char *const pgl_colour_when_words[] = {"auto", "always", "never", NULL};

static bool wants_colour(bool terminal)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return terminal && !(no && *no) && !(term && !strcmp(term, "dumb"));
}

struct pgl_style pgl_style_of(FILE *out, enum pgl_colour_when when)
{
	int fd = fileno(out);
	bool terminal = fd >= 0 && isatty(fd);
	struct winsize size;
	struct pgl_style style = {.colour = when == PGL_COLOUR_ALWAYS,
				  .utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8")};

	if (when == PGL_COLOUR_AUTO)
		style.colour = wants_colour(terminal);
	if (terminal && !ioctl(fd, TIOCGWINSZ, &size)) {
		style.columns = size.ws_col;
		style.rows = size.ws_row;
	}
	return style;
}

const char *pgl_colour_start(const struct pgl_style *style, enum pgl_colour colour)
{
	static const char *const start[] = {
		[PGL_COLOUR_PLAIN] = "",	 [PGL_COLOUR_BOLD] = "\033[1m",
		[PGL_COLOUR_DIM] = "\033[2m",	 [PGL_COLOUR_RED] = "\033[31m",
		[PGL_COLOUR_GREEN] = "\033[32m", [PGL_COLOUR_YELLOW] = "\033[33m",
		[PGL_COLOUR_BLUE] = "\033[34m",	 [PGL_COLOUR_MAGENTA] = "\033[35m",
		[PGL_COLOUR_CYAN] = "\033[36m",
	};

	return style->colour ? start[colour] : "";
}

const char *pgl_colour_end(const struct pgl_style *style, enum pgl_colour colour)
{
	return style->colour && colour != PGL_COLOUR_PLAIN ? "\033[0m" : "";
}
