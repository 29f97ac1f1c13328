/* `pgolens check` as SARIF 2.1.0 (OASIS): a rule of ours is a rule of its tool's driver, what breaks it a
   result.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/check-words.h"

#include <string.h>

#include "check/rule-kinds.h"
#include "base/hash.h"
#include "base/json-write.h"

#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"                      \
	"sarif-schema-2.1.0.json"

/* --- texts --- */

/* Adds TEXT as a message: "{" and "}" are written twice (3.11.5), and what looks like a link of theirs,
   as operator[](int) does, is none (3.11.6). */
static void add_message(struct pgl_json *json, const char *key, const char *text)
{
	struct pgl_strbuf message = PGL_STRBUF_INIT;
	bool has_link = strstr(text, "](");

	for (; *text; text++) {
		if (*text == '{' || *text == '}')
			pgl_strbuf_add_char(&message, *text);
		if (has_link && (*text == '[' || *text == ']' || *text == '\\'))
			pgl_strbuf_add_char(&message, '\\');
		pgl_strbuf_add_char(&message, *text);
	}
	pgl_json_object(json, key);
	pgl_json_text(json, "text", message.text);
	pgl_json_end_object(json);
	pgl_strbuf_release(&message);
}

/* PATH as a URI reference (RFC 3986). */
static void add_uri(struct pgl_json *json, const char *path)
{
	struct pgl_strbuf uri = PGL_STRBUF_INIT;

	if (*path == '/')
		pgl_strbuf_add(&uri, "file://");
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    strchr("-._~/+", c))
			pgl_strbuf_add_char(&uri, (char)c);
		else
			pgl_strbuf_addf(&uri, "%%%02X", c);
	}
	pgl_json_text(json, "uri", uri.text);
	pgl_strbuf_release(&uri);
}

static void add_location(struct pgl_json *json, struct pgl_check_place place, const char *subject)
{
	pgl_json_array(json, "locations");
	pgl_json_object(json, NULL);
	if (place.file) {
		pgl_json_object(json, "physicalLocation");
		pgl_json_object(json, "artifactLocation");
		add_uri(json, place.file);
		pgl_json_end_object(json);
		if (place.line) {
			pgl_json_object(json, "region");
			pgl_json_unsigned(json, "startLine", place.line);
			if (place.column)
				pgl_json_unsigned(json, "startColumn", place.column);
			pgl_json_end_object(json);
		}
		pgl_json_end_object(json);
	}
	if (subject) {
		pgl_json_array(json, "logicalLocations");
		pgl_json_object(json, NULL);
		pgl_json_text(json, "fullyQualifiedName", subject);
		pgl_json_text(json, "kind", "function");
		pgl_json_end_object(json);
		pgl_json_end_array(json);
	}
	pgl_json_end_object(json);
	pgl_json_end_array(json);
}

/* What stays the same when lines move: who looks at several runs knows the result again. */
static void add_fingerprint(struct pgl_json *json, const struct pgl_rule *rule, const char *file,
			    const char *subject)
{
	struct pgl_digest digest;
	char text[PGL_DIGEST_SIZE];

	pgl_digest_start(&digest);
	pgl_digest_add_text(&digest, rule->text);
	pgl_digest_add_text(&digest, file);
	pgl_digest_add_text(&digest, subject);
	pgl_digest_end(&digest, text);
	pgl_json_object(json, "partialFingerprints");
	pgl_json_text(json, "pgolensRuleFileSubject/v1", text);
	pgl_json_end_object(json);
}

/* --- results --- */

static void begin_result(struct pgl_json *json, const struct pgl_check_result *result, size_t index)
{
	bool is_open = result->state == PGL_CHECK_UNKNOWN && !pgl_check_counts(result);

	pgl_json_object(json, NULL);
	pgl_json_text(json, "ruleId", pgl_check_name(result->rule));
	pgl_json_unsigned(json, "ruleIndex", index);
	/* Not known and let pass is "open", and has no level then (3.27.10). */
	pgl_json_text(json, "kind", is_open ? "open" : "fail");
	pgl_json_text(json, "level", is_open ? "none" : pgl_check_level_word(result));
}

static void add_finding(struct pgl_json *json, const struct pgl_check *check,
			const struct pgl_check_result *result, size_t index,
			const struct pgl_finding *finding)
{
	struct pgl_check_place place = pgl_check_place(check, finding);
	struct pgl_strbuf subject = PGL_STRBUF_INIT, text = PGL_STRBUF_INIT;
	const char *function = NULL;

	if (finding->subject == PGL_SUBJECT_CALL)
		function = pgl_change_caller(check->diff, &finding->change)->name;
	else if (finding->subject == PGL_SUBJECT_FUNCTION)
		function = pgl_diff_function(check->diff, finding->number)->name;
	begin_result(json, result, index);
	pgl_check_add_subject(&subject, check, finding);
	pgl_strbuf_addf(&text, "%s: ", subject.text);
	pgl_check_add_detail(&text, check, result, finding);
	add_message(json, "message", text.text);
	if (place.file || function)
		add_location(json, place, function);
	add_fingerprint(json, result->rule, place.file, subject.text);
	pgl_json_end_object(json);
	pgl_strbuf_release(&subject);
	pgl_strbuf_release(&text);
}

static void add_unknown(struct pgl_json *json, const struct pgl_check_result *result, size_t index)
{
	const struct pgl_rule *rule = result->rule;
	struct pgl_check_place place = {
		.file = rule->path, .line = (uint32_t)rule->line, .column = (uint32_t)rule->column};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	begin_result(json, result, index);
	pgl_strbuf_addf(&text, "not known: %s", result->unknown.text);
	add_message(json, "message", text.text);
	add_location(json, place, NULL);
	add_fingerprint(json, rule, rule->path, "unknown");
	pgl_json_end_object(json);
	pgl_strbuf_release(&text);
}

/* --- the whole --- */

static void add_rules(struct pgl_json *json, const struct pgl_check *check)
{
	pgl_json_array(json, "rules");
	for (size_t i = 0; i < check->n; i++) {
		const struct pgl_rule *rule = check->results[i].rule;

		pgl_json_object(json, NULL);
		pgl_json_text(json, "id", pgl_check_name(rule));
		pgl_json_text(json, "name", rule->kind->name);
		add_message(json, "shortDescription", rule->text);
		add_message(json, "fullDescription", rule->kind->about);
		pgl_json_object(json, "defaultConfiguration");
		pgl_json_text(json, "level", rule->is_warning ? "warning" : "error");
		pgl_json_end_object(json);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_tool(struct pgl_json *json, const struct pgl_check *check)
{
	pgl_json_object(json, "tool");
	pgl_json_object(json, "driver");
	pgl_json_text(json, "name", "pgolens");
	pgl_json_text(json, "version", PGOLENS_VERSION);
	add_rules(json, check);
	pgl_json_end_object(json);
	pgl_json_end_object(json);
}

void pgl_check_as_sarif(const struct pgl_check_view *view, const struct pgl_style *style, FILE *out)
{
	const struct pgl_check *check = view->check;
	struct pgl_json json;

	(void)style;
	pgl_json_init(&json, out, 4);
	pgl_json_object(&json, NULL);
	pgl_json_text(&json, "$schema", SCHEMA);
	pgl_json_text(&json, "version", "2.1.0");
	pgl_json_array(&json, "runs");
	pgl_json_object(&json, NULL);
	add_tool(&json, check);
	pgl_json_array(&json, "results");
	for (size_t i = 0; i < check->n; i++) {
		const struct pgl_check_result *result = &check->results[i];

		for (size_t f = 0; f < result->n; f++)
			add_finding(&json, check, result, i, &result->findings[f]);
		if (result->state == PGL_CHECK_UNKNOWN)
			add_unknown(&json, result, i);
	}
	pgl_json_end_array(&json);
	pgl_json_end_object(&json);
	pgl_json_end_array(&json);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
}
