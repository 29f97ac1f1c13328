/* The frame around a record that travels in an object file: header, then the record's text,
   compressed with zstd (docs/reference/record-format.md gives it byte by byte). Frames may follow each other,
   as a linker leaves them. frame-write.c and frame-read.c are the only files that include zstd.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FRAME_H
#define PGL_FRAME_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The section that holds frames. */
#define PGL_FRAME_SECTION ".pgolens"

/* 8 bytes that do not begin any text. */
#define PGL_FRAME_MAGIC "\211pgolens"
#define PGL_FRAME_VERSION 1
#define PGL_FRAME_HEADER 40
/* Longer texts are neither written to a frame nor read from one. */
#define PGL_FRAME_TEXT_LIMIT ((uint64_t)1 << 30)
/* Records do not compress beyond 1000:1; frames that claim a higher ratio are refused. */
#define PGL_FRAME_RATIO_LIMIT 1000

struct pgl_frame {
	uint64_t stored; /* bytes that follow the header: the compressed text */
	uint64_t length; /* bytes of the text */
	uint64_t checksum;
};

/* Returns the checksum of a frame: over the header fields before the checksum, then the N bytes
   STORED. */
uint64_t pgl_frame_checksum(const unsigned char *header, const void *stored, size_t n);

/* Makes the frame of the LENGTH bytes TEXT; equal texts give equal bytes. Returns 0 with
   *RET_BYTES, which the caller frees, or -1 with ERROR set: too long, out of memory, zstd. */
int pgl_frame_make(const char *text, size_t length, char **ret_bytes, size_t *ret_n,
		   struct pgl_error *error);

/* Reads the header into FRAME. Returns 0, or -1 with ERROR saying what is wrong with it. */
int pgl_frame_read_header(const unsigned char header[PGL_FRAME_HEADER], struct pgl_frame *frame,
			  struct pgl_error *error);

/* Returns the text of a frame as a stream. STORED are the bytes after HEADER, checked here against
   its checksum; both must live until the stream is closed. Returns NULL with ERROR set; a read
   error later also sets ERROR. */
FILE *pgl_frame_open(const unsigned char header[PGL_FRAME_HEADER], const unsigned char *stored,
		     struct pgl_error *error);

#ifdef __cplusplus
}
#endif

#endif
