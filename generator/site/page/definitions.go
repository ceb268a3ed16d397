package page

import (
	"fmt"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/data"
	"strings"
)

// Definitions is what the page about the numbers shows.
type Definitions struct {
	Numbers  []DefinitionRow
	Example  site.Link // the quarter of the examples; no Text where no quarter has closed
	Words    []Word
	Measures []report.Measure
	Columns  []data.Column // of deliverables.csv
}

// DefinitionRow is a number with what it was in the newest closed quarter.
type DefinitionRow struct {
	metrics.Definition
	Example string
}

// Word is an entry of the glossary.
type Word struct{ Name, Meaning string }

// glossary is the words that pages use, always in this sense.
var glossary = []Word{
	{"Quarter", "Three months, such as 2026 Q3, from its first day to its last. It is ahead, running or closed."},
	{"Team", "Those who commit to a plan together. A shared team is one that many others depend on."},
	{"Plan", "What a team commits to for a quarter. It is frozen at the cut-off; what joins later counts as added."},
	{"Deliverable", "One item of a plan. Its id stays the same across quarters, phases and teams."},
	{"Cut-off", "The day on which the plan was committed. It stands beside every figure that depends on it."},
	{"Outcome", "What became of a deliverable: delivered, moved to a later quarter, dropped, or still open. With none of these in a closed quarter it is unexplained."},
	{"Kind", "Feature: something that customers or colleagues can use. Groundwork: what makes later work possible. Debt: mending what slows us down. Operations: keeping things running."},
	{"Phase", "How far a quarter takes a deliverable: Alpha for a few, Beta for those who ask, GA for everyone. Delivering Beta and planning GA next carries nothing over."},
	{"Ask", "What one team needs from another: unanswered, agreed, declined, met, or late."},
	{"Load", "What answers the asks of a shared team in a quarter, by planned size, beside the team's capacity. What moved or was dropped is left out; an ask that nobody has answered has no size, and is counted beside it."},
	{"Knock-on", "The items that wait for one that has moved, was dropped or is past its date, directly or through others; the path is printed."},
	{"Pays off", "Delivered groundwork has paid off once something that it enables was delivered. Until then it stands in the ledger of groundwork, with the quarters since. What names nothing that it enables is not in the ledger."},
	{"Retro", "The look back at a quarter: what went well, what went wrong, what changes."},
	{"Action", "What a team will do about it, with an owner and a due date."},
	{"Lesson", "What other teams can use. A plan that it matches answers it: adopted, deferred, or not applicable."},
	{"Edition", "A quarter as it was published, or as it was planned. An edition never changes; a correction is a new one."},
}

// planNumbers adds the definitions of all numbers, which every figure links to.
func planNumbers(p *site.Planner) {
	head := func() site.Head {
		return site.Head{
			Title: "What the numbers mean", Section: site.DefinitionsPath,
			Description: "Every number of these reports: what it counts, what it leaves out, and an example.",
			Crumbs:      p.Crumbs(site.Link{Text: "Numbers", Path: site.DefinitionsPath}),
		}
	}
	p.Under("", func(p *site.Planner) {
		p.Page(site.DefinitionsPath, "numbers", head, func() any { return definitions(p.Context) })
	})
}

func definitions(c *site.Context) *Definitions {
	v := &Definitions{Words: glossary, Measures: c.Archive.Site.Measures, Columns: data.Meanings(data.DataColumns)}
	var f *metrics.Figures
	if q := lastClosed(c.Archive); q != nil {
		f = c.Book.Quarter(q.ID)
		v.Example = c.Quarter(q)
	}
	for _, d := range metrics.Definitions() {
		row := DefinitionRow{Definition: d}
		if example := examples[d.ID]; f != nil && example != nil {
			row.Example = example(c, f)
		}
		if d.ID == "reuse" && c.ShowsAnswers() { // of all plans, not of one quarter
			row.Example = metrics.Reuse(everyUse(c)).String()
		}
		v.Numbers = append(v.Numbers, row)
	}
	return v
}

// lastClosed returns the newest quarter that has ended and has reports, or nil.
func lastClosed(a *report.Archive) *report.Quarter {
	for i := len(a.Quarters) - 1; i >= 0; i-- {
		if q := a.Quarters[i]; q.State == report.Closed && len(q.Reports) > 0 {
			return q
		}
	}
	return nil
}

// examples say what a number was in a quarter, by the id of its definition.
var examples = map[string]func(*site.Context, *metrics.Figures) string{
	"cut-off": func(c *site.Context, f *metrics.Figures) string {
		if on := cutOff(c, f.CutOff); on != "" {
			return "the plans were committed " + on
		}
		return "n/a: no plan says when it was committed"
	},
	"planned":   func(c *site.Context, f *metrics.Figures) string { return site.Count(len(f.P), "item") },
	"delivered": func(c *site.Context, f *metrics.Figures) string { return site.Count(len(f.Delivered), "item") },
	"added": func(c *site.Context, f *metrics.Figures) string {
		return fmt.Sprintf("%s, %d delivered", site.Count(len(f.Added), "item"), len(f.AddedDelivered))
	},
	"changes": changesExample,
	"kept": func(c *site.Context, f *metrics.Figures) string {
		size, _ := f.KeptSize()
		return f.KeptRatio().String() + "; by size " + size.String()
	},
	"capacity":    func(c *site.Context, f *metrics.Figures) string { return f.Capacity().String() },
	"unplanned":   func(c *site.Context, f *metrics.Figures) string { return f.Unplanned().String() },
	"moved":       func(c *site.Context, f *metrics.Figures) string { return f.MovedRatio().String() },
	"dropped":     func(c *site.Context, f *metrics.Figures) string { return f.DroppedRatio().String() },
	"unexplained": func(c *site.Context, f *metrics.Figures) string { return site.Count(len(f.Rest), "item") },
	"carried-in": func(c *site.Context, f *metrics.Figures) string {
		return fmt.Sprintf("%s, %d of them twice or more", f.CarriedIn(), len(f.CarriedMore))
	},
	"on-time":        func(c *site.Context, f *metrics.Figures) string { return f.OnTimeRatio().String() },
	"slip":           slipExample,
	"velocity":       velocityExample,
	"mix":            mixExample,
	"reasons":        reasonsExample,
	"estimate":       estimateExample,
	"asks-met":       func(c *site.Context, f *metrics.Figures) string { return f.AsksMetRatio().String() },
	"follow-through": func(c *site.Context, f *metrics.Figures) string { return f.FollowThrough().String() },
	"forecast":       func(*site.Context, *metrics.Figures) string { return "n/a: the quarter has closed" },
}

func changesExample(c *site.Context, f *metrics.Figures) string {
	var parts []string
	for _, kind := range metrics.ChangeKinds {
		if n := len(f.Changed(kind)); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind))
		}
	}
	if len(parts) == 0 {
		return "none that is known"
	}
	return strings.Join(parts, ", ")
}

func slipExample(c *site.Context, f *metrics.Figures) string {
	if len(f.Slips) == 0 {
		return "n/a: nothing was delivered"
	}
	late := 0
	for _, s := range f.Slips {
		if s.Quarters > 0 {
			late++
		}
	}
	return fmt.Sprintf("%d of %s delivered a quarter or more after their first plan", late, site.Count(len(f.Slips), "item"))
}

func velocityExample(c *site.Context, f *metrics.Figures) string {
	v := f.Velocity
	if v.Sized == 0 {
		return "n/a: nothing that was delivered has a size"
	}
	s := metrics.Amount(v.Size) + " over " + site.Count(v.Sized, "item")
	if v.Unsized > 0 {
		s += fmt.Sprintf("; %d without a size left out", v.Unsized)
	}
	return s
}

func mixExample(c *site.Context, f *metrics.Figures) string {
	var parts []string
	for _, r := range f.Mix.Rows {
		if r.Planned.Value > 0 || r.Delivered.Value > 0 {
			parts = append(parts, fmt.Sprintf("%s %s planned, %s delivered", r.Kind, r.Planned.Percent(), r.Delivered.Percent()))
		}
	}
	if len(parts) == 0 {
		return "n/a: there is no work to share out"
	}
	return strings.Join(parts, "; ")
}

func reasonsExample(c *site.Context, f *metrics.Figures) string {
	var parts []string
	for _, r := range f.Reasons {
		name := string(r.Reason)
		if name == "" {
			name = "no reason given"
		}
		parts = append(parts, fmt.Sprintf("%s %d", name, len(r.Items)))
	}
	if len(parts) == 0 {
		return "n/a: nothing moved or was dropped"
	}
	return strings.Join(parts, ", ")
}

func estimateExample(c *site.Context, f *metrics.Figures) string {
	var parts []string
	for _, e := range f.Estimates {
		if e.Planned > 0 {
			parts = append(parts, fmt.Sprintf("size %s: %s ÷ %s = %.2f", metrics.Amount(e.Class), metrics.Amount(e.Actual), metrics.Amount(e.Planned), e.Actual/e.Planned))
		}
	}
	if len(parts) == 0 {
		return "n/a: no delivered item has both sizes"
	}
	return strings.Join(parts, "; ")
}
