package link

import (
	"slices"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/report"
)

// updatesOf are the days and healths of a report's updates.
func updatesOf(r *report.Report) []string {
	var all []string
	for _, u := range r.Updates {
		all = append(all, u.Day.String()+" "+string(u.Health))
	}
	return all
}

func TestUpdatesOfAReport(t *testing.T) {
	a, l := Read(ws(`
-- site.toml --
today = 2026-08-20
-- content/teams/ours.md --
-- content/teams/quiet.md --
-- content/2026-q3/ours/plan.md --
+++
committed = 2026-06-22
+++

See [the risks](updates/2026-08-03.md#risks) and [the whole](updates/2026-08-03.md).

## Item

`+"```"+`toml
id = "A-1"
kind = "debt"
`+"```"+`
-- content/2026-q3/ours/updates/2026-08-03.md --
+++
health = "at risk"
+++

A-1 waits, see [[early]], [the plan](../plan.md#item), [a picture](p.png) and [a week before](2026-07-27.md).

# Risks

## One
-- content/2026-q3/ours/updates/p.png --
-- content/2026-q3/ours/updates/2026-07-27.md --
+++
health = "on track"
+++
-- content/2026-q3/ours/updates/2026-06-22.md --
+++
health = "on track"
+++
-- content/2026-q3/ours/updates/2026-06-21.md --
+++
health = "off track"
+++
-- content/2026-q3/ours/updates/2026-10-01.md --
+++
health = "off track"
+++
-- content/2026-q3/ours/updates/2026-08-10.md --
+++
health = "wrong"
+++
-- content/2026-q3/quiet/updates/2026-06-30.md --
+++
health = "on track"
+++
-- content/2026-q3/quiet/updates/2026-07-01.md --
+++
health = "on track"
+++
-- content/2026-q2/ours/retro.md --
### L

`+"```"+`toml
id = "early"
theme = "planning"
`+"```"+`
`), Options{})
	q := quarterOf(t, a, "2026-q3")
	ours, quiet := q.Report("ours"), q.Report("quiet")
	// Those outside of the quarter and one without a health are told, and are not there.
	if got, want := updatesOf(ours), []string{"2026-06-22 on track", "2026-07-27 on track", "2026-08-03 at risk"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q; %s", got, want, lines(l))
	}
	if got, want := updatesOf(quiet), []string{"2026-07-01 on track"}; !slices.Equal(got, want) || quiet.Plan != nil {
		t.Errorf("a report of nothing but updates: got %q, want %q", got, want)
	}
	refs := func(p report.Prose) []string {
		var all []string
		for _, s := range p.Spans {
			if s.Ref != nil {
				all = append(all, string(s.Ref.Kind)+" "+s.Ref.ID+"#"+s.Ref.Fragment)
			}
		}
		return all
	}
	if got, want := refs(ours.Plan.Intro), []string{"report ours#update-2026-08-03-risks", "report ours#update-2026-08-03"}; !slices.Equal(got, want) {
		t.Errorf("the plan leads to %q, want %q", got, want)
	}
	body := ours.Updates[2].Body
	if got, want := refs(body), []string{"deliverable A-1#", "lesson early#", "deliverable A-1#", "file 2026-q3/ours/updates/p.png#", "report ours#update-2026-07-27"}; !slices.Equal(got, want) {
		t.Errorf("the update leads to %q, want %q", got, want)
	}
	if last := body.Spans[len(body.Spans)-1].HTML; last != ".</p>\n<h4 id=\"update-2026-08-03-risks\">Risks</h4>\n<h5 id=\"update-2026-08-03-one\">One</h5>\n" {
		t.Errorf("headings: %s", last)
	}
}

// What was published is as it was: an update more makes the quarter a draft. A plan
// edition knows of none, and needs none.
func TestUpdatesAreFrozen(t *testing.T) {
	fsys := frozenWorkspace()
	const first, second = "content/2026-q2/ours/updates/2026-05-04.md", "content/2026-q2/ours/updates/2026-06-01.md"
	fsys[first] = &fstest.MapFile{Data: []byte("+++\nhealth = \"off track\"\n[notes]\nA-2 = \"Stopped.\"\n+++\n\nSee A-1.\n")}
	a, _ := Read(fsys, Options{})
	if q := quarterOf(t, a, "2026-q2"); !q.Draft() {
		t.Error("a new update, and no draft")
	}
	freeze(fsys, "2026-q2", "3", "2026-07-12")
	a, l := Read(fsys, Options{})
	if errors, _ := l.Count(); errors > 0 {
		t.Fatal(lines(l))
	}
	q := quarterOf(t, a, "2026-q2")
	if q.Draft() {
		t.Error("edition 3 has all files of its quarter")
	}
	fsys[second] = &fstest.MapFile{Data: []byte("+++\nhealth = \"on track\"\n+++\n")}
	fsys[first] = &fstest.MapFile{Data: []byte("+++\nhealth = \"on track\"\n+++\n")}
	a, _ = Read(fsys, Options{})
	q = quarterOf(t, a, "2026-q2")
	if !q.Draft() {
		t.Error("a changed update, and no draft")
	}
	if got := updatesOf(q.Report("ours")); !slices.Equal(got, []string{"2026-05-04 on track", "2026-06-01 on track"}) {
		t.Errorf("now: %q", got)
	}
	for i, want := range [][]string{nil, nil, nil, {"2026-05-04 off track"}} {
		was := quarterOf(t, q.Editions[i].Archive(), "2026-q2").Report("ours")
		if got := updatesOf(was); !slices.Equal(got, want) {
			t.Errorf("edition %s has %q, want %q", q.Editions[i].ID, got, want)
		}
		if len(want) > 0 && (was.Updates[0].Notes[0].Text != "Stopped." || was.Updates[0].Body.Text != "See A-1.") {
			t.Errorf("edition %s has %+v", q.Editions[i].ID, was.Updates[0])
		}
	}
}
