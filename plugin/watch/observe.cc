/* Watches the inliners at work (see observe.h). In the order of GCC's passes, it records:

   1. before einline, for each function: a fingerprint of its code;
   2. in einline: each early inlining, at the moment GCC decides it (clone-stream.h);
   3. after einline, for each function: the remaining calls, which the early inliner rejected;
   4. after profile, profile_estimate, icf, devirt and cp: what each has done, as events; clones and
      parts as GCC makes them;
   5. before inline: every function and call with their counts; calls known from 3 are recognized by
      location, since GCC has rebuilt its edges;
   6. in inline: each inlining as GCC decides it, the origin of every copied call, the functions
      that disappear;
   7. after inline: the outcome of every call and function;
   8. around expand, and after final, for each function: where its code is, and which calls have no
      instruction left.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/observe.h"

#include <inttypes.h>

#include "gcc/limits.h"
#include "gcc/lto.h"
#include "sites/settle.h"
#include "watch/branches.h"
#include "watch/calls-left.h"
#include "watch/clones.h"
#include "watch/considered.h"
#include "watch/decisions.h"
#include "watch/early.h"
#include "watch/ipa.h"
#include "watch/layout.h"
#include "watch/link.h"
#include "watch/merges.h"
#include "watch/profile.h"
#include "watch/remaining.h"
#include "watch/targets.h"
#include "watch/values.h"
#include "watch/watch.h"

namespace
{

typedef void step(void);

/* Run STEP unless there was an error: after one, GCC writes no object and the plugin no record. */
void run_step(step *step)
{
	if (!room_has_failed() && !watch.record->out_of_memory)
		step();
	else {
		stop_listening();
		room_watch_considered(NULL);
	}
}

pass_data data_of(enum opt_pass_type type, const char *name, unsigned properties)
{
	return {type, name, OPTGROUP_NONE, TV_NONE, properties, 0, 0, 0, 0};
}

class gimple_step : public gimple_opt_pass
{
      public:
	gimple_step(const char *name, step *step)
	    : gimple_opt_pass(data_of(GIMPLE_PASS, name, 0), g), m_step(step)
	{
	}
	unsigned int execute(function *) final override
	{
		run_step(m_step);
		return 0;
	}
	/* GCC requires this if the reference pass occurs more than once. */
	opt_pass *clone() final override
	{
		return new gimple_step(name, m_step);
	}

      private:
	step *m_step;
};

class rtl_step : public rtl_opt_pass
{
      public:
	rtl_step(const char *name, step *step)
	    : rtl_opt_pass(data_of(RTL_PASS, name, 0), g), m_step(step)
	{
	}
	unsigned int execute(function *) final override
	{
		run_step(m_step);
		return 0;
	}

      private:
	step *m_step;
};

/* Next to "inline" GCC accepts only an IPA pass: simple ones are in other lists. */
class ipa_step : public ipa_opt_pass_d
{
      public:
	ipa_step(const char *name, step *step, void (*write)(void) = NULL,
		 void (*read)(void) = NULL)
	    : ipa_opt_pass_d(data_of(IPA_PASS, name, 0), g, NULL, write, read, NULL, NULL, NULL, 0,
			     NULL, NULL),
	      m_step(step)
	{
	}
	unsigned int execute(function *) final override
	{
		run_step(m_step);
		return 0;
	}

      private:
	step *m_step;
};

void add_pass(const char *plugin, opt_pass *pass, const char *reference,
	      enum pass_positioning_ops where)
{
	struct register_pass_info info = {pass, reference, room_pass_instance(reference), where};

	register_callback(plugin, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}

void follow(void)
{
	follow_nodes();
	follow_clones();
	follow_targets();
	follow_deep_calls();
}

/* Install the call graph's hooks only after parsing: reading a precompiled header replaces the
   symbol table, and writing one would save our hooks in it. */
void start_following(void *, void *)
{
	/* GCC maintains the set of cloned nodes only while it dumps them. In a table from a
	   precompiled header the set is that of the process that wrote it. */
	if (symtab != watch.first_symtab)
		new (&symtab->cloned_nodes) hash_set<const cgraph_node *>;
	follow();
}

void after_profile_estimate(void)
{
	watch.hooks->after_profile_estimate();
	look_at_targets("profile_estimate");
	note_branches();
	before_icf();
}

void after_devirt(void)
{
	look_at_targets("devirt");
	note_entries();
}

void after_cp(void)
{
	complete_clones();
	look_at_targets("cp");
}

} /* namespace */

static void note_fingerprint(void)
{
	char text[20];

	snprintf(text, sizeof text, "%016" PRIx64, watch.fingerprint);
	watch.record->unit.fingerprint_ir = pgl_record_intern(watch.record, text);
}

/* Write the record after early inlining to the object. */
static void leave_summary(void)
{
	pgl_record left;

	before_streaming();
	note_branches();
	note_fingerprint();
	watch.describe();
	if (!pgl_sites_snapshot(watch.sites, &left)) {
		watch.record->out_of_memory = true;
		return;
	}
	watch.extract->place_split_calls(&left);
	watch.record->unit.summary = link_leave_summary(&left);
	for (uint32_t i = 0; i < watch.record->n_sites; i++)
		watch.record->sites[i].statement = 0;
	free(left.sites);
	free(left.events);
}

static void on_write(void)
{
	if (room_streams_for_lto())
		run_step(leave_summary);
}

static void on_read(void)
{
	if (watch.is_link)
		run_step(link_read_summaries);
}

bool observe_start(pgl_record *record, bool wants_branches, void (*describe)(void))
{
	watch.wants_branches = wants_branches;
	watch.describe = describe;
	watch.hooks = &no_hooks;
	watch.is_link = room_stage() == PGL_STAGE_WPA;
	watch.record = record;
	watch.sites = pgl_sites_new(record);
	if (!watch.sites)
		return false;
	watch.extract = new extractor(record, watch.sites);
	watch.by_number = new node_by_number;
	watch.offline = new function_by_number;
	watch.entered = new count_by_number;
	watch.first_symtab = symtab;
	return true;
}

void observe_install_hooks(const watch_hooks *hooks)
{
	watch.hooks = hooks;
}

void observe_register_passes(const char *name)
{
	if (watch.is_link)
		follow(); /* a link parses nothing and never gets there */
	else
		register_callback(name, PLUGIN_ALL_IPA_PASSES_START, start_following, NULL);
	add_pass(name, new gimple_step("pgolens_before_einline", before_einline), "einline",
		 PASS_POS_INSERT_BEFORE);
	add_pass(name, new gimple_step("pgolens_after_einline", after_einline), "einline",
		 PASS_POS_INSERT_AFTER);
	add_pass(name, new gimple_step("pgolens_before_feedback_fnsplit", before_feedback_split),
		 "feedback_fnsplit", PASS_POS_INSERT_BEFORE);
	add_pass(name, new ipa_step("pgolens_after_profile_estimate", after_profile_estimate),
		 "profile_estimate", PASS_POS_INSERT_AFTER);
	add_pass(name, new ipa_step("pgolens_after_icf", after_icf), "icf", PASS_POS_INSERT_AFTER);
	add_pass(name, new ipa_step("pgolens_after_devirt", after_devirt), "devirt",
		 PASS_POS_INSERT_AFTER);
	add_pass(name, new ipa_step("pgolens_after_cp", after_cp), "cp", PASS_POS_INSERT_AFTER);
	add_pass(name, new ipa_step("pgolens_before_inline", before_inline, on_write, on_read),
		 "inline", PASS_POS_INSERT_BEFORE);
	add_pass(name, new ipa_step("pgolens_after_inline", after_inline), "inline",
		 PASS_POS_INSERT_AFTER);
	add_pass(name, new gimple_step("pgolens_after_optimized", before_expand), "optimized",
		 PASS_POS_INSERT_AFTER);
	add_pass(name, new rtl_step("pgolens_after_expand", after_expand), "expand",
		 PASS_POS_INSERT_AFTER);
	add_pass(name, new rtl_step("pgolens_after_final", after_final), "final",
		 PASS_POS_INSERT_AFTER);
}

void observe_finish(void)
{
	stop_listening();
	room_watch_considered(NULL);
	note_deep_calls();
	if (!watch.is_link)
		note_fingerprint();
	if (!watch.saw_ipa)
		note_profile();
	watch.hooks->finish();
	pgl_sites_settle(watch.sites);
	watch.extract->place_split_calls(watch.record);
}
