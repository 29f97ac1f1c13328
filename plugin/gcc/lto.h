/* The part of the room (gcc/room.h) that is about link-time optimization: which stage this compiler
   run is, the section in which a compile leaves what the link should know, the objects of a link.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_LTO_H
#define PGL_GCC_ROOM_LTO_H

#include "gcc/room.h"

struct lto_file_decl_data;

/* Which of the runs of a build is this? WPA is any run that decides for the whole program, in one
   process with the code generation or not. */
enum pgl_stage room_stage(void);
/* What this run leaves in its object for a link. */
enum pgl_lto room_lto(void);
/* Does this run join objects for a later link, and optimize nothing (ld -r)? */
bool room_only_joins(void);

/* What GCC calls the auxiliary files of the run that decides for the whole program: the name of the
   link's output and "wpa", without any part that GCC made up; in a new string. */
char *room_link_base(void);

/* Are these the summaries of link-time optimization that GCC is writing? */
bool room_streams_for_lto(void);
/* Puts TEXT into our section of the object; from a pass's write_summary hook only. */
void room_write_summary(const char *text, size_t length);
/* The objects that are linked, ended by NULL; from a pass's read_summary hook only. */
struct lto_file_decl_data **room_linked_files(void);
/* What room_write_summary() left in FILE: a new string of *LENGTH bytes, or NULL: nothing. */
char *room_read_summary(struct lto_file_decl_data *file, size_t *length);
/* The source file NODE was compiled from, or NULL; the name of FILE, as the linker knows it. */
const char *room_source_of(cgraph_node *node);
const char *room_file_name(struct lto_file_decl_data *file);

/* By how much GCC has multiplied NODE's counts to make up for fewer training runs of its unit than of
   others. */
double room_count_scale(cgraph_node *node);
/* What the link knows E's call by, within the function it was compiled in; 0: nothing. In a
   compile only while summaries are written. */
unsigned room_statement(cgraph_edge *e);

#endif
