/* Records where the code of each function goes, right after GCC writes it to the assembler.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/layout.h"

#include "gcc/events.h"
#include "watch/calls-left.h"
#include "watch/events.h"

/* True if SECTION groups functions by when they run: ".text.hot", ".text.unlikely.f" ... */
static bool is_placement(const char *section)
{
	static const char *const groups[] = {".text.hot", ".text.unlikely", ".text.startup",
					     ".text.exit"};

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		size_t length = strlen(groups[i]);

		if (!strncmp(section, groups[i], length) &&
		    (!section[length] || section[length] == '.'))
			return true;
	}
	return false;
}

static void note_section(enum pgl_event_kind what, uint32_t function, const char *section)
{
	uint32_t event = note_event(what, function);

	if (event != PGL_NONE)
		watch.record->events[event].section = pgl_record_intern(watch.record, section);
}

void after_final(void)
{
	mark_calls_without_code();
	tree decl = current_function_decl;
	const char *section = room_section(decl, false);
	uint32_t function = watch.extract->function(cgraph_node::get(decl));

	if (section && is_placement(section) && !room_section_is_own(decl, section))
		note_section(PGL_EVENT_SECTION, function, section);
	if (room_has_cold_part())
		note_section(PGL_EVENT_PARTITION, function, room_section(decl, true));
}
