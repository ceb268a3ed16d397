package page

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"path"
	"strings"
)

// planSitemap adds sitemap.xml where the site's own address is known: a
// sitemap holds full addresses only.
func planSitemap(p *planner) {
	base := p.archive.Site.BaseURL
	if base == "" {
		return
	}
	p.under("", func(p *planner) {
		p.file("sitemap.xml", func() ([]byte, error) { return sitemapXML(p.site, base), nil })
	})
}

// sitemapXML lists every page that a search may lead to, each by the address
// that readers see: 2026-q3/, without index.html. A published edition is left out, since
// its pages name those of the quarter as the ones to find.
func sitemapXML(s *Site, base string) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	out.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, at := range s.Paths() {
		if p := s.find(at); p.Unlisted || p.View == nil || p.Canonical != "" {
			continue
		}
		out.WriteString("  <url><loc>")
		// A buffer takes all that is written to it.
		_ = xml.EscapeText(&out, []byte(fullAddress(base, at)))
		out.WriteString("</loc></url>\n")
	}
	out.WriteString("</urlset>\n")
	return out.Bytes()
}

// fullAddress is the address of a page on the web, by its folder where it has
// one. base ends in a slash.
func fullAddress(base, at string) string {
	at, fragment, _ := strings.Cut(at, "#")
	if path.Base(at) == "index.html" {
		at = strings.TrimSuffix(at, "index.html")
	}
	address := base + (&url.URL{Path: at}).EscapedPath()
	if fragment != "" {
		address += "#" + url.PathEscape(fragment)
	}
	return address
}
