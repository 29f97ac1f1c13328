/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cv as an HTTP service on 127.0.0.1: it unmarshals a CV, counts the courses in it, and serves
 * it again as indented JSON.
 *
 *	GET /		"ready"
 *	GET /cv		the next of the stored CVs, round and round
 *	GET /cv/N	CV number N, from 0
 *
 * SIGTERM and SIGINT stop it: it accepts no more connections, answers the requests that have
 * begun, and prints how many it served.  SIGUSR1 writes the profile of an instrumented build
 * while it goes on serving.
 *
 * usage: cv-service DOCUMENTS [PORT [THREADS]]		PORT 0, the default: any; it prints which
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../keys.h"
#include "answer.h"
#include "documents.h"

#ifdef CV_INSTRUMENTED
#include <gcov.h>
#endif

#define MOST_THREADS 256
#define STOP_WITHIN 5000	/* ms */

struct service {
	struct cv_documents documents;
	atomic_uint_fast64_t next;
	atomic_uint_fast64_t n_served;	/* requests for CVs */
	atomic_uint_fast64_t n_failed;	/* CV requests answered with an error */
	atomic_int n_open;		/* requests that have begun and not ended */
	pthread_mutex_t lock;
	struct cv_worker *workers;	/* one for each thread that ever served */
};

static _Thread_local struct cv_worker *own_worker;

/*
 * The profile of a service that goes on running.  libgcov writes the counters (__gcov_dump) and
 * sets them to zero (__gcov_reset) in two steps; the profile would lose what other threads count
 * in between.  The lock keeps requests out for that moment: they wait, and none fails.  The dump
 * takes precedence for the lock; otherwise it would wait as long as there are requests.
 *
 * Code that runs outside the lock must not count.  Without CV_INSTRUMENTED, which the Makefile
 * sets for -fprofile-generate, nothing counts.
 */
#define NOT_COUNTED __attribute__((no_profile_instrument_function))
/* The rest of the code must be the same whether these functions do something or not; otherwise
 * a profile of one kind would not fit the other. */
#define KEPT_APART NOT_COUNTED __attribute__((noipa))

#ifdef CV_INSTRUMENTED

static pthread_rwlock_t counting = PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;

KEPT_APART static void start_counting(void)
{
	pthread_rwlock_rdlock(&counting);
}

KEPT_APART static void stop_counting(void)
{
	pthread_rwlock_unlock(&counting);
}

KEPT_APART static bool write_profile(void)
{
	pthread_rwlock_wrlock(&counting);
	__gcov_dump();
	__gcov_reset();
	pthread_rwlock_unlock(&counting);
	return true;
}

#else

KEPT_APART static void start_counting(void)
{
	__asm__ volatile("");
}

KEPT_APART static void stop_counting(void)
{
	__asm__ volatile("");
}

KEPT_APART static bool write_profile(void)
{
	__asm__ volatile("");
	return false;
}

#endif

static struct cv_worker *worker(struct service *service)
{
	if (!own_worker && (own_worker = cv_worker_new())) {
		pthread_mutex_lock(&service->lock);
		own_worker->next = service->workers;
		service->workers = own_worker;
		pthread_mutex_unlock(&service->lock);
	}
	return own_worker;
}

static enum MHD_Result queue(struct MHD_Connection *connection, unsigned status, const char *type,
			     const char *text, size_t size)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(
		size, (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result result;

	if (!response)
		return MHD_NO;
	MHD_add_response_header(response, "Content-Type", type);
	result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result say(struct MHD_Connection *connection, unsigned status, const char *text)
{
	return queue(connection, status, "text/plain", text, strlen(text));
}

/* The number in "/cv/N"; the number of documents if there is no such document. */
static size_t document_number(struct service *service, const char *url)
{
	char *end;
	unsigned long long number;

	if (!url[3])
		return atomic_fetch_add(&service->next, 1) % service->documents.n;
	number = strtoull(url + 4, &end, 10);
	return end == url + 4 || *end || number > service->documents.n ? service->documents.n
								       : (size_t)number;
}

/* One request for a CV.  The service reports the number of these calls as requests served. */
__attribute__((noinline)) static enum MHD_Result
serve_cv(struct service *service, struct MHD_Connection *connection, const char *url)
{
	struct cv_worker *own = worker(service);
	size_t number = document_number(service, url);
	int failed = -1;

	atomic_fetch_add(&service->n_served, 1);
	if (number < service->documents.n && own)
		failed = cv_answer(own, service->documents.items[number]);
	if (!failed)
		return queue(connection, MHD_HTTP_OK, "application/json", own->buffer.data,
			     own->buffer.used);
	atomic_fetch_add(&service->n_failed, 1);
	if (number >= service->documents.n)
		return say(connection, MHD_HTTP_NOT_FOUND, "no such CV\n");
	if (failed > 0)
		return queue(connection, MHD_HTTP_UNPROCESSABLE_CONTENT, "text/plain",
			     own->buffer.data, own->buffer.used);
	return say(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "out of memory\n");
}

static enum MHD_Result route(struct service *service, struct MHD_Connection *connection,
			     const char *url, const char *method)
{
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0)
		return say(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET is all there is\n");
	if (strcmp(url, "/") == 0)
		return say(connection, MHD_HTTP_OK, "ready\n");
	if (strncmp(url, "/cv", 3) == 0 && (!url[3] || url[3] == '/'))
		return serve_cv(service, connection, url);
	return say(connection, MHD_HTTP_NOT_FOUND, "no such place\n");
}

/* Called by libmicrohttpd's threads: the entry to all instrumented code. */
NOT_COUNTED static enum MHD_Result on_request(void *context, struct MHD_Connection *connection,
						 const char *url, const char *method,
						 const char *version, const char *data,
						 size_t *data_size, void **state)
{
	struct service *service = context;
	enum MHD_Result result;

	(void)version;
	(void)data;
	if (!*state) {	/* only the header has arrived */
		*state = service;
		atomic_fetch_add(&service->n_open, 1);
		return MHD_YES;
	}
	if (*data_size) {	/* a request body, which is not used */
		*data_size = 0;
		return MHD_YES;
	}
	start_counting();
	result = route(service, connection, url, method);
	stop_counting();
	return result;
}

NOT_COUNTED static void on_end(void *context, struct MHD_Connection *connection, void **state,
				  enum MHD_RequestTerminationCode code)
{
	struct service *service = context;

	(void)connection;
	(void)code;
	if (*state)
		atomic_fetch_sub(&service->n_open, 1);
	*state = NULL;
}

static struct MHD_Daemon *start(struct service *service, unsigned port, unsigned n_threads)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG,
				(uint16_t)port, NULL, NULL, on_request, service,
				MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_THREAD_POOL_SIZE,
				n_threads, MHD_OPTION_NOTIFY_COMPLETED, on_end, service,
				MHD_OPTION_END);
}

static void stop(struct service *service, struct MHD_Daemon *daemon)
{
	MHD_socket listener = MHD_quiesce_daemon(daemon);

	for (int i = 0; i < STOP_WITHIN && atomic_load(&service->n_open) > 0; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	MHD_stop_daemon(daemon);
	if (listener != MHD_INVALID_SOCKET)
		close(listener);
}

static void print_result(struct service *service)
{
	uint64_t n_courses = 0, n_people = 0;

	for (struct cv_worker *at = service->workers; at; at = at->next) {
		n_people += at->extract.n_people;
		n_courses += at->extract.n_courses;
	}
	printf("served: %" PRIuFAST64 "\nfailed: %" PRIuFAST64 "\n",
	       atomic_load(&service->n_served), atomic_load(&service->n_failed));
	printf("people: %" PRIu64 "\ncourses taken: %" PRIu64 "\n", n_people, n_courses);
}

/* Serve until a signal stops the service. */
static int run(struct service *service, unsigned port, unsigned n_threads)
{
	const union MHD_DaemonInfo *info;
	struct MHD_Daemon *daemon;
	sigset_t signals;
	int number;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGUSR1);
	/* Before there are threads, because threads inherit it. */
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	daemon = start(service, port, n_threads);
	if (!daemon) {
		fprintf(stderr, "cv-service: cannot listen on 127.0.0.1:%u: %s\n", port,
			strerror(errno));
		return -1;
	}
	info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
	printf("cv-service: http://127.0.0.1:%u/ with %u threads\n", info ? info->port : port,
	       n_threads);
	fflush(stdout);
	while (!sigwait(&signals, &number) && number == SIGUSR1) {
		puts(write_profile() ? "profile: written" : "profile: none in this build");
		fflush(stdout);
	}
	stop(service, daemon);
	print_result(service);
	return fflush(stdout) || ferror(stdout) ? -1 : 0;
}

static void release(struct service *service)
{
	struct cv_worker *next;

	for (struct cv_worker *at = service->workers; at; at = next) {
		next = at->next;
		cv_worker_free(at);
	}
	cv_documents_release(&service->documents);
}

int main(int argc, char **argv)
{
	static struct service service = { .lock = PTHREAD_MUTEX_INITIALIZER };
	long port = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	long n_threads = argc > 3 ? strtol(argv[3], NULL, 10) : 4;
	int failed;

	if (argc < 2 || argc > 4 || port < 0 || port > 65535 || n_threads < 1 ||
	    n_threads > MOST_THREADS) {
		fprintf(stderr, "usage: cv-service DOCUMENTS [PORT [THREADS]]\n");
		return 2;
	}
	cv_keys_init();
	if (cv_documents_load(&service.documents, argv[1])) {
		fprintf(stderr, "cv-service: cannot read '%s': %s\n", argv[1], strerror(errno));
		return 1;
	}
	failed = run(&service, (unsigned)port, (unsigned)n_threads);
	release(&service);
	return failed ? 1 : 0;
}
