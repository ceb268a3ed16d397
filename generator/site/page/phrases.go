package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strconv"
	"strings"
)

// Answer is the one large sentence of a page: what stands in bold is the answer
// itself, Act is what somebody must do, in red.
type Answer struct{ Before, Bold, After, Act string }

// numberWords are the numbers that prose spells out.
var numberWords = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// number writes a count as prose does: up to twelve in words.
func number(n int) string {
	if n >= 0 && n < len(numberWords) {
		return numberWords[n]
	}
	return strconv.Itoa(n)
}

// are is the verb for n things.
func are(n int) string { return verb(n, "is", "are") }

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// nb keeps words on one line.
func nb(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// cutOff is the day, or the days, on which plans were committed: "on 3 July
// 2026", "between 1 and 3 July 2026"; "" where none is known.
func cutOff(c *site.Context, s metrics.Span) string {
	switch {
	case s.From == 0:
		return ""
	case s.From == s.To:
		return "on " + nb(s.To.Long())
	}
	return "between " + days(c, s.From, s.To, "and")
}

// cutOffs is the noun before cutOff.
func cutOffs(s metrics.Span) string {
	if s.From != s.To {
		return "cut-offs"
	}
	return "cut-off"
}

// days names two days without saying the month or the year twice.
func days(c *site.Context, from, to report.Day, and string) string {
	a, b := from.Time(), to.Time()
	first := from.Long()
	switch {
	case a.Year() == b.Year() && a.Month() == b.Month():
		first = strconv.Itoa(a.Day())
	case a.Year() == b.Year():
		first = a.Format("2 January")
	}
	return nb(first) + " " + and + " " + nb(to.Long())
}

// period names the months of a quarter: "July to September 2026".
func period(c *site.Context, q *report.Quarter) string {
	from, to := q.Start.Time(), q.LastDay().Time()
	if from.Year() == to.Year() {
		return from.Format("January") + " to " + to.Format("January 2006")
	}
	return from.Format("January 2006") + " to " + to.Format("January 2006")
}

// daysLeft says how long a running quarter still runs on the day of the build.
func daysLeft(c *site.Context, q *report.Quarter, today report.Day) string {
	if n := int(q.End - today); n > 1 {
		return number(n) + " days left"
	}
	return "the last day"
}

// scopeNote is the banner of a page about a quarter that has not closed.
func scopeNote(c *site.Context, q *report.Quarter, today report.Day) string {
	switch q.State {
	case report.Running:
		return q.ID.Title() + " is still running. Every figure is as of " + nb(today.Long()) + "."
	case report.Ahead:
		return q.ID.Title() + " has not begun: this is the plan. It begins on " + nb(q.Start.Long()) + "."
	}
	return ""
}

// sources says what the figures of some reports rest on.
func sources(c *site.Context, f *metrics.Figures, reports []*report.Report) string {
	var out []string
	if on := cutOff(c, f.CutOff); on != "" {
		out = append(out, "Plan as of the "+cutOffs(f.CutOff)+" "+on+".")
	}
	var span metrics.Span
	for _, r := range reports {
		if r.Metrics == nil || r.Metrics.Exported.IsZero() {
			continue
		}
		day := report.DayAt(r.Metrics.Exported.UTC())
		if span.From == 0 || day < span.From {
			span.From = day
		}
		span.To = max(span.To, day)
	}
	if on := cutOff(c, span); on != "" {
		out = append(out, "Figures as exported "+on+".")
	}
	return strings.Join(out, " ")
}

// we is who delivered on a page about all teams.
const we = "We"

// planned says what became of the plan, as the answer of a page. Who is we or a
// team's name.
func planned(c *site.Context, f *metrics.Figures, who string, today report.Day) Answer {
	p, kept := len(f.P), len(f.Kept)
	switch {
	case !f.HasPlan && len(f.Added) == 0:
		return Answer{Before: "Nothing is planned or reported for " + nb(f.Quarter.ID.Title()) + " yet."}
	case !f.HasPlan:
		return Answer{Before: who + " delivered ", Bold: site.Count(len(f.Delivered), "item"), After: "; no plan was written, so there is no share of it to give."}
	case p == 0:
		return Answer{Before: "The plan of " + nb(f.Quarter.ID.Title()) + " names no deliverable."}
	case site.FrozenPlan(f.Quarter):
		a := Answer{Bold: site.Count(p, "item"), After: " " + verb(p, "was", "were") + " planned"}
		if on := cutOff(c, f.CutOff); on != "" {
			a.After += " at the " + cutOffs(f.CutOff) + " " + on
		}
		a.After += "."
		return a
	}
	switch f.Quarter.State {
	case report.Ahead:
		return Answer{Bold: site.Count(p, "item"), After: " " + are(p) + " planned; the quarter begins on " + nb(f.Quarter.Start.Long()) + "."}
	case report.Running:
		return Answer{Bold: nb(f.KeptRatio().Count()) + " planned " + verb(p, "item", "items"),
			After: " " + are(kept) + " delivered so far (" + f.KeptRatio().Percent() + "), " + daysLeft(c, f.Quarter, today) + "."}
	}
	on := cutOff(c, f.CutOff)
	a := Answer{Before: who + " delivered "}
	if who == we {
		a.Bold, a.After = strconv.Itoa(kept)+" of the "+site.Count(p, "item"), " that we planned"
		if on != "" {
			a.After += " at the " + cutOffs(f.CutOff) + " " + on
		}
		a.After += " (" + f.KeptRatio().Percent() + ")."
	} else {
		a.Bold, a.After = nb(f.KeptRatio().Count())+" planned "+verb(p, "item", "items"), " ("+f.KeptRatio().Percent()+")"
		if on != "" {
			a.After += "; the plan dates from " + nb(f.CutOff.To.Long())
		}
		a.After += "."
	}
	if n := len(f.Rest); n > 0 {
		a.Act = site.Capital(number(n)) + " " + are(n) + " unexplained."
	}
	return a
}

func digits(n int) string { return strconv.Itoa(n) }
