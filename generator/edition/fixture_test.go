package edition

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

var q3 = report.QuarterID{Year: 2026, N: 3}

// workspace is the files of a quarter that lacks nothing, by path.
func workspace() map[string]string {
	return map[string]string{
		"site.toml":                                   "title = \"Reports\"\n",
		"content/index.md":                            "Home.\n",
		"content/teams/firewall.md":                   "Firewall.\n",
		"content/teams/firewall.png":                  "picture of a team",
		"content/2026-q2/firewall/plan.md":            "Another quarter.\n",
		"content/2026-q3/index.md":                    "Foreword.\n",
		"content/2026-q3/rules.png":                   "picture",
		"content/2026-q3/firewall/plan.md":            "Plan.\n",
		"content/2026-q3/firewall/retro.md":           "Retro.\n",
		"content/2026-q3/firewall/metrics.toml":       "source = \"jira\"\n",
		"content/2026-q3/firewall/updates/july.md":    "So far.\n",
		"content/2026-q3/firewall/pictures/chart.svg": "<svg/>",
	}
}

// complete is an archive in which the third quarter lacks nothing.
func complete() *report.Archive {
	team := &report.Team{ID: "firewall", Name: "Firewall", Pos: diag.Pos{File: "content/teams/firewall.md"}}
	q := &report.Quarter{ID: q3, State: report.Closed}
	q.Start, q.End = q3.Range(report.Fiscal{})
	day, _ := report.ParseDay("2026-10-05")
	r := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{Committed: q.Start, Pos: diag.Pos{File: "content/2026-q3/firewall/plan.md", Line: 1, Col: 1}},
		Retro: &report.Retro{}, Metrics: &report.Metrics{Exported: day.Time(), Pos: diag.Pos{File: "content/2026-q3/firewall/metrics.toml", Line: 1, Col: 1}}}
	r.Items = []*report.Deliverable{{ID: "FW-1", Team: team, Quarter: q, Outcome: report.Outcome{Status: report.Delivered}, Pos: diag.Pos{File: "content/2026-q3/firewall/plan.md", Line: 6, Col: 1}}}
	q.Reports = []*report.Report{r}
	return &report.Archive{Today: day, Teams: []*report.Team{team}, Quarters: []*report.Quarter{q}}
}

// bench is a workspace on disk in which quarters are frozen.
type bench struct {
	t      *testing.T
	folder string
	root   *os.Root
	from   Source
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, folder: t.TempDir()}
	for name, text := range workspace() {
		b.write(name, text)
	}
	var err error
	if b.root, err = os.OpenRoot(b.folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.root.Close() })
	b.from = Source{Files: b.root.FS(), Paths: slices.Sorted(maps.Keys(workspace())), Archive: complete(),
		Count: func(id string, files map[string][]byte) ([]byte, error) {
			return fmt.Appendf(nil, "{%q: %d}", id, len(files)), nil
		}}
	return b
}

func (b *bench) write(name, text string) {
	b.t.Helper()
	testsite.Write(b.t, b.folder, name, text)
}

func at(day string) time.Time {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return d
}

// frozen returns a workspace with a plan edition and three published ones, in memory.
func frozen(t *testing.T) fstest.MapFS {
	t.Helper()
	b := newBench(t)
	for i, o := range []Options{
		{AsPlan: true, Now: at("2026-07-03")}, {Now: at("2026-10-05")},
		{Now: at("2026-10-06"), Note: "corrects"}, {Now: at("2026-10-07"), Note: "corrects \"more\"\n\\ é"},
	} {
		b.write("content/2026-q3/index.md", fmt.Sprintf("Foreword %d.\n", i))
		if _, problems, err := Freeze(b.root, b.from, q3, o); err != nil {
			t.Fatal(err, problems)
		}
	}
	fsys := fstest.MapFS{}
	if err := filepath.WalkDir(b.folder, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		name, _ := filepath.Rel(b.folder, p)
		fsys[filepath.ToSlash(name)] = &fstest.MapFile{Data: data}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if n, problems := Check(fsys); n != 4 || len(problems) > 0 {
		t.Fatal(n, problems)
	}
	return fsys
}

// lines are problems as texts.
func lines(l diag.List) []string {
	var all []string
	for _, p := range l {
		all = append(all, p.String())
	}
	return all
}

// within are the names below a folder, sorted.
func within(fsys fstest.MapFS, folder string) []string {
	var names []string
	for name := range fsys {
		if rest, ok := strings.CutPrefix(name, folder+"/"); ok {
			names = append(names, rest)
		}
	}
	slices.Sort(names)
	return names
}

// move renames a folder.
func move(fsys fstest.MapFS, from, to string) {
	for _, name := range within(fsys, from) {
		fsys[path.Join(to, name)] = fsys[path.Join(from, name)]
		delete(fsys, path.Join(from, name))
	}
}
