/* The heaviest edges of the call graph, for Graphviz: who calls whom, and who was inlined into whom. The more
   often an edge is executed, the hotter its colour and the wider its line; inlined ones are dashed.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>

#include "export/export.h"
#include "base/order.h"
#include "base/strbuf.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/xalloc.h"

#include <string.h>

/* The calls from one body to another. */
struct edge {
	uint32_t from, to; /* TO: PGL_NONE is no known function */
	double calls[PGL_SIDES],
		inlined[PGL_SIDES]; /* executions in training; without a profile, sites */
	bool is_estimated;
};

struct state {
	struct edge *item;
	size_t n, room;
};

static void begin(struct pgl_export *export)
{
	export->state = pgl_xcalloc(1, sizeof(struct state));
}

static void take_call(struct pgl_export *export, const struct pgl_change *change, bool is_changed)
{
	struct state *state = export->state;
	bool has_counts = export->diff->weights->source >= 0;
	struct edge edge = {.from = pgl_export_caller(export->diff, change),
			    .to = pgl_export_callee(export->diff, change)};

	(void)is_changed;
	for (int side = 0; side < PGL_SIDES; side++) {
		double executed, calls;

		if (change->site[side] == PGL_NONE || !change->outcome[side].is_there)
			continue;
		executed =
			has_counts ? export->diff->weights->side[side].own[change->site[side]] : 1;
		calls = !has_counts		    ? !change->outcome[side].inlined
			: change->calls[side].known ? change->calls[side].value
						    : executed;
		if (isnan(executed) || isnan(calls))
			continue;
		edge.calls[side] = calls;
		edge.inlined[side] = fmax(0, executed - calls);
		edge.is_estimated |= has_counts && change->calls_is_estimated[side];
	}
	PGL_GROW(state->item, state->n, state->room);
	state->item[state->n++] = edge;
}

static int compare_ends(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	int order = PGL_COMPARE(x->from, y->from);

	return order ? order : PGL_COMPARE(x->to, y->to);
}

static double weight_of(const struct edge *edge)
{
	return fmax(edge->calls[PGL_OLD] + edge->inlined[PGL_OLD],
		    edge->calls[PGL_NEW] + edge->inlined[PGL_NEW]);
}

static int compare_weights(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	double p = weight_of(x), q = weight_of(y);

	return p != q ? PGL_COMPARE(q, p) : compare_ends(a, b);
}

/* Makes one of the edges between the same bodies, and puts the heaviest first. */
static void join(struct state *state)
{
	size_t n = 0;

	if (!state->n)
		return;
	qsort(state->item, state->n, sizeof *state->item, compare_ends);
	for (size_t i = 0; i < state->n; i++) {
		const struct edge *edge = &state->item[i];

		if (!n || compare_ends(&state->item[n - 1], edge)) {
			state->item[n++] = *edge;
			continue;
		}
		for (int side = 0; side < PGL_SIDES; side++) {
			state->item[n - 1].calls[side] += edge->calls[side];
			state->item[n - 1].inlined[side] += edge->inlined[side];
		}
		state->item[n - 1].is_estimated |= edge->is_estimated;
	}
	state->n = n;
	qsort(state->item, state->n, sizeof *state->item, compare_weights);
}

/* --- text --- */

static void put_quoted(FILE *out, const char *text)
{
	size_t left = strlen(text);

	fputc('"', out);
	while (left) {
		uint32_t character = 0;
		size_t length = pgl_utf8_next(text, left, &character);

		/* Graphviz writes SVG, so characters that XML forbids are replaced, too. */
		if (!length || character < 0x20 || (character >= 0x7f && character < 0xa0) ||
		    character == 0xfffe || character == 0xffff)
			fputs(PGL_UTF8_REPLACEMENT, out);
		else if (character == '"' || character == '\\')
			fprintf(out, "\\%c", (char)character);
		else if (character == '&') /* no entity of HTML's */
			fputs("&amp;", out);
		else
			fwrite(text, 1, length, out);
		length += !length;
		text += length;
		left -= length;
	}
	fputc('"', out);
}

static void put_id(FILE *out, uint32_t body)
{
	if (body == PGL_NONE)
		fputs("unknown", out);
	else
		fprintf(out, "n%u", body);
}

/* From light yellow to red, by a logarithm: counts go over many powers of ten. */
static void put_colour(FILE *out, double value, double most)
{
	double heat = most > 1 && value > 0 ? log1p(value) / log1p(most) : 0;

	fprintf(out, "\"%.3f %.3f %.3f\"", 0.16 * (1 - heat), 0.25 + 0.75 * heat, 1 - 0.15 * heat);
}

static void put_node(const struct pgl_export *export, uint32_t body, double entered, double most,
		     FILE *out)
{
	struct pgl_strbuf label = PGL_STRBUF_INIT;

	fputc('\t', out);
	put_id(out, body);
	fputs(" [label=", out);
	pgl_strbuf_add(&label, pgl_export_name(export->diff, body));
	put_quoted(out, label.text);
	fputs(", fillcolor=", out);
	put_colour(out, entered, most);
	fputs("];\n", out);
	pgl_strbuf_release(&label);
}

static void add_number(struct pgl_strbuf *text, double number, bool is_estimated)
{
	pgl_strbuf_add(text, is_estimated ? "~" : "");
	pgl_add_real(text, number);
}

/* One line of the graph: calls, or what is inlined. */
static void put_edge(const struct pgl_export *export, const struct edge *edge, bool is_inlined,
		     double most)
{
	const double *value = is_inlined ? edge->inlined : edge->calls;
	struct pgl_strbuf label = PGL_STRBUF_INIT;
	double weight = fmax(export->is_pair ? value[PGL_OLD] : 0, value[PGL_NEW]);

	if (weight <= 0)
		return;
	if (export->is_pair && value[PGL_OLD] != value[PGL_NEW]) {
		add_number(&label, value[PGL_OLD], edge->is_estimated);
		pgl_strbuf_add(&label, " -> ");
	}
	add_number(&label, value[PGL_NEW], edge->is_estimated);
	fputc('\t', export->out);
	put_id(export->out, edge->from);
	fputs(" -> ", export->out);
	put_id(export->out, edge->to);
	fputs(" [label=", export->out);
	put_quoted(export->out, label.text);
	fputs(", color=", export->out);
	put_colour(export->out, weight, most);
	fprintf(export->out, ", penwidth=%.2f%s];\n",
		1 + (most > 1 ? 4 * log1p(weight) / log1p(most) : 0),
		is_inlined ? ", style=dashed, arrowhead=empty" : "");
	pgl_strbuf_release(&label);
}

static void put_graph(const struct pgl_export *export, const struct state *state, size_t n)
{
	uint32_t n_bodies = export->diff->weights->match->identity->n_bodies;
	double *entered = pgl_xcalloc((size_t)n_bodies + 1, sizeof *entered);
	bool *is_shown = pgl_xcalloc((size_t)n_bodies + 1, sizeof *is_shown);
	double most = 0, most_edge = n ? weight_of(state->item) : 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t to = state->item[i].to == PGL_NONE ? n_bodies : state->item[i].to;

		entered[to] += weight_of(&state->item[i]);
		most = fmax(most, entered[to]);
		is_shown[to] = is_shown[state->item[i].from] = true;
	}
	for (uint32_t body = 0; body <= n_bodies; body++)
		if (is_shown[body])
			put_node(export, body == n_bodies ? PGL_NONE : body, entered[body], most,
				 export->out);
	for (size_t i = 0; i < n; i++) {
		put_edge(export, &state->item[i], false, most_edge);
		put_edge(export, &state->item[i], true, most_edge);
	}
	free(entered);
	free(is_shown);
}

static int end(struct pgl_export *export, struct pgl_error *error)
{
	struct state *state = export->state;
	size_t n;

	(void)error;
	join(state);
	for (n = 0; n < state->n && (!export->limit || n < export->limit); n++)
		if (weight_of(&state->item[n]) <= 0)
			break;
	fputs("digraph calls {\n\trankdir=LR;\n\tnode [shape=box, style=filled, fontname=sans, "
	      "fillcolor=white];\n\tedge [fontname=sans, fontsize=10];\n\tlabel=",
	      export->out);
	put_quoted(export->out, export->diff->weights->source < 0
					? "call sites; dashed: inlined"
					: "executions in training; dashed: inlined");
	fputs(";\n", export->out);
	put_graph(export, state, n);
	fputs("}\n", export->out);
	free(state->item);
	free(state);
	return 0;
}

const struct pgl_export_format pgl_export_dot = {.begin = begin, .call = take_call, .end = end};
