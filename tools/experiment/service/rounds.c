/* See rounds.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/rounds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/progress.h"
#include "base/random.h"
#include "base/xalloc.h"

#define SHARE_OF_FULL 0.6

const char *const pgl_load_kind_words[] = {"full", "equal", NULL};

struct running {
	struct pgl_rounds *rounds;
	const struct pgl_rounds_options *options;
	struct pgl_error *error;
	struct pgl_progress progress;
	size_t n_done, n_all; /* lives */
};

static const char *const side_words[] = {"OLD", "NEW"};

/* One life of SERVICE, up to its end. */
static int live_until_stopped(struct pgl_service *service, const struct pgl_rounds_options *options,
			      const char *command, const double *rates,
			      struct pgl_service_load *ret, struct pgl_error *error)
{
	struct pgl_service_load unused;
	double stopped_after;

	if (pgl_service_start(service, service->options, command, error) ||
	    (options->warm_up &&
	     pgl_service_load(service, options->warm_up, 0, false, &unused, error)))
		return -1;
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++) {
		if (isnan(rates[kind]))
			continue;
		if (pgl_service_load(service, options->seconds, rates[kind], false, &ret[kind],
				     error))
			return -1;
		if (!ret[kind].numbers.requests)
			return pgl_error_set(error, "no request was answered");
	}
	return pgl_service_stop(service, &stopped_after, error);
}

int pgl_service_live(const struct pgl_rounds_options *options, int side, const double *rates,
		     struct pgl_service_load *ret, struct pgl_strbuf *printed,
		     struct pgl_error *error)
{
	struct pgl_service_options its = options->service;
	struct pgl_service service = {.options = &its};
	struct pgl_error why;
	int failed;

	its.folder = options->side[side].folder;
	failed = live_until_stopped(&service, options, options->side[side].command, rates, ret,
				    &why);
	if (failed) {
		pgl_error_set(error, "%s: %s", side_words[side], why.text);
		pgl_strbuf_reset(printed);
		pgl_strbuf_add(printed, service.printed.text);
	}
	pgl_service_release(&service);
	return failed;
}

/* RATE, rounded down to two digits. */
static double rounded(double rate)
{
	double unit = pow(10, floor(log10(rate)) - 1);

	return fmax(floor(rate / unit) * unit, 1);
}

double pgl_equal_rate(const struct pgl_service_load *const full[2])
{
	double least = INFINITY;

	for (int side = 0; side < 2; side++)
		least = fmin(least,
			     (double)full[side]->numbers.requests / full[side]->numbers.seconds);
	return rounded(SHARE_OF_FULL * least);
}

/* pgl_service_live() with progress. */
static int live(struct running *running, int side, const double *rates,
		struct pgl_service_load *ret)
{
	int failed = pgl_service_live(running->options, side, rates, ret, &running->rounds->printed,
				      running->error);

	pgl_progress_step(&running->progress, ++running->n_done, running->n_all);
	return failed;
}

/* Chooses the rate of the equal load: measures the full load of each side. */
static int choose_rate(struct running *running)
{
	const double full[] = {0, NAN};
	struct pgl_service_load loads[2][PGL_LOAD_KINDS];
	const struct pgl_service_load *const its[] = {loads[0], loads[1]};

	for (int side = 0; side < 2; side++)
		if (live(running, side, full, loads[side]))
			return -1;
	running->rounds->rate = pgl_equal_rate(its);
	return 0;
}

int pgl_rounds_run(struct pgl_rounds *ret, const struct pgl_rounds_options *options,
		   struct pgl_error *error)
{
	struct running running = {.rounds = ret, .options = options, .error = error};
	bool with_pilot = options->kind[PGL_LOAD_EQUAL] && !(options->rate > 0);
	double rates[PGL_LOAD_KINDS];
	struct pgl_random random;
	int failed = 0, first = 0;

	*ret = (struct pgl_rounds){.n_rounds = options->n_rounds, .rate = options->rate};
	memcpy(ret->kind, options->kind, sizeof ret->kind);
	pgl_strbuf_init(&ret->printed);
	ret->load = pgl_xcalloc(options->n_rounds + 1, sizeof *ret->load);
	running.n_all = 2 * (size_t)options->n_rounds + (with_pilot ? 2 : 0);
	pgl_progress_start(&running.progress, "loading OLD and NEW");
	running.progress.tells_time = true;
	if (with_pilot)
		failed = choose_rate(&running);
	rates[PGL_LOAD_FULL] = options->kind[PGL_LOAD_FULL] ? 0 : NAN;
	rates[PGL_LOAD_EQUAL] = options->kind[PGL_LOAD_EQUAL] ? ret->rate : NAN;
	pgl_random_start(&random, options->seed);
	for (uint64_t round = 0; round < options->n_rounds && !failed; round++) {
		/* Every other round reverses the order of the one before. */
		first = round % 2 ? !first : (int)pgl_random_below(&random, 2);
		for (int i = 0; i < 2 && !failed; i++)
			failed = live(&running, first ^ i, rates, ret->load[round][first ^ i]);
	}
	pgl_progress_end(&running.progress);
	return failed;
}

void pgl_rounds_release(struct pgl_rounds *rounds)
{
	free(rounds->load);
	pgl_strbuf_release(&rounds->printed);
	rounds->load = NULL;
}
