/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo of pgolens: the core of a service that answers a CV with its indented JSON and counts
 * what people learnt.  Reads FILE, a JSON array of CVs or one CV a line, REPEAT times,
 * and prints what it extracted with a checksum of the JSON, the same for every build.
 *
 * A malformed CV ends an array with an error.  With one CV a line, cv counts it as rejected, and
 * fails only if it rejects all of them.
 *
 * usage: cv [-p] FILE [REPEAT]		-p: print the JSON as well
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cv.h"
#include "extract.h"
#include "keys.h"
#include "write.h"

struct service {
	struct cv_arena arena;
	struct cv_error error;		/* of this document */
	struct cv_error first_error;	/* of all rejected ones */
	uint64_t n_rejected;
	struct cv_extract extract;
	struct cv_sink sink;
	struct cv_emitter emitter;
};

static int serve_one(struct service *service, struct cv_lexer *lexer)
{
	struct cv cv;

	cv_arena_reset(&service->arena);
	if (cv_read(lexer, &cv))
		return -1;
	if (cv_extract_add(&service->extract, &cv))
		return cv_error_set(&service->error, 0, 0, "out of memory");
	if (cv_write(&service->emitter, &cv))
		return cv_error_set(&service->error, 0, 0, "cannot write the JSON");
	return 0;
}

static int serve_array(struct service *service, struct cv_lexer *lexer)
{
	struct cv_token token;

	if (cv_lexer_next(lexer, &token))
		return -1;
	if (cv_lexer_peek(lexer) == ']') {
		if (cv_lexer_next(lexer, &token))
			return -1;
	} else {
		do {
			if (serve_one(service, lexer) || cv_lexer_next(lexer, &token))
				return -1;
		} while (token.kind == CV_TOKEN_COMMA);
		if (token.kind != CV_TOKEN_CLOSE_ARRAY)
			return cv_lexer_fail_token(lexer, &token, "',' or ']'");
	}
	if (cv_lexer_next(lexer, &token))
		return -1;
	return token.kind == CV_TOKEN_END ? 0 : cv_lexer_fail_token(lexer, &token, "end of input");
}

static int reject(struct service *service, struct cv_lexer *lexer)
{
	if (service->error.line == 0)	/* not the input's fault */
		return -1;
	if (service->n_rejected++ == 0)
		service->first_error = service->error;
	cv_error_clear(&service->error);
	cv_lexer_skip_line(lexer);
	return 0;
}

static int serve_lines(struct service *service, struct cv_lexer *lexer)
{
	while (cv_lexer_peek(lexer)) {
		if (serve_one(service, lexer) && reject(service, lexer))
			return -1;
	}
	if (lexer->at != lexer->end)
		return cv_lexer_fail(lexer, lexer->at, "unexpected character");
	return 0;
}

static int serve(struct service *service, const char *data, size_t size)
{
	struct cv_lexer lexer;

	cv_lexer_init(&lexer, data, size, &service->arena, &service->error);
	if (cv_lexer_peek(&lexer) == '[')
		return serve_array(service, &lexer);
	return serve_lines(service, &lexer);
}

static void print_result(struct service *service)
{
	cv_extract_print(&service->extract, stdout);
	printf("rejected: %llu\n", (unsigned long long)service->n_rejected);
	if (service->n_rejected)
		printf("  first at %zu:%zu: %s\n", service->first_error.line,
		       service->first_error.column, service->first_error.text);
	printf("json: %llu bytes, checksum %016llx\n", (unsigned long long)service->sink.size,
	       (unsigned long long)service->sink.sum);
}

/* Read the whole file into memory that the caller owns; -1 with errno set. */
static int read_file(const char *path, char **ret_data, size_t *ret_size)
{
	FILE *file = fopen(path, "rb");
	size_t size = 0, room = 1 << 16, n;
	char *data = NULL, *larger;

	if (!file)
		return -1;
	do {
		room *= 2;
		larger = realloc(data, room);
		if (!larger)
			goto fail;
		data = larger;
		n = fread(data + size, 1, room - size, file);
		size += n;
	} while (size == room);
	if (ferror(file))
		goto fail;
	fclose(file);
	*ret_data = data;
	*ret_size = size;
	return 0;
fail:
	free(data);
	fclose(file);
	return -1;
}

static void report(const char *path, const struct cv_error *error)
{
	if (error->line)
		fprintf(stderr, "cv: %s:%zu:%zu: %s\n", path, error->line, error->column,
			error->text);
	else
		fprintf(stderr, "cv: %s: %s\n", path, error->text);
}

static int run(struct service *service, const char *path, long repeat)
{
	char *data;
	size_t size;
	int failed = 0;

	if (read_file(path, &data, &size)) {
		fprintf(stderr, "cv: cannot read '%s': %s\n", path, strerror(errno));
		return -1;
	}
	for (long i = 0; i < repeat && !failed; i++)
		failed = serve(service, data, size);
	free(data);
	if (failed) {
		report(path, &service->error);
		return -1;
	}
	print_result(service);
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "cv: cannot write the result\n");
		return -1;
	}
	if (service->extract.n_people == 0 && service->n_rejected) {
		report(path, &service->first_error);
		return -1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	static struct service service;
	bool is_printing = argc > 1 && strcmp(argv[1], "-p") == 0;
	char **arguments = argv + 1 + is_printing;
	int n_arguments = argc - 1 - is_printing;
	long repeat = 1;
	int failed;

	if (n_arguments == 2)
		repeat = strtol(arguments[1], NULL, 10);
	if (n_arguments < 1 || n_arguments > 2 || repeat < 1) {
		fprintf(stderr, "usage: cv [-p] FILE [REPEAT]\n");
		return 2;
	}
	cv_keys_init();
	cv_arena_init(&service.arena);
	cv_extract_init(&service.extract);
	if (is_printing)
		cv_sink_init_file(&service.sink, stdout);
	else
		cv_sink_init_checksum(&service.sink);
	cv_emit_init(&service.emitter, &service.sink);
	failed = run(&service, arguments[0], repeat);
	cv_extract_release(&service.extract);
	cv_arena_release(&service.arena);
	return failed ? 1 : 0;
}
