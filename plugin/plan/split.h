/* Where GCC splits parts off functions: what -split= selects and a replay follows.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLAN_SPLIT_H
#define PGL_PLAN_SPLIT_H

enum pgl_split {
	PGL_SPLIT_USUAL,    /* as GCC has it or, in a replay, as in the record */
	PGL_SPLIT_EARLY,    /* right after early inlining, as in builds without a profile */
	PGL_SPLIT_FEEDBACK, /* when the profile has been read, as with -fprofile-use */
	PGL_SPLIT_NONE
};

#endif
