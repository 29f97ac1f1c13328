/* See place.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/sandbox.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/xalloc.h"

static int write_line(const char *path, const char *line)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);

	if (file < 0)
		return -1;
	bool is_written = write(file, line, strlen(line)) == (ssize_t)strlen(line);

	close(file);
	return is_written ? 0 : -1;
}

/* Gives this process mounts of its own; one who is not root needs to be it in a world of his own, where
   he keeps his number. */
static int own_mounts(void)
{
	uid_t user = getuid();
	gid_t group = getgid();

	if (unshare(CLONE_NEWNS)) {
		char *line;
		int failed;

		if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
			return -1;
		write_line("/proc/self/setgroups", "deny");
		line = pgl_xasprintf("%u %u 1", (unsigned)user, (unsigned)user);
		failed = write_line("/proc/self/uid_map", line);
		free(line);
		line = pgl_xasprintf("%u %u 1", (unsigned)group, (unsigned)group);
		failed |= write_line("/proc/self/gid_map", line);
		free(line);
		if (failed)
			return -1;
	}
	/* What we mount is nobody else's business. */
	return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

static bool try_to_mount(const char *path)
{
	int status = 1;
	pid_t child = fork();

	if (!child)
		_exit(own_mounts() || mount(path, path, NULL, MS_BIND, NULL) ? 1 : 0);
	return child > 0 && waitpid(child, &status, 0) == child && !status;
}

/* Beside the place, a link to where the tree that was moved there belongs. To be freed. */
static char *owner_link(const struct pgl_place *place)
{
	return pgl_xasprintf("%s.of", place->path);
}

/* What one who was ended had moved there goes back: it may be a variant that was made. */
static void bring_back(const struct pgl_place *place)
{
	char *link = owner_link(place), tree[4096];
	ssize_t length = readlink(link, tree, sizeof tree - 1);

	if (length > 0) {
		tree[length] = 0;
		if (access(tree, F_OK))
			rename(place->path, tree);
		unlink(link);
	}
	free(link);
}

static int move_there(const struct pgl_place *place, const char *tree)
{
	char *link = owner_link(place);
	int failed;

	unlink(link);
	failed = symlink(tree, link) || (rmdir(place->path) && access(place->path, F_OK) == 0) ||
		 rename(tree, place->path);
	free(link);
	return failed ? -1 : 0;
}

static int move_back(const struct pgl_place *place, const char *tree)
{
	char *link = owner_link(place);
	int failed = rename(place->path, tree) || mkdir(place->path, 0777) || unlink(link);

	free(link);
	return failed ? -1 : 0;
}

int pgl_place_init(struct pgl_place *place, char *path)
{
	*place = (struct pgl_place){.path = path};
	bring_back(place);
	if (pgl_remove_tree(path) || pgl_make_folders(path))
		return -1;
	place->can_mount = !getenv("PGOLENS_NO_MOUNT") && try_to_mount(path);
	return 0;
}

void pgl_place_release(struct pgl_place *place)
{
	if (place->path)
		rmdir(place->path);
	free(place->path);
	*place = (struct pgl_place){.path = NULL};
}

int pgl_place_enter(const struct pgl_place *place, const char *tree)
{
	if (place->can_mount) {
		if (own_mounts() || mount(tree, place->path, NULL, MS_BIND | MS_REC, NULL))
			return -1;
	} else if (move_there(place, tree)) {
		return -1;
	}
	if (chdir(place->path))
		return -1;
	return setenv("PWD", place->path, 1);
}

int pgl_place_leave(const struct pgl_place *place, const char *tree)
{
	if (chdir("/"))
		return -1;
	if (place->can_mount)
		return umount2(place->path, MNT_DETACH);
	return move_back(place, tree);
}
