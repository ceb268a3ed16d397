package link

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
)

// movable are the ids of metrics that an action can name.
var movable = strings.Fields("kept capacity unplanned moved dropped unexplained carried-in on-time velocity asks-met follow-through")

// example is the example workspace in memory.
func example(t testing.TB) fstest.MapFS {
	t.Helper()
	src, _ := content.Load(os.DirFS("../../.."))
	fsys := fstest.MapFS{}
	for _, f := range src.Files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	for _, name := range src.Other {
		fsys[name] = &fstest.MapFile{}
	}
	for _, e := range src.Editions {
		for _, f := range e.Files {
			fsys[f.Path] = &fstest.MapFile{Data: f.Data}
		}
		for _, name := range e.Other {
			fsys[name] = &fstest.MapFile{}
		}
	}
	return fsys
}

// mark is a place in a file of a copy of the example: where some text first stands, or, after
// a "…", where the rest first stands after it.
type mark struct{ file, text string }

func (s mark) in(t *testing.T, fsys fstest.MapFS) diag.Pos {
	t.Helper()
	data, at := string(fsys[s.file].Data), 0
	for part := range strings.SplitSeq(s.text, "…") {
		n := strings.Index(data[at:], part)
		if n < 0 {
			t.Fatalf("%s has no %q", s.file, part)
		}
		at += n
	}
	before := data[:at]
	return diag.Pos{File: s.file, Line: 1 + strings.Count(before, "\n"), Col: at - strings.LastIndex(before, "\n")}
}

// On a copy of the example each rule fires where one thing is changed, once, with the positions
// of both sides.
func TestRulesOnTheExample(t *testing.T) {
	const q4 = "content/2026-q4/"
	for _, c := range []struct {
		code           string
		file, old, new string
		at, other      mark
	}{
		{"unanswered-ask", q4 + "console-design/plan.md", "serves = [\"EC-15\"]\n", "",
			mark{q4 + "edge-cache/plan.md", `EC-15"…"console-design"`}, mark{q4 + "console-design/plan.md", "+++"}},
		{"unanswered-ask", q4 + "managed-rules/plan.md", `needs = ["EC-18"]`, `needs = ["EC-18", "EC-13"]`,
			mark{q4 + "managed-rules/plan.md", `"EC-13"`}, mark{"content/2026-q3/edge-cache/plan.md", "## Cache rules for signed"}},
		{"declined-ask", q4 + "console-design/plan.md", `declines = ["FW-44"]`, `declines = ["FW-44", "EC-15"]`,
			mark{q4 + "edge-cache/plan.md", `EC-15"…"console-design"`}, mark{q4 + "console-design/plan.md", `"EC-15"`}},
		{"late-answer", q4 + "console-design/plan.md", "due = 2026-12-11", "due = 2026-12-18",
			mark{q4 + "edge-cache/plan.md", `EC-15"…"console-design"`}, mark{q4 + "console-design/plan.md", "due = 2026-12-18"}},
		{"late-answer", q4 + "edge-cache/metrics.toml", "id = \"EC-18\"\nstatus = \"open\"", "id = \"EC-18\"\nstatus = \"moved\"\nreason = \"estimate\"",
			mark{q4 + "managed-rules/plan.md", `"EC-18"]`}, mark{q4 + "edge-cache/metrics.toml", "EC-17…[[item]]"}},
		{"ask-circle", q4 + "edge-cache/plan.md", "serves = [\"MR-140\"]\n", "serves = [\"MR-140\"]\nneeds = [\"MR-140\"]\n",
			mark{q4 + "edge-cache/plan.md", `needs = ["MR-140…"MR-140"`}, mark{q4 + "managed-rules/plan.md", `"EC-18"]`}},
		{"over-capacity", q4 + "console-design/plan.md", "capacity = 24", "capacity = 10",
			mark{q4 + "console-design/plan.md", "capacity = 10"}, mark{q4 + "edge-cache/plan.md", `EC-15"…"console-design"`}},
		{"same-component", q4 + "logs/plan.md", `components = ["exports"]`, `components = ["exports", "rule-content"]`,
			mark{q4 + "logs/plan.md", `"rule-content"`}, mark{q4 + "managed-rules/plan.md", `"rule-content"`}},
		{"unanswered-lesson", q4 + "managed-rules/plan.md", "ask-design-early = \"adopted\"\n", "",
			mark{q4 + "managed-rules/plan.md", "[lessons]"}, mark{"content/2026-q1/bot-defence/retro.md", "### Ask design"}},
	} {
		fsys := example(t)
		text := string(fsys[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s: %s has no %q", c.code, c.file, c.old)
		}
		fsys[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		_, l := Read(fsys, Options{Movable: movable})
		problems, _ := l.Hints()
		others := slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Code == c.code })
		problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Code != c.code })
		if len(problems) != 1 || len(others) > 0 && c.code != "ask-circle" { // who waits in a circle waits too long
			t.Errorf("%s: got\n%s%s", c.code, lines(problems), lines(others))
			continue
		}
		p := problems[0]
		if p.Code != c.code || p.Severity != diag.Warning || p.Pos != c.at.in(t, fsys) || !strings.Contains(p.Text, c.other.in(t, fsys).String()) {
			t.Errorf("%s at %s, the other side at %s: got\n%s", c.code, c.at.in(t, fsys), c.other.in(t, fsys), p)
		}
	}
}

// The rules that have one side fire on the example as well.
func TestOneSidedRulesOnTheExample(t *testing.T) {
	const retro = "content/2026-q3/managed-rules/retro.md"
	for _, c := range []struct {
		code           string
		severity       diag.Severity
		file, old, new string
		at             mark
	}{
		{"unknown-number", diag.Error, retro, "moves kept", "moves keptt", mark{retro, "[ ] Size migration"}},
		{"again-of-nothing", diag.Warning, retro, "again 2026-q2", "again 2024-q1", mark{retro, "[ ] Hand the rule"}},
		{"no-worth", diag.Hint, "content/2026-q3/firewall/metrics.toml", "result = \"Nobody keeps lists of single addresses for IPv6 any more\"\n", "",
			mark{"content/2026-q3/firewall/plan.md", "## IPv6 prefixes"}},
	} {
		fsys := example(t)
		text := string(fsys[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s: %s has no %q", c.code, c.file, c.old)
		}
		_, before := Read(fsys, Options{Movable: movable})
		fsys[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		_, after := Read(fsys, Options{Movable: movable})
		var fresh diag.List
		for _, p := range after {
			if !slices.ContainsFunc(before, func(q diag.Problem) bool { return q.Text == p.Text }) {
				fresh = append(fresh, p)
			}
		}
		if len(fresh) != 1 || fresh[0].Code != c.code || fresh[0].Severity != c.severity || fresh[0].Pos != c.at.in(t, fsys) {
			t.Errorf("%s at %s: got\n%s", c.code, c.at.in(t, fsys), lines(fresh))
		}
	}
}

// The example shows each state of an ask, what waits for a slip, actions that were raised again,
// lessons that come back, and groundwork that has not paid off.
func TestTheExampleShowsEverything(t *testing.T) {
	a, l := Read(example(t), Options{})
	if problems, hints := l.Hints(); len(problems) > 0 || len(hints) == 0 {
		t.Errorf("%d hints, and\n%s", len(hints), lines(problems))
	}
	states := map[report.AskState]int{}
	for _, k := range a.Asks {
		states[k.State]++
	}
	for _, s := range []report.AskState{report.Asked, report.Agreed, report.Declined, report.Met, report.Late} {
		if states[s] == 0 {
			t.Errorf("no ask is %s", s)
		}
	}
	again, marked, moves := 0, 0, 0
	for _, k := range report.Tracks(a) {
		again += k.RaisedAgain()
		if k.Last().AgainOf != (report.QuarterID{}) {
			marked++
		}
		if k.Last().Moves != "" {
			moves++
		}
	}
	if again < 2 || marked < 1 || moves < 3 {
		t.Errorf("%d actions are raised again, %d by a mark, and %d move a number", again, marked, moves)
	}
	if len(report.KnockOns(a.Asks, a.Today)) == 0 || len(report.Returns(a)) == 0 || len(report.NewGround(a).Ledger()) == 0 {
		t.Error("no slip that anybody waits for, no theme that comes back, or no ledger")
	}
}

// told writes down what is made of asks, actions and lessons.
func told(a *report.Archive, l diag.List) string {
	var b strings.Builder
	b.WriteString(lines(l.Sorted()))
	for _, k := range a.Asks {
		fmt.Fprintln(&b, k.Quarter.ID, k.By.ID, k.Of.ID, k.What, k.State, k.Met)
	}
	for _, k := range report.KnockOns(a.Asks, a.Today) {
		fmt.Fprintln(&b, k.Of.Quarter.ID, k.Of.ID, len(k.Teams()))
		for _, h := range k.Hits {
			fmt.Fprintln(&b, h.Item.ID, len(h.Path()))
		}
	}
	for _, k := range report.Tracks(a) {
		fmt.Fprintln(&b, k.Team.ID, k.First().ID, len(k.Actions), k.Done(), k.Age(a.Today, a.Site.Fiscal))
	}
	for _, u := range report.Uses(a) {
		fmt.Fprintln(&b, u.Report.Quarter.ID, u.Report.Team.ID, u.Lesson.ID, len(u.Items), u.Due, u.Answer != nil)
	}
	for _, u := range report.NewGround(a).Ledger() {
		fmt.Fprintln(&b, u.Item.Quarter.ID, u.Item.ID, u.Age)
	}
	return b.String()
}

// sampled is a sample workspace in memory.
func sampled(teams, quarters int) fstest.MapFS {
	return testsite.Texts(sample.Workspace(teams, quarters, 1))
}

// Nothing depends on the order in which files come.
func TestRulesInAnyOrder(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{"the example": example(t), "the sample": sampled(6, 5)} {
		src, _ := content.Load(fsys)
		var parsed []*content.Parsed
		for _, f := range src.Files {
			one, _ := content.Parse(f)
			parsed = append(parsed, one)
		}
		want := told(Assemble(src, parsed, Options{Today: 20780}))
		r := rand.New(rand.NewPCG(1, 2))
		for range 5 {
			r.Shuffle(len(parsed), func(i, j int) { parsed[i], parsed[j] = parsed[j], parsed[i] })
			if got := told(Assemble(src, parsed, Options{Today: 20780})); got != want {
				t.Fatalf("%s: the order of files changes\n%s\nto\n%s", name, want, got)
			}
		}
	}
}
