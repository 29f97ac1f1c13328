/* A user's settings of a service and its load, from a command line or a file.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SERVICE_SETTINGS_H
#define PGL_SERVICE_SETTINGS_H

#include "experiment/service/rounds.h"

/* Texts are borrowed; NULL and 0 stand for defaults. */
struct pgl_service_settings {
	const char *url, *ready, *stop, *dump;
	uint64_t start_within, stop_within, dumps;
	const char *load, *script;
	uint64_t connections, threads, seconds, rate, warm_up;
	const char *cores, *core_hour;
};

/* Their rows for the switches of struct TYPE, which holds them as MEMBER. */
#define PGL_SERVICE_SWITCHES(type, member)                                                         \
	PGL_TEXT(type, member.url, 0, "url", "URL",                                                \
		 "load this; http://127.0.0.1:$PORT/ (default)"),                                  \
		PGL_TEXT(type, member.ready, 0, "ready", "URL",                                    \
			 "ask this until it answers; the same as --url (default);\n"               \
			 "tcp://HOST:PORT wants a connection only"),                               \
		PGL_NUMBER(type, member.start_within, 0, "start-within", "SECONDS",                \
			   "give up on one that does not answer by then (30)"),                    \
		PGL_TEXT(type, member.stop, 0, "stop", "SIGNAL", "stop it by this signal (TERM)"), \
		PGL_NUMBER(type, member.stop_within, 0, "stop-within", "SECONDS",                  \
			   "kill one that goes on by then (10)"),                                  \
		PGL_TEXT(type, member.dump, 0, "dump", "SIGNAL",                                   \
			 "tell it to write its profile, while it goes on running"),                \
		PGL_NUMBER(type, member.dumps, 0, "dumps", "N",                                    \
			   "do that N times: under load, and at last after it (1)")
#define PGL_LOAD_SWITCHES(type, member)                                                            \
	PGL_TEXT(type, member.load, 0, "load", "CMD",                                              \
		 "load it by CMD, which prints a line 'pgolens-load\n"                             \
		 "requests=N failed=N seconds=N', or what wrk prints;\n"                           \
		 "wrk, by options of its own (default)"),                                          \
		PGL_TEXT(type, member.script, 0, "script", "FILE",                                 \
			 "wrk makes its requests by this Lua script"),                             \
		PGL_NUMBER(type, member.connections, 0, "connections", "N",                        \
			   "connections of wrk (32)"),                                             \
		PGL_NUMBER(type, member.threads, 0, "threads", "N", "threads of wrk (1)"),         \
		PGL_NUMBER(type, member.seconds, 0, "seconds", "N",                                \
			   "for so long; in each round (2)"),                                      \
		PGL_NUMBER(type, member.rate, 0, "rate", "N",                                      \
			   "N requests per second, not as many as it answers;\n"                   \
			   "of the equal load, when OLD and NEW are compared")
#define PGL_SAVINGS_SWITCHES(type, member)                                                         \
	PGL_TEXT(type, member.cores, 0, "cores", "N", "say what it saves of N cores"),             \
		PGL_TEXT(type, member.core_hour, 0, "core-hour", "PRICE",                          \
			 "and in money, PRICE for a core and hour")

/* What they come to: OPTIONS but for sides, rounds and seed. RET_SCRIPT: the script's absolute path, which the
   caller frees; OPTIONS borrow it. 0, or -1 with ERROR set. */
int pgl_service_settings_take(const struct pgl_service_settings *settings,
			      struct pgl_rounds_options *options, char **ret_script,
			      struct pgl_error *error);

#endif
