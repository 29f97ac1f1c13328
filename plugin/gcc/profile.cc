/* See gcc/profile.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/profile.h"

#include <coverage.h>

/* PATH as one name: below -fprofile-use=DIR, GCC names a file by its whole path. The GCC manual
   describes the encoding under -fprofile-dir. */
static void mangle(char *path)
{
	char *to = path;

	for (const char *from = path; *from;) {
		size_t length = strcspn(from, "/");

		if (length == 1 && from[0] == '.' && from[1]) {
			from += 2;
			continue;
		}
		if (length == 2 && from[0] == '.' && from[1] == '.')
			*to++ = '^';
		else {
			memmove(to, from, length);
			to += length;
		}
		from += length;
		if (*from) {
			*to++ = '#';
			from++;
		}
	}
	*to = '\0';
}

char *room_profile_place(unsigned i)
{
	if (!aux_base_name)
		return NULL;
	/* If the user gave no folder, GCC has stored the working folder there by now. */
	if (!i)
		return profile_data_prefix
			       ? concat(profile_data_prefix, "/", aux_base_name, ".gcda", NULL)
			       : concat(aux_base_name, ".gcda", NULL);
	if (!profile_data_prefix || IS_ABSOLUTE_PATH(aux_base_name))
		return NULL;
	char *whole = concat(getpwd(), "/", aux_base_name, NULL), *start = whole;

	if (profile_prefix_path &&
	    !strncmp(whole, profile_prefix_path, strlen(profile_prefix_path)))
		for (start += strlen(profile_prefix_path); *start == '/';)
			start++;
	mangle(start);
	char *place = concat(profile_data_prefix, "/", start, ".gcda", NULL);

	free(whole);
	return place;
}

uint32_t room_profile_ident(cgraph_node *node)
{
	return node->profile_id;
}

uint32_t room_profile_lines(cgraph_node *node)
{
	tree current = current_function_decl;

	/* GCC computes it for the current function only. */
	current_function_decl = node->decl;
	uint32_t lines = coverage_compute_lineno_checksum();

	current_function_decl = current;
	return lines;
}
