/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The indented writer's upper half: which members, in which order.
 */
#include "write.h"

#include "keys.h"

static void text(struct cv_emitter *emitter, enum cv_key key, struct cv_text value)
{
	cv_emit_key(emitter, cv_key_name(key));
	cv_emit_text(emitter, value);
}

static void number(struct cv_emitter *emitter, enum cv_key key, const struct cv_number *value)
{
	cv_emit_key(emitter, cv_key_name(key));
	cv_emit_number(emitter, value);
}

static void person(struct cv_emitter *emitter, const struct cv_person *it)
{
	cv_emit_key(emitter, cv_key_name(CV_KEY_PERSONAL_INFO));
	cv_emit_open(emitter, '{');
	text(emitter, CV_KEY_NAME, it->name);
	text(emitter, CV_KEY_EMAIL, it->email);
	text(emitter, CV_KEY_PHONE, it->phone);
	text(emitter, CV_KEY_CITY, it->city);
	number(emitter, CV_KEY_BORN, &it->born);
	cv_emit_close(emitter, '}');
}

/* A member that is a list, each item written by write_item. */
static void list(struct cv_emitter *emitter, enum cv_key key, const struct cv_list *it,
		 void (*write_item)(struct cv_emitter *, const struct cv_item *))
{
	cv_emit_key(emitter, cv_key_name(key));
	cv_emit_open(emitter, '[');
	for (const struct cv_item *item = it->first; item; item = item->next)
		write_item(emitter, item);
	cv_emit_close(emitter, ']');
}

static void course(struct cv_emitter *emitter, const struct cv_item *item)
{
	const struct cv_course *it = (const struct cv_course *)item;

	cv_emit_open(emitter, '{');
	text(emitter, CV_KEY_NAME, it->name);
	text(emitter, CV_KEY_GRADE, it->grade);
	number(emitter, CV_KEY_CREDITS, &it->credits);
	cv_emit_close(emitter, '}');
}

static void education(struct cv_emitter *emitter, const struct cv_item *item)
{
	const struct cv_education *it = (const struct cv_education *)item;

	cv_emit_open(emitter, '{');
	text(emitter, CV_KEY_SCHOOL, it->school);
	text(emitter, CV_KEY_DEGREE, it->degree);
	number(emitter, CV_KEY_FROM, &it->from);
	number(emitter, CV_KEY_TO, &it->to);
	number(emitter, CV_KEY_GPA, &it->gpa);
	list(emitter, CV_KEY_COURSES, &it->courses, course);
	cv_emit_close(emitter, '}');
}

static void task(struct cv_emitter *emitter, const struct cv_item *item)
{
	cv_emit_text(emitter, ((const struct cv_task *)item)->text);
}

static void job(struct cv_emitter *emitter, const struct cv_item *item)
{
	const struct cv_job *it = (const struct cv_job *)item;

	cv_emit_open(emitter, '{');
	text(emitter, CV_KEY_COMPANY, it->company);
	text(emitter, CV_KEY_TITLE, it->title);
	number(emitter, CV_KEY_FROM, &it->from);
	if (it->is_current) {
		cv_emit_key(emitter, cv_key_name(CV_KEY_CURRENT));
		cv_emit_flag(emitter, true);
	} else {
		number(emitter, CV_KEY_TO, &it->to);
	}
	list(emitter, CV_KEY_TASKS, &it->tasks, task);
	cv_emit_close(emitter, '}');
}

int cv_write(struct cv_emitter *emitter, const struct cv *cv)
{
	cv_emit_open(emitter, '{');
	person(emitter, &cv->person);
	list(emitter, CV_KEY_EDUCATION, &cv->education, education);
	list(emitter, CV_KEY_WORK_EXPERIENCE, &cv->jobs, job);
	cv_emit_close(emitter, '}');
	return cv_emit_flush(emitter);
}
