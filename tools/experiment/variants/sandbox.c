/* See sandbox.h.

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

/* Maps ID to itself in the new user namespace. */
static int map_id(const char *path, unsigned id)
{
	PGL_AUTOFREE char *line = pgl_xasprintf("%u %u 1", id, id);

	return write_line(path, line);
}

/* Enters a private mount namespace; without root, also a user namespace that maps our uid and gid to themselves. */
static int own_mounts(void)
{
	uid_t user = getuid();
	gid_t group = getgid();

	if (unshare(CLONE_NEWNS)) {
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
			return -1;
		write_line("/proc/self/setgroups", "deny");
		if (map_id("/proc/self/uid_map", user) || map_id("/proc/self/gid_map", group))
			return -1;
	}
	/* Other processes must not see our mounts. */
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

/* The link beside the sandbox that says where the tree in it belongs; to be freed. */
static char *owner_link(const struct pgl_sandbox *sandbox)
{
	return pgl_xasprintf("%s.of", sandbox->path);
}

/* Moves back a tree that a killed run left in the sandbox: it may be a finished variant. */
static void bring_back(const struct pgl_sandbox *sandbox)
{
	PGL_AUTOFREE char *link = owner_link(sandbox);
	char tree[4096];
	ssize_t length = readlink(link, tree, sizeof tree - 1);

	if (length <= 0)
		return;
	tree[length] = 0;
	if (access(tree, F_OK))
		rename(sandbox->path, tree);
	unlink(link);
}

static int move_there(const struct pgl_sandbox *sandbox, const char *tree)
{
	PGL_AUTOFREE char *link = owner_link(sandbox);

	unlink(link);
	return symlink(tree, link) || (rmdir(sandbox->path) && access(sandbox->path, F_OK) == 0) ||
			       rename(tree, sandbox->path)
		       ? -1
		       : 0;
}

static int move_back(const struct pgl_sandbox *sandbox, const char *tree)
{
	PGL_AUTOFREE char *link = owner_link(sandbox);

	return rename(sandbox->path, tree) || mkdir(sandbox->path, 0777) || unlink(link) ? -1 : 0;
}

int pgl_sandbox_init(struct pgl_sandbox *sandbox, char *path)
{
	*sandbox = (struct pgl_sandbox){.path = path};
	bring_back(sandbox);
	if (pgl_remove_tree(path) || pgl_make_folders(path))
		return -1;
	sandbox->can_mount = !getenv("PGOLENS_NO_MOUNT") && try_to_mount(path);
	return 0;
}

void pgl_sandbox_release(struct pgl_sandbox *sandbox)
{
	if (sandbox->path)
		rmdir(sandbox->path);
	free(sandbox->path);
	*sandbox = (struct pgl_sandbox){.path = NULL};
}

int pgl_sandbox_enter(const struct pgl_sandbox *sandbox, const char *tree)
{
	if (sandbox->can_mount) {
		if (own_mounts() || mount(tree, sandbox->path, NULL, MS_BIND | MS_REC, NULL))
			return -1;
	} else if (move_there(sandbox, tree)) {
		return -1;
	}
	if (chdir(sandbox->path))
		return -1;
	return setenv("PWD", sandbox->path, 1);
}

int pgl_sandbox_leave(const struct pgl_sandbox *sandbox, const char *tree)
{
	if (chdir("/"))
		return -1;
	if (sandbox->can_mount)
		return umount2(sandbox->path, MNT_DETACH);
	return move_back(sandbox, tree);
}
