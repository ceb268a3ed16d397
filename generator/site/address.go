package site

import (
	"net/url"
	"path"
	"strings"
)

// FullAddress is the address of a page on the web, by its folder where it has
// one. base ends in a slash.
func FullAddress(base, at string) string {
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

// Address returns where a path of the site is, as a document names it.
type Address func(path string) string

// Addresses are whole ones where the site's own is known, else those seen from a page.
func (c *Context) Addresses(from string) Address {
	return func(path string) string {
		switch base := c.Archive.Site.BaseURL; {
		case path == "":
			return ""
		case base != "":
			return FullAddress(base, path)
		default:
			return strings.Repeat("../", strings.Count(from, "/")) + path
		}
	}
}
