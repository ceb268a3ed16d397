package report

import (
	"cmp"
	"encoding/hex"
	"reflect"
	"slices"
)

func (a Audience) sees(p Part) bool { return slices.Contains(a.Shows, p) }

// whole reports whether no part is kept from the audience.
func (a Audience) whole() bool { return seeingAll(Parts...)(a) }

// Sees reports whether the archive's audience is shown a part.
func (a *Archive) Sees(p Part) bool { return a.Audience.sees(p) }

// Contact is whom the archive's audience asks, where it is not the teams themselves: what the
// audience has, or for those outside what customers have. "" = not said.
func (a *Archive) Contact() string { return a.Site.contact(a.Audience) }

func (s Site) contact(to Audience) string {
	if inside(to) {
		return to.Contact
	}
	return cmp.Or(to.Contact, s.CustomerContact)
}

// For returns the archive as an audience may see it. It is built anew, and only of the
// fields that [Fields] opens for the audience, so a field that nobody thought of is
// not there. The receiver is not changed; an audience that is shown every part shares
// all but its site with it.
func (a *Archive) For(to Audience) *Archive { return Fields().For(a, to) }

// For is [Archive.For] by another table.
func (t Table) For(a *Archive, to Audience) *Archive {
	c := &copier{open: t.opened(to), shapes: map[reflect.Type]*shape{}}
	v := &view{table: t, open: c.open, from: a, to: to, linked: map[string]bool{a.Site.Look.Logo: true}}
	if to.whole() {
		for field := range reflect.TypeFor[Archive]().Fields() {
			if field.Type != reflect.TypeFor[Site]() {
				c.share(field.Type)
			}
		}
	} else {
		c.exists, c.mend = v.exists(), v.mend()
	}
	shown := &Archive{}
	c.copy(reflect.ValueOf(shown).Elem(), reflect.ValueOf(a).Elem(), c.shape(reflect.TypeFor[Archive]()))
	shown.Audience = to
	if to.Title != "" && v.open["Site.Title"] {
		shown.Site.FeedSpace, shown.Site.Title = hex.EncodeToString(a.Site.feedSpace()), to.Title
	}
	if !to.whole() {
		shown.Files = v.files(shown.Files)
		shown.Notices = v.notices(shown.Notices)
	}
	return shown
}

// opened is the set of fields that the table opens for an audience.
func (t Table) opened(to Audience) map[string]bool {
	open := map[string]bool{}
	for _, row := range t {
		if row.To(to) {
			open[row.Field] = true
		}
	}
	return open
}
