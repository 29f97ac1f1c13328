/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef SAMPLE_H
#define SAMPLE_H

#ifdef __cplusplus
extern "C" {
#endif

unsigned hash_text(const char *text);
unsigned count_lines(const char *text);
unsigned count_words(const char *text);

#ifdef __cplusplus
}
#endif

#endif
