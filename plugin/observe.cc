/* Watches the inliners at work (see observe.h). In the order of GCC's passes:

   1. before einline, each function: a fingerprint of its body;
   2. in einline: each early inlining, at the moment it is decided (clone-stream.h);
   3. after einline, each function: the calls that are left are its rejections;
   4. before inline: every function and call as the IPA inliner finds them, with their counts; calls
      known from 3 are recognized by where they stand, since the compiler has made its edges anew;
   5. in inline: each inlining as it is decided, the lineage of every copied call, the functions that
      go away;
   6. after inline: what became of every call and function.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "observe.h"

#include <inttypes.h>

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
	else
		stop_listening();
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
	watch.expanded_thunk = -1;
	follow_nodes();
	return true;
}

void observe_register_passes(const char *name)
{
	add_pass(name, new gimple_step("pgolens_before_einline", before_einline), "einline",
		 PASS_POS_INSERT_BEFORE);
	add_pass(name, new gimple_step("pgolens_after_einline", after_einline), "einline",
		 PASS_POS_INSERT_AFTER);
	add_pass(name, new ipa_step("pgolens_before_inline", before_inline), "inline",
		 PASS_POS_INSERT_BEFORE);
	add_pass(name, new ipa_step("pgolens_after_inline", after_inline), "inline",
		 PASS_POS_INSERT_AFTER);
}

void observe_finish(void)
{
	char text[20];

	stop_listening();
	snprintf(text, sizeof text, "%016" PRIx64, watch.fingerprint);
	watch.record->unit.fingerprint_ir = pgl_record_intern(watch.record, text);
	if (!watch.saw_ipa)
		note_profile();
	pgl_sites_settle(watch.sites);
}
