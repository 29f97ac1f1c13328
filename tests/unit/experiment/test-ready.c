/* The message about a service that is not ready: the last response or error, not that time ran out.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cmocka.h>

#include "experiment/service/ready.h"
#include "base/strbuf.h"

/* A listener whose queue is full: the kernel neither accepts nor refuses further connections. */
struct silent {
	int listener, queued[4];
};

static void open_silent(struct silent *silent, struct pgl_strbuf *url)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof address;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	silent->listener = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(silent->listener >= 0);
	assert_int_equal(bind(silent->listener, (struct sockaddr *)&address, length), 0);
	assert_int_equal(getsockname(silent->listener, (struct sockaddr *)&address, &length), 0);
	assert_int_equal(listen(silent->listener, 0), 0);
	for (size_t i = 0; i < sizeof silent->queued / sizeof *silent->queued; i++) {
		silent->queued[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		assert_true(silent->queued[i] >= 0);
		(void)connect(silent->queued[i], (struct sockaddr *)&address, sizeof address);
	}
	pgl_strbuf_addf(url, "tcp://127.0.0.1:%u", ntohs(address.sin_port));
}

static void close_silent(struct silent *silent)
{
	for (size_t i = 0; i < sizeof silent->queued / sizeof *silent->queued; i++)
		close(silent->queued[i]);
	close(silent->listener);
}

static void ask(const char *url, double seconds, struct pgl_error *why)
{
	struct pgl_address address;
	struct pgl_error error;

	assert_int_equal(pgl_address_parse(&address, url, &error), 0);
	assert_false(pgl_is_ready(&address, seconds, why));
	pgl_address_release(&address);
}

static void test_nothing_heard(void **state)
{
	struct silent silent;
	struct pgl_strbuf url = PGL_STRBUF_INIT;
	struct pgl_error why = {.text = ""};

	(void)state;
	open_silent(&silent, &url);
	ask(url.text, 0.05, &why);
	assert_string_equal(why.text, "Connection timed out");
	close_silent(&silent);
	pgl_strbuf_release(&url);
}

static void test_refused_before(void **state)
{
	struct silent silent;
	struct pgl_strbuf url = PGL_STRBUF_INIT, closed = PGL_STRBUF_INIT;
	struct pgl_error why = {.text = ""};

	(void)state;
	pgl_strbuf_addf(&closed, "tcp://127.0.0.1:%u", pgl_free_port());
	ask(closed.text, 5, &why);
	assert_string_equal(why.text, "Connection refused");
	/* Like the last check before the timeout: too short to get a response. */
	open_silent(&silent, &url);
	ask(url.text, 0.05, &why);
	assert_string_equal(why.text, "Connection refused");
	close_silent(&silent);
	pgl_strbuf_release(&url);
	pgl_strbuf_release(&closed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_heard),
		cmocka_unit_test(test_refused_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
