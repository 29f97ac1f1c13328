/* See emit-section.h. The section is not allocated, so no program loads it and no code can see it; it
   has no relocations and no symbols, so strip and --gc-sections leave it alone.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/room.h"

#include "emit-section.h"

#include "record/frame.h"
#include "record/json-write.h"

static int write_to_stream(void *stream, const char *text, size_t length)
{
	return fwrite(text, 1, length, (FILE *)stream) == length ? 0 : -1;
}

/* The frame of RECORD's text. */
static int make_frame(const pgl_record *record, char **ret_bytes, size_t *ret_n, pgl_error *error)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);
	int failed = -1;

	pgl_error_set(error, "out of memory");
	if (stream) {
		failed = pgl_json_write(record, write_to_stream, stream, error);
		if (fclose(stream))
			failed = -1;
	}
	if (!failed)
		failed = pgl_frame_make(text, length, ret_bytes, ret_n, error);
	free(text);
	return failed;
}

/* True if the program itself uses a section of this name. */
static bool is_taken(const char *name)
{
	symtab_node *node;

	FOR_EACH_SYMBOL(node)
	if (node->get_section() && !strcmp(node->get_section(), name))
		return true;
	return false;
}

/* The N bytes as strings of the assembler's. As assemble_string (), which takes ten times as long. */
static void write_bytes(const char *bytes, size_t n)
{
	/* A line of the assembly, and what it can grow by in one step. */
	char line[512];
	size_t length = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = bytes[i];

		if (!length)
			line[length++] = '"';
		if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
			line[length++] = c;
		} else {
			line[length++] = '\\';
			line[length++] = '0' + (c >> 6);
			line[length++] = '0' + (c >> 3 & 7);
			line[length++] = '0' + (c & 7);
		}
		if (length > sizeof line - 8 || i + 1 == n) {
			line[length++] = '"';
			line[length++] = '\n';
			fputs(ASCII_DATA_ASM_OP, asm_out_file);
			fwrite(line, 1, length, asm_out_file);
			length = 0;
		}
	}
}

int emit_section(const pgl_record *record, bool object_only, pgl_error *error)
{
	char *bytes;
	size_t n;

	if (!room_writes_elf() || !asm_out_file)
		return pgl_error_set(error, "this compile writes no ELF object to put it into");
	if (object_only && !room_can_exclude_sections())
		return pgl_error_set(error, "this assembler cannot keep a section out of a link");
	if (is_taken(PGL_FRAME_SECTION))
		return pgl_error_set(error, "the program has a section '%s' of its own",
				     PGL_FRAME_SECTION);
	if (make_frame(record, &bytes, &n, error))
		return -1;
	/* Not by way of get_section (), which ends the compile if something is as it did not expect. */
	targetm.asm_out.named_section(
		PGL_FRAME_SECTION, SECTION_DEBUG | (object_only ? SECTION_EXCLUDE : 0), NULL_TREE);
	write_bytes(bytes, n);
	/* The next writer must select its section. */
	in_section = NULL;
	free(bytes);
	return 0;
}
