package page

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
)

// planHosting adds what hosts of static files read, where they do: which headers to send,
// and which addresses lead on. A site is whole without them.
func planHosting(p *planner) {
	p.under("", func(p *planner) {
		p.file("_headers", func() ([]byte, error) { return headersFile(rootOf(p.archive.Site.BaseURL)), nil })
		p.file("_redirects", func() ([]byte, error) { return redirectsFile(p.site, rootOf(p.archive.Site.BaseURL)), nil })
	})
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

// redirectsFile has a row for every page that leads on. The newest report is another one
// each quarter, so browsers must not keep where that leads.
func redirectsFile(s *Site, root string) []byte {
	var out bytes.Buffer
	for _, at := range s.Paths() {
		p := s.find(at)
		if p.Template != redirectTemplate {
			continue
		}
		code := 301
		if strings.HasPrefix(at, latestFolder) {
			code = 302
		}
		fmt.Fprintf(&out, "%s %s %d\n", fullAddress(root, at), fullAddress(root, p.head().Redirect), code)
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
