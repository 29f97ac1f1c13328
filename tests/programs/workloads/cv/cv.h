/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A CV as the service stores it.  Everything lives in the arena of its document, or in the input.
 */
#ifndef CV_CV_H
#define CV_CV_H

#include <stdbool.h>

#include "lexer.h"
#include "number.h"
#include "text.h"

/* Singly linked; each item of a list starts with a struct cv_item. */
struct cv_item {
	struct cv_item *next;
};

struct cv_list {
	struct cv_item *first;
	struct cv_item *last;
};

struct cv_task {
	struct cv_item item;
	struct cv_text text;
};

struct cv_course {
	struct cv_item item;
	struct cv_text name;
	struct cv_text grade;
	struct cv_number credits;
};

struct cv_education {
	struct cv_item item;
	struct cv_text school;
	struct cv_text degree;
	struct cv_number from;
	struct cv_number to;
	struct cv_number gpa;
	struct cv_list courses;		/* of struct cv_course */
};

struct cv_job {
	struct cv_item item;
	struct cv_text company;
	struct cv_text title;
	struct cv_number from;
	struct cv_number to;
	bool is_current;
	struct cv_list tasks;		/* of struct cv_task */
};

struct cv_person {
	struct cv_text name;
	struct cv_text email;
	struct cv_text phone;
	struct cv_text city;
	struct cv_number born;
};

struct cv {
	struct cv_person person;
	struct cv_list education;	/* of struct cv_education */
	struct cv_list jobs;		/* of struct cv_job */
};

/* Read one CV.  0, or -1 with the lexer's error set; then *ret_cv may be half filled. */
int cv_read(struct cv_lexer *lexer, struct cv *ret_cv);

#endif
