package generator_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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
	newest    map[string]*plainSpace // of these, the newest published one of a quarter, by its id
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
	m := &madeSpace{editions: map[string]*plainSpace{}, newest: map[string]*plainSpace{}}
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
	last.shown = map[string]*plainSpace{}
	for _, q := range archive.Quarters {
		if q.Shown != nil {
			last.shown[q.ID.String()] = m.editions[fmt.Sprintf("%s/editions/%s/", q.ID, q.Shown.ID)]
		}
	}
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

// keep remembers what an edition shows: its quarter, and those before it as their newest editions
// have them.
func (m *madeSpace) keep(s *plainSpace, at moment, today report.Day, id string) {
	at.editions = true
	space := s.at(at)
	quarter := s.Quarters[at.quarter].ID.String()
	space.Today, space.Of, space.Notices, space.shown = today, id, nil, maps.Clone(m.newest)
	delete(space.shown, quarter)
	m.editions[quarter+"/editions/"+id+"/"] = space
	if id != report.PlanEdition {
		m.newest[quarter] = space
	}
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
