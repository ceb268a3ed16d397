package generator

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"quarterdeck/generator/report"
)

// packed is what a zip takes of a site: the pages of one quarter, the definitions that their
// figures lead to, and what pages load. For an audience that is shown no quarter as one, it is the
// whole site.
type packed struct {
	quarter string // "" = the whole site
	assets  map[string][]byte
}

func packedOf(s *Site, q report.QuarterID) packed {
	if !s.Has(path.Join(q.String(), "index.html")) {
		return packed{}
	}
	return packed{q.String(), s.assets}
}

// holds reports whether a path of the site is in the zip.
func (p packed) holds(at string) bool {
	return p.quarter == "" || p.assets[at] != nil || strings.HasPrefix(at, p.quarter+"/") || strings.HasPrefix(at, "numbers/")
}

// page is a page as it is in the zip: what leads to pages that are not there is plain text, and
// there is no search, which would lead to them too.
func (p packed) page(at string, data []byte) []byte {
	if p.quarter == "" || path.Ext(at) != ".html" {
		return data
	}
	var out bytes.Buffer
	for z := html.NewTokenizer(bytes.NewReader(data)); ; {
		kind := z.Next()
		raw := bytes.Clone(z.Raw())
		switch {
		case kind == html.ErrorToken: // the end: a page in memory has no other
			return out.Bytes()
		case kind != html.StartTagToken && kind != html.SelfClosingTagToken:
			out.Write(raw)
			continue
		}
		t := z.Token()
		switch href := attribute(t, "href"); {
		case attribute(t, "id") == "search" || attribute(t, "id") == "open-search":
			skip(z, t.Data)
		case p.leads(at, href):
			out.Write(raw)
		case t.Data == "a":
			t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "href" })
			out.WriteString(t.String())
		case t.Data != "link":
			out.Write(raw)
		}
	}
}

// leads reports whether an address on a page leads to something that is there, or out of the site.
func (p packed) leads(from, href string) bool {
	u, err := url.Parse(href)
	if href == "" || err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return true
	}
	to := path.Join(path.Dir(from), u.Path)
	if strings.HasSuffix(u.Path, "/") {
		to = path.Join(to, "index.html")
	}
	return p.holds(to)
}

// skip leaves out an element whose start tag was read, which holds none of its own kind.
func skip(z *html.Tokenizer, name string) {
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if end, _ := z.TagName(); kind == html.EndTagToken && string(end) == name {
			return
		}
	}
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
