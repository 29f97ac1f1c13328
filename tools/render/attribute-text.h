/* Shows an attribution as text or as JSON (docs/schema/attribute.schema.json).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_ATTRIBUTE_H
#define PGL_RENDER_ATTRIBUTE_H

#include "experiment/attribute/attribute-sites.h"
#include "base/colour.h"
#include "base/json-write.h"

/* SITES may be NULL: they were not asked for. */
void pgl_attribute_text(const struct pgl_attribution *attribution,
			const struct pgl_site_search *sites, const struct pgl_style *style,
			FILE *out);
void pgl_attribute_json(const struct pgl_attribution *attribution,
			const struct pgl_site_search *sites, FILE *out);

/* Parts of these, in files of their own. */
void pgl_attribute_sites_text(const struct pgl_attribution *attribution,
			      const struct pgl_site_search *sites, const struct pgl_style *style,
			      FILE *out);
void pgl_attribute_sites_json(struct pgl_json *json, const struct pgl_attribution *attribution,
			      const struct pgl_site_search *sites);

/* A cost or a gain by METRIC, for people: "1,234", "+12.3 ms". */
void pgl_add_cost(struct pgl_strbuf *text, enum pgl_metric metric, double value, bool is_gain);
/* PART of WHOLE in percent, with its sign. */
void pgl_add_percent(struct pgl_strbuf *text, double part, double whole);

#endif
