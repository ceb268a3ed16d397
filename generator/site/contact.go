package site

import (
	"net/mail"
	"net/url"
	"strings"
)

// Contact is whom the audience asks, where it is not the teams themselves; empty where it is.
func (c *Context) Contact() Link { return ContactLink(c.Archive.Contact()) }

// ContactLink leads to an address of the web or of mail; what is neither is text.
func ContactLink(s string) Link {
	if u, err := url.Parse(s); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		return Link{Text: strings.TrimSuffix(u.Host+u.Path, "/"), Path: s, External: true}
	}
	if a, err := mail.ParseAddress(strings.TrimPrefix(s, "mailto:")); err == nil && a.Name == "" {
		return Link{Text: a.Address, Path: "mailto:" + a.Address, External: true}
	}
	return Link{Text: s}
}

// ShowsIDs reports whether the audience reads the ids of deliverables.
func (c *Context) ShowsIDs() bool { return c.Archive.Audience.ShowsIDs() }
