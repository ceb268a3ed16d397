package publish

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Plan is what a release changes. All lists are sorted.
type Plan struct {
	Added, Changed, Removed []string // files
	Mended                  []string // files that are not as the live release left them
	Unchanged               int
	Bytes                   int64  // that have to be sent
	Sends                   int    // files that have to be sent
	Live                    string // id of the release that it takes over from, "" for none
}

// Pages is what readers will see changed.
type Pages struct {
	Added, Changed, Removed []string // addresses, as `2026-q3/managed-rules/`
	Reports                 []string // the reports among them: quarters, and teams in a quarter
}

// Empty reports whether there is nothing to do.
func (p Plan) Empty() bool {
	return len(p.Added)+len(p.Changed)+len(p.Removed)+len(p.Mended) == 0
}

// compare finds what becomes of the files of the old release.
func compare(old, new Files) Plan {
	var p Plan
	for name, e := range new {
		switch was, there := old[name]; {
		case !there:
			p.Added = append(p.Added, name)
		case was.Sum != e.Sum:
			p.Changed = append(p.Changed, name)
		default:
			p.Unchanged++
		}
	}
	for name := range old {
		if _, stays := new[name]; !stays {
			p.Removed = append(p.Removed, name)
		}
	}
	slices.Sort(p.Added)
	slices.Sort(p.Changed)
	slices.Sort(p.Removed)
	return p
}

// reportForm is an address of a report: a quarter, or a team in it, as it now is.
var reportForm = regexp.MustCompile(`^[0-9]{4}-q[1-4]/(?:([a-z0-9-]+)/)?$`)

// Pages lists the pages among the files.
func (p Plan) Pages() Pages {
	reports := map[string]bool{}
	pages := func(names []string) []string {
		var list []string
		for _, name := range names {
			if path.Ext(name) != ".html" {
				continue
			}
			address := strings.TrimSuffix(name, "index.html")
			list = append(list, address)
			if m := reportForm.FindStringSubmatch(address); m != nil && m[1] != "editions" && m[1] != "summary" {
				reports[address] = true
			}
		}
		return list
	}
	s := Pages{Added: pages(p.Added), Changed: pages(p.Changed), Removed: pages(p.Removed)}
	s.Reports = slices.Sorted(maps.Keys(reports))
	return s
}
