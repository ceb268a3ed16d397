package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
	"strings"
)

// Answer is the one large sentence of a page: what stands in bold is the answer
// itself, Act is what somebody must do, in red.
type Answer struct{ Before, Bold, After, Act string }

// answer is a message as the answer of a page.
func answer(c *site.Context, id string, args ...any) Answer {
	var a Answer
	for _, p := range c.Words.Parts(id, args...) {
		switch {
		case p.Bold:
			a.Bold += p.Text
		case a.Bold == "":
			a.Before += p.Text
		default:
			a.After += p.Text
		}
	}
	return a
}

// text makes one text of sentences; an empty one leaves no trace.
func text(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

// period names the months of a quarter: "July to September 2026".
func period(c *site.Context, q *report.Quarter) string {
	return c.T("period.months", "one-year", q.Start.Time().Year() == q.LastDay().Time().Year(), "from", q.Start, "to", q.LastDay())
}

// periodOfTeams is the period with how many teams report.
func periodOfTeams(c *site.Context, q *report.Quarter) string {
	return c.T("period.and-teams", "period", period(c, q), "n", len(q.Reports))
}

// daysLeft says how long a running quarter still runs on the day of the build.
func daysLeft(c *site.Context, q *report.Quarter, today report.Day) string {
	return c.T("days.left", "n", max(1, int(q.End-today)))
}

// scopeNote is the banner of a page about a quarter that has not closed.
func scopeNote(c *site.Context, q *report.Quarter, today report.Day) string {
	return c.T("banner.scope", "state", string(q.State), "quarter", q.ID, "today", today, "start", q.Start)
}

func exported(r *report.Report) report.Day {
	if r.Metrics == nil || r.Metrics.Exported.IsZero() {
		return 0
	}
	return report.DayAt(r.Metrics.Exported)
}

// sources says what the figures of some reports rest on.
func sources(c *site.Context, f *metrics.Figures, reports []*report.Report) string {
	plan, export := "", ""
	if f.CutOff.From != 0 {
		plan = c.T("source.plan", part.Dated(c, f.CutOff)...)
	}
	if span := part.SpanOf(reports, exported); span.From != 0 {
		export = c.T("source.export", "at", part.CutOff(c, span))
	}
	return text(plan, export)
}

// we is who delivered on a page about all teams.
const we = ""

// planned says what became of the plan, as the answer of a page. Who is we or a
// team's name.
func planned(c *site.Context, f *metrics.Figures, who string, today report.Day) Answer {
	q, p := f.Quarter, len(f.P)
	switch {
	case !f.HasPlan && len(f.Added) == 0:
		return answer(c, "answer.nothing", "quarter", q.ID)
	case !f.HasPlan:
		return answer(c, "answer.no-plan", "all", who == we, "team", who, "n", len(f.Delivered))
	case p == 0:
		return answer(c, "answer.empty-plan", "quarter", q.ID)
	case site.FrozenPlan(q):
		return answer(c, "answer.plan-edition", part.Dated(c, f.CutOff, "n", p)...)
	case q.State == report.Ahead:
		return answer(c, "answer.ahead", "n", p, "start", q.Start)
	}
	args := []any{"kept", len(f.Kept), "n", p, "percent", f.Ratio("kept").PercentIn(c.Words)}
	if q.State == report.Running {
		return answer(c, "answer.running", append(args, "left", daysLeft(c, q, today))...)
	}
	args = part.Dated(c, f.CutOff, append(args, "team", who, "to", f.CutOff.To)...)
	if f.NoOutcomes {
		return answer(c, "answer.no-outcomes", args...)
	}
	id := "answer.closed-team"
	if who == we {
		id = "answer.closed"
	}
	a := answer(c, id, args...)
	a.Act = text(unexplained(c, len(f.Unexplained())), untold(c, len(f.Untold())))
	return a
}

func unexplained(c *site.Context, n int) string {
	if n == 0 {
		return ""
	}
	return c.T("answer.unexplained", "n", n)
}

// untold names apart what teams without an export have planned.
func untold(c *site.Context, n int) string {
	if n == 0 {
		return ""
	}
	return c.T("answer.untold", "n", n)
}
