#include "attribute-sites.h"
int pgl_site_search(struct pgl_site_search *search, struct pgl_attribution *attribution,
		    struct pgl_strbuf *message)
{ (void)search; (void)attribution; (void)message; return 0; }
void pgl_site_search_release(struct pgl_site_search *search) {(void)search;}
double pgl_site_weight(const struct pgl_attribution *attribution, uint32_t number) {(void)attribution; return number;}
#include "render-attribute.h"
void pgl_attribute_sites_text(const struct pgl_attribution *attribution,
			      const struct pgl_site_search *sites, const struct pgl_style *style,
			      FILE *out) {(void)attribution;(void)sites;(void)style;(void)out;}
void pgl_attribute_sites_json(struct pgl_json *json, const struct pgl_attribution *attribution,
			      const struct pgl_site_search *sites) {(void)attribution;(void)sites;(void)json;}
