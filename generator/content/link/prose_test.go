package link

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// write shows prose with its links as {kind id quarter #fragment|text}.
func write(p report.Prose) string {
	var b strings.Builder
	for _, s := range p.Spans {
		if s.Ref == nil {
			b.WriteString(s.HTML)
			continue
		}
		fmt.Fprintf(&b, "{%s", s.Ref.Kind)
		if s.Ref.Image {
			b.WriteString(" image")
		}
		if s.Ref.Quarter != (report.QuarterID{}) {
			b.WriteString(" " + s.Ref.Quarter.String())
		}
		if s.Ref.ID != "" {
			b.WriteString(" " + s.Ref.ID)
		}
		if s.Ref.Fragment != "" {
			b.WriteString(" #" + s.Ref.Fragment)
		}
		b.WriteString("|" + s.HTML + "}")
	}
	return b.String()
}

// everyProse calls do for all prose of an archive, in order.
func everyProse(a *report.Archive, do func(name string, p report.Prose)) {
	if a.Home != nil {
		do("home: "+a.Home.Title, a.Home.Body)
	}
	for _, t := range a.Teams {
		do("team "+t.ID, t.About)
	}
	for _, q := range a.Quarters {
		if q.Foreword != nil {
			do("foreword: "+q.Foreword.Title, q.Foreword.Body)
		}
		for _, r := range q.Reports {
			name := q.ID.String() + " " + r.Team.ID + " "
			if r.Plan != nil {
				do(name+"plan", r.Plan.Intro)
			}
			for _, d := range r.Items {
				do(name+d.ID, d.Body)
				do(name+d.ID+" for customers", d.ForCustomers)
			}
			for _, u := range r.Updates {
				do(name+u.Anchor(), u.Body)
			}
			if r.Retro == nil {
				continue
			}
			do(name+"intro", r.Retro.Intro)
			do(name+"well", r.Retro.Well)
			do(name+"wrong", r.Retro.Wrong)
			do(name+"change", r.Retro.Change)
			for _, d := range r.Retro.Other {
				do(name+"other: "+d.Title, d.Body)
			}
			for _, action := range r.Retro.Actions {
				do(fmt.Sprintf("%saction %s @%s due %s done %t", name, action.ID, action.Owner, action.Due, action.Done), action.Text)
			}
			for _, l := range r.Retro.Lessons {
				do(name+"lesson "+l.ID+": "+l.Title, l.Body)
			}
		}
	}
}

// TestProse reads the workspaces of testdata/prose and compares what becomes of
// their prose with the file "want" in each.
func TestProse(t *testing.T) {
	paths, err := filepath.Glob("testdata/prose/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no workspaces in testdata/prose")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a, l := Read(workspace(archive), Options{})
			var b bytes.Buffer
			b.WriteString(lines(l))
			everyProse(a, func(name string, p report.Prose) {
				if !p.Empty() {
					fmt.Fprintf(&b, "== %s\n%s\n", name, strings.TrimSpace(write(p)))
					fmt.Fprintf(&b, "text: %s\n", p.Text)
				}
			})
			last := len(archive.Files) - 1
			if testsite.Updating() {
				if archive.Files[last].Name == "want" {
					archive.Files = archive.Files[:last]
				}
				archive.Files = append(archive.Files, txtar.File{Name: "want", Data: b.Bytes()})
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := archive.Files[last]; want.Name != "want" || !bytes.Equal(b.Bytes(), want.Data) {
				t.Errorf("prose differs; got:\n%s\nwant:\n%s", b.Bytes(), want.Data)
			}
		})
	}
}
