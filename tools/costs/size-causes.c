/* Why a function's bytes changed. See size.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/size.h"

#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"

const char *pgl_size_why_word(enum pgl_size_why why)
{
	static const char *const words[PGL_WHY_N] = {
		"newly inlined", "un-inlined", "inlined, resized", "inlined copies",
		"cold part",	 "clones",     "split parts",	   "gone",
		"came",		 "rest"};

	return words[why];
}

const char *pgl_size_outcome_text(const struct pgl_size_cause *cause)
{
	if (cause->why != PGL_WHY_GONE && cause->why != PGL_WHY_CAME)
		return NULL;
	switch (cause->outcome) {
	case PGL_OFFLINE_INLINED:
		return cause->why == PGL_WHY_GONE ? "all its calls are inlined"
						  : "all its calls were inlined";
	case PGL_OFFLINE_REMOVED:
		return cause->why == PGL_WHY_GONE ? "nothing refers to it any more"
						  : "nothing referred to it";
	default:
		return cause->why == PGL_WHY_GONE ? "the records do not say why"
						  : "the records do not say why it had no code";
	}
}

static int64_t minus(uint64_t new, uint64_t old)
{
	return (int64_t)(new - old);
}

struct list {
	struct pgl_size_cause *item;
	size_t n, room;
};

static struct pgl_size_cause *add(struct list *list, enum pgl_size_why why, int64_t bytes)
{
	PGL_GROW(list->item, list->n, list->room);
	list->item[list->n] =
		(struct pgl_size_cause){.why = why, .callee = PGL_NONE, .bytes = {bytes, true}};
	return &list->item[list->n++];
}

/* True if each build that has FUNCTION knows the bytes of its inlined bodies. */
static bool is_covered(const struct pgl_size_function *function)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_size_of *of = &function->side[side];

		/* No debug information covers padding and assembler code. */
		if (of->is_there && of->unknown == of->bytes)
			return false;
	}
	return true;
}

static void add_copies(struct list *list, const struct pgl_size *size,
		       const struct pgl_size_function *function)
{
	bool has_records = size->sum[PGL_OLD].has_records && size->sum[PGL_NEW].has_records;
	bool has_bytes = is_covered(function);

	for (size_t i = 0; i < function->n_copies; i++) {
		const struct pgl_size_copy *copy = &size->copies[function->first_copy + i];
		int64_t bytes = minus(copy->bytes[PGL_NEW], copy->bytes[PGL_OLD]);
		bool is_same = copy->n[PGL_NEW] == copy->n[PGL_OLD];
		enum pgl_size_why why = !has_records			      ? PGL_WHY_COPIES
					: is_same			      ? PGL_WHY_RESIZED
					: copy->n[PGL_NEW] > copy->n[PGL_OLD] ? PGL_WHY_INLINED
									      : PGL_WHY_UNINLINED;

		if (is_same && !bytes)
			continue;
		struct pgl_size_cause *cause = add(list, why, bytes);

		cause->callee = copy->callee;
		cause->bytes.known = has_bytes;
		memcpy(cause->n, copy->n, sizeof cause->n);
	}
}

static int compare(const void *a, const void *b)
{
	const struct pgl_size_cause *x = a, *y = b;
	int64_t of_x = x->bytes.known ? llabs(x->bytes.value) : -1;
	int64_t of_y = y->bytes.known ? llabs(y->bytes.value) : -1;

	if (of_x != of_y)
		return PGL_COMPARE(of_y, of_x);
	return x->why != y->why ? PGL_COMPARE(x->why, y->why) : PGL_COMPARE(x->callee, y->callee);
}

struct pgl_size_cause *pgl_size_causes(const struct pgl_size *size,
				       const struct pgl_size_function *function, size_t *n)
{
	static const enum pgl_size_why own[PGL_OWN_N] = {[PGL_OWN_MAIN] = PGL_WHY_REST,
							 [PGL_OWN_COLD] = PGL_WHY_COLD,
							 [PGL_OWN_CLONE] = PGL_WHY_CLONE,
							 [PGL_OWN_PART] = PGL_WHY_PART};
	const struct pgl_size_of *old = &function->side[PGL_OLD], *new = &function->side[PGL_NEW];
	struct list list = {.item = NULL};

	if (!old->is_there != !new->is_there) {
		struct pgl_size_cause *cause =
			add(&list, new->is_there ? PGL_WHY_CAME : PGL_WHY_GONE,
			    minus(new->bytes, old->bytes));

		cause->outcome = new->is_there ? old->outcome : new->outcome;
		*n = list.n;
		return list.item;
	}
	add_copies(&list, size, function);
	for (int i = 0; i < PGL_OWN_N; i++) {
		int64_t bytes = minus(new->own[i], old->own[i]);

		/* If one build does not know its inlined bytes, the other's are not split off. */
		if (i == PGL_OWN_MAIN && !is_covered(function))
			bytes += minus(new->inlined, old->inlined);
		if (bytes)
			add(&list, own[i], bytes);
	}
	if (list.n)
		qsort(list.item, list.n, sizeof *list.item, compare);
	*n = list.n;
	return list.item;
}
