/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Member names: a table of names, and an open hash table of indexes into it.
 */
#include "keys.h"

#define N_SLOTS 64	/* a power of two, three times the names */

#define NAME(s) { s, sizeof(s) - 1 }

static const struct cv_text names[CV_KEY_N] = {
	[CV_KEY_UNKNOWN] = NAME(""),
	[CV_KEY_BORN] = NAME("born"),
	[CV_KEY_CITY] = NAME("city"),
	[CV_KEY_COMPANY] = NAME("company"),
	[CV_KEY_COURSES] = NAME("courses"),
	[CV_KEY_CREDITS] = NAME("credits"),
	[CV_KEY_CURRENT] = NAME("current"),
	[CV_KEY_DEGREE] = NAME("degree"),
	[CV_KEY_EDUCATION] = NAME("education"),
	[CV_KEY_EMAIL] = NAME("email"),
	[CV_KEY_FROM] = NAME("from"),
	[CV_KEY_GPA] = NAME("gpa"),
	[CV_KEY_GRADE] = NAME("grade"),
	[CV_KEY_NAME] = NAME("name"),
	[CV_KEY_PERSONAL_INFO] = NAME("personal_info"),
	[CV_KEY_PHONE] = NAME("phone"),
	[CV_KEY_SCHOOL] = NAME("school"),
	[CV_KEY_TASKS] = NAME("tasks"),
	[CV_KEY_TITLE] = NAME("title"),
	[CV_KEY_TO] = NAME("to"),
	[CV_KEY_WORK_EXPERIENCE] = NAME("work_experience"),
};

static uint8_t slots[N_SLOTS];

static uint32_t first_slot(struct cv_text name)
{
	return cv_text_hash(name) % N_SLOTS;
}

static uint32_t next_slot(uint32_t slot)
{
	return (slot + 1) % N_SLOTS;
}

void cv_keys_init(void)
{
	for (int key = CV_KEY_UNKNOWN + 1; key < CV_KEY_N; key++) {
		uint32_t slot = first_slot(names[key]);

		while (slots[slot] != CV_KEY_UNKNOWN)
			slot = next_slot(slot);
		slots[slot] = (uint8_t)key;
	}
}

enum cv_key cv_key_find(struct cv_text name)
{
	uint32_t slot = first_slot(name);

	while (slots[slot] != CV_KEY_UNKNOWN && !cv_text_equal(names[slots[slot]], name))
		slot = next_slot(slot);
	return (enum cv_key)slots[slot];
}

struct cv_text cv_key_name(enum cv_key key)
{
	return names[key];
}
