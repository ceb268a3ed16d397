package link

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/report"
)

// freeze puts an edition of a quarter into a workspace, as it now is.
func freeze(fsys fstest.MapFS, q, id, day string) {
	folder := "content/" + q + "/editions/" + id + "/"
	sums := ""
	for _, name := range slices.Sorted(maps.Keys(fsys)) {
		within := strings.HasPrefix(name, "content/"+q+"/") && !strings.Contains(name, "/editions/")
		if id == report.PlanEdition && (strings.HasSuffix(name, "retro.md") || strings.HasSuffix(name, "metrics.toml") || strings.Contains(name, "/updates/")) {
			continue
		}
		if within || name == "site.toml" || strings.HasPrefix(name, "content/teams/") {
			fsys[folder+name] = &fstest.MapFile{Data: fsys[name].Data}
			sums += fmt.Sprintf("%q = \"%x\"\n", name, sha256.Sum256(fsys[name].Data))
		}
	}
	fsys[folder+"figures.json"] = &fstest.MapFile{Data: []byte("{}")}
	fsys[folder+"edition.toml"] = &fstest.MapFile{Data: fmt.Appendf(nil, "id = %q\nquarter = %q\nfrozen = %sT09:00:00Z\ntool = \"test\"\nnote = \"\"\n[files]\n%s", id, q, day, sums)}
}

// frozenWorkspace has a quarter with a plan edition and two published ones, and one after it.
func frozenWorkspace() fstest.MapFS {
	fsys := fstest.MapFS{}
	put := func(name, text string) { fsys[name] = &fstest.MapFile{Data: []byte(text)} }
	put("site.toml", "today = 2026-07-20\n")
	put("content/teams/ours.md", "+++\nname = \"Ours\"\n+++\n")
	put("content/teams/theirs.md", "+++\nname = \"Theirs\"\n+++\n")
	put("content/2026-q1/ours/plan.md", "+++\ncommitted = 2026-01-05\n+++\n\n## First\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\nsize = 3\n```\n")
	put("content/2026-q1/ours/metrics.toml", "[[item]]\nid = \"A-1\"\nstatus = \"moved\"\nreason = \"scope\"\n")
	put("content/2026-q2/ours/plan.md", "+++\ncommitted = 2026-04-03\n+++\n\n## First\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\nsize = 3\ndue = 2026-05-01\n```\n\nAs it was planned.\n\n"+
		"## Second\n\n```toml\nid = \"A-2\"\nkind = \"feature\"\nsize = 5\n```\n\n![](pic.png) See [theirs](../theirs/plan.md) and A-1.\n\n## Third\n\n```toml\nid = \"A-3\"\nkind = \"feature\"\n```\n\n## Late\n\n```toml\nid = \"A-9\"\nkind = \"debt\"\nadded = 2026-04-04\n```\n")
	put("content/2026-q2/theirs/plan.md", "+++\ncommitted = 2026-04-04\n+++\n\n## Theirs\n\n```toml\nid = \"B-1\"\nkind = \"feature\"\nneeds = [\"A-2\"]\n```\n")
	put("content/2026-q2/ours/pic.png", "")
	freeze(fsys, "2026-q2", "plan", "2026-04-05")
	text := string(fsys["content/2026-q2/ours/plan.md"].Data)
	text = strings.Replace(text, "size = 3\ndue = 2026-05-01", "size = 8\ndue = 2026-06-01", 1)
	text = strings.Replace(text, "2026-04-03", "2026-04-20", 1)
	text = text[:strings.Index(text, "## Third")] + "## Fourth\n\n```toml\nid = \"A-4\"\nkind = \"operations\"\n```\n"
	put("content/2026-q2/ours/plan.md", text)
	put("content/2026-q2/ours/metrics.toml", "[[item]]\nid = \"A-1\"\nstatus = \"delivered\"\nfinished = 2026-05-20\n[[item]]\nid = \"A-2\"\nstatus = \"delivered\"\nfinished = 2026-05-20\n[[item]]\nid = \"A-4\"\nstatus = \"delivered\"\nfinished = 2026-05-20\n")
	put("content/2026-q2/theirs/metrics.toml", "[[item]]\nid = \"B-1\"\nstatus = \"dropped\"\nreason = \"scope\"\n")
	freeze(fsys, "2026-q2", "1", "2026-07-02")
	put("content/2026-q2/theirs/metrics.toml", "[[item]]\nid = \"B-1\"\nstatus = \"moved\"\nreason = \"scope\"\n")
	freeze(fsys, "2026-q2", "2", "2026-07-10")
	put("content/2026-q3/ours/plan.md", "+++\ncommitted = 2026-07-03\n+++\n\n## Fifth\n\n```toml\nid = \"A-5\"\nkind = \"debt\"\n```\n")
	return fsys
}

func item(t *testing.T, a *report.Archive, q, id string) *report.Deliverable {
	t.Helper()
	for _, quarter := range a.Quarters {
		for _, r := range quarter.Reports {
			for _, d := range r.Items {
				if d.ID == id && quarter.ID.String() == q {
					return d
				}
			}
		}
	}
	t.Fatalf("%s has no %s", q, id)
	return nil
}

func quarterOf(t *testing.T, a *report.Archive, q string) *report.Quarter {
	t.Helper()
	for _, quarter := range a.Quarters {
		if quarter.ID.String() == q {
			return quarter
		}
	}
	t.Fatalf("there is no %s", q)
	return nil
}

func TestPlanEditionIsThePromise(t *testing.T) {
	a, problems := Read(frozenWorkspace(), Options{})
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	q := quarterOf(t, a, "2026-q2")
	for id, want := range map[string]struct{ in, removed bool }{
		"A-1": {in: true}, "A-2": {in: true}, "A-3": {in: true, removed: true}, "A-4": {}, "B-1": {in: true},
	} {
		if d := item(t, a, "2026-q2", id); d.InPlan() != want.in || d.Removed != want.removed {
			t.Errorf("%s: in the plan %v, removed %v", id, d.InPlan(), d.Removed)
		}
	}
	if d := item(t, a, "2026-q2", "A-1"); d.Size != 8 || d.PlannedSize() != 3 || d.PlannedDue().String() != "2026-05-01" || d.Promise.Body != "As it was planned." {
		t.Errorf("A-1 is %+v, promised as %+v", d, d.Promise)
	}
	if on := q.Report("ours").Plan.Committed.String(); on != "2026-04-03" {
		t.Errorf("the cut-off is %s", on)
	}
	if d := item(t, a, "2026-q1", "A-1"); d.Promise != nil || !d.InPlan() {
		t.Error("a quarter without a plan edition has no promise")
	}
	text := lines(problems)
	for _, want := range []string{
		"content/2026-q2/ours/plan.md:2:1: warning: the plan was frozen with the cut-off 2026-04-03, which no longer changes",
		`"A-3" is unexplained`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no problem says %s in\n%s", want, text)
		}
	}
}

func TestEditionsOfAQuarter(t *testing.T) {
	fsys := frozenWorkspace()
	a, _ := Read(fsys, Options{})
	q := quarterOf(t, a, "2026-q2")
	var ids []string
	for _, e := range q.Editions {
		ids = append(ids, e.ID)
	}
	if !slices.Equal(ids, []string{"plan", "1", "2"}) || q.Shown != q.Editions[2] || q.Draft() || q.Newest() != q.Editions[2] {
		t.Fatalf("editions %v, shown %v", ids, q.Shown)
	}
	one := q.Editions[1]
	if string(one.Figures) != "{}" || one.Frozen.String() != "2026-07-02 09:00:00 +0000 UTC" || len(one.Sums) != 8 ||
		one.Hash != fmt.Sprintf("%x", sha256.Sum256(fsys["content/2026-q2/editions/1/edition.toml"].Data)) ||
		!slices.Equal(one.Files, []report.File{{Path: "2026-q2/editions/1/content/2026-q2/ours/pic.png"}}) {
		t.Errorf("edition 1 is %+v", one)
	}
	for what, change := range map[string]func(){
		"a text":     func() { fsys["content/2026-q2/ours/plan.md"] = &fstest.MapFile{Data: []byte("Other.\n")} },
		"a new file": func() { fsys["content/2026-q2/index.md"] = &fstest.MapFile{Data: []byte("New.\n")} },
		"no file":    func() { delete(fsys, "content/2026-q2/theirs/metrics.toml") },
		"no picture": func() { delete(fsys, "content/2026-q2/ours/pic.png") },
	} {
		t.Run(what, func(t *testing.T) {
			fsys = frozenWorkspace()
			change()
			a, _ := Read(fsys, Options{})
			if q := quarterOf(t, a, "2026-q2"); q.Shown != nil || !q.Draft() {
				t.Error("the quarter has changed, and is no draft")
			}
		})
	}
	// What no text leads to is not part of a quarter.
	fsys = frozenWorkspace()
	fsys["content/2026-q2/theirs/pic.png"] = &fstest.MapFile{}
	if a, _ := Read(fsys, Options{}); quarterOf(t, a, "2026-q2").Draft() {
		t.Error("a file that nothing leads to makes a draft of the quarter")
	}
	fsys = frozenWorkspace()
	fsys["content/teams/ours.md"] = &fstest.MapFile{Data: []byte("+++\nname = \"Renamed\"\n+++\n")}
	a, _ = Read(fsys, Options{})
	if q := quarterOf(t, a, "2026-q2"); q.Draft() {
		t.Error("a team's file belongs to no quarter")
	}
	was := q.Editions[1].Archive()
	if name := quarterOf(t, was, "2026-q2").Report("ours").Team.Name; name != "Ours" {
		t.Errorf("the edition calls the team %s", name)
	}
	now := quarterOf(t, a, "2026-q2").Editions[1].Archive()
	if name := quarterOf(t, now, "2026-q2").Report("ours").Team.Name; name != "Ours" {
		t.Errorf("the edition calls the team %s after it was renamed", name)
	}
}

func TestArchiveOfAnEdition(t *testing.T) {
	fsys := frozenWorkspace()
	fsys["content/2026-q2/theirs/metrics.toml"] = &fstest.MapFile{Data: []byte("[[item]]\nid = \"B-1\"\nstatus = \"delivered\"\n")}
	fsys["content/2026-q2/ours/plan.md"] = &fstest.MapFile{Data: []byte("All is gone.\n")}
	a, _ := Read(fsys, Options{})
	editions := quarterOf(t, a, "2026-q2").Editions
	for i, want := range []struct {
		today, state, status string
		items                int
	}{{"2026-04-05", "running", "", 5}, {"2026-07-02", "closed", "dropped", 5}, {"2026-07-10", "closed", "moved", 5}} {
		e := editions[i]
		was := e.Archive()
		q := quarterOf(t, was, "2026-q2")
		n := 0
		for _, r := range q.Reports {
			n += len(r.Items)
		}
		b := item(t, was, "2026-q2", "B-1")
		if was.Today.String() != want.today || string(q.State) != want.state || string(b.Outcome.Status) != want.status || n != want.items ||
			q.Shown == nil || q.Shown.ID != e.ID || len(q.Editions) != i+1 || len(was.Quarters) != 2 {
			t.Errorf("edition %s: today %s, %s, B-1 %q, %d items, %d quarters, shows %v", e.ID, was.Today, q.State, b.Outcome.Status, n, len(was.Quarters), q.Shown)
		}
		var ask bool
		for _, k := range was.Asks {
			ask = ask || k.By == b && k.Answer != nil && k.Answer.ID == "A-2" && k.Answer.Quarter == q
		}
		if !ask {
			t.Errorf("edition %s has no ask of B-1", e.ID)
		}
		var refs []string
		for _, s := range item(t, was, "2026-q2", "A-2").Body.Spans {
			if s.Ref != nil {
				refs = append(refs, string(s.Ref.Kind)+" "+s.Ref.ID)
			}
		}
		if !slices.Equal(refs, []string{"file 2026-q2/ours/pic.png", "report theirs", "deliverable A-1"}) {
			t.Errorf("edition %s leads to %q", e.ID, refs)
		}
	}
}

// A later edition shows an earlier quarter as it was then, whatever became of it since.
func TestEditionsSeeEarlierEditions(t *testing.T) {
	fsys := frozenWorkspace()
	freeze(fsys, "2026-q1", "1", "2026-04-02")
	freeze(fsys, "2026-q2", "3", "2026-07-12")
	fsys["content/2026-q1/ours/metrics.toml"] = &fstest.MapFile{Data: []byte("[[item]]\nid = \"A-1\"\nstatus = \"delivered\"\n")}
	freeze(fsys, "2026-q1", "2", "2026-07-11")
	fsys["content/2026-q1/ours/metrics.toml"] = &fstest.MapFile{Data: []byte("[[item]]\nid = \"A-1\"\nstatus = \"dropped\"\nreason = \"scope\"\n")}
	a, _ := Read(fsys, Options{})
	for i, want := range map[int]string{1: "moved", 2: "moved", 3: "delivered"} {
		was := quarterOf(t, a, "2026-q2").Editions[i].Archive()
		if status := item(t, was, "2026-q1", "A-1").Outcome.Status; string(status) != want {
			t.Errorf("edition %d sees A-1 as %s", i, status)
		}
	}
	if d := item(t, a, "2026-q1", "A-1"); d.Outcome.Status != report.Dropped {
		t.Error("the workspace is not as it is")
	}
}

// What cannot be read as an edition is told, and harms nothing.
func TestBrokenEditions(t *testing.T) {
	const file = "content/2026-q2/editions/1/edition.toml"
	for text, want := range map[string]string{
		"id = ":  "not valid TOML",
		"id = 1": "id must be a string",
		"":       "an edition has no id",
		"x = 1":  "unknown key",
		"id = \"2\"\nquarter = \"2026-q2\"\nfrozen = 2026-07-01\n[files]\n":          "this is edition 2 of 2026-q2, in the folder of 1 of 2026-q2",
		"id = \"1\"\nquarter = \"2026-q2\"\nfrozen = 2026-07-01\n[files]\na = \"b\"": "a has no SHA-256",
	} {
		fsys := frozenWorkspace()
		fsys[file] = &fstest.MapFile{Data: []byte(text)}
		a, problems := Read(fsys, Options{})
		if got := lines(problems); !strings.Contains(got, want) || !strings.Contains(got, file) {
			t.Errorf("%q: no problem says %s in\n%s", text, want, got)
		}
		for _, e := range quarterOf(t, a, "2026-q2").Editions {
			e.Archive()
		}
	}
}

// equal compares two archives with all their editions.
func equal(x, y *report.Archive) bool {
	type edition struct {
		e *report.Edition
		a func() *report.Archive
	}
	var all [2][]edition
	var was [2][]*report.Archive
	for i, a := range []*report.Archive{x, y} {
		for _, q := range a.Quarters {
			for _, e := range q.Editions {
				all[i] = append(all[i], edition{e, e.Archive})
				was[i] = append(was[i], e.Archive())
			}
		}
	}
	for _, e := range slices.Concat(all[0], all[1]) {
		e.e.Archive = nil // functions are never equal
	}
	same := reflect.DeepEqual(x, y) && reflect.DeepEqual(was[0], was[1])
	for _, e := range slices.Concat(all[0], all[1]) {
		e.e.Archive = e.a
	}
	return same
}

// Each row changes one thing that editions rest on.
func TestEditionsAreNotStale(t *testing.T) {
	for what, change := range map[string]func(fsys fstest.MapFS){
		"an earlier quarter": func(f fstest.MapFS) { f["content/2026-q1/ours/metrics.toml"] = &fstest.MapFile{} },
		"a frozen text": func(f fstest.MapFS) {
			f["content/2026-q2/editions/1/content/2026-q2/ours/metrics.toml"] = &fstest.MapFile{}
		},
		"the frozen plan": func(f fstest.MapFS) {
			f["content/2026-q2/editions/plan/content/2026-q2/ours/plan.md"] = &fstest.MapFile{}
		},
		"frozen figures": func(f fstest.MapFS) {
			f["content/2026-q2/editions/1/figures.json"] = &fstest.MapFile{Data: []byte("[]")}
		},
		"a frozen team": func(f fstest.MapFS) {
			f["content/2026-q2/editions/1/content/teams/ours.md"] = &fstest.MapFile{Data: []byte("Words.\n")}
		},
		"a team":             func(f fstest.MapFS) { f["content/teams/ours.md"] = &fstest.MapFile{Data: []byte("Words.\n")} },
		"the quarter itself": func(f fstest.MapFS) { f["content/2026-q2/ours/plan.md"] = &fstest.MapFile{} },
		"a later quarter":    func(f fstest.MapFS) { f["content/2026-q3/ours/plan.md"] = &fstest.MapFile{} },
		"a new edition":      func(f fstest.MapFS) { freeze(f, "2026-q2", "3", "2026-07-15") },
		"an edition gone":    func(f fstest.MapFS) { delete(f, "content/2026-q2/editions/2/edition.toml") },
		"an earlier edition": func(f fstest.MapFS) { freeze(f, "2026-q1", "1", "2026-04-02") },
		"a quarter gone": func(f fstest.MapFS) {
			delete(f, "content/2026-q2/ours/plan.md")
			delete(f, "content/2026-q2/theirs/plan.md")
		},
		"a picture": func(f fstest.MapFS) { f["content/2026-q2/editions/1/content/2026-q2/ours/new.png"] = &fstest.MapFile{} },
		"the site":  func(f fstest.MapFS) { f["site.toml"] = &fstest.MapFile{Data: []byte("title = \"Other\"\n")} },
		"the site as frozen": func(f fstest.MapFS) {
			f["content/2026-q2/editions/1/site.toml"] = &fstest.MapFile{Data: []byte("[retro]\nwell = \"Good\"\n")}
		},
		"nothing but a touch": func(f fstest.MapFS) {},
	} {
		t.Run(what, func(t *testing.T) {
			fsys := frozenWorkspace()
			var m Memory
			o := Options{Memory: &m, Today: 20660}
			for range 2 {
				old, _ := Read(fsys, o)
				for _, q := range old.Quarters {
					for _, e := range q.Editions {
						e.Archive()
					}
				}
			}
			change(fsys)
			cached, cachedProblems := Read(fsys, o)
			fresh, problems := Read(fsys, Options{Today: 20660})
			if !equal(cached, fresh) || lines(cachedProblems) != lines(problems) {
				t.Error("an edition is stale")
			}
		})
	}
}
