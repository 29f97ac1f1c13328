/* Watches the inliners at work (see observe.h). In the order of GCC's passes:

   1. before einline, each function: a fingerprint of its body;
   2. in einline: each early inlining, at the moment it is decided (clone-stream.h);
   3. after einline, each function: the calls that are left are its rejections;
   4. after profile, profile_estimate, icf, devirt and cp: what each has done, as events; clones and
      parts as they are made;
   5. before inline: every function and call as the IPA inliner finds them, with their counts; calls
      known from 3 are recognized by where they stand, since the compiler has made its edges anew;
   6. in inline: each inlining as it is decided, the lineage of every copied call, the functions that
      go away;
   7. after inline: what became of every call and function;
   8. after final, each function: where its code went.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "observe.h"

#include <inttypes.h>

#include "gcc-room-limits.h"
#include "watch.h"

struct watch watch;

namespace
{

typedef void step(void);

/* Runs STEP if all is well: after an error there will be no object and no record. */
void run_step(step *step)
{
	if (!seen_error() && !watch.record->out_of_memory)
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

/* Around "inline" only an IPA pass is found: simple ones live in other lists. */
class ipa_step : public ipa_opt_pass_d
{
      public:
	ipa_step(const char *name, step *step)
	    : ipa_opt_pass_d(data_of(IPA_PASS, name, 0), g, NULL, NULL, NULL, NULL, NULL, NULL, 0,
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
	struct register_pass_info info = {pass, reference, 1, where};

	register_callback(plugin, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}

/* The call graph's hooks only now that all is parsed: reading a precompiled header puts another
   symbol table in the place of the one there was, and writing one would put our hooks into it. */
void start_following(void *, void *)
{
	/* What a table from a precompiled header says of its set of cloned nodes, which GCC keeps
	   only while it dumps them, was true in the process that wrote it. */
	if (symtab != watch.first_symtab)
		new (&symtab->cloned_nodes) hash_set<const cgraph_node *>;
	follow_nodes();
	follow_clones();
	follow_targets();
}

void after_profile_estimate(void)
{
	look_at_targets("profile_estimate");
	before_icf();
}

void after_devirt(void)
{
	look_at_targets("devirt");
}

void after_cp(void)
{
	complete_clones();
	look_at_targets("cp");
}

} /* namespace */

bool observe_start(pgl_record *record)
{
	watch.record = record;
	watch.sites = pgl_sites_new(record);
	if (!watch.sites)
		return false;
	watch.extract = new extractor(record, watch.sites);
	watch.by_number = new node_by_number;
	watch.offline = new function_by_number;
	watch.first_symtab = symtab;
	return true;
}

void observe_register_passes(const char *name)
{
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
	add_pass(name, new ipa_step("pgolens_before_inline", before_inline), "inline",
		 PASS_POS_INSERT_BEFORE);
	add_pass(name, new ipa_step("pgolens_after_inline", after_inline), "inline",
		 PASS_POS_INSERT_AFTER);
	add_pass(name, new rtl_step("pgolens_after_final", after_final), "final",
		 PASS_POS_INSERT_AFTER);
}

void observe_finish(void)
{
	char text[20];

	stop_listening();
	room_watch_considered(NULL);
	snprintf(text, sizeof text, "%016" PRIx64, watch.fingerprint);
	watch.record->unit.fingerprint_ir = pgl_record_intern(watch.record, text);
	if (!watch.saw_ipa)
		note_profile();
	pgl_sites_settle(watch.sites);
}
