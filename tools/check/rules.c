/* See rules.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/rules.h"

#include <stdlib.h>

const char *pgl_rule_key_word(enum pgl_rule_key key)
{
	static const char *const words[PGL_RULE_KEY_N] = {
		"caller",   "callee", "function", "file",     "reason", "except",
		"executed", "name",   "hot",	  "if-known", "warn",
	};

	return words[key];
}

void pgl_rules_release(struct pgl_rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		free(rules->item[i].query.functions.item);
		free(rules->item[i].query.callees.item);
		free(rules->item[i].query.files.item);
		free(rules->item[i].query.reasons.item);
		free(rules->item[i].except.item);
	}
	for (size_t i = 0; i < rules->n_texts; i++)
		free(rules->texts[i]);
	free(rules->item);
	free(rules->texts);
	*rules = (struct pgl_rules){.item = NULL};
}
