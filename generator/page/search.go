package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"quarterdeck/generator/report"
)

// searchIndexPath names the shards of the search. They are scripts, so that they load from disk and
// under the policy of a site, and each stands for itself: while a release is being put in place, one
// of before beside one of after gives hits of both, and nothing false.
const searchIndexPath = "search/index.js"

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
	Phase string // "GA", or ""
	State string // "planned", "moved": where it was not delivered; "withdrawn"
	Day   report.Day
}

// planSearch adds what the search of the site finds, a shard for each quarter, newest first.
func planSearch(p *planner) {
	p.under("search", func(p *planner) {
		hits := sync.OnceValue(p.hits)
		p.file(searchIndexPath, func() ([]byte, error) {
			var quarters [][2]string // id, and as it is shown
			for _, q := range slices.Backward(p.archive.Quarters) {
				if len(hits()[q.ID]) > 0 {
					quarters = append(quarters, [2]string{q.ID.String(), q.ID.Title()})
				}
			}
			return calling("quarterdeckSearch.index", quarters)
		})
		for _, q := range p.archive.Quarters {
			p.file("search/"+q.ID.String()+".js", func() ([]byte, error) {
				rows := make([][]any, 0, len(hits()[q.ID]))
				for _, h := range hits()[q.ID] {
					rows = append(rows, []any{h.What, h.Title, h.Path, h.Text, h.Also, h.Team, h.Phase, h.State, int(h.Day)})
				}
				return calling("quarterdeckSearch.shard", q.ID.String(), rows)
			})
		}
	})
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
func (p *planner) hits() map[report.QuarterID][]hit {
	all := map[report.QuarterID][]hit{}
	add := func(q *report.Quarter, h hit) {
		if h.Path != "" {
			h.Text, h.Title = cut(h.Text, searchText), strings.TrimSpace(h.Title)
			all[q.ID] = append(all[q.ID], h)
		}
	}
	for _, l := range p.over.lives().All {
		add(l.Newest().Quarter, p.itemHit(l))
	}
	for _, q := range p.archive.Quarters {
		if !p.shows(reports...) {
			break
		}
		h := hit{What: "quarter", Title: q.ID.Title(), Path: quarterPath(q.ID), Also: q.ID.String(), Day: min(q.LastDay(), p.archive.Today)}
		if q.Foreword != nil {
			h.Text = q.Foreword.Body.Text
		}
		add(q, h)
		for _, r := range q.Reports {
			h := hit{What: "report", Title: r.Team.Name + ", " + q.ID.Title(), Path: reportPath(q.ID, r.Team.ID), Team: r.Team.Name, Also: q.ID.String(), Day: min(q.LastDay(), p.archive.Today)}
			if r.Plan != nil {
				h.Text = r.Plan.Summary
			}
			add(q, h)
		}
	}
	for _, l := range report.AllLessons(p.archive) {
		if p.shows(report.Lessons) {
			add(l.Quarter, hit{What: "lesson", Title: l.Title, Path: lessonPath(l.ID), Text: l.Body.Text, Also: l.ID + " " + l.Theme, Team: l.Team.Name, Day: cmp.Or(l.Held, l.Quarter.LastDay())})
		}
	}
	if n := len(p.archive.Quarters); n > 0 && p.site.Has(teamsPath) {
		for _, t := range p.archive.Teams {
			add(p.archive.Quarters[n-1], hit{What: "team", Title: t.Name, Path: teamPath(t.ID), Text: t.About.Text, Also: strings.Join(t.Components, " "), Team: t.Name, Day: p.archive.Today})
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
func (p *planner) itemHit(l *report.Life) hit {
	d := l.Delivery()
	state := ""
	if d == nil {
		d = l.Newest()
		if state = statusWord(d); d.Quarter.State == report.Ahead || !p.inside() {
			state = "planned"
		}
	} else if l.Withdrawn() {
		state = "withdrawn"
	}
	h := hit{What: string(d.Kind), Title: d.PublicTitle(), Path: p.itemPath(l.ID), Text: words(d), Team: d.Team.Name, Phase: d.Phase.Title(), State: state, Day: shippedDay(d)}
	if d.Outcome.Status != report.Delivered {
		h.Day = min(d.Quarter.LastDay(), p.archive.Today)
	}
	if h.What == "" {
		h.What = "item"
	}
	if h.Path == "" && p.site.Has(upcomingPath) { // what has not arrived has no page for customers
		h.Path = upcomingPath
	}
	also := append([]string{l.ID}, l.Was...)
	if d.Title != h.Title {
		also = append(also, d.Title)
	}
	h.Also = strings.Join(also, " ")
	return h
}

// cut ends a text at a word, with at most so many letters.
func cut(s string, most int) string {
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
