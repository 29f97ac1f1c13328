/* The decisions of NEW as LLVM's optimization remarks in YAML, a document per call.

   Every text is in single quotes: LLVM's reader takes what is between them as it stands.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "export/export.h"
#include "explain/inequality.h"
#include "records/names.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#include <string.h>

/* May CHARACTER stand in YAML, outside double quotes? */
static bool is_printable(uint32_t character)
{
	return (character >= 0x20 && character < 0x7f) ||
	       (character >= 0xa0 && character < 0xd800) ||
	       (character >= 0xe000 && character <= 0xfffd && character != 0xfeff) ||
	       character >= 0x10000;
}

static void put_text(FILE *out, const char *text)
{
	size_t left = strlen(text);

	fputc('\'', out);
	while (left) {
		uint32_t character = 0;
		size_t length = pgl_utf8_next(text, left, &character);

		if (!length || !is_printable(character))
			fputs(PGL_UTF8_REPLACEMENT, out);
		else
			fwrite(text, 1, length, out);
		if (character == '\'')
			fputc('\'', out);
		length += !length;
		text += length;
		left -= length;
	}
	fputc('\'', out);
}

/* "DebugLoc: { File: 'f.c', Line: 1, Column: 2 }" on a line that INDENT begins; nothing if it is not known. */
static void put_place(FILE *out, const char *indent, const struct pgl_record *record,
		      struct pgl_location location)
{
	if (!record || location.file == PGL_NONE)
		return;
	fprintf(out, "%sDebugLoc:        { File: ", indent);
	put_text(out, record->unit.files[location.file]);
	fprintf(out, ", Line: %u, Column: %u }\n", location.line, location.column);
}

static void put_string(FILE *out, const char *text)
{
	fputs("  - String:          ", out);
	put_text(out, text);
	fputc('\n', out);
}

/* Who calls, or is called: its symbol, which readers demangle, and where it is declared. */
static void put_function(struct pgl_export *export, const char *key, uint32_t body)
{
	struct pgl_location location = {.file = PGL_NONE};
	const struct pgl_record *record =
		body == PGL_NONE ? NULL : pgl_export_place(export->diff, body, &location);

	fprintf(export->out, "  - %s:          ", key);
	put_text(export->out, body == PGL_NONE ? PGL_INDIRECT
					       : pgl_diff_function(export->diff, body)->assembler);
	fputc('\n', export->out);
	put_place(export->out, "    ", record, location);
}

static void put_why(FILE *out, const struct pgl_decision *decision)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (!decision) {
		put_string(out, ": no inliner decided on it");
		return;
	}
	pgl_strbuf_addf(&text, decision->inlined ? " by %s" : " by %s: ",
			pgl_words(PGL_WORDS_INLINER)[decision->inliner]);
	if (decision->inlined && decision->phase != PGL_PHASE_UNKNOWN)
		pgl_strbuf_addf(&text, " (%s)", pgl_words(PGL_WORDS_PHASE)[decision->phase]);
	put_string(out, text.text);
	if (!decision->inlined) {
		fputs("  - Reason:          ", out);
		put_text(out, decision->reason ? decision->reason : "unknown");
		fputc('\n', out);
	}
	pgl_strbuf_reset(&text);
	pgl_strbuf_add(&text, ", ");
	if (pgl_add_limit(&text, decision))
		put_string(out, text.text);
	else if (decision->growth.known) {
		put_string(out, ", growth ");
		fprintf(out, "  - Growth:          '%lld'\n", (long long)decision->growth.value);
	}
	pgl_strbuf_release(&text);
}

static void put_call(struct pgl_export *export, const struct pgl_change *change, bool is_changed)
{
	const struct pgl_call_outcome *outcome = &change->outcome[PGL_NEW];
	const struct pgl_forest *forest = export->diff->weights->match->identity->forest[PGL_NEW];
	const struct pgl_decision *decision = outcome->decision;
	uint32_t caller, callee;
	FILE *out = export->out;

	if (change->site[PGL_NEW] == PGL_NONE || !outcome->is_there)
		return;
	caller = pgl_export_caller(export->diff, change);
	callee = pgl_export_callee(export->diff, change);
	fprintf(out, "--- !%s\nPass:            inline\nName:            ",
		outcome->inlined ? "Passed"
		: decision	 ? "Missed"
				 : "Analysis");
	put_text(out, outcome->inlined	 ? "Inlined"
		      : !decision	 ? "NotConsidered"
		      : decision->reason ? decision->reason
					 : "unknown");
	fputc('\n', out);
	put_place(out, "", pgl_forest_record(forest, change->site[PGL_NEW]),
		  pgl_forest_site(forest, change->site[PGL_NEW])->location);
	fputs("Function:        ", out);
	put_text(out, pgl_diff_function(export->diff, caller)->assembler);
	fputc('\n', out);
	if (change->executions.known)
		fprintf(out, "Hotness:         %.0f\n", rint(change->executions.value));
	fputs("Args:\n", out);
	put_function(export, "Callee", callee);
	put_string(out, outcome->inlined ? " inlined into " : " not inlined into ");
	put_function(export, "Caller", caller);
	put_why(out, decision);
	if (is_changed && change->site[PGL_OLD] != PGL_NONE) {
		put_string(out, "; in OLD: ");
		fputs("  - Old:             ", out);
		put_text(out, pgl_export_outcome(change, PGL_OLD));
		fputc('\n', out);
	}
	fputs("...\n", out);
}

const struct pgl_export_format pgl_export_llvm_yaml = {.call = put_call};
