package content

import (
	"cmp"
	"slices"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

var sizeWordKeys = table[SiteFile]{"site.sizes", "[sizes]", "site.toml: [sizes]", []row[SiteFile]{
	namedKey("word", "number above 0", "The number that this word counts as.", "5", func(s *SiteFile, v value) {
		n, ok := v.number()
		switch {
		case !ok:
		case n <= 0:
			v.problems.Errorf(v.at, "out-of-range", "leave size out where nobody estimated", "%s must be above 0; found %g", diag.Short(v.key), n)
		case v.within(n, limits{0, maxNumber}):
			s.Site.Sizes = append(s.Site.Sizes, report.NamedSize{Word: v.key, Size: n})
		}
	}),
}}

var ownReasonKeys = table[report.OwnReason]{"site.reason", "a reason", "site.toml: [[reason]]", []row[report.OwnReason]{
	required(idKey("id", "What metrics.toml writes: "+nameID.words+".", nameID, func(r *report.OwnReason) *report.Reason { return &r.ID })).like("vendor"),
	stringKey("title", "What pages and charts call it.", func(r *report.OwnReason) *string { return &r.Title }).like("Vendor was late").or(unsaid("made of its id")),
}}

func (s *SiteFile) parseReason(b *Block, l *diag.List) {
	var r report.OwnReason
	ownReasonKeys.read(b, &r, l)
	switch {
	case r.ID == "":
	case slices.Contains(s.Site.ReasonIDs(), r.ID):
		l.Errorf(b.At("id"), "same-id", "choose another id", "reason %q is already defined", r.ID)
	default:
		r.Title = cmp.Or(r.Title, humanise(string(r.ID)))
		s.Site.Reasons = append(s.Site.Reasons, r)
	}
}
