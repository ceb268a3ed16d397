package edition

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/output"
	"quarterdeck/generator/report"
)

func TestWhatAnEditionHolds(t *testing.T) {
	fsys := frozen(t)
	always := []string{"content/2026-q3/firewall/pictures/chart.svg", "content/2026-q3/firewall/plan.md", "content/2026-q3/index.md",
		"content/2026-q3/rules.png", "content/teams/firewall.md", "edition.toml", "figures.json", "site.toml"}
	for id, also := range map[string][]string{
		"plan": nil,
		"2":    {"content/2026-q3/firewall/metrics.toml", "content/2026-q3/firewall/retro.md", "content/2026-q3/firewall/updates/july.md"},
	} {
		want := append(slices.Clone(always), also...)
		slices.Sort(want)
		if got := within(fsys, "content/2026-q3/editions/"+id); !slices.Equal(got, want) {
			t.Errorf("edition %s holds %q, want %q", id, got, want)
		}
	}
	for id, want := range map[string]string{"plan": "Foreword 0.\n", "1": "Foreword 1.\n", "3": "Foreword 3.\n"} {
		if got := string(fsys["content/2026-q3/editions/"+id+"/content/2026-q3/index.md"].Data); got != want {
			t.Errorf("edition %s has %q, want %q", id, got, want)
		}
	}
	if got := string(fsys["content/2026-q3/editions/1/figures.json"].Data); got != `{"1": 10}` {
		t.Errorf("the figures were counted from %s files", got)
	}
}

func TestRefusals(t *testing.T) {
	b := newBench(t)
	try := func(o Options, want string) {
		t.Helper()
		made, problems, err := Freeze(b.root, b.from, q3, o)
		var refusal Refusal
		if !errors.As(err, &refusal) || refusal.Why != want {
			t.Errorf("made %+v, %v, %v; want %q", made, problems, err, want)
		}
	}
	do := func(o Options) *Made {
		t.Helper()
		made, problems, err := Freeze(b.root, b.from, q3, o)
		if err != nil {
			t.Fatal(err, problems)
		}
		return made
	}
	if _, _, err := Freeze(b.root, b.from, q3.Next(), Options{Now: at("2026-10-05")}); err == nil || err.Error() != "there is no quarter 2026-q4 in the workspace; its newest is 2026-q3" {
		t.Error(err)
	}
	try(Options{AsPlan: true, Note: "x"}, "a plan edition has no note: it corrects nothing")
	try(Options{Force: "\xff"}, "a note must be valid UTF-8")
	do(Options{AsPlan: true, Now: at("2026-07-03")})
	try(Options{AsPlan: true, Now: at("2026-07-04")}, "the plan of 2026-q3 was frozen on 2026-07-03; a plan can be frozen only once")
	try(Options{Now: at("2026-07-02")}, "the plan edition of 2026-q3 was frozen at 2026-07-03T00:00:00Z, which is later than 2026-07-02T00:00:00Z")
	first := do(Options{Now: at("2026-10-05")})
	if first.ID != "1" || first.Before != "plan" || first.Folder != "content/2026-q3/editions/1" || first.Files != 10 || !isSum(first.Hash) {
		t.Errorf("%+v", first)
	}
	try(Options{Now: at("2026-10-06")}, `edition 2 of 2026-q3 corrects what was published: describe the correction with --note "…"`)
	try(Options{Now: at("2026-10-06"), Note: " "}, `edition 2 of 2026-q3 corrects what was published: describe the correction with --note "…"`)
	try(Options{Now: at("2026-10-06"), Note: "x"}, "nothing has changed since edition 1 of 2026-q3")
	b.write("content/2026-q3/firewall/pictures/chart.svg", "<svg></svg>")
	do(Options{Now: at("2026-10-06"), Note: "another picture"})

	b = newBench(t)
	do(Options{Now: at("2026-10-05")})
	try(Options{AsPlan: true, Now: at("2026-10-06")}, "edition 1 of 2026-q3 is published: its plan can no longer be frozen")
	b.write("content/2026-q3/editions/1/site.toml", "altered")
	if _, problems, err := Freeze(b.root, b.from, q3, Options{Now: at("2026-10-06"), Note: "x", Force: "x"}); !errors.Is(err, ErrProblems) || len(problems) != 1 {
		t.Errorf("an altered edition was built upon: %v, %v", problems, err)
	}
}

// What is missing refuses, and nothing is written; forced, the edition says so.
func TestForce(t *testing.T) {
	b := newBench(t)
	b.from.Archive.Quarters[0].Reports[0].Retro = nil
	_, problems, err := Freeze(b.root, b.from, q3, Options{Now: at("2026-10-05")})
	if !errors.Is(err, ErrProblems) || len(problems) != 1 || problems[0].Code != "incomplete" {
		t.Fatal(problems, err)
	}
	if _, err := os.Stat(filepath.Join(b.folder, "content/2026-q3/editions")); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was written")
	}
	if _, problems, err = Freeze(b.root, b.from, q3, Options{Now: at("2026-10-05"), Force: "nobody met"}); err != nil || len(problems) != 1 {
		t.Fatal(problems, err)
	}
	chain, _, err := chainOf(b.root.FS(), q3)
	if err != nil || len(chain) != 1 || chain[0].manifest.Forced != "nobody met" ||
		!slices.Equal(chain[0].manifest.Missing, []string{"content/2026-q3/firewall/retro.md: firewall has no retro of 2026-q3"}) {
		t.Errorf("%v %+v", err, chain[0].manifest)
	}

	b = newBench(t)
	if _, _, err := Freeze(b.root, b.from, q3, Options{Now: at("2026-10-05"), Force: "no need"}); err != nil {
		t.Fatal(err)
	}
	if chain, _, _ := chainOf(b.root.FS(), q3); chain[0].manifest.Forced != "" {
		t.Error("an edition that lacks nothing says it was forced")
	}
}

// Of two runs at once the second fails, and says so; what killed runs left is removed.
func TestOneAtATime(t *testing.T) {
	b := newBench(t)
	b.write("content/2026-q3/editions/.freeze-OLD/site.toml", "half")
	b.write("content/2026-q3/editions/.mine/site.toml", "not ours")
	held, err := os.Open(filepath.Join(b.folder, "content/2026-q3/editions"))
	if err != nil || !output.Claim(held) {
		t.Fatal(err)
	}
	if _, _, err := Freeze(b.root, b.from, q3, Options{Now: at("2026-10-05")}); err == nil || !strings.Contains(err.Error(), "2026-q3 is being frozen by another run") {
		t.Error(err)
	}
	held.Close()
	if _, _, err := Freeze(b.root, b.from, q3, Options{Now: at("2026-10-05")}); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadDir(filepath.Join(b.folder, "content/2026-q3/editions"))
	if err != nil || len(list) != 2 || list[0].Name() != ".mine" || list[1].Name() != "1" {
		t.Errorf("%v %v", list, err)
	}
	// A run that looked before the other one had finished.
	b.write("content/2026-q3/index.md", "Changed.\n")
	if err := put(b.root, q3, "1", nil, map[string][]byte{"x": nil}); err == nil || !strings.Contains(err.Error(), "by another run just now") {
		t.Error(err)
	}
}

// An error on the way leaves nothing behind.
func TestFailedFreezeLeavesNothing(t *testing.T) {
	b := newBench(t)
	b.from.Count = func(string, map[string][]byte) ([]byte, error) { return nil, errors.New("no figures") }
	if _, _, err := Freeze(b.root, b.from, q3, Options{Now: at("2026-10-05")}); err == nil {
		t.Error("it was frozen without figures")
	}
	bad := map[string][]byte{"a": nil, "a/b": nil}
	if err := put(b.root, q3, "1", nil, bad); err == nil {
		t.Error("a file was a folder too")
	}
	if list, _ := os.ReadDir(filepath.Join(b.folder, "content/2026-q3/editions")); len(list) > 0 {
		t.Errorf("%v is left", list)
	}
	outside := t.TempDir()
	if err := os.RemoveAll(filepath.Join(b.folder, "content/2026-q3/editions")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(b.folder, "content/2026-q3/editions")); err != nil {
		t.Fatal(err)
	}
	if err := put(b.root, q3, "1", nil, map[string][]byte{"x": nil}); err == nil {
		t.Error("an edition was written outside of the workspace")
	}
	if list, _ := os.ReadDir(outside); len(list) > 0 {
		t.Errorf("%v lies outside", list)
	}
}

func TestGate(t *testing.T) {
	const folder = "content/2026-q3/"
	r := func(a *report.Archive) *report.Report { return a.Quarters[0].Reports[0] }
	before := func(a *report.Archive, file string) {
		gone := &report.Team{ID: "logs", Pos: diag.Pos{File: file}}
		q2 := &report.Quarter{ID: q3.Prev(), Reports: []*report.Report{{Team: gone, Plan: &report.Plan{}}}}
		a.Quarters = append([]*report.Quarter{q2}, a.Quarters...)
	}
	for what, c := range map[string]struct {
		change     func(a *report.Archive)
		plan, last []string // what the gate says to a plan edition, and to a published one
	}{
		"nothing": {func(*report.Archive) {}, nil, nil},
		"a running quarter": {func(a *report.Archive) { a.Quarters[0].State = report.Running }, nil,
			[]string{"content/2026-q3: 2026-q3 has not ended: its last day is 2026-09-30"}},
		"no plan": {func(a *report.Archive) { r(a).Plan = nil },
			[]string{folder + "firewall/plan.md: firewall has no plan for 2026-q3"}, []string{folder + "firewall/plan.md: firewall has no plan for 2026-q3"}},
		"no cut-off": {func(a *report.Archive) { r(a).Plan.Committed = 0 },
			[]string{folder + "firewall/plan.md:1:1: the plan of firewall is not committed"}, nil},
		"no retro": {func(a *report.Archive) { r(a).Retro = nil }, nil,
			[]string{folder + "firewall/retro.md: firewall has no retro of 2026-q3"}},
		"no export": {func(a *report.Archive) { r(a).Metrics, r(a).Items[0].Outcome = nil, report.Outcome{} }, nil,
			[]string{folder + "firewall/metrics.toml: firewall has no export of 2026-q3"}},
		"an export of no day": {func(a *report.Archive) { r(a).Metrics.Exported = time.Time{} }, nil,
			[]string{folder + "firewall/metrics.toml:1:1: the export of firewall does not say of which day it is"}},
		"unexplained": {func(a *report.Archive) { r(a).Items[0].Outcome.Status = "" }, nil,
			[]string{folder + `firewall/plan.md:6:1: "FW-1" is unexplained`}},
		"still open": {func(a *report.Archive) { r(a).Items[0].Outcome.Status = report.Open }, nil,
			[]string{folder + `firewall/plan.md:6:1: "FW-1" is unexplained`}},
		"unplanned and open": {func(a *report.Archive) {
			r(a).Items[0].Outcome.Status, r(a).Items[0].FromExport = report.Open, true
		}, nil, nil},
		"an ask": {func(a *report.Archive) {
			a.Asks = []*report.Ask{{Quarter: a.Quarters[0], By: r(a).Items[0], Of: a.Teams[0], State: report.Asked, Pos: diag.Pos{File: "x.md", Line: 3, Col: 9}}}
		}, []string{"x.md:3:9: FW-1 asks firewall, and nobody has answered"}, []string{"x.md:3:9: FW-1 asks firewall, and nobody has answered"}},
		"an answered ask": {func(a *report.Archive) {
			a.Asks = []*report.Ask{{Quarter: a.Quarters[0], By: r(a).Items[0], Of: a.Teams[0], State: report.Declined}}
		}, nil, nil},
		"an ask of another quarter": {func(a *report.Archive) {
			a.Asks = []*report.Ask{{Quarter: &report.Quarter{ID: q3.Next()}, By: r(a).Items[0], Of: a.Teams[0], State: report.Asked}}
		}, nil, nil},
		"an action of nobody": {func(a *report.Archive) {
			r(a).Retro.Actions = []*report.Action{{Owner: "firewall"}, {Pos: diag.Pos{File: "r.md", Line: 7, Col: 1}}}
		}, nil, []string{"r.md:7:1: this action has no owner"}},
		"a team that stopped": {func(a *report.Archive) { before(a, "content/teams/logs.md") },
			[]string{folder + "logs/plan.md: logs has no plan for 2026-q3"},
			[]string{folder + "logs/metrics.toml: logs has no export of 2026-q3", folder + "logs/plan.md: logs has no plan for 2026-q3", folder + "logs/retro.md: logs has no retro of 2026-q3"}},
		"a team that is gone": {func(a *report.Archive) { before(a, "content/2026-q2/logs/plan.md") }, nil, nil},
	} {
		for _, asPlan := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/%v", what, asPlan), func(t *testing.T) {
				a := complete()
				c.change(a)
				want := c.last
				if asPlan {
					want = c.plan
				}
				var got []string
				for _, p := range Gate(a, a.Quarters[len(a.Quarters)-1], asPlan) {
					if p.Code != incomplete || p.Severity != diag.Error || p.Hint == "" {
						t.Errorf("%+v", p)
					}
					got = append(got, p.Pos.String()+": "+p.Text)
				}
				if !slices.Equal(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
			})
		}
	}
}

// A correction of a quarter that was forced needs no force for the same again; what is new is
// refused, and what was mended is forgotten.
func TestCorrectionOfAForcedQuarter(t *testing.T) {
	b := newBench(t)
	r := b.from.Archive.Quarters[0].Reports[0]
	r.Retro = nil
	own := diag.Problem{Pos: diag.Pos{File: "content/2026-q3/firewall/plan.md", Line: 3}, Severity: diag.Warning, Code: "late-answer", Text: "it comes late"}
	b.from.Problems = diag.List{own, {Pos: diag.Pos{File: "content/2026-q2/firewall/plan.md"}, Severity: diag.Warning, Text: "of another quarter"}, {Pos: own.Pos, Severity: diag.Hint}}
	freeze := func(o Options) (*Made, *manifest) {
		t.Helper()
		made, problems, err := Freeze(b.root, b.from, q3, o)
		if err != nil {
			t.Fatal(err, problems)
		}
		chain, problems := checkQuarter(b.root.FS(), q3)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return made, chain[len(chain)-1].manifest
	}
	made, first := freeze(Options{Now: at("2026-10-05"), Force: "nobody met."})
	noRetro := accepted{incomplete, "content/2026-q3/firewall/retro.md", "firewall has no retro of 2026-q3"}
	late := accepted{own.Code, own.File, own.Text}
	if !slices.Equal(first.Accepted, []accepted{noRetro, late}) || made.Accepted != 2 || made.Forced != "nobody met." {
		t.Errorf("edition 1 accepts %+v", first.Accepted)
	}

	b.write("content/2026-q3/index.md", "Corrected.\n")
	own.Line, own.Severity, own.Hint = 4, diag.Hint, "its quarter was frozen with it"
	b.from.Problems[0] = own
	made, second := freeze(Options{Now: at("2026-10-06"), Note: "a word"})
	if second.Forced != "nobody met." || !slices.Equal(second.Missing, first.Missing) || !slices.Equal(second.Accepted, first.Accepted) || made.Forced != second.Forced {
		t.Errorf("the correction is %+v", second)
	}

	b.write("content/2026-q3/index.md", "Again.\n")
	r.Metrics = nil
	_, problems, err := Freeze(b.root, b.from, q3, Options{Now: at("2026-10-07"), Note: "more"})
	if !errors.Is(err, ErrProblems) || len(problems) != 1 || problems[0].File != "content/2026-q3/firewall/metrics.toml" {
		t.Errorf("what is new is not refused, or what is not new is: %v", problems)
	}
	_, third := freeze(Options{Now: at("2026-10-07"), Note: "more", Force: "the tracker is gone"})
	if third.Forced != "nobody met; the tracker is gone" || len(third.Missing) != 2 || len(third.Accepted) != 3 {
		t.Errorf("edition 3 is %+v", third)
	}

	b.write("content/2026-q3/index.md", "Once more.\n")
	r.Metrics, r.Retro, b.from.Problems = &report.Metrics{Exported: at("2026-10-01")}, &report.Retro{}, nil
	if _, last := freeze(Options{Now: at("2026-10-08"), Note: "all is there"}); last.Forced != "" || last.Missing != nil || last.Accepted != nil {
		t.Errorf("what was mended is still accepted: %+v", last)
	}

	// Editions from before kept no codes.
	old := &manifest{Forced: "why", Missing: []string{missing(diag.Problem{Pos: diag.Pos{File: noRetro.File}, Text: noRetro.Text})}}
	if !old.forcedOver(diag.Problem{Pos: diag.Pos{File: noRetro.File}, Code: incomplete, Text: noRetro.Text}) {
		t.Error("an older edition has to be forced again")
	}
}

// A plan is not frozen before its cut-off, whatever is said; one that was committed after the
// others is named.
func TestCutOffsOfPlans(t *testing.T) {
	b := newBench(t)
	q := b.from.Archive.Quarters[0]
	q.State = report.Running
	b.from.Archive.Today = q.Start + 4
	for i, id := range []string{"cache", "logs", "rules"} {
		q.Reports = append(q.Reports, &report.Report{Team: &report.Team{ID: id}, Quarter: q,
			Plan: &report.Plan{Committed: q.Start + report.Day(max(0, i-1))*5, Pos: diag.Pos{File: "content/2026-q3/" + id + "/plan.md", Line: 1, Col: 1}}})
	}
	_, problems, err := Freeze(b.root, b.from, q3, Options{AsPlan: true, Now: at("2026-07-05"), Force: "now"})
	if !errors.Is(err, ErrProblems) || len(problems) != 1 || problems[0].String() != "content/2026-q3/rules/plan.md:1:1: the plan of rules has its cut-off on 2026-07-06, which is after today, 2026-07-05 (hint: freeze the plan on that day, or correct committed)" {
		t.Errorf("%v %v", err, problems)
	}
	b.from.Archive.Today++
	made, problems, err := Freeze(b.root, b.from, q3, Options{AsPlan: true, Now: at("2026-07-06")})
	if err != nil || made.Forced != "" || len(problems) != 1 || problems[0].String() != "content/2026-q3/rules/plan.md:1:1: warning: the plan of rules was committed on 2026-07-06, 5 days after the others, on 2026-07-01 (hint: check that what others promised still holds)" {
		t.Errorf("%v %v", err, problems)
	}
}
