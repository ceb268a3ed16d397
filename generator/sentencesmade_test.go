package generator_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// madeSpace is a workspace in files, with the descriptions of the moments that its editions show.
type madeSpace struct {
	space     *plainSpace
	editions  map[string]*plainSpace // by folder of the site: "2026-q1/editions/1/"
	workspace *generator.Workspace
	archive   *report.Archive
	folder    string
}

func (m *madeSpace) close() {
	m.workspace.Close()
	if m.folder != "" {
		os.RemoveAll(m.folder)
	}
}

// made writes the files of a workspace, and freezes what was frozen, in the order of time.
func made(t *testing.T, s *plainSpace) *madeSpace {
	m := &madeSpace{editions: map[string]*plainSpace{}}
	last := s.at(moment{quarter: len(s.Quarters) - 1, stage: corrected})
	m.space = last
	if !slices.ContainsFunc(s.Quarters, func(q *plainQuarter) bool { return q.Frozen || q.Published > 0 }) {
		m.workspace = generator.New(testsite.Texts(last.files()))
	} else {
		m.freeze(t, s)
	}
	archive, problems := m.workspace.Read(0)
	if n, _ := problems.Count(); n > 0 {
		problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Severity != diag.Error })
		t.Fatalf("%v\n%s", problems, asTxtar(s))
	}
	m.archive = archive
	return m
}

func (m *madeSpace) freeze(t *testing.T, s *plainSpace) {
	folder, err := os.MkdirTemp("", "quarterdeck-sentences-")
	if err != nil {
		t.Fatal(err)
	}
	m.folder = folder
	before := map[string]string{}
	write := func(at moment, today report.Day) *plainSpace {
		space := s.at(at)
		space.Today, space.Notices = today, nil
		files := space.files()
		put(t, folder, before, files)
		before = files
		return space
	}
	for i, q := range s.Quarters {
		if q.Frozen {
			write(moment{quarter: i, stage: planned}, q.Start+3)
			freezeIn(t, folder, q.ID, generator.FreezeOptions{AsPlan: true, Force: "for a test", Today: q.Start + 3})
			m.keep(s, moment{quarter: i, stage: frozen}, q.Start+3, report.PlanEdition)
		}
		texts := map[string]string{}
		for n := range q.Published {
			on := moment{quarter: i, stage: first}
			if n > 0 {
				on.stage = corrected
			}
			space := write(on, q.End+1)
			if n > 0 && maps.Equal(texts, before) {
				continue // nothing was corrected
			}
			texts = before
			o := generator.FreezeOptions{Force: "for a test", Today: space.Today}
			if n > 0 {
				o.Note = "An outcome"
			}
			freezeIn(t, folder, q.ID, o)
			m.keep(s, on, space.Today, strconv.Itoa(n+1))
		}
	}
	put(t, folder, before, m.space.files())
	if m.workspace, err = generator.Open(folder); err != nil {
		t.Fatal(err)
	}
}

// keep remembers what an edition shows.
func (m *madeSpace) keep(s *plainSpace, at moment, today report.Day, id string) {
	at.editions = true
	space := s.at(at)
	space.Today, space.Of, space.Notices = today, id, nil
	m.editions[fmt.Sprintf("%s/editions/%s/", s.Quarters[at.quarter].ID, id)] = space
}

var ofQuarter = regexp.MustCompile(`^(\d{4}-q\d)/(editions/(?:plan|\d+)/)?(?:((?:old-)?(?:alpha|beta|gamma|delta))/)?`)

// holds reports whether a claim is true of what a page is about: of a quarter or a team that its
// address names, else of any.
func (m *madeSpace) holds(page string, claim func(plainScope, args) bool, a args) bool {
	spaces, teams := []*plainSpace{m.space}, []string{""}
	quarter := ""
	page = strings.TrimSuffix(page, ".md")
	for _, t := range m.space.Teams {
		teams = append(teams, t.ID)
	}
	if at := ofQuarter.FindStringSubmatch(page); at != nil {
		quarter, teams = at[1], []string{m.called(at[3])}
		if edition := m.editions[at[1]+"/"+at[2]]; edition != nil {
			spaces = []*plainSpace{edition}
		} else if edition := m.shownAs(at[1]); edition != nil {
			spaces = append(spaces, edition) // beside it the page has what is so today
		}
	} else if rest, ok := strings.CutPrefix(page, "teams/"); ok && rest != "index.html" {
		team, _, _ := strings.Cut(rest, "/")
		teams = []string{m.called(team)}
	}
	for _, space := range spaces {
		for _, q := range space.Quarters {
			if quarter != "" && q.ID.String() != quarter {
				continue
			}
			for _, team := range teams {
				if claim(plainScope{space, q, team}, a) {
					return true
				}
			}
		}
	}
	return false
}

// called is the id that a team has now: a page at the address of a former one is a copy.
func (m *madeSpace) called(team string) string {
	for _, t := range m.archive.Teams {
		if slices.Contains(t.Was, team) {
			return t.ID
		}
	}
	return team
}

// shownAs is the edition as which a quarter is shown, or nil.
func (m *madeSpace) shownAs(quarter string) *plainSpace {
	for _, q := range m.archive.Quarters {
		if q.ID.String() == quarter && q.Shown != nil {
			return m.editions[quarter+"/editions/"+q.Shown.ID+"/"]
		}
	}
	return nil
}

// asTxtar is a workspace as it is in the end, for a failure.
func asTxtar(s *plainSpace) string {
	files := s.at(moment{quarter: len(s.Quarters) - 1, stage: corrected}).files()
	a := &txtar.Archive{Comment: []byte(s.history())}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(files[name])})
	}
	return string(txtar.Format(a))
}

// put writes the files of a moment into a folder, and removes those of the moment before.
func put(t testing.TB, folder string, before, now map[string]string) {
	t.Helper()
	for name := range before {
		if _, ok := now[name]; !ok {
			if err := os.Remove(filepath.Join(folder, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, text := range now {
		if before[name] == text {
			continue
		}
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// freezeIn makes an edition of a quarter in a folder.
func freezeIn(t testing.TB, folder string, q report.QuarterID, o generator.FreezeOptions) {
	t.Helper()
	w, err := generator.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if _, problems, err := generator.Freeze(w, q, o); err != nil {
		t.Fatalf("%s cannot be frozen: %v\n%v", q, err, problems)
	}
}
