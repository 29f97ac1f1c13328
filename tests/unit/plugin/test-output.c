/* Writing a record to its path whole. The tests run in an empty folder.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "output.h"

/* The contents of file NAME, or "(none)". */
static const char *text_of(const char *name)
{
	static char text[64];
	FILE *file = fopen(name, "r");

	strcpy(text, "(none)");
	if (file) {
		text[fread(text, 1, sizeof text - 1, file)] = '\0';
		fclose(file);
	}
	return text;
}

static int files_in(const char *name)
{
	DIR *folder = opendir(name);
	int n = -2; /* "." and ".." */

	while (readdir(folder))
		n++;
	closedir(folder);
	return n;
}

static void write_file(const char *name, const char *text)
{
	struct pgl_error error = {""};
	struct pgl_output *output = pgl_output_open(name, &error);

	assert_non_null(output);
	assert_int_equal(pgl_output_write(output, text, strlen(text)), 0);
	assert_int_equal(pgl_output_finish(output, &error), 0);
	assert_string_equal(text_of(name), text);
}

static void a_file_appears_whole(void **state)
{
	struct pgl_error error = {""};

	(void)state;
	write_file("new", "one\n");
	struct pgl_output *output = pgl_output_open("new", &error);

	assert_non_null(output);
	pgl_output_write(output, "two\n", 4);
	assert_string_equal(text_of("new"), "one\n");
	assert_int_equal(pgl_output_finish(output, &error), 0);
	assert_string_equal(text_of("new"), "two\n");
	assert_int_equal(unlink("new"), 0);
	assert_int_equal(files_in("."), 0);
}

static void a_file_given_up_leaves_the_old_one(void **state)
{
	struct pgl_error error = {""};

	(void)state;
	write_file("old", "one\n");
	struct pgl_output *output = pgl_output_open("old", &error);

	pgl_output_write(output, "two\n", 4);
	pgl_output_abandon(output);
	assert_string_equal(text_of("old"), "one\n");
	unlink("old");
	assert_int_equal(files_in("."), 0);
}

static void a_device_stays_one(void **state)
{
	struct pgl_error error = {""};
	struct stat status;
	struct pgl_output *output = pgl_output_open("/dev/null", &error);

	(void)state;
	assert_non_null(output);
	assert_int_equal(pgl_output_write(output, "x", 1), 0);
	assert_int_equal(pgl_output_finish(output, &error), 0);
	assert_int_equal(stat("/dev/null", &status), 0);
	assert_true(S_ISCHR(status.st_mode));
}

static void a_full_disk_is_noticed(void **state)
{
	struct pgl_error error = {""};
	struct pgl_output *output = pgl_output_open("/dev/full", &error);

	(void)state;
	assert_non_null(output);
	pgl_output_write(output, "x", 1);
	assert_int_equal(pgl_output_finish(output, &error), -1);
	assert_non_null(strstr(error.text, "/dev/full"));
}

/* The kernel ends a process by a signal that writes more than it may, or into a pipe that nobody reads. */
static void no_signal_ends_the_compiler(void **state)
{
	struct rlimit limit, small;
	struct pgl_error error = {""};
	struct pgl_output *output;
	struct sigaction after;
	char text[5000];
	int n = files_in("."), ends[2];

	memset(text, 'x', sizeof text);
	getrlimit(RLIMIT_FSIZE, &limit);
	small = limit;
	small.rlim_cur = 1000;
	output = pgl_output_open("big", &error);
	assert_non_null(output);
	setrlimit(RLIMIT_FSIZE, &small);
	pgl_output_write(output, text, sizeof text);
	assert_int_equal(pgl_output_finish(output, &error), -1);
	setrlimit(RLIMIT_FSIZE, &limit);
	assert_non_null(strstr(error.text, "File too large"));
	assert_int_equal(files_in("."), n);

	assert_int_equal(pipe(ends), 0);
	snprintf(text, sizeof text, "/dev/fd/%d", ends[1]);
	output = pgl_output_open(text, &error);
	assert_non_null(output);
	close(ends[0]);
	pgl_output_write(output, text, sizeof text);
	assert_int_equal(pgl_output_finish(output, &error), -1);
	close(ends[1]);
	assert_non_null(strstr(error.text, "Broken pipe"));
	sigaction(SIGXFSZ, NULL, &after);
	assert_true(after.sa_handler == SIG_DFL);
	(void)state;
}

static void a_missing_folder_is_named(void **state)
{
	struct pgl_error error = {""};

	(void)state;
	assert_null(pgl_output_open("missing/x", &error));
	assert_non_null(strstr(error.text, "missing/x"));
	assert_null(pgl_output_open_in("missing", "x", &error));
	assert_non_null(strstr(error.text, "missing"));
}

static void names_in_a_folder_are_unique(void **state)
{
	static const char *const expected[] = {"dir/a.pgolens.jsonl", "dir/a.2.pgolens.jsonl",
					       "dir/a.3.pgolens.jsonl"};
	struct pgl_error error = {""};

	(void)state;
	assert_int_equal(mkdir("dir", 0777), 0);
	for (size_t i = 0; i < 3; i++) {
		struct pgl_output *output =
			pgl_output_open_in("dir", i == 1 ? "sub/dir/a" : "a", &error);

		assert_non_null(output);
		pgl_output_write(output, "x", 1);
		/* Nothing that an interrupted compile leaves has a record's name. */
		assert_int_equal(access(expected[i], F_OK), -1);
		assert_int_equal(pgl_output_finish(output, &error), 0);
		assert_string_equal(text_of(expected[i]), "x");
	}
	assert_int_equal(files_in("dir"), 3);
	for (size_t i = 0; i < 3; i++)
		unlink(expected[i]);
	rmdir("dir");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_appears_whole),
		cmocka_unit_test(a_file_given_up_leaves_the_old_one),
		cmocka_unit_test(a_device_stays_one),
		cmocka_unit_test(a_full_disk_is_noticed),
		cmocka_unit_test(no_signal_ends_the_compiler),
		cmocka_unit_test(a_missing_folder_is_named),
		cmocka_unit_test(names_in_a_folder_are_unique),
	};

	return cmocka_run_group_tests_name("plugin-output", tests, NULL, NULL);
}
