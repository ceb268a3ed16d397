package link

import (
	"testing"
	"testing/fstest"

	"quarterdeck/generator/report"
)

// renamed is a workspace of a team that was bots, which others still call so.
func renamed() fstest.MapFS {
	return ws(`
-- site.toml --
today = 2026-08-20
-- content/teams/bot-defence.md --
+++
was = ["robots", "bots"]
+++
-- content/teams/rules.md --
+++
merged_into = "bots"
until = 2026-12-31
+++
-- content/2026-q1/robots/plan.md --
+++
committed = 2026-01-01
+++

## Scores

` + "```toml\nid = \"B-1\"\nkind = \"feature\"\n```" + `
-- content/2026-q1/robots/metrics.toml --
[[item]]
id = "B-1"
status = "delivered"
finished = 2026-02-01
result = "Fewer"
-- content/2026-q2/bots/retro.md --
+++
held = 2026-07-01
+++

## What we change

- [ ] Ask twice — @robots, due 2026-09-01

### Ask

` + "```toml\nid = \"ask\"\ntheme = \"planning\"\napplies_to = { teams = [\"bots\"] }\n```" + `
-- content/2026-q3/rules/plan.md --
+++
committed = 2026-09-01
+++

See [the team](../../teams/bots.md), [a plan](../../2026-q1/bot-defence/plan.md), [another](../../2026-q1/bots/plan.md#scores), [a folder](../../2026-q2/robots).

## Rules

` + "```toml\nid = \"R-1\"\nkind = \"feature\"\nowner = \"bots\"\nneeds = [\"bots\"]\n```" + `
-- content/2026-q3/rules/metrics.toml --
[[item]]
id = "R-1"
status = "open"
blocked_by = ["robots"]
`)
}

func TestFormerIDsOfTeams(t *testing.T) {
	a, problems := Read(renamed(), Options{Movable: movable})
	for _, p := range problems {
		if p.Code != "unanswered-ask" && p.Code != "unanswered-lesson" {
			t.Error(p)
		}
	}
	if len(a.Teams) != 2 || a.Teams[1].MergedInto != "bot-defence" {
		t.Errorf("there are %d teams; the second is merged into %q", len(a.Teams), a.Teams[1].MergedInto)
	}
	for n, q := range a.Quarters[:2] {
		if r := q.Reports[0]; len(q.Reports) != 1 || r.Team != a.Teams[0] {
			t.Errorf("report %d is of %q", n, r.Team.ID)
		}
	}
	retro := a.Quarters[1].Reports[0].Retro
	if owner, of := retro.Actions[0].Owner, retro.Lessons[0].Applies.Teams; owner != "bot-defence" || of[0] != "bot-defence" {
		t.Errorf("the action is of %q, the lesson for %q", owner, of)
	}
	d := a.Quarters[2].Reports[0].Items[0]
	if d.Owner != "bot-defence" || d.Needs[0] != "bot-defence" || d.Outcome.BlockedBy[0] != "bot-defence" {
		t.Errorf("the item names %q, %q and %q", d.Owner, d.Needs, d.Outcome.BlockedBy)
	}
	if len(a.Asks) != 1 || a.Asks[0].Of != a.Teams[0] {
		t.Errorf("the asks are %v", a.Asks)
	}
	var refs []report.Ref
	for _, s := range a.Quarters[2].Reports[0].Plan.Intro.Spans {
		if s.Ref != nil {
			refs = append(refs, *s.Ref)
		}
	}
	q1, q2 := report.QuarterID{Year: 2026, N: 1}, report.QuarterID{Year: 2026, N: 2}
	want := []report.Ref{{Kind: report.RefTeam, ID: "bot-defence"}, {Kind: report.RefReport, ID: "bot-defence", Quarter: q1},
		{Kind: report.RefDeliverable, ID: "B-1"}, {Kind: report.RefReport, ID: "bot-defence", Quarter: q2}}
	for n, w := range want {
		if len(refs) != len(want) || refs[n] != w {
			t.Fatalf("the links lead to %v, want %v", refs, want)
		}
	}
}

// A new id reaches what was read before, links in prose that did not change included.
func TestRenamingReachesWhatIsKept(t *testing.T) {
	files := renamed()
	now := files["content/teams/bot-defence.md"]
	files["content/teams/bot-defence.md"] = &fstest.MapFile{Data: []byte("+++\n+++\n")}
	o := Options{Movable: movable, Memory: &Memory{}}
	Read(files, o)
	files["content/teams/bot-defence.md"] = now
	_, problems := Read(files, o)
	_, fresh := Read(files, Options{Movable: movable})
	if got, want := lines(problems), lines(fresh); got != want {
		t.Errorf("with a memory:\n%s\nwithout:\n%s", got, want)
	}
}
