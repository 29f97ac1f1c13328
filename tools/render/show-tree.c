/* `pgolens show --tree`: each root function with the calls in its text, and below an inlined call
   the calls that its body brought in.

   A forest is built from the selection: the calls selected and, so that nothing hangs in the air,
   the calls around them. Roots and calls stand in the order in which the selection first needs
   them, so every sort key gives a tree.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/show-text.h"

#include <stdlib.h>

#include "explain/inequality.h"
#include "records/names.h"
#include "base/table.h"
#include "base/xalloc.h"

/* Prefixes are drawn to this depth; below it only the depth itself is said. */
#define DEEPEST 200

/* One record's part of the forest; ids of sites and functions, or PGL_NONE. */
struct grove {
	const struct pgl_record *record;
	struct links {
		uint32_t first, last; /* its first and last child */
		uint32_t next;	      /* the next child of its parent */
		bool in;	      /* in the forest */
	} * sites;
	struct links *roots; /* by function; .next is not used: see struct forest */
};

struct forest {
	struct grove *groves; /* by unit */
	struct pgl_reference *roots;
	size_t n_roots, roots_room;
};

/* Building ---------------------------------------------------------------------------------- */

static struct links *new_links(size_t n)
{
	struct links *links = pgl_xcalloc(n, sizeof *links);

	for (size_t i = 0; i < n; i++)
		links[i].first = links[i].last = links[i].next = PGL_NONE;
	return links;
}

static void hang_below(struct grove *grove, struct links *parent, uint32_t site)
{
	if (parent->last == PGL_NONE)
		parent->first = site;
	else
		grove->sites[parent->last].next = site;
	parent->last = site;
}

/* Puts SITE of record UNIT and all that is around it into the forest. From the inside out: an
   outer call that is there already has its own place. */
static void plant(struct forest *forest, uint32_t unit, uint32_t site)
{
	struct grove *grove = &forest->groves[unit];

	while (site != PGL_NONE && !grove->sites[site].in) {
		const struct pgl_site *at = &grove->record->sites[site];
		struct links *root = &grove->roots[at->root];

		grove->sites[site].in = true;
		if (at->parent != PGL_NONE) {
			hang_below(grove, &grove->sites[at->parent], site);
		} else {
			if (!root->in) {
				PGL_GROW(forest->roots, forest->n_roots, forest->roots_room);
				forest->roots[forest->n_roots++] =
					(struct pgl_reference){.unit = unit, .id = at->root};
			}
			root->in = true;
			hang_below(grove, root, site);
		}
		site = at->parent;
	}
}

static void forest_init(struct forest *forest, const struct pgl_show *show)
{
	*forest = (struct forest){.roots = NULL};
	forest->groves = pgl_xcalloc(show->build->n, sizeof *forest->groves);
	for (size_t i = 0; i < show->build->n; i++) {
		const struct pgl_record *record = show->build->records[i];

		forest->groves[i] = (struct grove){.record = record,
						   .sites = new_links(record->n_sites),
						   .roots = new_links(record->n_functions)};
	}
	for (size_t i = 0; i < show->sites.n; i++)
		plant(forest, show->sites.item[i].unit, show->sites.item[i].id);
}

static void forest_release(struct forest *forest, size_t n_groves)
{
	for (size_t i = 0; i < n_groves; i++) {
		free(forest->groves[i].sites);
		free(forest->groves[i].roots);
	}
	free(forest->groves);
	free(forest->roots);
}

/* Printing ---------------------------------------------------------------------------------- */

struct printer {
	const struct pgl_style *style;
	FILE *out;
	const struct grove *grove;
	struct pgl_strbuf prefix; /* what stands before the children of the call that is open */
	struct pgl_strbuf line;
	size_t depth;
};

/* How long the prefix of one level is, so that it can be taken away again. */
static size_t level_length(const struct pgl_style *style, bool last)
{
	return style->utf8 && !last ? 5 : 3;
}

static void add_level(struct printer *printer, bool last)
{
	const char *level = last ? "   " : printer->style->utf8 ? "\xe2\x94\x82  " : "|  ";

	if (printer->depth < DEEPEST)
		pgl_strbuf_add(&printer->prefix, level);
	printer->depth++;
}

static void drop_level(struct printer *printer, bool last)
{
	printer->depth--;
	if (printer->depth < DEEPEST)
		pgl_strbuf_truncate(&printer->prefix,
				    printer->prefix.length - level_length(printer->style, last));
}

static void add_branch(struct printer *printer, bool last)
{
	if (printer->style->utf8)
		pgl_strbuf_add(&printer->line,
			       last ? "\xe2\x94\x94\xe2\x94\x80 " : "\xe2\x94\x9c\xe2\x94\x80 ");
	else
		pgl_strbuf_add(&printer->line, last ? "`- " : "|- ");
	if (printer->depth > DEEPEST)
		pgl_strbuf_addf(&printer->line, "(depth %zu) ", printer->depth);
}

__attribute__((format(printf, 3, 4))) static void
add_coloured(struct printer *printer, enum pgl_colour colour, const char *format, ...)
{
	va_list arguments;
	size_t start;

	pgl_strbuf_add(&printer->line, pgl_colour_start(printer->style, colour));
	start = printer->line.length;
	va_start(arguments, format);
	pgl_strbuf_vaddf(&printer->line, format, arguments);
	va_end(arguments);
	pgl_strbuf_defuse(&printer->line, start);
	pgl_strbuf_add(&printer->line, pgl_colour_end(printer->style, colour));
}

/* Adds a name or a place from the record. */
static void add_name(struct printer *printer, const char *name)
{
	size_t start = printer->line.length;

	pgl_strbuf_add(&printer->line, name);
	pgl_strbuf_defuse(&printer->line, start);
}

static void add_place(struct printer *printer, struct pgl_location location)
{
	size_t start = printer->line.length;

	if (location.file == PGL_NONE)
		return;
	pgl_strbuf_add(&printer->line, "  ");
	pgl_add_location(&printer->line, printer->grove->record, location);
	pgl_strbuf_defuse(&printer->line, start);
}

static void end_line(struct printer *printer)
{
	pgl_strbuf_add_char(&printer->line, '\n');
	fwrite(printer->line.text, 1, printer->line.length, printer->out);
	pgl_strbuf_reset(&printer->line);
}

static void add_count(struct printer *printer, struct pgl_count count)
{
	bool hot = pgl_count_is_hot(printer->grove->record, count);

	if (!count.known)
		return;
	pgl_strbuf_add(&printer->line, "  ");
	pgl_strbuf_add(&printer->line,
		       pgl_colour_start(printer->style, hot ? PGL_COLOUR_RED : PGL_COLOUR_PLAIN));
	pgl_add_unsigned(&printer->line, count.value);
	pgl_strbuf_add(&printer->line, count.value == 1 ? " time" : " times");
	pgl_strbuf_add(&printer->line,
		       pgl_colour_end(printer->style, hot ? PGL_COLOUR_RED : PGL_COLOUR_PLAIN));
}

static void add_outcome(struct printer *printer, const struct pgl_decision *final)
{
	if (!final)
		return;
	if (!final->inlined) {
		add_coloured(printer, PGL_COLOUR_YELLOW, "  rejected by %s: %s",
			     pgl_words(PGL_WORDS_INLINER)[final->inliner], final->reason);
		if (final->limit)
			pgl_strbuf_add(&printer->line, ": ");
		pgl_add_limit(&printer->line, final);
		return;
	}
	add_coloured(printer, PGL_COLOUR_GREEN, "  inlined by %s",
		     pgl_words(PGL_WORDS_INLINER)[final->inliner]);
	if (final->phase != PGL_PHASE_UNKNOWN)
		pgl_strbuf_addf(&printer->line, " (%s)", pgl_decision_phase(final));
}

/* Does the call at ID bring in a body in which it stands itself? */
static bool is_recursive(const struct pgl_record *record, uint32_t id)
{
	const struct pgl_site *site = &record->sites[id];
	uint32_t origin, depth = 0;

	if (site->flags & PGL_BIT(PGL_SITE_FLAG_RECURSIVE))
		return true;
	if (site->callee == PGL_NONE)
		return false;
	origin = record->functions[site->callee].origin;
	if (record->functions[site->root].origin == origin)
		return true;
	for (uint32_t at = site->parent; at != PGL_NONE && depth < DEEPEST; depth++) {
		uint32_t callee = record->sites[at].callee;

		if (callee != PGL_NONE && record->functions[callee].origin == origin)
			return true;
		at = record->sites[at].parent;
	}
	return false;
}

/* The properties of a call that a tree should show, in brackets. */
static void add_marks(struct printer *printer, uint32_t id)
{
	static const enum pgl_site_flag shown[] = {PGL_SITE_FLAG_COPY,	 PGL_SITE_FLAG_COLD,
						   PGL_SITE_FLAG_EH,	 PGL_SITE_FLAG_SPECULATIVE,
						   PGL_SITE_FLAG_GONE,	 PGL_SITE_FLAG_LATER,
						   PGL_SITE_FLAG_VIRTUAL};
	const struct pgl_site *site = &printer->grove->record->sites[id];
	bool recursive = is_recursive(printer->grove->record, id);
	const char *separator = "  [";

	if (recursive) {
		pgl_strbuf_addf(&printer->line, "%srecursive", separator);
		separator = ", ";
	}
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		if (site->flags & PGL_BIT(shown[i])) {
			pgl_strbuf_addf(&printer->line, "%s%s", separator,
					pgl_words(PGL_WORDS_SITE_FLAG)[shown[i]]);
			separator = ", ";
		}
	if (separator[0] == ',')
		pgl_strbuf_add_char(&printer->line, ']');
}

static void print_site(struct printer *printer, uint32_t id, bool last)
{
	const struct pgl_record *record = printer->grove->record;
	const struct pgl_site *site = &record->sites[id];
	const char *callee = pgl_site_callee_name(record, site);

	pgl_strbuf_add(&printer->line, printer->prefix.text);
	add_branch(printer, last);
	add_name(printer, callee ? callee : PGL_INDIRECT);
	add_outcome(printer, pgl_final_decision(site));
	add_place(printer, site->location);
	add_count(printer, site->count);
	add_marks(printer, id);
	end_line(printer);
}

/* Everything below the links of one root; by hand instead of by recursion: a record may be as deep
   as it likes. */
static void print_children(struct printer *printer, uint32_t first)
{
	const struct links *links = printer->grove->sites;
	uint32_t at = first;

	while (at != PGL_NONE) {
		print_site(printer, at, links[at].next == PGL_NONE);
		if (links[at].first != PGL_NONE) {
			add_level(printer, links[at].next == PGL_NONE);
			at = links[at].first;
			continue;
		}
		while (at != PGL_NONE && links[at].next == PGL_NONE) {
			at = printer->grove->record->sites[at].parent;
			if (at != PGL_NONE)
				drop_level(printer, links[at].next == PGL_NONE);
		}
		if (at != PGL_NONE)
			at = links[at].next;
	}
}

static void print_root(struct printer *printer, uint32_t id)
{
	const struct pgl_function *function = &printer->grove->record->functions[id];

	add_coloured(printer, PGL_COLOUR_BOLD, "%s", function->name);
	add_place(printer, function->location);
	add_count(printer, function->count);
	if (function->offline == PGL_OFFLINE_INLINED || function->offline == PGL_OFFLINE_REMOVED)
		pgl_strbuf_addf(&printer->line, "  [offline body %s]",
				pgl_words(PGL_WORDS_OFFLINE)[function->offline]);
	end_line(printer);
}

void pgl_show_tree(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	struct forest forest;
	struct printer printer = {
		.style = style, .out = out, .prefix = PGL_STRBUF_INIT, .line = PGL_STRBUF_INIT};

	forest_init(&forest, show);
	for (size_t i = 0; i < forest.n_roots; i++) {
		printer.grove = &forest.groves[forest.roots[i].unit];
		print_root(&printer, forest.roots[i].id);
		print_children(&printer, printer.grove->roots[forest.roots[i].id].first);
	}
	if (!forest.n_roots)
		fputs("0 calls\n", out);
	pgl_strbuf_release(&printer.prefix);
	pgl_strbuf_release(&printer.line);
	forest_release(&forest, show->build->n);
}
