package content

import (
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// NoticesFile is content/shipped.toml: what became of deliverables after their quarters,
// whose plans are frozen by then.
type NoticesFile struct {
	Notices map[string]*report.Notice // by id
	IDs     []string                  // in the order of the file
}

// noticeKeys are the keys of a notice, in the fence of a deliverable or in shipped.toml.
func noticeKeys[T any](of func(*T) *report.Notice) []row[T] {
	return []row[T]{
		tableKey("availability", "Who has it, and since when.", func(to *T, b *Block, l *diag.List) { availabilityKeys.read(b, of(to), l) }),
		wordKey("announce", "Whether it is to be announced, and to whom.", report.Announces, func(to *T) *report.Announce { return &of(to).Announce }),
		dateKey("announced", "The day on which it was announced.", func(to *T) *report.Day { return &of(to).Announced }),
		formKey("announcement", "The address of the announcement.", func(to *T) *string { return &of(to).Announcement }, webAddress).like("https://example.com/changes/ruleset-versions"),
		dateKey("retracted", "The day on which it was withdrawn.", func(to *T) *report.Day { return &of(to).Retracted }),
		stringKey("retracted_why", "Why it was withdrawn, for every reader; required where it was.", func(to *T) *string { return &of(to).Why }).like("It lost rules"),
	}
}

var shippedKeys = table[report.Notice]{"shipped", "a table of shipped.toml", NoticesPath + ", one table for each deliverable: [MR-101]",
	noticeKeys(func(n *report.Notice) *report.Notice { return n })}

var availabilityKeys = table[report.Notice]{"availability", "availability", "plan.md or shipped.toml: availability = { … }", []row[report.Notice]{
	listKey("plans", "The plans that customers have it in.", func(n *report.Notice) *[]string { return &n.Plans }).like([]string{"Business", "Enterprise"}),
	listKey("regions", "The regions where it is available.", func(n *report.Notice) *[]string { return &n.Regions }).like([]string{"EU"}),
	dateKey("from", "The day since which it is available.", func(n *report.Notice) *report.Day { return &n.From }).or(unsaid("the day on which it was delivered")),
}}

// webAddress accepts what a reader can be led to.
func webAddress(s string) (out, want string) {
	if u := webURL(s); u != nil {
		return u.String(), ""
	}
	return "", `an address such as "https://example.com/changes/ruleset-versions"`
}

// checkNotice wants what belongs together to be there together.
func checkNotice(b *Block, n *report.Notice, l *diag.List) {
	switch {
	case n.Retracted != 0 && n.Why == "":
		l.Errorf(b.At("retracted"), "no-why", "add "+b.Pair("retracted_why", `"…"`)+": readers will see it", "retracted without a reason")
	case n.Why != "" && n.Retracted == 0 && !b.Has("retracted"):
		l.Errorf(b.At("retracted_why"), "missing-key", "add "+b.Pair("retracted", "2026-10-01"), "retracted_why without a date of retraction")
	}
	if n.Announcement != "" && n.Announced == 0 && !b.Has("announced") {
		l.Warnf(b.At("announcement"), "not-dated", "add "+b.Pair("announced", "2026-10-01"), "announcement without a date: it counts as not announced yet")
	}
	if n.Announce == report.Silent && (n.Announced != 0 || n.Announcement != "") {
		l.Warnf(b.At("announce"), "announced-all-the-same", "write "+b.Pair("announce", `"public"`)+` or "internal"`, "announce is %q, but it was announced", n.Announce)
	}
}

// parseNotices reads content/shipped.toml.
func (p *Parsed) parseNotices(b *Block, l *diag.List) {
	f := &NoticesFile{Notices: map[string]*report.Notice{}}
	p.Notices = f
	for _, id := range b.keys() {
		m, isTable := b.values[id].(map[string]any)
		switch {
		case !isTable:
			l.Errorf(b.At(id), "wrong-type", "write ["+diag.Short(id)+"] and the keys below it", "%s must be a table; found %s", diag.Short(id), typeName(b.values[id]))
		case !report.IsDeliverableID(id):
			l.Errorf(b.At(id), "bad-id", deliverableID.words, "%q is not a valid id", diag.Short(id))
		default:
			n, own := &report.Notice{Pos: b.At(id)}, b.sub(b.spot.Kids[id], m)
			shippedKeys.readAs("["+id+"]", own, n, l)
			checkNotice(own, n, l)
			f.Notices[id] = n
			f.IDs = append(f.IDs, id)
		}
	}
}
