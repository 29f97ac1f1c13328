/* pgolens check: does a build keep the rules?

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <string.h>

#include "check/check.h"
#include "formats/elf.h"
#include "check/rules.h"
#include "render/check-words.h"
#include "check/rule-kinds.h"
#include "base/report.h"

enum { USUAL_FINDINGS = 10 }; /* of a rule, in text */

struct format {
	const char *word;
	pgl_check_renderer *render;
};

static const struct format formats[] = {
	{"text", pgl_check_as_text},   {"junit", pgl_check_as_junit},
	{"sarif", pgl_check_as_sarif}, {"github", pgl_check_as_github},
	{"json", pgl_check_as_json},
};
static const char *const format_words[] = {"text", "junit", "sarif", "github", "json", NULL};
_Static_assert(sizeof format_words / sizeof *format_words == sizeof formats / sizeof *formats + 1,
	       "a word for each format");

struct values {
	struct pgl_texts files, rules;
	bool list, all;
	uint64_t limit;
	const char *program[PGL_SIDES];
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_HEADING("Rules"),
	PGL_LIST(struct values, files, 0, "rules", "FILE",
		 "read rules from FILE, one per line; may be given again"),
	PGL_LIST(struct values, rules, 0, "rule", "RULE", "add this rule; may be given again"),
	PGL_FLAG(struct values, list, 0, "list", "list the kinds of rules and what each requires"),
	PGL_HEADING("Builds"),
	PGL_TEXT(struct values, program[PGL_OLD], 0, "old-program", "FILE",
		 "take the size of OLD from .text of this program or library\n"
		 "(default: of the objects beside its records)"),
	PGL_TEXT(struct values, program[PGL_NEW], 0, "new-program", "FILE", "the same for NEW"),
	PGL_HEADING("Output"),
	PGL_NUMBER(struct values, limit, 'n', "limit", "N",
		   "in text, show N violations of each rule (default: 10)"),
	PGL_FLAG(struct values, all, 'a', "all", "show all of them"),
	PGL_FORMAT_SWITCHES(struct values, output, format_words,
			    "text (default), junit, sarif, github or json"),
	PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "check",
	.synopsis = "[OPTION]... --rules=FILE OLD NEW",
	.summary = "check a build against rules, for CI",
	.details =
		"OLD and NEW are as for diff. A rule is one line: its name, its subject, and its\n"
		"limit if it has one:\n"
		"\n"
		"  stays-inlined hot                   # NEW un-inlines no hot call\n"
		"  inlined caller=vm_* callee=fetch    # these calls are inlined\n"
		"  not-rejected hot reason=LARGE_*     # no hot call is rejected for that\n"
		"  text-growth <= 1%                   # .text grows by 1 % at most\n"
		"\n"
		"A rule whose data is missing fails unless marked if-known. A rule marked warn is\n"
		"reported but does not affect the exit status.",
	.switches = switches,
	.exit_status =
		"0  the rules hold\n1  a rule is broken\n2  trouble: wrong usage, a rule or a "
		"record that can't be read",
	.examples = "pgolens check --rules=rules.txt old/ new/\n"
		    "pgolens check --rule='stays-inlined hot if-known' old/ new/\n"
		    "pgolens check --rules=rules.txt --format=sarif -o check.sarif old/ new/\n"
		    "pgolens check --list"};

/* --- rules --- */

static enum pgl_exit list(const struct values *values)
{
	struct pgl_strbuf form = PGL_STRBUF_INIT;
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	for (size_t i = 0; pgl_rule_kind_at(i); i++) {
		pgl_strbuf_reset(&form);
		pgl_add_rule_form(&form, pgl_rule_kind_at(i));
		fprintf(output.stream, "%s\n    %s\n", form.text, pgl_rule_kind_at(i)->about);
	}
	fputs("\nEvery rule also takes name=TEXT, its name in reports; if-known, it holds if its\n"
	      "data is missing; and warn, it is reported but does not affect the exit status.\n",
	      output.stream);
	pgl_strbuf_release(&form);
	return pgl_command_close(&output, PGL_EXIT_FINE);
}

/* 0, or -1 and the trouble is reported. */
static int read_rules(const struct values *values, struct pgl_rules *rules)
{
	struct pgl_error error;
	int failed = 0;

	for (size_t i = 0; !failed && i < values->files.n; i++)
		failed = pgl_rules_read(rules, values->files.item[i], &error);
	for (size_t i = 0; !failed && i < values->rules.n; i++) {
		const char *text = values->rules.item[i];

		failed = pgl_rules_parse(rules, "--rule", text, strlen(text), &error);
	}
	if (failed)
		pgl_report("%s", error.text);
	return failed;
}

/* Says which rules are about a reason that no call has, while one has a name much like it. */
static void note_reasons(const struct pgl_rules *rules, const struct pgl_build *build)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct pgl_rule *rule = &rules->item[i];
		const char *typed, *near = pgl_query_near_reason(&rule->query, build, &typed);

		if (near && !strpbrk(typed, "*?["))
			pgl_report("note: %s:%zu: no call has the reason '%s'; did you mean '%s'?",
				   rule->path, rule->line, typed, near);
	}
}

/* --- builds --- */

/* The bytes of .text of both builds. 0, or -1 and the trouble is reported. */
static int find_text(const struct values *values, const struct pgl_build *builds,
		     struct pgl_integer text[])
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const char *program = values->program[side];
		uint64_t bytes;

		if (!program) {
			text[side] = pgl_build_text(&builds[side]);
			continue;
		}
		if (!pgl_elf_text(program, &bytes) || bytes > INT64_MAX) {
			pgl_report("cannot read '%s' as a program, library or object", program);
			return -1;
		}
		text[side] = (struct pgl_integer){(int64_t)bytes, true};
	}
	return 0;
}

static enum pgl_exit render(const struct values *values, const struct pgl_check *check)
{
	struct pgl_check_view view = {.check = check,
				      .most = values->all     ? 0
					      : values->limit ? values->limit
							      : USUAL_FINDINGS};
	struct pgl_output output;

	if (pgl_command_open(&values->output, &output))
		return PGL_EXIT_TROUBLE;
	formats[values->output.format].render(&view, &output.style, output.stream);
	return pgl_command_close(&output, check->n_counted ? PGL_EXIT_DIFFERENT : PGL_EXIT_FINE);
}

static enum pgl_exit check_builds(const struct values *values, const struct pgl_rules *rules,
				  const struct pgl_builds *pair)
{
	struct pgl_integer text[PGL_SIDES];
	struct pgl_fairness fairness;
	struct pgl_check check;
	struct pgl_diff diff;

	if (find_text(values, pair->builds, text))
		return PGL_EXIT_TROUBLE;
	pgl_fairness_init(&fairness, &pair->compared.identity);
	pgl_diff_init(&diff, &pair->compared.weights, NULL);
	note_reasons(rules, &pair->builds[PGL_NEW]);
	pgl_check_init(&check, rules, &diff, &fairness, text);
	enum pgl_exit status = render(values, &check);

	pgl_check_release(&check);
	pgl_diff_release(&diff);
	pgl_fairness_release(&fairness);
	return status;
}

static enum pgl_exit run_rules(const struct values *values, const struct pgl_rules *rules,
			       char *const *operands)
{
	enum pgl_exit status;
	struct pgl_builds pair;

	if (pgl_command_pair(&pair, operands))
		return PGL_EXIT_TROUBLE;
	status = check_builds(values, rules, &pair);
	pgl_command_pair_release(&pair);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct values *values = given;
	struct pgl_rules rules = {.item = NULL};
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	if (values->list && !n_operands)
		return list(values);
	if (n_operands != PGL_SIDES)
		return pgl_command_needs_pair("check", n_operands);
	if (!values->files.n && !values->rules.n)
		return pgl_command_misused("check", "no rules; use --rules FILE or --rule RULE");
	if (!read_rules(values, &rules))
		status = run_rules(values, &rules, operands);
	pgl_rules_release(&rules);
	return status;
}

const struct pgl_command pgl_command_check = {&usage, sizeof(struct values), run};
