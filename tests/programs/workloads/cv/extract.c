/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Extraction: walks the lists of a CV and counts, through small leaf functions called once per
 * course, job and task.
 */
#include "extract.h"

#define N_SHOWN 5
#define THIS_YEAR 2024

void cv_extract_init(struct cv_extract *extract)
{
	*extract = (struct cv_extract){ 0 };
	cv_tally_init(&extract->courses);
	cv_tally_init(&extract->titles);
}

void cv_extract_release(struct cv_extract *extract)
{
	cv_tally_release(&extract->courses);
	cv_tally_release(&extract->titles);
}

static struct cv_text or_unknown(struct cv_text text)
{
	return text.size ? text : (struct cv_text){ "(unknown)", 9 };
}

static struct cv_text course_name(const struct cv_course *course)
{
	return or_unknown(course->name);
}

static double course_credits(const struct cv_course *course)
{
	return course->credits.real > 0 ? course->credits.real : 0;
}

static bool is_year(const struct cv_number *number)
{
	return number->is_integer && number->integer >= 1900 && number->integer <= THIS_YEAR;
}

static int64_t job_years(const struct cv_job *job)
{
	int64_t end = is_year(&job->to) ? job->to.integer : THIS_YEAR;

	return is_year(&job->from) && end > job->from.integer ? end - job->from.integer : 0;
}

static int add_courses(struct cv_extract *extract, const struct cv_list *list)
{
	for (const struct cv_item *item = list->first; item; item = item->next) {
		const struct cv_course *course = (const struct cv_course *)item;

		if (cv_tally_add(&extract->courses, course_name(course)))
			return -1;
		extract->credits += course_credits(course);
		extract->n_courses++;
	}
	return 0;
}

static void add_tasks(struct cv_extract *extract, const struct cv_list *list)
{
	for (const struct cv_item *item = list->first; item; item = item->next) {
		const struct cv_task *task = (const struct cv_task *)item;

		if (task->text.size > extract->longest_task)
			extract->longest_task = task->text.size;
		extract->n_tasks++;
	}
}

static int add_job(struct cv_extract *extract, const struct cv_job *job)
{
	extract->years += job_years(job);
	extract->n_current += job->is_current;
	add_tasks(extract, &job->tasks);
	return cv_tally_add(&extract->titles, or_unknown(job->title));
}

int cv_extract_add(struct cv_extract *extract, const struct cv *cv)
{
	const struct cv_item *item;

	extract->n_people++;
	for (item = cv->education.first; item; item = item->next) {
		if (add_courses(extract, &((const struct cv_education *)item)->courses))
			return -1;
	}
	for (item = cv->jobs.first; item; item = item->next) {
		if (add_job(extract, (const struct cv_job *)item))
			return -1;
	}
	return 0;
}

static void print_tally(struct cv_tally *tally, const char *title, FILE *out)
{
	cv_tally_sort(tally);
	fprintf(out, "%s: %zu different\n", title, tally->n_used);
	for (size_t i = 0; i < tally->n_used && i < N_SHOWN; i++) {
		const struct cv_tally_entry *entry = &tally->entries[i];

		fprintf(out, "  %8llu %.*s\n", (unsigned long long)entry->count,
			(int)entry->name.size, entry->name.data);
	}
}

void cv_extract_print(struct cv_extract *extract, FILE *out)
{
	fprintf(out, "people: %llu\ncourses taken: %llu, %.1f credits\n",
		(unsigned long long)extract->n_people, (unsigned long long)extract->n_courses,
		extract->credits);
	fprintf(out, "years of work: %lld, %llu jobs held\n", (long long)extract->years,
		(unsigned long long)extract->n_current);
	fprintf(out, "tasks: %llu, the longest of %zu bytes\n",
		(unsigned long long)extract->n_tasks, extract->longest_task);
	print_tally(&extract->courses, "courses", out);
	print_tally(&extract->titles, "titles", out);
}
