package feed

import (
	"bytes"
	"encoding/xml"
	"quarterdeck/generator/site"
)

// PlanSitemap adds sitemap.xml where the site's own address is known: a
// sitemap holds full addresses only.
func PlanSitemap(p *site.Planner) {
	if base := p.Archive.Site.BaseURL; base != "" {
		p.File("sitemap.xml", func() ([]byte, error) { return sitemapXML(p.Site, base), nil })
	}
}

// sitemapXML lists every page that a search may lead to, each by the address
// that readers see: 2026-q3/, without index.html. A published edition is left out, since
// its pages name those of the quarter as the ones to find.
func sitemapXML(s *site.Site, base string) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	out.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, at := range s.Paths() {
		if p := s.Find(at); p.Unlisted || p.View == nil || p.Canonical != "" {
			continue
		}
		out.WriteString("  <url><loc>")
		// A buffer takes all that is written to it.
		_ = xml.EscapeText(&out, []byte(site.FullAddress(base, at)))
		out.WriteString("</loc></url>\n")
	}
	out.WriteString("</urlset>\n")
	return out.Bytes()
}
