package site

import (
	"quarterdeck/generator/report"
	"slices"
)

// Reports is who sees the pages of quarters and teams.
var Reports = []report.Part{report.Plans, report.Numbers, report.Retros}

// Inside is who sees every deliverable, not only those that customers hear of.
var Inside = []report.Part{report.Plans, report.Numbers}

func ShowsAny(a *report.Archive, parts ...report.Part) bool {
	return slices.ContainsFunc(parts, func(part report.Part) bool { return slices.Contains(a.Audience.Shows, part) })
}
