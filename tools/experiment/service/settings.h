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

/* Rows for the switches of a struct TYPE with the settings as MEMBER. */
#define PGL_SERVICE_SWITCHES(type, member)                                                         \
	PGL_TEXT(type, member.url, 0, "url", "URL",                                                \
		 "load this; http://127.0.0.1:$PORT/ (default)"),                                  \
		PGL_TEXT(type, member.ready, 0, "ready", "URL",                                    \
			 "check its readiness at URL; the same as --url (default);\n"              \
			 "tcp://HOST:PORT needs only a connection"),                               \
		PGL_NUMBER(type, member.start_within, 0, "start-within", "SECONDS",                \
			   "fail if it is not ready within SECONDS (30)"),                         \
		PGL_TEXT(type, member.stop, 0, "stop", "SIGNAL", "stop it by this signal (TERM)"), \
		PGL_NUMBER(type, member.stop_within, 0, "stop-within", "SECONDS",                  \
			   "kill it if it runs longer than SECONDS after that (10)"),              \
		PGL_TEXT(type, member.dump, 0, "dump", "SIGNAL",                                   \
			 "tell it by SIGNAL to write its profile and run on"),                     \
		PGL_NUMBER(type, member.dumps, 0, "dumps", "N",                                    \
			   "do that N times, the last time after the load (1)")
#define PGL_LOAD_SWITCHES(type, member)                                                            \
	PGL_TEXT(type, member.load, 0, "load", "CMD",                                              \
		 "load it by CMD, which prints a line 'pgolens-load\n"                             \
		 "requests=N failed=N seconds=N', or the output of wrk;\n"                         \
		 "wrk (default)"),                                                                 \
		PGL_TEXT(type, member.script, 0, "script", "FILE",                                 \
			 "let wrk make its requests by this Lua script"),                          \
		PGL_NUMBER(type, member.connections, 0, "connections", "N",                        \
			   "connections of wrk (32)"),                                             \
		PGL_NUMBER(type, member.threads, 0, "threads", "N", "threads of wrk (1)"),         \
		PGL_NUMBER(type, member.seconds, 0, "seconds", "N",                                \
			   "load it for N seconds, in each round (2)"),                            \
		PGL_NUMBER(type, member.rate, 0, "rate", "N",                                      \
			   "make N requests per second, not as many as it answers;\n"              \
			   "for OLD and NEW, the rate of the equal load")
#define PGL_SAVINGS_SWITCHES(type, member)                                                         \
	PGL_TEXT(type, member.cores, 0, "cores", "N", "print how many of N cores NEW saves"),      \
		PGL_TEXT(type, member.core_hour, 0, "core-hour", "PRICE",                          \
			 "print the saved money; a core costs PRICE per hour")

/* Sets OPTIONS, but its sides, rounds and seed, from SETTINGS. *RET_SCRIPT becomes the script's absolute path, or NULL; OPTIONS
   borrow it, and the caller frees it. 0, or -1 with ERROR set. */
int pgl_service_settings_take(const struct pgl_service_settings *settings,
			      struct pgl_rounds_options *options, char **ret_script,
			      struct pgl_error *error);

#endif
