/* See files.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xalloc.h"

int pgl_make_folders(const char *path)
{
	char *copy = pgl_xstrdup(path);
	int failed = 0;

	for (char *slash = strchr(copy + 1, '/'); slash && !failed;
	     slash = strchr(slash + 1, '/')) {
		*slash = 0;
		failed = mkdir(copy, 0777) && errno != EEXIST;
		*slash = '/';
	}
	if (!failed)
		failed = mkdir(copy, 0777) && errno != EEXIST;
	free(copy);
	return failed ? -1 : 0;
}

/* Names ------------------------------------------------------------------------------------- */

struct names {
	char **item;
	size_t n, room;
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void names_release(struct names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->item[i]);
	free(names->item);
}

/* The sorted names in FOLDER, without "." and "..". */
static int list(struct names *names, const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	*names = (struct names){.item = NULL};
	if (!directory)
		return -1;
	while ((errno = 0, entry = readdir(directory))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		PGL_GROW(names->item, names->n, names->room);
		names->item[names->n++] = pgl_xstrdup(entry->d_name);
	}
	int problem = errno;

	closedir(directory);
	if (problem) {
		names_release(names);
		errno = problem;
		return -1;
	}
	if (names->n)
		qsort(names->item, names->n, sizeof *names->item, compare_names);
	return 0;
}

/* Trees ------------------------------------------------------------------------------------- */

/* What is done with one thing below a folder; NAME is the last part of PATH. */
typedef int visitor(void *context, const char *path, const char *name, const struct stat *status);

static int for_each_in(const char *folder, visitor *visit, void *context)
{
	struct names names;
	int result = 0;

	if (list(&names, folder))
		return -1;
	for (size_t i = 0; i < names.n && !result; i++) {
		char *path = pgl_xasprintf("%s/%s", folder, names.item[i]);
		struct stat status;

		result = lstat(path, &status) ? -1 : visit(context, path, names.item[i], &status);
		int problem = errno;

		free(path);
		errno = problem;
	}
	int problem = errno;

	names_release(&names);
	errno = problem;
	return result;
}

static int remove_one(void *context, const char *path, const char *name, const struct stat *status)
{
	(void)name;
	if (!S_ISDIR(status->st_mode))
		return unlink(path);
	/* A build may have made folders that not even their owner can change. */
	chmod(path, status->st_mode | 0700);
	if (for_each_in(path, remove_one, context))
		return -1;
	return rmdir(path);
}

int pgl_remove_tree(const char *path)
{
	struct stat status;

	if (lstat(path, &status))
		return errno == ENOENT ? 0 : -1;
	return remove_one(NULL, path, path, &status);
}

static bool is_history(const char *name)
{
	return !strcmp(name, ".git") || !strcmp(name, ".hg") || !strcmp(name, ".svn");
}

/* The target of the link at PATH, to be freed; or NULL. */
static char *read_link(const char *path)
{
	char target[4096];
	ssize_t length = readlink(path, target, sizeof target);

	if (length < 0 || (size_t)length == sizeof target)
		return NULL;
	return pgl_xasprintf("%.*s", (int)length, target);
}

struct copy {
	const char *to;
	const char *const *skips;
};

static bool is_skipped(const char *const *skips, const char *path)
{
	for (size_t i = 0; skips && skips[i]; i++)
		if (!strcmp(skips[i], path))
			return true;
	return false;
}

/* Is it the file that our own words go to? It grows while we work. */
static bool is_own_output(const struct stat *status)
{
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
		struct stat own;

		if (S_ISREG(status->st_mode) && !fstat(fd, &own) && own.st_dev == status->st_dev &&
		    own.st_ino == status->st_ino)
			return true;
	}
	return false;
}

static int copy_bytes(int in, int out)
{
	char buffer[65536];
	ssize_t n;

	while ((n = read(in, buffer, sizeof buffer)) > 0)
		for (ssize_t done = 0; done < n;) {
			ssize_t written = write(out, buffer + done, (size_t)(n - done));

			if (written < 0)
				return -1;
			done += written;
		}
	return n < 0 ? -1 : 0;
}

static int copy_file(const char *from, const char *to, const struct stat *status)
{
	struct timespec times[] = {status->st_atim, status->st_mtim};
	int in = open(from, O_RDONLY | O_CLOEXEC), out;

	if (in < 0)
		return -1;
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status->st_mode & 0777);
	int failed = out < 0 || copy_bytes(in, out) || fchmod(out, status->st_mode & 07777) ||
		     futimens(out, times);
	int problem = errno;

	close(in);
	if (out >= 0 && close(out) && !failed) {
		failed = 1;
		problem = errno;
	}
	errno = problem;
	return failed ? -1 : 0;
}

static int copy_link(const char *target, const char *to)
{
	return target ? symlink(target, to) : -1;
}

static int copy_one(void *context, const char *path, const char *name, const struct stat *status)
{
	const struct copy *copy = context;
	char *to, *target = NULL;
	int failed = 0;

	if (is_skipped(copy->skips, path) || is_own_output(status))
		return 0;
	to = pgl_xasprintf("%s/%s", copy->to, name);
	if (S_ISDIR(status->st_mode) && !is_history(name)) {
		struct copy inner = {to, copy->skips};
		struct timespec times[] = {status->st_atim, status->st_mtim};

		failed = mkdir(to, 0700) || for_each_in(path, copy_one, &inner) ||
			 chmod(to, status->st_mode & 07777) || utimensat(AT_FDCWD, to, times, 0);
	} else if (S_ISDIR(status->st_mode)) {
		failed = symlink(path, to);
	} else if (S_ISLNK(status->st_mode)) {
		target = read_link(path);
		failed = copy_link(target, to);
	} else if (S_ISREG(status->st_mode)) {
		failed = copy_file(path, to, status);
	}
	int problem = errno;

	free(target);
	free(to);
	errno = problem;
	return failed ? -1 : 0;
}

int pgl_copy_tree(const char *from, const char *to, const char *const *skips)
{
	struct copy copy = {to, skips};

	if (mkdir(to, 0777))
		return -1;
	return for_each_in(from, copy_one, &copy);
}

struct digest_walk {
	struct pgl_digest *digest;
	size_t start; /* where names below the tree begin */
	const char *const *skips;
	struct pgl_strbuf *list;
};

static int digest_one(void *context, const char *path, const char *name, const struct stat *status)
{
	const struct digest_walk *walk = context;
	/* Not all rights can be given to a copy. */
	mode_t mode = status->st_mode & ~(mode_t)(S_ISUID | S_ISGID | S_ISVTX);
	int failed = 0;

	if (is_skipped(walk->skips, path) || is_history(name) || is_own_output(status) ||
	    !(S_ISDIR(mode) || S_ISLNK(mode) || S_ISREG(mode)))
		return 0;
	pgl_digest_add_text(walk->digest, path + walk->start);
	pgl_digest_add(walk->digest, &mode, sizeof mode);
	if (S_ISLNK(mode)) {
		char *target = read_link(path);

		pgl_digest_add_text(walk->digest, target);
		free(target);
	} else if (S_ISREG(mode)) {
		failed = pgl_digest_add_file(walk->digest, path);
	}
	if (walk->list) {
		char digest[PGL_DIGEST_SIZE];

		pgl_digest_end(walk->digest, digest);
		pgl_strbuf_addf(walk->list, "%s %s\n", digest, path + walk->start + 1);
	}
	return failed || !S_ISDIR(mode) ? failed : for_each_in(path, digest_one, context);
}

int pgl_digest_tree(struct pgl_digest *digest, const char *from, const char *const *skips,
		    struct pgl_strbuf *list)
{
	struct digest_walk walk = {digest, strlen(from), skips, list};

	return for_each_in(from, digest_one, &walk);
}

struct file_walk {
	pgl_file_visit *visit;
	void *context;
};

static int visit_one(void *context, const char *path, const char *name, const struct stat *status)
{
	const struct file_walk *walk = context;

	(void)name;
	if (S_ISDIR(status->st_mode))
		return for_each_in(path, visit_one, context);
	return S_ISREG(status->st_mode) ? walk->visit(walk->context, path, status) : 0;
}

int pgl_visit_files(const char *folder, pgl_file_visit *visit, void *context)
{
	struct file_walk walk = {visit, context};

	return for_each_in(folder, visit_one, &walk);
}

/* Whole files ------------------------------------------------------------------------------- */

int pgl_read_file(struct pgl_strbuf *text, const char *path)
{
	FILE *file = fopen(path, "re");
	char buffer[65536];
	size_t n;

	if (!file)
		return -1;
	while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
		pgl_strbuf_add_n(text, buffer, n);
	int problem = ferror(file) ? errno : 0;

	fclose(file);
	errno = problem;
	return problem ? -1 : 0;
}

int pgl_write_file(const char *path, const char *text, size_t length)
{
	char *temporary = pgl_xasprintf("%s.%ld.tmp", path, (long)getpid());
	FILE *file = fopen(temporary, "we");
	int failed = 0;

	if (!file) {
		failed = 1;
	} else {
		failed = fwrite(text, 1, length, file) != length;
		failed |= fclose(file) != 0;
		failed = failed || rename(temporary, path);
	}
	int problem = errno;

	if (failed && file)
		unlink(temporary);
	free(temporary);
	errno = problem;
	return failed ? -1 : 0;
}
