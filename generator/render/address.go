package render

import (
	"errors"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
)

var errDict = errors.New("dict takes pairs of a name and a value")

// relative returns the address of to, a path of the site with an optional
// fragment, or a fragment alone, seen from the page at from. Both are slash-separated and relative to
// the site's root; the answer is escaped for use in an attribute's URL.
func relative(from, to string) string {
	to, fragment, hasFragment := strings.Cut(to, "#")
	if to == "" {
		to = from
	}
	out := ""
	switch {
	case to != from:
		here, there := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
		if here[0] == "." {
			here = nil
		}
		same := 0
		for same < len(here) && same < len(there)-1 && here[same] == there[same] {
			same++
		}
		out = strings.Repeat("../", len(here)-same) + escapePath(strings.Join(there[same:], "/"))
		if first, _, _ := strings.Cut(out, "/"); first == "" || strings.Contains(first, ":") {
			out = "./" + out // else the browser takes it for a scheme, or a host
		}
	case !hasFragment:
		out = escapePath(path.Base(to))
	}
	if hasFragment {
		out += "#" + url.PathEscape(fragment)
	}
	return out
}

func escapePath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

// rel is safe as a URL: it is relative and escaped, so it cannot name a scheme.
// On a page that can be anywhere it begins with the site's own address.
func (e *executor) rel(to string) template.URL {
	if base := e.site.Archive.Site.BaseURL; e.page.Anywhere && base != "" {
		return template.URL(base + relative("", to))
	}
	return template.URL(relative(e.page.Path, to))
}

func (e *executor) has(to string) bool { return e.site.Has(to) }

func (e *executor) ids() bool { return e.site.Living().ShowsIDs() }

func (e *executor) asset(name string) (template.URL, error) {
	if name == "site.css" {
		at, _ := e.assets.styleSheet(e.site.Archive.Site.Look)
		return e.rel(at), nil
	}
	at, ok := e.assets.names[name]
	if !ok {
		return "", fmt.Errorf("there is no asset %q, only site.css, %s", name, strings.Join(slices.Sorted(maps.Keys(e.assets.names)), ", "))
	}
	return e.rel(at), nil
}
