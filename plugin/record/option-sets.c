/* See option-sets.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/option-sets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More than any compiler has. */
#define MOST_OPTIONS 8192

/* Part of the format: these texts must never change. The record lists a compiler's other options in
   full. */
const struct pgl_option_set pgl_option_sets[] = {
	{"@O2", "constructive-interference-size=64 destructive-interference-size=64 "
		"ira-consider-dup-in-all-alts=0 l1-cache-line-size=64 l1-cache-size=32 "
		"simultaneous-prefetches=6 vect-partial-vector-usage=0 falign-functions "
		"falign-jumps falign-labels falign-loops fasynchronous-unwind-tables "
		"fbranch-count-reg fcaller-saves fcode-hoisting fcombine-stack-adjustments "
		"fcompare-elim fcprop-registers fcrossjumping fcse-follow-jumps fdefer-pop "
		"fdelete-dead-exceptions fdevirtualize fdevirtualize-speculatively fdse "
		"fexcess-precision fexpensive-optimizations fforward-propagate fgcse "
		"fguess-branch-probability fhoist-adjacent-loads fif-conversion fif-conversion2 "
		"findirect-inlining finline-functions finline-functions-called-once "
		"finline-small-functions fipa-bit-cp fipa-cp fipa-icf fipa-icf-functions "
		"fipa-icf-variables fipa-modref fipa-profile fipa-pure-const fipa-ra "
		"fipa-reference fipa-reference-addressable fipa-sra fipa-vrp fira-region=2 "
		"fisolate-erroneous-paths-dereference flra-remat fmove-loop-invariants "
		"fmove-loop-stores fomit-frame-pointer foptimize-sibling-calls foptimize-strlen "
		"fpartial-inlining fpeephole2 free freg-struct-return=0 freorder-blocks "
		"freorder-blocks-algorithm freorder-blocks-and-partition freorder-functions "
		"frerun-cse-after-loop fschedule-insns2 fshrink-wrap fsplit-wide-types "
		"fssa-phiopt fstack-protector=0 fstack-protector-all=0 "
		"fstack-protector-explicit=0 fstack-protector-strong=0 fstore-merging "
		"fstrict-aliasing fthread-jumps ftree-bit-ccp ftree-builtin-call-dce ftree-ccp "
		"ftree-ch ftree-coalesce-vars ftree-copy-prop ftree-cselim ftree-dce "
		"ftree-dominator-opts ftree-dse ftree-fre ftree-loop-distribute-patterns "
		"ftree-loop-vectorize ftree-pre ftree-pta ftree-sink ftree-slp-vectorize "
		"ftree-slsr ftree-sra ftree-switch-conversion ftree-tail-merge ftree-ter "
		"ftree-vrp funwind-tables fvect-cost-model=-3 "},
	{"@profile-use",
	 "fbranch-probabilities fgcse-after-reload fipa-cp-clone floop-interchange "
	 "floop-unroll-and-jam fpeel-loops fpredictive-commoning "
	 "fprofile-reorder-functions fsplit-loops ftracer ftree-loop-distribution "
	 "funroll-completely-grow-size funroll-loops funswitch-loops fvect-cost-model=-1 "
	 "fversion-loops-for-strides fvpt "},
	{NULL, NULL},
};

size_t pgl_option_token(const char **text, struct pgl_option_token *ret)
{
	const char *at = *text + strspn(*text, " ");
	size_t length = strcspn(at, " ");
	const char *equals = memchr(at, '=', length);

	ret->name = at;
	ret->name_length = equals ? (size_t)(equals - at) : length;
	ret->value = equals ? equals + 1 : "1";
	ret->value_length = equals ? length - ret->name_length - 1 : 1;
	*text = at + length;
	return length;
}

/* Returns the index of NAME in OPTIONS, or where to insert it. */
static size_t find_option(const struct pgl_options *options, const char *name)
{
	size_t low = 0, high = options->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(options->item[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int set_option(struct pgl_record *record, struct pgl_options *options,
		      const struct pgl_option_token *token)
{
	const char *name = pgl_record_intern_n(record, token->name, token->name_length);
	const char *value = pgl_record_intern_n(record, token->value, token->value_length);
	struct pgl_option *item;
	size_t at;

	if (!name || !value)
		return 0; /* the record's out_of_memory is set */
	at = find_option(options, name);
	item = &options->item[at];
	if (at < options->n && item->name == name) {
		item->value = value;
		if (!strcmp(value, "-"))
			memmove(item, item + 1, (--options->n - at) * sizeof *item);
		return 0;
	}
	if (options->n == MOST_OPTIONS)
		return -1;
	if (!pgl_options_add(record, options, name, value))
		return 0;
	item = &options->item[at];
	memmove(item + 1, item, (options->n - 1 - at) * sizeof *item);
	*item = (struct pgl_option){name, value};
	return 0;
}

static const struct pgl_option_set *find_set(const struct pgl_option_token *token)
{
	for (const struct pgl_option_set *set = pgl_option_sets; set->name; set++)
		if (strlen(set->name) == token->name_length &&
		    !memcmp(set->name, token->name, token->name_length))
			return set;
	return NULL;
}

int pgl_options_parse(struct pgl_record *record, struct pgl_options *options, const char *text)
{
	struct pgl_option_token token;

	while (pgl_option_token(&text, &token)) {
		const struct pgl_option_set *set;
		const char *members;

		if (*token.name != '@') {
			if (set_option(record, options, &token))
				return -1;
			continue;
		}
		set = find_set(&token);
		if (!set)
			return -1;
		members = set->text;
		while (pgl_option_token(&members, &token))
			if (set_option(record, options, &token))
				return -1;
	}
	return 0;
}

/* Returns the index of the option that TOKEN names in OPTIONS, or their number. */
static size_t find_token(const struct pgl_options *options, const struct pgl_option_token *token)
{
	size_t at = 0;

	while (at < options->n &&
	       (strncmp(options->item[at].name, token->name, token->name_length) ||
		options->item[at].name[token->name_length]))
		at++;
	return at;
}

/* Writes SET's name to OUT if most of its options hold in OPTIONS, and "name=-" for those that
   OPTIONS lacks. Marks in SAID the options that need not be written any more. */
static bool print_set(FILE *out, const char *gap, const struct pgl_option_set *set,
		      const struct pgl_options *options, bool *said)
{
	struct pgl_option_token token;
	size_t n = 0, n_holding = 0, at;
	bool holds[256] = {false};
	const char *members;

	for (members = set->text; pgl_option_token(&members, &token) && n < 256; n++) {
		at = find_token(options, &token);
		holds[n] = at < options->n &&
			   strlen(options->item[at].value) == token.value_length &&
			   !strncmp(options->item[at].value, token.value, token.value_length);
		n_holding += holds[n];
	}
	if (4 * n_holding <= 3 * n)
		return false;
	fprintf(out, "%s%s", gap, set->name);
	n = 0;
	for (members = set->text; pgl_option_token(&members, &token) && n < 256; n++) {
		at = find_token(options, &token);
		if (at < options->n)
			said[at] = holds[n];
		else
			fprintf(out, " %.*s=-", (int)token.name_length, token.name);
	}
	return true;
}

/* "name" for an option that is on, "name=value" for others, "@name" for a set, separated by
   spaces. */
static void print_options(FILE *out, const struct pgl_options *options, bool *said)
{
	const char *gap = "";

	for (size_t i = 0; pgl_option_sets[i].name; i++)
		if (print_set(out, gap, &pgl_option_sets[i], options, said))
			gap = " ";
	for (size_t i = 0; i < options->n; i++) {
		const struct pgl_option *option = &options->item[i];
		bool is_on = !strcmp(option->value, "1");

		if (said[i])
			continue;
		fprintf(out, "%s%s%s%s", gap, option->name, is_on ? "" : "=",
			is_on ? "" : option->value);
		gap = " ";
	}
}

char *pgl_options_text(const struct pgl_options *options)
{
	bool *said = calloc(options->n + 1, sizeof *said);
	char *text = NULL;
	size_t length;
	FILE *out = said ? open_memstream(&text, &length) : NULL;

	if (out) {
		print_options(out, options, said);
		if (fclose(out)) {
			free(text);
			text = NULL;
		}
	}
	free(said);
	return text;
}
