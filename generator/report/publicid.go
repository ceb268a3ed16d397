package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
)

// ShowsIDs reports whether the audience reads the ids that plans give to deliverables: inside the
// company, or where its ids are asked for.
func (a Audience) ShowsIDs() bool { return a.IDs || inside(a) }

// hides reports whether ids are taken out: not from an archive of an audience that has none.
func (v *view) hides() bool {
	from := v.from.Audience
	return !v.to.ShowsIDs() && (from.whole() || len(from.Shows) == 0 || from.ShowsIDs())
}

// publicIDs has what stands in the place of each id for an audience that is shown none: the title under
// which the thing was first delivered to it, and a mark. All ids of a life have the same one. It depends
// on nothing else in the archive, so no other deliverable that joins changes an address.
func (v *view) publicIDs() map[string]string {
	ids, taken := map[string]string{}, map[string]bool{}
	for _, l := range v.lives().All {
		d := v.firstKnown(l)
		if d == nil {
			continue
		}
		sum := sha256.Sum256([]byte(l.Items[0].Team.ID + "\n" + v.firstID(l)))
		mark := hex.EncodeToString(sum[:])
		public := ""
		for n := markLength; n <= len(mark) && (public == "" || taken[public]); n++ {
			public = slug(d.PublicTitle()) + "-" + mark[:n]
		}
		taken[public] = true
		for _, id := range append([]string{l.ID}, l.Was...) {
			ids[id] = public
		}
	}
	return ids
}

// firstKnown is the first delivery of a life that the audience knows, else the first item; nil
// where it knows none.
func (v *view) firstKnown(l *Life) *Deliverable {
	var first *Deliverable
	for _, d := range l.Items {
		if !v.deliverable(d) {
			continue
		}
		if d.Came() {
			return d
		}
		if first == nil {
			first = d
		}
	}
	return first
}

// firstID is the oldest id of a life that the audience would know, were it shown ids.
func (v *view) firstID(l *Life) string {
	for _, id := range slices.Backward(l.Was) {
		if v.items()[id] {
			return id
		}
	}
	return l.ID
}

// rename gives a deliverable the id that the audience knows it by, and an entry of a feed the id
// that it would have.
func (v *view) rename(to, from *Deliverable) {
	l := v.lives().Of(from.ID)
	if l == nil || !v.hides() {
		return
	}
	to.ID = v.public()[from.ID]
	var was []string
	for _, id := range to.Was {
		if id = v.public()[id]; id != "" && id != to.ID && !slices.Contains(was, id) {
			was = append(was, id)
		}
	}
	to.Was = was
	to.FeedID = v.from.FeedID("delivery", v.firstID(l), from.Quarter.ID.String(), string(from.Phase))
	// Headings and notes in its prose are called after it, too.
	old := "public-" + strings.ToLower(from.ID) + "."
	anchors := strings.NewReplacer(`="`+old, `="public-`+to.ID+".", `="#`+old, `="#public-`+to.ID+".")
	to.ForCustomers.Spans = slices.Clone(to.ForCustomers.Spans)
	for i, s := range to.ForCustomers.Spans {
		to.ForCustomers.Spans[i].HTML = anchors.Replace(s.HTML)
	}
}

// renamedRef is a link to a deliverable as the audience knows it.
func (v *view) renamedRef(r Ref) Ref {
	if r.Kind != RefDeliverable || !v.hides() {
		return r
	}
	if id := v.public()[r.ID]; id != "" {
		r.Fragment = strings.Replace(r.Fragment, "public-"+strings.ToLower(r.ID)+".", "public-"+id+".", 1)
		r.ID = id
	}
	return r
}

// renamedNotices are notices by the ids that the audience knows. What several ids of a thing say
// becomes one, in the order in which it was said.
func (v *view) renamedNotices(all map[string]*Notice) map[string]*Notice {
	if !v.hides() {
		return all
	}
	named := map[string]*Notice{}
	for _, l := range v.lives().All {
		for _, id := range slices.Backward(append([]string{l.ID}, l.Was...)) {
			if n := all[id]; n != nil {
				public := v.public()[id]
				named[public] = cmp.Or(named[public], &Notice{})
				named[public].take(n)
			}
		}
	}
	return named
}

const (
	markLength = 6  // hexadecimal digits
	slugLength = 60 // letters
)

// latin has letters in ASCII, for addresses.
var latin = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "o", "å", "a", "à", "a", "á", "a", "â", "a", "ã", "a", "ą", "a", "ç", "c", "ć", "c", "č", "c",
	"è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e", "ì", "i", "í", "i", "î", "i", "ï", "i", "ł", "l", "ñ", "n", "ń", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ř", "r", "ś", "s", "š", "s",
	"ù", "u", "ú", "u", "û", "u", "ý", "y", "ź", "z", "ż", "z", "ž", "z", "'", "", "’", "")

// slug is a title as a part of an address: "item" where none of its letters can be in one.
func slug(title string) string {
	words := strings.FieldsFunc(latin.Replace(strings.ToLower(title)), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	out := ""
	for _, w := range words {
		if out != "" && len(out)+1+len(w) > slugLength {
			break
		}
		out = strings.TrimPrefix(out+"-"+w, "-")
	}
	return cmp.Or(out[:min(len(out), slugLength)], "item")
}
