/* Does a service answer yet?

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_READY_H
#define PGL_SERVICE_READY_H

#include <stdbool.h>

#include "base/strbuf.h"

/* Where a service answers: http://HOST[:PORT]/PATH is asked by a GET, which a status below 400 answers;
   https://HOST[:PORT] and tcp://HOST:PORT by a connection. */
struct pgl_place_asked {
	char *host, *port, *path; /* owned; PATH: NULL for a connection */
};

/* 0, or -1 with MESSAGE set: URL is none that can be asked. */
int pgl_place_asked_parse(struct pgl_place_asked *place, const char *url,
			  struct pgl_strbuf *message);
void pgl_place_asked_release(struct pgl_place_asked *place);

/* Asks once, for SECONDS at most. False: WHY, which may be NULL, says what came instead; if nothing
   came in that time, it keeps what an earlier question had put there. */
bool pgl_answers(const struct pgl_place_asked *place, double seconds, struct pgl_strbuf *why);

/* A port of 127.0.0.1 that nobody listens on at the moment; 0: there is none. */
unsigned pgl_free_port(void);

#endif
