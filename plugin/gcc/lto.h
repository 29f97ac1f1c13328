/* The part of gcc/room.h about link-time optimization: the stage of this compiler run, the section
   in which a compile leaves its summary for the link, the objects of a link.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_LTO_H
#define PGL_GCC_ROOM_LTO_H

#include "gcc/room.h"

struct lto_file_decl_data;

/* The stage of this run. WPA is any run that decides for the whole program, whether or not the same
   process generates code. */
enum pgl_stage room_stage(void);
/* What this run leaves in its object for a link. */
enum pgl_lto room_lto(void);
/* True if this run joins objects for a later link and optimizes nothing (ld -r). */
bool room_only_joins(void);

/* GCC's name for the auxiliary files of the run that decides for the whole program: the link's
   output and "wpa", without the parts that GCC made up. A new string. */
char *room_link_base(void);

/* True if GCC is writing the summaries of link-time optimization, not other ones. */
bool room_streams_for_lto(void);
/* Write BYTES to our section of the object; from a pass's write_summary hook only. */
void room_write_summary(const char *bytes, size_t length);
/* The objects of the link, ended by NULL; from a pass's read_summary hook only. */
struct lto_file_decl_data **room_linked_files(void);
/* What room_write_summary() left in FILE: *LENGTH new bytes, which may be
   damaged; NULL: nothing. */
char *room_read_summary(struct lto_file_decl_data *file, size_t *length);
/* The source file of NODE, or NULL; the linker's name for FILE. */
const char *room_source_of(cgraph_node *node);
const char *room_file_name(struct lto_file_decl_data *file);

/* The factor by which GCC scaled NODE's counts because other units had more training runs. */
double room_count_scale(cgraph_node *node);
/* The number by which the link knows E's call within the function it was compiled in; 0: none. In a
   compile it is valid only while GCC writes summaries. */
unsigned room_statement(cgraph_edge *e);

#endif
