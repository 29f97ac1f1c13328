/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The member names a CV may have, found by hash.
 */
#ifndef CV_KEYS_H
#define CV_KEYS_H

#include "text.h"

enum cv_key {
	CV_KEY_UNKNOWN,
	CV_KEY_BORN,
	CV_KEY_CITY,
	CV_KEY_COMPANY,
	CV_KEY_COURSES,
	CV_KEY_CREDITS,
	CV_KEY_CURRENT,
	CV_KEY_DEGREE,
	CV_KEY_EDUCATION,
	CV_KEY_EMAIL,
	CV_KEY_FROM,
	CV_KEY_GPA,
	CV_KEY_GRADE,
	CV_KEY_NAME,
	CV_KEY_PERSONAL_INFO,
	CV_KEY_PHONE,
	CV_KEY_SCHOOL,
	CV_KEY_TASKS,
	CV_KEY_TITLE,
	CV_KEY_TO,
	CV_KEY_WORK_EXPERIENCE,
	CV_KEY_N
};

/* Call once before the others. */
void cv_keys_init(void);

enum cv_key cv_key_find(struct cv_text name);
struct cv_text cv_key_name(enum cv_key key);

#endif
