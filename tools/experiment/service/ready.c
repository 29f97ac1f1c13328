/* See ready.h.

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
#include "base/strbuf.h"
#include "base/xalloc.h"

static char *copy(const char *from, size_t length)
{
	return pgl_xasprintf("%.*s", (int)length, from);
}

int pgl_address_parse(struct pgl_address *address, const char *url, struct pgl_error *error)
{
	static const struct {
		const char *scheme, *port;
	} known[] = {{"http://", "80"}, {"https://", "443"}, {"tcp://", NULL}};
	const char *at = url, *port = NULL, *host_end, *end, *colon;
	bool is_known = false;

	*address = (struct pgl_address){NULL, NULL, NULL};
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
		address->port = copy(colon + 1, (size_t)(end - colon - 1));
	else if (port)
		address->port = pgl_xstrdup(port);
	if (!host_end)
		host_end = colon ? colon : end;
	at += *at == '[';
	if (!is_known || host_end == at || !address->port) {
		pgl_address_release(address);
		return pgl_error_set(error,
				     "'%s' is not an address: give http://HOST:PORT/PATH or "
				     "tcp://HOST:PORT",
				     url);
	}
	address->host = copy(at, (size_t)(host_end - at));
	if (!strncmp(url, "http://", 7))
		address->path = *end == '/' ? copy(end, strcspn(end, "#"))
					    : pgl_xasprintf("/%.*s", (int)strcspn(end, "#"), end);
	return 0;
}

void pgl_address_release(struct pgl_address *address)
{
	free(address->host);
	free(address->port);
	free(address->path);
	*address = (struct pgl_address){NULL, NULL, NULL};
}

/* Waits until SOCKET is ready for EVENTS. False: it is not by the time UNTIL. */
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
static int get(int connection, const struct pgl_address *address, double until)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	char buffer[4096];
	int status = -1;
	ssize_t n;

	pgl_strbuf_addf(&text, "GET %s HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n",
			address->path, address->host, address->port);
	if (send(connection, text.text, text.length, MSG_NOSIGNAL) != (ssize_t)text.length)
		return -1;
	pgl_strbuf_reset(&text);
	/* Read all of it: a service whose answer is cut off may log a failure. */
	while (wait_for(connection, POLLIN, until) &&
	       (n = recv(connection, buffer, sizeof buffer, 0)) > 0)
		if (text.length < sizeof buffer)
			pgl_strbuf_add_n(&text, buffer, (size_t)n);
	return sscanf(text.text, "HTTP/%*d.%*d %d", &status) == 1 ? status : -1;
}

/* Asks the service at FOUND, one of ADDRESS's network addresses. */
static bool ask(const struct pgl_address *address, const struct addrinfo *found, double until,
		struct pgl_error *why)
{
	int connection = connect_to(found, until), status;

	if (connection < 0) {
		/* Without an answer in time, an earlier reason says more. */
		if (errno != ETIMEDOUT || !why->text[0])
			pgl_error_set(why, "%s", strerror(errno));
		return false;
	}
	status = address->path ? get(connection, address, until) : 0;
	close(connection);
	if (status < 0)
		pgl_error_set(why, "no HTTP answer");
	else
		pgl_error_set(why, "HTTP status %d", status);
	return status >= 0 && status < 400;
}

bool pgl_is_ready(const struct pgl_address *address, double seconds, struct pgl_error *why)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
	struct pgl_error unused = {.text = ""};
	double until = pgl_now() + seconds;
	int problem = getaddrinfo(address->host, address->port, &hints, &found);
	bool is_ready = false;

	if (!why)
		why = &unused;
	if (problem)
		pgl_error_set(why, "%s", gai_strerror(problem));
	for (struct addrinfo *at = found; at && !is_ready; at = at->ai_next)
		is_ready = ask(address, at, until, why);
	if (found)
		freeaddrinfo(found);
	return is_ready;
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
