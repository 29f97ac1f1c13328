/* See gcc/lto.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/lto.h"

#include <lto-streamer.h>

/* GCC names LTO sections after a function and its number; no function has this name. The linker
   discards the section with the others that begin with LTO_SECTION_NAME_PREFIX. */
static const char summary_section[] = ".pgolens";

/* GCC sets in_lto_p only after it loads plugins; only lto1 compiles no language of its own. */
static bool is_for_links(void)
{
	return in_lto_p || !strcmp(lang_hooks.name, "GNU GIMPLE");
}

enum pgl_stage room_stage(void)
{
	if (!is_for_links())
		return PGL_STAGE_COMPILE;
	return flag_ltrans ? PGL_STAGE_LTRANS : PGL_STAGE_WPA;
}

enum pgl_lto room_lto(void)
{
	if (is_for_links() ? !room_only_joins() : !flag_generate_lto || !flag_lto)
		return PGL_LTO_NONE;
	return flag_fat_lto_objects ? PGL_LTO_FAT : PGL_LTO_SLIM;
}

bool room_only_joins(void)
{
	return is_for_links() && flag_incremental_link == INCREMENTAL_LINK_LTO;
}

/* If one process also generates code, lto-wrapper.c passes "-dumpdir PROG.lto.o- -dumpbase
   TEMPORARY.lto.o"; else "-dumpbase PROG.wpa". */
char *room_link_base(void)
{
	static const char wpa[] = "wpa", one[] = "lto.o-";
	const char *base = aux_base_name ? aux_base_name : "-";
	size_t length = dump_dir_name ? strlen(dump_dir_name) : 0;

	if (flag_wpa || length < strlen(one) || strcmp(dump_dir_name + length - strlen(one), one))
		return xstrdup(base);
	char *start = xstrndup(dump_dir_name, length - strlen(one));
	char *name = concat(start, wpa, NULL);

	free(start);
	return name;
}

bool room_streams_for_lto(void)
{
	return flag_lto && !lto_stream_offload_p;
}

/* GCC neither compresses nor unpacks it: where it finds a section damaged, it stops. */
void room_write_summary(const char *bytes, size_t length)
{
	char *name = lto_get_section_name(LTO_section_function_body, summary_section, 0, NULL);

	lto_begin_section(name, false);
	lto_write_data(bytes, length);
	lto_end_section();
	free(name);
}

struct lto_file_decl_data **room_linked_files(void)
{
	return lto_get_file_decl_data();
}

char *room_read_summary(struct lto_file_decl_data *file, size_t *length)
{
	const char *data = lto_get_raw_section_data(file, LTO_section_function_body,
						    summary_section, 0, length);

	if (!data)
		return NULL;
	char *bytes = XNEWVEC(char, *length + 1);

	memcpy(bytes, data, *length);
	lto_free_raw_section_data(file, LTO_section_function_body, summary_section, data, *length);
	return bytes;
}

const char *room_source_of(cgraph_node *node)
{
	tree context = node->decl;

	while (context && TREE_CODE(context) != TRANSLATION_UNIT_DECL)
		context = DECL_P(context)		? DECL_CONTEXT(context)
			  : TYPE_P(context)		? TYPE_CONTEXT(context)
			  : TREE_CODE(context) == BLOCK ? BLOCK_SUPERCONTEXT(context)
							: NULL_TREE;
	return context && DECL_NAME(context) ? IDENTIFIER_POINTER(DECL_NAME(context)) : NULL;
}

const char *room_file_name(struct lto_file_decl_data *file)
{
	return file->file_name;
}

double room_count_scale(cgraph_node *node)
{
	return (double)node->count_materialization_scale / REG_BR_PROB_BASE;
}

unsigned room_statement(cgraph_edge *e)
{
	return e->call_stmt ? gimple_uid(e->call_stmt) + 1 : e->lto_stmt_uid;
}
