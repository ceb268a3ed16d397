package chart

import (
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/testsite"
)

// tidewall is six quarters of four teams: carried twice, a phase change, added
// work, a quarter without plans, and one that still runs.
const tidewall = `
quarter 2025-q2 closed
team firewall name=Firewall committed=2025-04-03
FW-1 feature 5/8 delivered@2025-05-20 due=2025-05-15
FW-2 groundwork 8/8 delivered@2025-06-10
FW-3 debt 3 moved reason=priority
FW-4 feature 5/5 delivered@2025-06-01
team managed-rules name=Managed_Rules committed=2025-04-04
MR-1 feature 8 moved reason=dependency
MR-2 operations 3/3 delivered@2025-05-05 due=2025-05-30
MR-3 feature 5 dropped reason=scope
quarter 2025-q3 closed
team firewall name=Firewall noplan
FW-3 export debt 3/3 delivered@2025-08-20
quarter 2025-q4 closed
team firewall name=Firewall committed=2025-10-02
FW-10 feature 5/6 delivered@2025-11-20 due=2025-11-30
FW-11 feature 8 moved reason=estimate
team managed-rules name=Managed_Rules committed=2025-10-02
MR-1 feature 8 moved reason=dependency
MR-4 feature 3/5 delivered@2025-12-01
quarter 2026-q1 closed
team firewall name=Firewall committed=2026-01-05
FW-11 feature 8/13 delivered@2026-03-02
FW-12 feature 5/5 delivered@2026-02-02
FW-13 debt 3 dropped reason=priority
team managed-rules name=Managed_Rules committed=2026-01-05
MR-1 feature 8 moved reason=people
MR-5 groundwork 5/6 delivered@2026-02-20
quarter 2026-q2 closed
team bot-defence name=Bot_Defence committed=2026-04-03
BOT-1 feature 8/9 delivered@2026-05-10 due=2026-05-15
BOT-2 feature 5/5 delivered@2026-05-30
BOT-3 debt 3/2 delivered@2026-06-20 due=2026-06-15
BOT-4 groundwork 5/8 delivered@2026-06-11
BOT-5 feature 5 moved reason=dependency
BOT-6 operations 2
BOT-7 export operations /2 delivered@2026-05-12 started=2026-05-10
team console-design name=Console_Design_and_the_Accessibility_Guild committed=2026-04-06
DS-1 feature 3/3 delivered@2026-04-30
DS-2 feature 3/5 delivered@2026-05-30
DS-3 feature 5 moved reason=people
team firewall name=Firewall committed=2026-04-03
FW-12 feature 5/5 delivered@2026-05-02 due=2026-05-10
FW-14 feature 8/8 delivered@2026-06-02 due=2026-06-01
FW-15 debt 3/3 delivered@2026-06-12
FW-16 debt 2/2 delivered@2026-04-22
FW-17 operations 3/4 delivered@2026-04-28
FW-18 feature 8 moved
FW-19 feature 5 added=2026-05-08 moved reason=incident
team managed-rules name=Managed_Rules committed=2026-04-03
MR-1 feature 8/13 delivered@2026-06-20 due=2026-06-30
MR-5 groundwork 5 moved reason=estimate
MR-6 feature 5 dropped reason=external
MR-7 feature 3/3 delivered@2026-05-05
MR-8 operations 3/5 added=2026-04-20 delivered@2026-04-29
ask MR-1 firewall met
ask MR-1 console-design met
ask MR-5 console-design late
ask MR-5 firewall late
ask MR-6 firewall late
ask MR-6 bot-defence asked
ask MR-7 bot-defence declined
sprint S1 2026-04-01 10 8
sprint S2 2026-04-15 9 9
sprint S3 2026-04-29 10 7.5
sprint S4 2026-05-13 8 8
sprint S5 2026-05-27 9 6
sprint S6 2026-06-10 8 11
quarter 2026-q3 running
team bot-defence name=Bot_Defence committed=2026-07-03
BOT-5 feature 5 delivered@2026-07-30
BOT-8 feature 8 open
team firewall name=Firewall committed=2026-07-03
FW-18 feature 8 open
FW-20 feature 3 delivered@2026-08-05
FW-21 debt 3
FW-22 operations 2 added=2026-07-15 open
team managed-rules name=Managed_Rules committed=2026-07-03
MR-5 groundwork 5 moved reason=dependency
MR-9 feature 5 open
ask MR-9 firewall agreed
`

// retros are three quarters of two teams: an action that is done, one that a later retro raises
// again in other case, one overdue and one open; lessons of three themes, one of them three times.
const retros = `
quarter 2025-q4 closed
team firewall name=Firewall
action Write_it_down due=2026-01-10 done
action Publish_the_guide due=2026-01-31
lesson planning
lesson quality
quarter 2026-q1 closed
team firewall name=Firewall
action publish_the_guide! due=2026-04-30 done
action Book_early due=2026-08-01
lesson planning
team logs name=Logs
action Restart_in_tests due=2026-04-01 done
lesson dependencies
quarter 2026-q2 closed
team firewall name=Firewall
action Call_customers due=2026-09-30
lesson planning
team logs name=Logs
lesson planning
lesson planning
`

// source is a Source on the fixture. Quarter or team may be "".
func source(t *testing.T, text, q, team string) Source {
	t.Helper()
	a := testsite.Archive(t, "2026-08-20", text)
	s := Source{Archive: a, Book: metrics.Compute(a), Words: i18n.English()}
	for _, quarter := range a.Quarters {
		if quarter.ID.String() == q {
			s.Quarter = quarter
		}
	}
	for _, one := range a.Teams {
		if one.ID == team {
			s.Team = one
		}
	}
	if q != "" && s.Quarter == nil || team != "" && s.Team == nil {
		t.Fatalf("the fixture has no %s %s", q, team)
	}
	return s
}

// pages are the pages whose charts the goldens hold.
func pages(t *testing.T) map[string][]Chart {
	return map[string][]Chart{
		"quarter":         Of(OnQuarter, source(t, tidewall, "2026-q2", "")),
		"quarter-running": Of(OnQuarter, source(t, tidewall, "2026-q3", "")),
		"report":          Of(OnReport, source(t, tidewall, "2026-q2", "managed-rules")),
		"report-running":  Of(OnReport, source(t, tidewall, "2026-q3", "firewall")),
		"asks":            Of(OnAsks, source(t, tidewall, "2026-q2", "")),
		"actions":         Of(OnActions, source(t, retros, "", "")),
		"lessons":         Of(OnLessons, source(t, retros, "", "")),
		"team":            Of(OnTeam, source(t, tidewall, "", "managed-rules")),
	}
}

func find(t *testing.T, charts []Chart, id string) Chart {
	t.Helper()
	for _, c := range charts {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no chart %s", id)
	return Chart{}
}
