package edition

import (
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// accepted is a problem that a quarter was frozen with. It is the same one later where code, file
// and text are: its line may move.
type accepted struct{ Code, File, Text string }

func acceptedOf(p diag.Problem) accepted { return accepted{p.Code, p.File, p.Text} }

// forcedOver reports whether an edition was forced over a problem. Editions from before problems
// were kept with their codes list what was missing as one text each.
func (r *manifest) forcedOver(p diag.Problem) bool {
	return r != nil && (slices.Contains(r.Accepted, acceptedOf(p)) || slices.Contains(r.Missing, missing(p)))
}

func missing(p diag.Problem) string { return p.File + ": " + p.Text }

// force gives an edition what it was forced over: gate is what it lacks, of which an earlier
// edition may have been forced over some, and checked is what check says of its files: warnings,
// and as hints what was accepted before. The list
// is what is in the way, which is empty where it was accepted before or is now.
func (r *manifest) force(gate, checked diag.List, last *found, why string) (inTheWay diag.List) {
	var before *manifest
	if last != nil {
		before = last.manifest
	}
	errors, _ := gate.Count()
	known := 0
	for _, p := range gate {
		switch {
		case p.Severity != diag.Error:
			continue
		case before.forcedOver(p):
			known++
		case why == "" || p.Code != incomplete:
			inTheWay = append(inTheWay, p)
			continue
		}
		r.Missing, r.Accepted = append(r.Missing, missing(p)), append(r.Accepted, acceptedOf(p))
	}
	for _, p := range checked {
		if why != "" && p.Severity == diag.Warning || before.forcedOver(p) {
			r.Accepted = append(r.Accepted, acceptedOf(p))
		}
	}
	switch {
	case known == errors && known > 0:
		r.Forced = before.Forced
	case known > 0 && before.Forced != why:
		r.Forced = strings.TrimRight(before.Forced, ".") + "; " + why
	case errors > 0:
		r.Forced = why
	}
	return inTheWay
}

// ofQuarter are the problems in the files of a quarter, without its editions.
func ofQuarter(l diag.List, q report.QuarterID) (own diag.List) {
	folder := "content/" + q.String() + "/"
	for _, p := range l {
		if strings.HasPrefix(p.File, folder) && !strings.HasPrefix(p.File, folder+"editions/") {
			own = append(own, p)
		}
	}
	return own
}
