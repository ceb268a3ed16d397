// Package search makes what the search of a site finds: a shard for each quarter, which
// templates/assets/find.js reads.
package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
	"sync"
)

// IndexPath names the shards of the search. They are scripts, so that they load from disk and
// under the policy of a site, and each stands for itself: while a release is being put in place, one
// of before beside one of after gives hits of both, and nothing false.
const IndexPath = "search/index.js"

// searchText is how many letters of a text can be found, and are shown beside a hit.
const searchText = 280

// hit is a thing that the search can find: one for a deliverable, however many quarters it took.
type hit struct {
	What  string // "feature", "lesson", "report", "team", "quarter"; "item" for those who hear of no kinds
	Title string
	Path  string
	Text  string
	Also  string // what it can be found by besides: ids of now and before, what colleagues call it
	Team  string // name, or ""
	Phase string // "GA", or "", in the language of the site
	State string // an id: "planned", "moved": where it was not delivered; "withdrawn"
	Day   report.Day
}

// Plan adds what the search of the site finds, a shard for each quarter, newest first.
func Plan(p *site.Planner) {
	hits := sync.OnceValue(func() map[report.QuarterID][]hit { return hits(p.Context) })
	p.File(IndexPath, func() ([]byte, error) {
		var quarters [][2]string // id, and as it is shown
		for _, q := range slices.Backward(p.Archive.Quarters) {
			if len(hits()[q.ID]) > 0 {
				quarters = append(quarters, [2]string{q.ID.String(), p.Words.Quarter(q.ID)})
			}
		}
		return calling("quarterdeckSearch.index", quarters)
	})
	for _, q := range p.Archive.Quarters {
		p.File("search/"+q.ID.String()+".js", func() ([]byte, error) {
			rows := make([][]any, 0, len(hits()[q.ID]))
			for _, h := range hits()[q.ID] {
				rows = append(rows, []any{h.What, h.Title, h.Path, h.Text, h.Also, h.Team, h.Phase, h.State, int(h.Day)})
			}
			return calling("quarterdeckSearch.shard", q.ID.String(), rows)
		})
	}
}

// calling is a script that calls a function.
func calling(function string, arguments ...any) ([]byte, error) {
	var all [][]byte
	for _, a := range arguments {
		b, err := json.Marshal(a) // which escapes <, > and &
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return fmt.Appendf(nil, "%s(%s)\n", function, bytes.Join(all, []byte(", "))), nil
}

// hits is all there is to find, by quarter, newest first.
func hits(c *site.Context) map[report.QuarterID][]hit {
	all := map[report.QuarterID][]hit{}
	add := func(q *report.Quarter, h hit) {
		if h.Path != "" {
			h.Text, h.Title = Cut(h.Text, searchText), strings.TrimSpace(h.Title)
			all[q.ID] = append(all[q.ID], h)
		}
	}
	for _, l := range c.Over.Lives().All {
		add(l.Newest().Quarter, itemHit(c, l))
	}
	for _, q := range c.Archive.Quarters {
		if !c.Shows(site.Reports...) {
			break
		}
		h := hit{What: "quarter", Title: c.Words.Quarter(q.ID), Path: site.QuarterPath(q.ID), Also: q.ID.String(), Day: min(q.LastDay(), c.Archive.Today)}
		if q.Foreword != nil {
			h.Text = q.Foreword.Body.Text
		}
		add(q, h)
		for _, r := range q.Reports {
			h := hit{What: "report", Title: c.T("llms.report", "team", r.Team.Name, "quarter", q.ID), Path: site.ReportPath(q.ID, r.Team.ID), Team: r.Team.Name, Also: q.ID.String(), Day: min(q.LastDay(), c.Archive.Today)}
			if r.Plan != nil {
				h.Text = r.Plan.Summary
			}
			add(q, h)
		}
	}
	for _, l := range report.AllLessons(c.Archive) {
		if c.Shows(report.Lessons) {
			add(l.Quarter, hit{What: "lesson", Title: l.Title, Path: site.LessonPath(l.ID), Text: l.Body.Text, Also: l.ID + " " + l.Theme, Team: l.Team.Name, Day: cmp.Or(l.Held, l.Quarter.LastDay())})
		}
	}
	if n := len(c.Archive.Quarters); n > 0 && c.Site.Has(site.TeamsPath) {
		for _, t := range c.Archive.Teams {
			add(c.Archive.Quarters[n-1], hit{What: "team", Title: t.Name, Path: site.TeamPath(t.ID), Text: t.About.Text, Also: strings.Join(t.Components, " "), Team: t.Name, Day: c.Archive.Today})
		}
	}
	for _, hits := range all {
		slices.SortStableFunc(hits, func(a, b hit) int {
			return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Path, b.Path))
		})
	}
	return all
}

// itemHit finds a deliverable as it was last delivered, or as it is planned.
func itemHit(c *site.Context, l *report.Life) hit {
	d := l.Delivery()
	state := ""
	if d == nil {
		d = l.Newest()
		if state = site.StatusWord(d); d.Quarter.State == report.Ahead || !c.Inside() {
			state = "planned"
		}
	} else if l.Withdrawn() {
		state = "withdrawn"
	}
	h := hit{What: string(d.Kind), Title: d.PublicTitle(), Path: c.ItemPath(l.ID), Text: site.WordsOf(d), Team: d.Team.Name, State: state, Day: site.ShippedDay(d)}
	if d.Phase != "" {
		h.Phase = c.T("phase." + string(d.Phase))
	}
	if !d.Came() {
		h.Day = min(d.Quarter.LastDay(), c.Archive.Today)
	}
	if h.What == "" {
		h.What = "item"
	}
	if h.Path == "" && c.Site.Has(site.UpcomingPath) { // what has not arrived has no page for customers
		h.Path = site.UpcomingPath
	}
	var also []string
	if c.ShowsIDs() {
		also = append([]string{l.ID}, l.Was...)
	}
	if d.Title != h.Title {
		also = append(also, d.Title)
	}
	h.Also = strings.Join(also, " ")
	return h
}

// Cut ends a text at a word, with at most so many letters.
func Cut(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	s = string(letters[:most])
	if at := strings.LastIndexByte(s, ' '); at > 0 {
		s = s[:at]
	}
	return strings.TrimRight(s, " ,;:") + " …"
}
