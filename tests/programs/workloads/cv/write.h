/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing a CV as indented JSON.
 */
#ifndef CV_WRITE_H
#define CV_WRITE_H

#include "cv.h"
#include "emit.h"

/* 0, or -1 if the emitter's sink failed. */
int cv_write(struct cv_emitter *emitter, const struct cv *cv);

#endif
