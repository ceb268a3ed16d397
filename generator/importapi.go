package generator

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer/tracker"
	"quarterdeck/generator/report"
)

// AskOptions say which tracker to ask, and for what.
type AskOptions struct {
	Service string // one of [tracker.Services]
	Quarter report.QuarterID
	Today   report.Day
	Tracker tracker.Options
}

// Answered is what a tracker has answered, as an export.
type Answered struct {
	Export Export
	At     time.Time // when it was asked
}

// Ask asks a tracker for what [import.<service>] of site.toml says. The error is [ErrProblems] where
// the problems have errors, a [Refusal], or that of [tracker.Ask].
func Ask(ctx context.Context, w *Workspace, o AskOptions) (*Answered, diag.List, error) {
	archive, problems := w.examine(o.Today)
	if Refused(problems, false) {
		return nil, problems, ErrProblems
	}
	m := w.mappings()(o.Service)
	s := m.Service
	query, err := inQuarter(s.Query, o.Quarter, archive.Site.Fiscal)
	if err != nil {
		return nil, nil, err
	}
	r, err := tracker.Ask(ctx, tracker.Query{
		Service: o.Service, URL: s.URL, Query: query, Project: s.Project, Group: s.Group, Repository: s.Repository, Points: m.Points,
	}, o.Tracker)
	if errors.Is(err, tracker.ErrSettings) {
		return nil, nil, Refusal{Why: err.Error()}
	}
	if err != nil {
		return nil, nil, err
	}
	answered, err := asExport(r, hostOf(r.Query.URL))
	return answered, nil, err
}

// inQuarter puts the days of a quarter into a query.
func inQuarter(query string, q report.QuarterID, fiscal report.Fiscal) (string, error) {
	if !strings.Contains(query, "{start}") && !strings.Contains(query, "{end}") {
		return query, nil
	}
	if q == (report.QuarterID{}) {
		return "", Refusal{Why: "the query has {start} or {end}: name the quarter, such as --quarter 2026-q3"}
	}
	start, end := q.Range(fiscal)
	return strings.NewReplacer("{start}", start.String(), "{end}", end.String()).Replace(query), nil
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}

// Replay is what a tracker has answered before, by the file that keeps it. The error is a [Refusal],
// or one of the file.
func Replay(file, service string, partial bool) (*Answered, error) {
	r, err := tracker.Load(file)
	if err != nil && (!partial || !errors.Is(err, tracker.ErrPart)) {
		return nil, Refusal{Why: err.Error()}
	}
	if r.Query.Service != service {
		return nil, Refusal{Why: fmt.Sprintf("%s was answered by %s: import api %s --from %s", file, tracker.Find(r.Query.Service).Title, r.Query.Service, file)}
	}
	return asExport(r, filepath.ToSlash(file))
}

func asExport(r *tracker.Recording, name string) (*Answered, error) {
	if r.Issues() == 0 {
		return nil, Refusal{Why: fmt.Sprintf("%s has no issues for this query: check what [import.%s] of site.toml asks for, and whether the token may see it", name, r.Query.Service)}
	}
	return &Answered{Export{Name: name, Text: r.Document(), Whole: true}, r.Begun}, nil
}
