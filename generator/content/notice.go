package content

import (
	"net/url"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// noticesFile is content/shipped.toml: what became of deliverables after their quarters,
// whose plans are frozen by then.
type noticesFile struct {
	notices map[string]*report.Notice // by id
	ids     []string                  // as they stand
}

// noticeKeys are the keys of a notice, in the fence of a deliverable or in shipped.toml.
func noticeKeys[T any](of func(*T) *report.Notice) []row[T] {
	return []row[T]{
		tableKey("availability", "Who has it, and since when.", func(to *T, b *block, l *diag.List) { availabilityKeys.read(b, of(to), l) }),
		wordKey("announce", "Whether it is to be announced, and to whom.", report.Announces, func(to *T) *report.Announce { return &of(to).Announce }),
		dateKey("announced", "The day on which it was announced.", func(to *T) *report.Day { return &of(to).Announced }),
		formKey("announcement", "The address of the announcement.", func(to *T) *string { return &of(to).Announcement }, webAddress).like("https://example.com/changes/ruleset-versions"),
		dateKey("retracted", "The day on which it was withdrawn.", func(to *T) *report.Day { return &of(to).Retracted }),
		stringKey("retracted_why", "Why it was withdrawn, for every reader; required where it was.", func(to *T) *string { return &of(to).Why }).like("It lost rules"),
	}
}

var shippedKeys = table[report.Notice]{"shipped", "a table of shipped.toml", noticesPath + ", one table for each deliverable: [MR-101]",
	noticeKeys(func(n *report.Notice) *report.Notice { return n })}

var availabilityKeys = table[report.Notice]{"availability", "availability", "plan.md or shipped.toml: availability = { … }", []row[report.Notice]{
	listKey("plans", "The plans that customers have it in.", func(n *report.Notice) *[]string { return &n.Plans }).like([]string{"Business", "Enterprise"}),
	listKey("regions", "The regions where it is available.", func(n *report.Notice) *[]string { return &n.Regions }).like([]string{"EU"}),
	dateKey("from", "The day since which it is available.", func(n *report.Notice) *report.Day { return &n.From }).or(unsaid("the day on which it was delivered")),
}}

// webAddress accepts what a reader can be led to.
func webAddress(s string) (out, want string) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.ContainsAny(s, "\"'<>`\\ ") {
		return "", `an address such as "https://example.com/changes/ruleset-versions"`
	}
	return u.String(), ""
}

// checkNotice wants what belongs together to stand together.
func checkNotice(b *block, n *report.Notice, l *diag.List) {
	switch {
	case n.Retracted != 0 && n.Why == "":
		l.Errorf(b.at("retracted"), "no-why", `add retracted_why = "…": readers will see it`, "retracted without a reason")
	case n.Why != "" && n.Retracted == 0 && !b.has("retracted"):
		l.Errorf(b.at("retracted_why"), "missing-key", "add retracted = and the day", "a reason for a retraction, and no day")
	}
	if n.Announcement != "" && n.Announced == 0 && !b.has("announced") {
		l.Warnf(b.at("announcement"), "not-dated", "add announced = and the day", "an announcement without its day counts as not made yet")
	}
	if n.Announce == report.Silent && (n.Announced != 0 || n.Announcement != "") {
		l.Warnf(b.at("announce"), "announced-all-the-same", `write announce = "public" or "internal"`, "announce is %q, and it was announced", n.Announce)
	}
}

// parseNotices reads content/shipped.toml.
func (p *Parsed) parseNotices(t *text, l *diag.List) {
	f := &noticesFile{notices: map[string]*report.Notice{}}
	p.notices = f
	b := readTOML(t, 0, len(t.src), l)
	if b == nil {
		p.broken = true
		return
	}
	for _, id := range b.keys() {
		m, isTable := b.values[id].(map[string]any)
		switch {
		case !isTable:
			l.Errorf(b.at(id), "wrong-type", "write ["+short(id)+"] and the keys below it", "%s must be a table; found %s", short(id), typeName(b.values[id]))
		case !isDeliverableID(id):
			l.Errorf(b.at(id), "bad-id", deliverableID.words, "%q is not a valid id", short(id))
		default:
			n, own := &report.Notice{Pos: b.at(id)}, b.sub(b.spot.kids[id], m)
			shippedKeys.readAs("["+id+"]", own, n, l)
			checkNotice(own, n, l)
			f.notices[id] = n
			f.ids = append(f.ids, id)
		}
	}
}

// linkNotices gives the archive its notices, and checks what they and the plans say of
// deliverables of any quarter. It looks at all of them each time, whatever was taken over.
func (a *assembler) linkNotices() {
	names := report.NewNames(a.archive)
	if p := a.files[noticesPath]; p != nil && p.notices != nil && len(p.notices.ids) > 0 {
		a.archive.Notices = map[string]*report.Notice{}
		for _, id := range p.notices.ids {
			n := p.notices.notices[id]
			if len(a.items[id]) == 0 {
				a.unknownItem(n.Pos, "table", id)
				continue
			}
			a.archive.Notices[id] = n
			a.checkDelivered(names, id, n, n.Pos, n.Pos)
		}
	}
	a.checkNames()
	for _, reports := range a.reports {
		for _, r := range reports {
			for _, d := range r.Items {
				if d.Notice.Announced != 0 || d.Notice.Retracted != 0 {
					a.checkDelivered(names, d.ID, &d.Notice, a.keyOf(d, "announced"), a.keyOf(d, "retracted"))
				}
			}
		}
	}
}

// checkDelivered finds what was retracted without ever having been delivered, and what was
// announced before that.
func (a *assembler) checkDelivered(names report.Names, id string, n *report.Notice, announced, retracted diag.Pos) {
	if a.blindItems {
		return
	}
	var first report.Day // of its deliveries, where it is known
	delivered := false
	see := func(id string) {
		for _, d := range a.items[id] {
			if d.Outcome.Status == report.Delivered {
				delivered = true
				if on := d.Outcome.Finished; on != 0 && (first == 0 || on < first) {
					first = on
				}
			}
		}
	}
	see(id)
	for other := range names { // in any order
		if names.First(other) == names.First(id) && other != id {
			see(other)
		}
	}
	switch {
	case n.Retracted != 0 && !delivered:
		a.problems.Warnf(retracted, "not-delivered", "take it out, or say in metrics.toml when it was delivered", "%q is retracted and was never delivered", id)
	case n.Retracted != 0 && n.Retracted < first:
		a.problems.Warnf(retracted, "order", "", "%q is retracted on %s, before it was delivered on %s", id, n.Retracted, first)
	}
	if n.Announced != 0 && n.Announced < first {
		a.problems.Warnf(announced, "order", "write the day on which it was announced as delivered", "%q is announced on %s, before it was delivered on %s", id, n.Announced, first)
	}
}

// checkNames wants an id of before to be one that an earlier quarter has, that nothing else
// has now, and that no two say they were.
func (a *assembler) checkNames() {
	if a.blindItems {
		return
	}
	claimed := map[string]*report.Deliverable{}
	for _, reports := range a.reports {
		for _, r := range reports {
			for _, d := range r.Items {
				for n, was := range d.Was {
					a.checkName(d, was, n, claimed)
				}
			}
		}
	}
}

func (a *assembler) checkName(d *report.Deliverable, was string, n int, claimed map[string]*report.Deliverable) {
	b := a.blockOf(d)
	if b == nil {
		return
	}
	at := b.element("was", was, n)
	before := func(o *report.Deliverable) bool { return o.Quarter.ID.Compare(d.Quarter.ID) < 0 }
	items := a.items[was]
	switch by := claimed[was]; {
	case was == d.ID:
		a.problems.Errorf(at, "was-itself", "name the id that it had in earlier quarters", "%q says that it was %q", d.ID, was)
	case len(items) == 0:
		a.unknownItem(at, "was", was)
	case slices.ContainsFunc(items, func(o *report.Deliverable) bool { return !before(o) }):
		last := items[len(items)-1]
		a.problems.Errorf(at, "still-used", "write one of the two ids everywhere from then on", "%q says that it was %q, which %s still has: %s", d.ID, was, last.Quarter.ID, last.Pos)
	case by != nil && by.ID != d.ID:
		a.problems.Errorf(at, "was-twice", "keep it at one of them", "%q and %q both say that they were %q", by.ID, d.ID, was)
	default:
		claimed[was] = d
	}
}
