/* How a statement is known. Every sentence that a command prints about a build is one of these, and
   says which.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EVIDENCE_H
#define PGL_EVIDENCE_H

enum pgl_evidence {
	PGL_RECORDED,  /* the compiler said so: it stands in a record, or is a sum of what does */
	PGL_ESTIMATED, /* a model says so: arithmetic over the compiler's own estimates */
	PGL_MEASURED,  /* a run of the program said so */
	PGL_CAUSED,    /* put back, and it went away */
	PGL_EVIDENCE_N
};

/* "recorded", "estimated", "measured", "caused". */
const char *pgl_evidence_word(enum pgl_evidence evidence);

#endif
