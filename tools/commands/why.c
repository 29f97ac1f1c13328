/* pgolens why: one call, in both builds.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"
#include "render/why-text.h"
#include "base/report.h"

enum { USUAL_INSTANCES = 10 }; /* in text */

struct values {
	uint64_t limit;
	bool all;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("How much"),
	PGL_NUMBER(struct values, limit, 'n', "limit", "N",
		   "show the first N instances of each call (default: 10 in\n"
		   "text, else all)"),
	PGL_FLAG(struct values, all, 'a', "all", "show all of them"),
	PGL_HEADING("Output"),
	PGL_OUTPUT_SWITCHES(struct values, output),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "why",
	.synopsis = "[OPTION]... [OLD] NEW FILE:LINE[:COLUMN] | [OLD] NEW CALLER CALLEE",
	.summary = "explain why a call was inlined or not, with the numbers GCC compared",
	.details = "OLD and NEW are as for diff; without OLD, only NEW is examined. FILE is a path "
		   "or the end\n"
		   "of one. CALLER is the function that contains the call; CALLEE is '(indirect)' "
		   "for an\n"
		   "indirect call. FILE, CALLER and CALLEE may be patterns with * and ?.",
	.switches = switches,
	.exit_status =
		"0  fine\n2  trouble: wrong usage, a record that can't be read, no such call",
	.examples = "pgolens why old/ new/ lex.c:23:14\n"
		    "pgolens why old/ new/ lex next_char\n"
		    "pgolens why new/ 'lex*' '*'\n"
		    "pgolens why --format=json old/ new/ lex.c:23 | jq '.calls[].instances[].why'"};

/* The last operands are the question; those before it name builds: returns how many of these there are, or
   0. */
static size_t split_operands(char *const *operands, size_t n, struct pgl_selector *question)
{
	*question = (struct pgl_selector){.file = NULL};
	if (n >= 2 && n <= 3 && pgl_selector_location(question, operands[n - 1]))
		return n - 1;
	if (n < 3 || n > 4)
		return 0;
	question->caller = operands[n - 2];
	question->callee = operands[n - 1];
	return n - 2;
}

static enum pgl_exit render(const struct values *values, const struct pgl_compared *compared,
			    struct pgl_calls *calls, int n_sides)
{
	bool is_text = values->output.format == PGL_FORMAT_TEXT;
	uint64_t limit =
		pgl_command_limit(&values->output, values->all, values->limit, USUAL_INSTANCES);
	struct pgl_cascades *cascades = n_sides > 1 ? pgl_cascades_new(&compared->weights) : NULL;
	struct pgl_why why = {.weights = &compared->weights,
			      .cascades = cascades,
			      .calls = calls,
			      .n_sides = n_sides,
			      .n_instances = limit ? limit : SIZE_MAX};
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_output output;

	pgl_calls_order(calls, &compared->weights);
	if (!pgl_command_open(&values->output, &output)) {
		(is_text ? pgl_why_text : pgl_why_json)(&why, &output.style, output.stream);
		status = pgl_command_close(&output, PGL_EXIT_FINE);
	}
	pgl_cascades_free(cascades);
	return status;
}

static enum pgl_exit answer(const struct values *values, const struct pgl_build builds[],
			    const struct pgl_selector *question, int n_sides)
{
	struct pgl_compared compared;
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	struct pgl_calls calls;
	struct pgl_error error;

	if (pgl_compared_init(&compared, builds, &error)) {
		pgl_report("%s", error.text);
		return status;
	}
	if (pgl_calls_find(&calls, &compared.match, question, n_sides, &error))
		pgl_report("%s", error.text);
	else
		status = render(values, &compared, &calls, n_sides);
	pgl_calls_release(&calls);
	pgl_compared_release(&compared);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	struct pgl_build builds[PGL_SIDES];
	struct pgl_selector question;
	enum pgl_exit status = PGL_EXIT_TROUBLE;
	size_t n_builds = split_operands(operands, n_operands, &question);

	if (!n_builds)
		return pgl_command_misused(
			"why", "needs one or two builds, and FILE:LINE or CALLER CALLEE");
	if (!pgl_command_load(&builds[PGL_OLD], &operands[PGL_OLD], 1)) {
		/* One build is compared with itself; what that says of two is not shown. */
		builds[PGL_NEW] = builds[PGL_OLD];
		if (n_builds == 1 || !pgl_command_load(&builds[PGL_NEW], &operands[PGL_NEW], 1)) {
			status = answer(given, builds, &question, (int)n_builds);
			if (n_builds > 1)
				pgl_build_release(&builds[PGL_NEW]);
		}
		pgl_build_release(&builds[PGL_OLD]);
	}
	pgl_selector_release(&question);
	return status;
}

const struct pgl_command pgl_command_why = {&usage, sizeof(struct values), run};
