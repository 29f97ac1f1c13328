/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From tokens to struct cv.  A shape says for each kind of object where each member goes and
 * which function reads it; the reader calls that function through the table, once per member.
 * It checks that members of other names are JSON, and skips them.
 */
#include <stddef.h>

#include "cv.h"
#include "keys.h"

#define MAX_DEPTH 64

struct shape;

struct field {
	int (*read)(struct cv_lexer *lexer, const struct field *field,
		    const struct cv_token *first, void *into);
	size_t offset;
	const struct shape *shape;	/* of the object, or of each object in the list */
};

struct shape {
	const char *name;
	size_t size;
	struct field fields[CV_KEY_N];	/* without a read: not a member of this object */
};

static int expect(struct cv_lexer *lexer, enum cv_token_kind kind)
{
	struct cv_token token;

	if (cv_lexer_next(lexer, &token))
		return -1;
	return token.kind == kind ? 0 : cv_lexer_fail_token(lexer, &token, cv_token_name(kind));
}

/*
 * After an item of an object or array: 1 if a comma follows, 0 at the end, -1 on error.
 */
static int more(struct cv_lexer *lexer, enum cv_token_kind close)
{
	struct cv_token token;

	if (cv_lexer_next(lexer, &token))
		return -1;
	if (token.kind == CV_TOKEN_COMMA)
		return 1;
	if (token.kind == close)
		return 0;
	return cv_lexer_fail_token(lexer, &token,
				   close == CV_TOKEN_CLOSE_OBJECT ? "',' or '}'" : "',' or ']'");
}

/* The same before the first item. */
static int any(struct cv_lexer *lexer, enum cv_token_kind close)
{
	char mark = close == CV_TOKEN_CLOSE_OBJECT ? '}' : ']';
	struct cv_token token;

	if (cv_lexer_peek(lexer) != mark)
		return 1;
	return cv_lexer_next(lexer, &token);
}

static int read_key(struct cv_lexer *lexer, struct cv_token *key)
{
	if (cv_lexer_next(lexer, key))
		return -1;
	if (key->kind != CV_TOKEN_STRING)
		return cv_lexer_fail_token(lexer, key, "a member name");
	return expect(lexer, CV_TOKEN_COLON);
}

static int skip_value(struct cv_lexer *lexer, const struct cv_token *first, int depth)
{
	bool is_object = first->kind == CV_TOKEN_OPEN_OBJECT;
	enum cv_token_kind close = is_object ? CV_TOKEN_CLOSE_OBJECT : CV_TOKEN_CLOSE_ARRAY;
	struct cv_token token;
	int going;

	if (first->kind >= CV_TOKEN_STRING)
		return 0;
	if (!is_object && first->kind != CV_TOKEN_OPEN_ARRAY)
		return cv_lexer_fail_token(lexer, first, "a value");
	if (depth == MAX_DEPTH)
		return cv_lexer_fail(lexer, first->start, "nested too deeply");
	for (going = any(lexer, close); going > 0; going = more(lexer, close)) {
		if (is_object && read_key(lexer, &token))
			return -1;
		if (cv_lexer_next(lexer, &token) || skip_value(lexer, &token, depth + 1))
			return -1;
	}
	return going;
}

/* The members of an object whose '{' was read before. */
static int read_members(struct cv_lexer *lexer, const struct shape *shape, void *into)
{
	struct cv_token token;
	int going;

	for (going = any(lexer, CV_TOKEN_CLOSE_OBJECT); going > 0;
	     going = more(lexer, CV_TOKEN_CLOSE_OBJECT)) {
		const struct field *field;

		if (read_key(lexer, &token))
			return -1;
		field = &shape->fields[cv_key_find(token.text)];
		if (cv_lexer_next(lexer, &token))
			return -1;
		if (token.kind == CV_TOKEN_NULL)
			continue;
		if (!field->read) {
			if (skip_value(lexer, &token, 0))
				return -1;
		} else if (field->read(lexer, field, &token, (char *)into + field->offset)) {
			return -1;
		}
	}
	return going;
}

static int read_text(struct cv_lexer *lexer, const struct field *field,
		     const struct cv_token *first, void *into)
{
	(void)field;
	if (first->kind != CV_TOKEN_STRING)
		return cv_lexer_fail_token(lexer, first, "a string");
	*(struct cv_text *)into = first->text;
	return 0;
}

static int read_number(struct cv_lexer *lexer, const struct field *field,
		       const struct cv_token *first, void *into)
{
	(void)field;
	if (first->kind != CV_TOKEN_NUMBER)
		return cv_lexer_fail_token(lexer, first, "a number");
	*(struct cv_number *)into = first->number;
	return 0;
}

static int read_flag(struct cv_lexer *lexer, const struct field *field,
		     const struct cv_token *first, void *into)
{
	(void)field;
	if (first->kind != CV_TOKEN_TRUE && first->kind != CV_TOKEN_FALSE)
		return cv_lexer_fail_token(lexer, first, "true or false");
	*(bool *)into = first->kind == CV_TOKEN_TRUE;
	return 0;
}

static int read_object(struct cv_lexer *lexer, const struct field *field,
		       const struct cv_token *first, void *into)
{
	if (first->kind != CV_TOKEN_OPEN_OBJECT)
		return cv_lexer_fail_token(lexer, first, field->shape->name);
	return read_members(lexer, field->shape, into);
}

static void append(struct cv_list *list, struct cv_item *item)
{
	if (list->last)
		list->last->next = item;
	else
		list->first = item;
	list->last = item;
}

/* A list of objects or of strings: the shape has members or none. */
static int read_list(struct cv_lexer *lexer, const struct field *field,
		     const struct cv_token *first, void *into)
{
	struct cv_token token;
	int going;

	if (first->kind != CV_TOKEN_OPEN_ARRAY)
		return cv_lexer_fail_token(lexer, first, "'['");
	for (going = any(lexer, CV_TOKEN_CLOSE_ARRAY); going > 0;
	     going = more(lexer, CV_TOKEN_CLOSE_ARRAY)) {
		const struct field *whole = &field->shape->fields[CV_KEY_UNKNOWN];
		struct cv_item *item = cv_arena_alloc(lexer->arena, field->shape->size);
		int failed;

		if (!item)
			return cv_lexer_fail(lexer, lexer->at, "out of memory");
		if (cv_lexer_next(lexer, &token))
			return -1;
		if (whole->read)
			failed = whole->read(lexer, whole, &token, (char *)item + whole->offset);
		else
			failed = read_object(lexer, field, &token, item);
		if (failed)
			return -1;
		append(into, item);
	}
	return going;
}

#define FIELD(type, member, reader) { .read = reader, .offset = offsetof(struct type, member) }
#define SHAPED(type, member, reader, of) \
	{ .read = reader, .offset = offsetof(struct type, member), .shape = &of }

/* Not an object: the value itself goes where the unknown key points. */
static const struct shape task_shape = {
	.name = "a task", .size = sizeof(struct cv_task),
	.fields = { [CV_KEY_UNKNOWN] = FIELD(cv_task, text, read_text) },
};

static const struct shape course_shape = {
	.name = "a course", .size = sizeof(struct cv_course),
	.fields = {
		[CV_KEY_NAME] = FIELD(cv_course, name, read_text),
		[CV_KEY_GRADE] = FIELD(cv_course, grade, read_text),
		[CV_KEY_CREDITS] = FIELD(cv_course, credits, read_number),
	},
};

static const struct shape education_shape = {
	.name = "an education", .size = sizeof(struct cv_education),
	.fields = {
		[CV_KEY_SCHOOL] = FIELD(cv_education, school, read_text),
		[CV_KEY_DEGREE] = FIELD(cv_education, degree, read_text),
		[CV_KEY_FROM] = FIELD(cv_education, from, read_number),
		[CV_KEY_TO] = FIELD(cv_education, to, read_number),
		[CV_KEY_GPA] = FIELD(cv_education, gpa, read_number),
		[CV_KEY_COURSES] = SHAPED(cv_education, courses, read_list, course_shape),
	},
};

static const struct shape job_shape = {
	.name = "a job", .size = sizeof(struct cv_job),
	.fields = {
		[CV_KEY_COMPANY] = FIELD(cv_job, company, read_text),
		[CV_KEY_TITLE] = FIELD(cv_job, title, read_text),
		[CV_KEY_FROM] = FIELD(cv_job, from, read_number),
		[CV_KEY_TO] = FIELD(cv_job, to, read_number),
		[CV_KEY_CURRENT] = FIELD(cv_job, is_current, read_flag),
		[CV_KEY_TASKS] = SHAPED(cv_job, tasks, read_list, task_shape),
	},
};

static const struct shape person_shape = {
	.name = "a person", .size = sizeof(struct cv_person),
	.fields = {
		[CV_KEY_NAME] = FIELD(cv_person, name, read_text),
		[CV_KEY_EMAIL] = FIELD(cv_person, email, read_text),
		[CV_KEY_PHONE] = FIELD(cv_person, phone, read_text),
		[CV_KEY_CITY] = FIELD(cv_person, city, read_text),
		[CV_KEY_BORN] = FIELD(cv_person, born, read_number),
	},
};

static const struct shape cv_shape = {
	.name = "a CV", .size = sizeof(struct cv),
	.fields = {
		[CV_KEY_PERSONAL_INFO] = SHAPED(cv, person, read_object, person_shape),
		[CV_KEY_EDUCATION] = SHAPED(cv, education, read_list, education_shape),
		[CV_KEY_WORK_EXPERIENCE] = SHAPED(cv, jobs, read_list, job_shape),
	},
};

int cv_read(struct cv_lexer *lexer, struct cv *ret_cv)
{
	*ret_cv = (struct cv){ 0 };
	if (expect(lexer, CV_TOKEN_OPEN_OBJECT) || read_members(lexer, &cv_shape, ret_cv))
		return -1;
	if (ret_cv->person.name.size == 0)
		return cv_lexer_fail(lexer, lexer->at, "CV without a name");
	return 0;
}
