package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"quarterdeck/generator/site"
	"strings"
)

// PlanHosting adds what hosts of static files read, where they do: which headers to send,
// and which addresses lead on. A site is whole without them.
func PlanHosting(p *site.Planner) {
	p.File("_headers", func() ([]byte, error) { return headersFile(rootOf(p.Archive.Site.BaseURL)), nil })
	p.File("_redirects", func() ([]byte, error) { return redirectsFile(p.Site, rootOf(p.Archive.Site.BaseURL)), nil })
}

// headersFile names each header for a file once: some hosts join what several rules say.
// What it says nothing of, browsers ask for each time, which is these hosts' own default.
func headersFile(root string) []byte {
	return fmt.Appendf(nil, `%[1]s*
  Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
%[1]sassets/*
  Cache-Control: public, max-age=31536000, immutable
`, root)
}

// redirectsFile has a row for every page that leads on, and for every file that has another address now. The newest report is another one
// each quarter, so browsers must not keep where that leads.
func redirectsFile(s *site.Site, root string) []byte {
	var out bytes.Buffer
	for _, at := range s.Paths() {
		p := s.Planned(at)
		to := p.Now
		if p.Template == site.RedirectTemplate {
			to = s.Page(at).Head.Redirect
		}
		if to == "" {
			continue
		}
		code := 301
		if strings.HasPrefix(at, site.LatestFolder) {
			code = 302
		}
		fmt.Fprintf(&out, "%s %s %d\n", site.FullAddress(root, at), site.FullAddress(root, to), code)
	}
	return out.Bytes()
}

// rootOf is the path at which a host has the site.
func rootOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

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
		if p := s.Planned(at); p.Unlisted || p.View == nil || p.Canonical != "" {
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
