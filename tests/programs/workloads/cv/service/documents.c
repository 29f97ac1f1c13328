/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the file whole and notes where each line is.
 */
#include "documents.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(FILE *file, size_t *ret_size)
{
	size_t size = 0, room = 1 << 20;
	char *data = malloc(room), *larger;

	while (data) {
		size += fread(data + size, 1, room - size, file);
		if (ferror(file))
			break;
		if (size < room) {
			*ret_size = size;
			return data;
		}
		larger = realloc(data, room *= 2);
		if (!larger)
			break;
		data = larger;
	}
	free(data);
	return NULL;
}

static size_t count_lines(const char *data, size_t size)
{
	size_t n = 1;

	for (size_t i = 0; i < size; i++)
		n += data[i] == '\n';
	return n;
}

int cv_documents_load(struct cv_documents *documents, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t size = 0;

	*documents = (struct cv_documents){ 0 };
	if (!file)
		return -1;
	documents->data = read_all(file, &size);
	fclose(file);
	if (!documents->data)
		return -1;
	documents->items = calloc(count_lines(documents->data, size), sizeof(struct cv_text));
	if (!documents->items) {
		cv_documents_release(documents);
		return -1;
	}
	for (size_t from = 0; from < size;) {
		const char *end = memchr(documents->data + from, '\n', size - from);
		size_t to = end ? (size_t)(end - documents->data) : size;

		if (to > from)
			documents->items[documents->n++] =
				(struct cv_text){ documents->data + from, to - from };
		from = to + 1;
	}
	if (documents->n)
		return 0;
	cv_documents_release(documents);
	errno = ENODATA;
	return -1;
}

void cv_documents_release(struct cv_documents *documents)
{
	free(documents->items);
	free(documents->data);
	*documents = (struct cv_documents){ 0 };
}
