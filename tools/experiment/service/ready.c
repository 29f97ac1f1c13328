/* See answers.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/ready.h"

#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xalloc.h"

static char *copy(const char *from, size_t length)
{
	return pgl_xasprintf("%.*s", (int)length, from);
}

int pgl_place_asked_parse(struct pgl_place_asked *place, const char *url,
			  struct pgl_strbuf *message)
{
	static const struct {
		const char *scheme, *port;
	} known[] = {{"http://", "80"}, {"https://", "443"}, {"tcp://", NULL}};
	const char *at = url, *port = NULL, *host_end, *end, *colon;
	bool is_known = false;

	*place = (struct pgl_place_asked){NULL, NULL, NULL};
	for (size_t i = 0; i < sizeof known / sizeof *known && !is_known; i++)
		if (!strncmp(url, known[i].scheme, strlen(known[i].scheme))) {
			at += strlen(known[i].scheme);
			port = known[i].port;
			is_known = true;
		}
	end = at + strcspn(at, "/?#");
	host_end = *at == '[' ? memchr(at, ']', (size_t)(end - at)) : NULL;
	colon = memchr(host_end ? host_end : at, ':', (size_t)(end - (host_end ? host_end : at)));
	if (colon && colon + 1 < end)
		place->port = copy(colon + 1, (size_t)(end - colon - 1));
	else if (port)
		place->port = pgl_xstrdup(port);
	if (!host_end)
		host_end = colon ? colon : end;
	at += *at == '[';
	if (!is_known || host_end == at || !place->port) {
		pgl_strbuf_addf(message,
				"'%s' is no place to ask: http://HOST:PORT/PATH or tcp://HOST:PORT "
				"is wanted",
				url);
		pgl_place_asked_release(place);
		return -1;
	}
	place->host = copy(at, (size_t)(host_end - at));
	if (!strncmp(url, "http://", 7))
		place->path = *end == '/' ? copy(end, strcspn(end, "#"))
					  : pgl_xasprintf("/%.*s", (int)strcspn(end, "#"), end);
	return 0;
}

void pgl_place_asked_release(struct pgl_place_asked *place)
{
	free(place->host);
	free(place->port);
	free(place->path);
	*place = (struct pgl_place_asked){NULL, NULL, NULL};
}

/* Waits until SOCKET is ready for EVENTS. False: not by the time UNTIL. */
static bool wait_for(int socket, short events, double until)
{
	for (;;) {
		struct pollfd waited = {.fd = socket, .events = events};
		double left = until - pgl_now();
		int n = left > 0 ? poll(&waited, 1, (int)ceil(left * 1000)) : 0;

		if (n >= 0 || errno != EINTR)
			return n > 0;
	}
}

/* A connection to ADDRESS, or -1 with errno set. */
static int connect_to(const struct addrinfo *address, double until)
{
	int problem = 0, connection = socket(address->ai_family,
					     address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
					     address->ai_protocol);
	socklen_t length = sizeof problem;

	if (connection < 0)
		return -1;
	if (connect(connection, address->ai_addr, address->ai_addrlen)) {
		problem = errno;
		if (problem == EINPROGRESS) {
			problem = ETIMEDOUT;
			if (wait_for(connection, POLLOUT, until))
				getsockopt(connection, SOL_SOCKET, SO_ERROR, &problem, &length);
		}
	}
	if (!problem)
		return connection;
	close(connection);
	errno = problem;
	return -1;
}

/* The status of the answer to a GET, or -1. */
static int get(int connection, const struct pgl_place_asked *place, double until)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	int status = -1;

	pgl_strbuf_addf(&text, "GET %s HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n",
			place->path, place->host, place->port);
	if (send(connection, text.text, text.length, MSG_NOSIGNAL) == (ssize_t)text.length) {
		char buffer[4096];
		ssize_t n;

		pgl_strbuf_reset(&text);
		/* To the end: a service that is cut off in mid-answer may note a failure. */
		while (wait_for(connection, POLLIN, until) &&
		       (n = recv(connection, buffer, sizeof buffer, 0)) > 0)
			if (text.length < sizeof buffer)
				pgl_strbuf_add_n(&text, buffer, (size_t)n);
		if (sscanf(text.text, "HTTP/%*d.%*d %d", &status) != 1)
			status = -1;
	}
	pgl_strbuf_release(&text);
	return status;
}

bool pgl_answers(const struct pgl_place_asked *place, double seconds, struct pgl_strbuf *why)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *addresses = NULL;
	double until = pgl_now() + seconds;
	struct pgl_strbuf unused = PGL_STRBUF_INIT;
	int problem = getaddrinfo(place->host, place->port, &hints, &addresses);
	bool does = false;

	if (!why)
		why = &unused;
	if (problem) {
		pgl_strbuf_reset(why);
		pgl_strbuf_addf(why, "%s", gai_strerror(problem));
	}
	for (struct addrinfo *at = addresses; at && !does; at = at->ai_next) {
		int connection = connect_to(at, until), status;

		if (connection < 0 && errno == ETIMEDOUT && why->length)
			continue; /* nothing was heard: what was heard before says more */
		pgl_strbuf_reset(why);
		if (connection < 0) {
			pgl_strbuf_addf(why, "%s", strerror(errno));
			continue;
		}
		status = place->path ? get(connection, place, until) : 0;
		does = status >= 0 && status < 400;
		if (status < 0)
			pgl_strbuf_add(why, "no HTTP answer");
		else if (!does)
			pgl_strbuf_addf(why, "HTTP status %d", status);
		close(connection);
	}
	if (addresses)
		freeaddrinfo(addresses);
	pgl_strbuf_release(&unused);
	return does;
}

unsigned pgl_free_port(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	unsigned port = 0;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (listener >= 0 && !bind(listener, (struct sockaddr *)&address, sizeof address) &&
	    !getsockname(listener, (struct sockaddr *)&address, &length))
		port = ntohs(address.sin_port);
	if (listener >= 0)
		close(listener);
	return port;
}
