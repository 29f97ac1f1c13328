/* `pgolens check` as JUnit XML: a rule is a test case. One that is broken has a failure, one that is not
   known an error, or is skipped if that is let pass.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/check-words.h"

#include "base/xml.h"

static void put_attribute(FILE *out, const char *name, const char *value)
{
	fprintf(out, " %s=\"", name);
	pgl_xml_text(out, value);
	fputc('"', out);
}

/* An element of NAME with the result's MESSAGE, and BODY. */
static void put_element(FILE *out, const char *name, const char *type, const char *message,
			const char *body)
{
	fprintf(out, "      <%s", name);
	if (type)
		put_attribute(out, "type", type);
	if (message)
		put_attribute(out, "message", message);
	if (!body) {
		fputs("/>\n", out);
		return;
	}
	fputc('>', out);
	pgl_xml_text(out, body);
	fprintf(out, "</%s>\n", name);
}

static void add_findings(struct pgl_strbuf *text, const struct pgl_check *check,
			 const struct pgl_check_result *result)
{
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	for (size_t i = 0; i < result->n; i++) {
		const struct pgl_finding *finding = &result->findings[i];

		pgl_strbuf_reset(&place);
		pgl_check_add_place(&place, check, finding);
		if (place.length)
			pgl_strbuf_addf(text, "%s: ", place.text);
		pgl_check_add_subject(text, check, finding);
		pgl_strbuf_add(text, ": ");
		pgl_check_add_detail(text, check, result, finding);
		pgl_strbuf_add_char(text, '\n');
	}
	pgl_strbuf_release(&place);
}

static void put_result(const struct pgl_check *check, const struct pgl_check_result *result,
		       FILE *out)
{
	const struct pgl_rule *rule = result->rule;
	struct pgl_strbuf findings = PGL_STRBUF_INIT, message = PGL_STRBUF_INIT;

	fputs("    <testcase", out);
	put_attribute(out, "classname", "pgolens.check");
	put_attribute(out, "name", pgl_check_name(rule));
	put_attribute(out, "file", rule->path);
	fprintf(out, " line=\"%zu\" time=\"0\"", rule->line);
	if (result->state == PGL_CHECK_HOLDS) {
		fputs("/>\n", out);
		return;
	}
	fputs(">\n", out);
	add_findings(&findings, check, result);
	if (result->state == PGL_CHECK_UNKNOWN) {
		pgl_strbuf_addf(&message, "not known: %s", result->unknown.text);
		if (pgl_check_counts(result))
			put_element(out, "error", "unknown", message.text, rule->text);
		else
			put_element(out, "skipped", NULL, message.text, NULL);
	} else if (pgl_check_counts(result)) {
		pgl_strbuf_addf(&message, "%s: broken %zu time%s", rule->text, result->n,
				result->n == 1 ? "" : "s");
		put_element(out, "failure", "broken", message.text, findings.text);
	} else {
		put_element(out, "system-out", NULL, NULL, findings.text);
	}
	fputs("    </testcase>\n", out);
	pgl_strbuf_release(&findings);
	pgl_strbuf_release(&message);
}

void pgl_check_as_junit(const struct pgl_check_view *view, const struct pgl_style *style, FILE *out)
{
	const struct pgl_check *check = view->check;
	size_t n_failures = 0, n_errors = 0, n_skipped = 0;

	(void)style;
	for (size_t i = 0; i < check->n; i++) {
		const struct pgl_check_result *result = &check->results[i];
		bool counts = pgl_check_counts(result);

		n_failures += counts && result->state == PGL_CHECK_BROKEN;
		n_errors += counts && result->state == PGL_CHECK_UNKNOWN;
		n_skipped += !counts && result->state == PGL_CHECK_UNKNOWN;
	}
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
	fprintf(out,
		"<testsuites tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"0\">\n"
		"  <testsuite name=\"pgolens check\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
		"skipped=\"%zu\" time=\"0\">\n",
		check->n, n_failures, n_errors, check->n, n_failures, n_errors, n_skipped);
	for (size_t i = 0; i < check->n; i++)
		put_result(check, &check->results[i], out);
	fputs("  </testsuite>\n</testsuites>\n", out);
}
