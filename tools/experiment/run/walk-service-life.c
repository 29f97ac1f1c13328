/* See walk-service-life.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/walk-service-life.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/files.h"
#include "base/xalloc.h"

#include "base/banned.h"

static const char *or_none(const char *text)
{
	return text ? text : "";
}

void pgl_life_set_result(struct pgl_life *life, const char *kind)
{
	const struct pgl_rounds_options *options = life->options;
	const struct pgl_service_options *service = &options->service;
	char *all = pgl_xasprintf("service %s\n%s\n%s\n%s\n%s\n%s\n%d %" PRIu64 " %" PRIu64
				  " %" PRIu64 " %" PRIu64 " %.9g %.9g",
				  kind, service->url, or_none(service->ready),
				  or_none(service->load.command), or_none(service->load.script),
				  or_none(life->ask), service->stop, service->load.connections,
				  service->load.threads, options->seconds, options->warm_up,
				  life->rates[0], life->rates[1]);

	life->measuring.result = pgl_measuring_result(
		life->measuring.experiment, life->measuring.variant, life->measuring.command, all);
	free(all);
}

/* --- results --- */

static void add_load(struct pgl_strbuf *text, const struct pgl_service_load *load)
{
	const struct pgl_load_numbers *numbers = &load->numbers;

	pgl_strbuf_addf(text, "%" PRIu64 " %" PRIu64 " %.17g %.17g", numbers->requests,
			numbers->failed, numbers->seconds, load->cpu);
	for (int i = 0; i < PGL_PERCENTILES; i++)
		pgl_strbuf_addf(text, " %.17g", numbers->latency[i]);
	pgl_strbuf_add_char(text, '\n');
}

static bool read_load(const char **at, struct pgl_service_load *ret)
{
	struct pgl_load_numbers *numbers = &ret->numbers;
	int n = 0;

	if (sscanf(*at, "%" SCNu64 " %" SCNu64 " %lf %lf%n", &numbers->requests, &numbers->failed,
		   &numbers->seconds, &ret->cpu, &n) != 4)
		return false;
	*at += n;
	for (int i = 0; i < PGL_PERCENTILES; i++) {
		if (sscanf(*at, "%lf%n", &numbers->latency[i], &n) != 1)
			return false;
		*at += n;
	}
	return true;
}

bool pgl_life_read(const struct pgl_life *life, struct pgl_service_load ret[PGL_LOAD_KINDS])
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	bool is_there = !pgl_read_file(&text, life->measuring.result);
	const char *at = text.text;

	for (int kind = 0; kind < PGL_LOAD_KINDS && is_there; kind++)
		is_there = isnan(life->rates[kind]) || read_load(&at, &ret[kind]);
	pgl_strbuf_release(&text);
	return is_there;
}

/* --- living --- */

/* Adds what the service is asked for and answers. */
static int ask(const struct pgl_life *life, struct pgl_strbuf *result, struct pgl_strbuf *printed,
	       struct pgl_strbuf *why)
{
	const struct pgl_service_options *options = &life->options->service;
	struct pgl_kept asking = {.news = -1, .log = -1};
	struct pgl_service service;
	double seconds;
	int failed = pgl_service_start(&service, options, life->measuring.command, why);

	if (!failed) {
		setenv("URL", service.url, 1);
		failed = pgl_kept_start(&asking, life->ask, NULL, -1, why);
	}
	if (!failed) {
		while (!pgl_kept_wait(&asking, 0.1) && !pgl_kept_wait(&service.kept, 0))
			;
		pgl_kept_kill(&asking);
		pgl_kept_add_log(&asking, result);
		if (asking.status) {
			pgl_strbuf_addf(why, "'%s' ", life->ask);
			pgl_kept_add_status(&asking, why);
			pgl_strbuf_add(printed, result->text);
			failed = -1;
		}
	}
	if (!failed)
		failed = pgl_service_stop(&service, &seconds, why);
	if (failed && !printed->length)
		pgl_strbuf_add(printed, service.printed.text);
	pgl_kept_release(&asking);
	pgl_service_release(&service);
	return failed;
}

static int load(const struct pgl_life *life, struct pgl_strbuf *result, struct pgl_strbuf *printed,
		struct pgl_strbuf *why)
{
	struct pgl_service_load loads[PGL_LOAD_KINDS];

	if (pgl_service_live(life->options, life->side, life->rates, loads, printed, why))
		return -1;
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++) {
		if (isnan(life->rates[kind]))
			continue;
		if (loads[kind].numbers.failed) {
			pgl_strbuf_addf(why, "%" PRIu64 " of %" PRIu64 " requests failed",
					loads[kind].numbers.failed, loads[kind].numbers.requests);
			return -1;
		}
		add_load(result, &loads[kind]);
	}
	return 0;
}

/* At the place. */
static int live(const struct pgl_life *life, const char *log)
{
	struct pgl_strbuf result = PGL_STRBUF_INIT, printed = PGL_STRBUF_INIT,
			  why = PGL_STRBUF_INIT;
	int failed = life->ask ? ask(life, &result, &printed, &why)
			       : load(life, &result, &printed, &why);

	if (failed) {
		pgl_write_file(log, printed.text, printed.length);
		pgl_measuring_fail(&life->measuring, "%s: %s", why.text, life->measuring.command);
	} else if (pgl_write_file(life->measuring.result, result.text, result.length)) {
		failed = pgl_measuring_fail(&life->measuring, "cannot write '%s': %s",
					    life->measuring.result, strerror(errno));
	}
	pgl_strbuf_release(&why);
	pgl_strbuf_release(&printed);
	pgl_strbuf_release(&result);
	return failed;
}

int pgl_life_run(void *context)
{
	const struct pgl_life *life = context;
	const struct pgl_measuring *measuring = &life->measuring;
	const struct pgl_experiment *experiment = measuring->experiment;
	char *tree = pgl_variant_path(measuring->variant, "tree");
	char *log = pgl_measuring_file(measuring, ".log");
	struct pgl_journal_entry entry = {.step = measuring->step,
					  .variant = measuring->variant->name,
					  .command = measuring->command,
					  .folder = tree,
					  .output = log};
	struct pgl_shell_result result = {.wall = pgl_now()};
	int failed;

	if (pgl_place_enter(&experiment->place, tree)) {
		failed = pgl_measuring_fail(measuring, "cannot put '%s' at '%s': %s", tree,
					    experiment->place.path, strerror(errno));
	} else {
		pgl_experiment_environment(experiment);
		pgl_journal_begin(experiment->given.journal, &entry);
		failed = live(life, log);
		result.wall = pgl_now() - result.wall;
		result.status = failed ? 1 << 8 : 0;
		pgl_journal_end(experiment->given.journal, &entry, &result);
		if (pgl_place_leave(&experiment->place, tree) && !failed)
			failed = pgl_measuring_fail(measuring, "cannot put '%s' back: %s", tree,
						    strerror(errno));
	}
	free(log);
	free(tree);
	return failed;
}

void pgl_life_release(struct pgl_life *life)
{
	free(life->measuring.result);
	life->measuring.result = NULL;
}
