// Package sample makes workspaces of any size, for benchmarks and for trying things
// out: call [Workspace]. What it makes reads without an error and looks like the
// work of real teams: items that are carried over, asks that are met late, retros
// with actions and lessons, and prose that names ids and leads to other files.
package sample

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// Files is a workspace: text by slash path.
type Files map[string]string

// last is the newest quarter of every sample, and today lies in it.
var last = report.QuarterID{Year: 2026, N: 4}

// daysIn is how many days of the newest quarter have passed.
const daysIn = 50

// Workspace makes a workspace of so many teams and quarters; the last quarter is
// running. The same arguments give the same files. One team is shared by all.
func Workspace(teams, quarters int, seed uint64) Files {
	m := &maker{files: Files{}, seed: seed}
	for n := range teams {
		m.teams = append(m.teams, newTeam(n))
	}
	start, _ := last.Range(report.Fiscal{})
	m.today = start + daysIn
	m.site()
	q := last
	for range quarters - 1 {
		q = q.Prev()
	}
	for ; q.Compare(last) <= 0; q = q.Next() {
		m.quarter(q)
	}
	return m.files
}

// Write puts the files into a folder, which it makes where it is missing.
func (f Files) Write(folder string) error {
	for name, text := range f {
		to := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(to, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// maker is one workspace while it is made.
type maker struct {
	files Files
	seed  uint64
	today report.Day
	teams []*team
	// lessons of all teams, oldest first.
	lessons []lesson
}

// team is what a team has in hand.
type team struct {
	id, name, short string
	components      []string
	next            int     // number of its next item
	items           []*item // of the quarter that is being made
	carried         []*item // moved out of the quarter before
	lessons         []string
	answered        map[string]bool // lessons, without those that were put off
}

func newTeam(n int) *team {
	field, craft := fields[n%len(fields)], crafts[n/len(fields)%len(crafts)]
	t := &team{id: field + "-" + craft, name: capital(field) + " " + capital(craft), short: letters(n), answered: map[string]bool{},
		components: []string{field + "-api", field + "-store", craft + "-console"}}
	if round := n / (len(fields) * len(crafts)); round > 0 {
		t.id, t.name = fmt.Sprintf("%s-%d", t.id, round+1), fmt.Sprintf("%s %d", t.name, round+1)
	}
	return t
}

// letters makes the prefix of a team's ids: TAA, TAB, and so on.
func letters(n int) string {
	return string([]byte{'A' + byte(n/676%26), 'A' + byte(n/26%26), 'A' + byte(n%26)})
}

func (m *maker) site() {
	m.files["site.toml"] = fmt.Sprintf(`title = "Delivery reports"
base_url = "https://reports.sample.example/"
today = %s
themes = ["planning", "dependencies", "quality", "communication"]

[[metric]]
id = "support_tickets"
title = "Support tickets about our changes"
better = "down"
`, m.today)
	m.files["content/index.md"] = "# How our teams deliver\n\nWhat we said we would do, what we did, and what others can learn from it.\n"
	for n, t := range m.teams {
		r := m.random(t.id)
		m.files["content/teams/"+t.id+".md"] = fmt.Sprintf(`+++
name = %q
product = "Product lead, %s"
engineering = "%s@sample.example"
delivery = "Delivery manager, %s"
components = ["%s"]
shared = %t
capacity = 40
+++

%s

## Working with us

- %s
- %s
`, t.name, t.name, t.id, t.name, strings.Join(t.components, `", "`), n == 0, sentences(r, 3), sentences(r, 1), sentences(r, 1))
	}
}

// quarter makes the files of a quarter. All items are drawn before anything is
// written, because a plan names the items of others.
func (m *maker) quarter(q report.QuarterID) {
	start, _ := q.Range(report.Fiscal{})
	for _, t := range m.teams {
		m.draw(t, q)
	}
	for _, t := range m.teams {
		m.connect(t, q)
	}
	m.files["content/"+q.String()+"/index.md"] = fmt.Sprintf("# %s\n\n%s\n", q.Title(), sentences(m.random(q.String()), 4))
	for _, t := range m.teams {
		folder := "content/" + q.String() + "/" + t.id + "/"
		r := m.random(folder)
		m.files[folder+"plan.md"] = m.plan(t, q, r)
		m.files[folder+"metrics.toml"] = m.metrics(t, q, r)
		if start+75 < m.today {
			m.files[folder+"retro.md"] = m.retro(t, q, r)
		}
		if q == last {
			m.updates(t, folder)
		}
	}
	for _, t := range m.teams {
		t.carried = slices.DeleteFunc(slices.Clone(t.items), func(i *item) bool { return i.status != report.Moved })
	}
}

// random is the source of chance of one thing, so that the rest stays as it is
// where a workspace is made larger.
func (m *maker) random(of string) *rand.Rand {
	h := m.seed
	for _, b := range []byte(of) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return rand.New(rand.NewPCG(m.seed, h))
}
