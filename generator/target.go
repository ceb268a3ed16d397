package generator

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"quarterdeck/generator/content/link"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// ErrNoTarget says that site.toml has no [publish.…] for an audience.
var ErrNoTarget = errors.New("nowhere to publish to")

// Target returns where site.toml says that an audience's site is published. It reads no
// other file, so that what is wrong in those is no hindrance. With [ErrProblems] the list
// says what is wrong with site.toml; other errors are [ErrAudience] and [ErrNoTarget].
func (w *Workspace) Target(audience string) (report.Target, diag.List, error) {
	alone := readTree(w.fs, "site.toml")
	if alone.node("site.toml") == nil {
		_, problems := w.Read(0)
		return report.Target{}, problems, ErrProblems
	}
	archive, all := link.Read(alone, link.Options{Now: time.Now()})
	problems := slices.DeleteFunc(slices.Clone(all), func(p diag.Problem) bool { return p.Pos.File != "site.toml" })
	if Refused(problems, false) {
		return report.Target{}, problems, ErrProblems
	}
	if _, err := chosen(archive.Site.Audiences, []string{audience}); err != nil {
		return report.Target{}, problems, err
	}
	target, ok := archive.Site.Publish[audience]
	if !ok {
		return target, problems, fmt.Errorf("%w: site.toml has no [publish.%s]; add it, with url = \"file:///srv/reports\" or another address", ErrNoTarget, audience)
	}
	return target, problems, nil
}
