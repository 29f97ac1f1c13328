/* Readiness checks: does a service answer yet?

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_READY_H
#define PGL_SERVICE_READY_H

#include <stdbool.h>

#include "record/record.h"

/* Where a service answers. http://HOST[:PORT]/PATH is ready if a GET yields a status below 400; https://HOST[:PORT] and
   tcp://HOST:PORT, if they accept a connection. */
struct pgl_address {
	char *host, *port, *path; /* owned; PATH is NULL for a connection */
};

/* Parses URL. 0, or -1 with ERROR set. */
int pgl_address_parse(struct pgl_address *address, const char *url, struct pgl_error *error);
void pgl_address_release(struct pgl_address *address);

/* Checks once, for up to SECONDS. False: WHY (may be NULL) says what came instead of an answer; if nothing came, WHY stays
   as an earlier check set it. WHY begins as {.text = ""}. */
bool pgl_is_ready(const struct pgl_address *address, double seconds, struct pgl_error *why);

/* A port of 127.0.0.1 on which nobody listens at the moment; 0: there is none. */
unsigned pgl_free_port(void);

#endif
