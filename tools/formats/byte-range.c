/* See byte-range.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/byte-range.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int pgl_range_of_file(struct pgl_range *range, int file, const char *name, struct pgl_error *error)
{
	struct stat status;

	if (fstat(file, &status))
		return pgl_error_set(error, "cannot read '%s': %s", name, strerror(errno));
	*range = (struct pgl_range){.name = name, .file = file, .size = (uint64_t)status.st_size};
	return 0;
}

bool pgl_range_has(const struct pgl_range *range, uint64_t offset, uint64_t size)
{
	return offset <= range->size && size <= range->size - offset;
}

int pgl_range_read(const struct pgl_range *range, uint64_t offset, void *bytes, size_t size,
		   struct pgl_error *error)
{
	size_t done = 0;

	if (!pgl_range_has(range, offset, size))
		return pgl_error_set(error, "%s: cut off: it ends before byte %ju", range->name,
				     (uintmax_t)offset + size);
	while (done < size) {
		ssize_t n = pread(range->file, (char *)bytes + done, size - done,
				  (off_t)(range->start + offset + done));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return pgl_error_set(error, "cannot read '%s': %s", range->name,
					     n ? strerror(errno) : "it became shorter");
		done += (size_t)n;
	}
	return 0;
}
