package preview

import (
	"fmt"
	"strconv"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// missing is what a plan lacks before it can be committed.
func missing(r *report.Report) []advice {
	var out []advice
	p := r.Plan
	if p.Summary == "" {
		out = append(out, advice{Text: "The plan has no summary", Hint: `say in one sentence what changes for whom: summary = "…"`, At: p.Pos})
	}
	inPlan, sum := 0, 0.0
	for _, d := range r.Items {
		if d.FromExport {
			continue
		}
		if d.InPlan() {
			inPlan++
			sum += d.Size
		}
		if words, hints := lacks(d); len(words) > 0 {
			out = append(out, advice{Text: d.ID + " has " + series(words), Hint: "add " + strings.Join(hints, ", "), At: d.Pos})
		}
	}
	capacity := p.Capacity
	if capacity == 0 {
		capacity = r.Team.Capacity
	}
	switch {
	case inPlan == 0:
		out = append(out, advice{Text: "The plan names no deliverable", Hint: "begin with a level-2 heading and a toml fence below it", At: p.Pos})
	case capacity > 0 && sum > capacity:
		out = append(out, advice{
			Text: fmt.Sprintf("The sizes add up to %s, %s more than the capacity of %s", amount(sum), amount(sum-capacity), amount(capacity)),
			Hint: "take something out, or make it smaller", At: p.Pos,
		})
	}
	if p.Committed == 0 {
		out = append(out, advice{Text: "The plan has no cut-off: it is not committed yet", Hint: "add committed = " + r.Quarter.Start.String(), At: p.Pos, said: "no-cut-off"})
	}
	return out
}

// lacks says what a deliverable of a plan has not, and how to add it. An owner is
// not asked for: without one it is the team.
func lacks(d *report.Deliverable) (words, hints []string) {
	if d.Size == 0 {
		words, hints = append(words, "no size"), append(hints, "size = …")
	}
	if d.Due == 0 {
		words, hints = append(words, "no due date"), append(hints, "due = "+d.Quarter.LastDay().String())
	}
	if d.Customers && d.CustomerTitle == "" {
		words, hints = append(words, "no title for customers"), append(hints, `customer_title = "…"`)
	}
	return words, hints
}

// series lists words as a sentence does: "a", "a and b", "a, b and c".
func series(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func amount(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// retroAdvice is what a closed quarter still owes its readers.
func retroAdvice(r *report.Report) []adviceGroup {
	return []adviceGroup{
		{"Planned, not delivered, no reason yet", unexplained(r)},
		{"Missing in the retro", missingRetro(r)},
	}
}

// unexplained are the planned items that did not arrive and of which nobody has
// said why, or what became of them at all.
func unexplained(r *report.Report) []advice {
	var out []advice
	for _, d := range r.Items {
		o := d.Outcome
		if d.FromExport || o.Status == report.Delivered || o.Reason != "" && o.Status != report.Open && o.Status != "" {
			continue
		}
		item := advice{At: o.Pos}
		switch o.Status {
		case report.Moved, report.Dropped:
			item.Text = fmt.Sprintf("%s, %s, is %s without a reason", d.ID, d.Title, o.Status)
			item.Hint = "add reason = " + words(report.Reasons)
			item.said = "no-reason"
		default:
			item.Text = fmt.Sprintf("%s, %s, is unexplained", d.ID, d.Title)
			item.Hint = "say in " + fileOf(r, "metrics.toml") + " whether it was delivered, moved or dropped, and why"
			item.said = "unexplained"
			item.At = d.Pos
		}
		if item.At.File == "" {
			item.At = d.Pos
		}
		out = append(out, item)
	}
	return out
}

func missingRetro(r *report.Report) []advice {
	if r.Retro == nil {
		return []advice{{
			Text: "No retro was held yet",
			Hint: fmt.Sprintf("start it with: quarterdeck new retro %s %s", r.Quarter.ID, r.Team.ID),
			At:   diag.Pos{File: fileOf(r, "retro.md")},
		}}
	}
	var out []advice
	for _, c := range r.Retro.Actions {
		if c.Done {
			continue
		}
		if c.Owner == "" {
			out = append(out, advice{Text: "No owner: " + c.Text.Text, Hint: "add @team or @name", At: c.Pos, said: "no-owner"})
		}
		if c.Due == 0 {
			out = append(out, advice{Text: "No due date: " + c.Text.Text, Hint: "add due " + (r.Quarter.End + 30).String(), At: c.Pos, said: "no-date"})
		}
	}
	return out
}

func words(reasons []report.Reason) string {
	out := make([]string, len(reasons))
	for i, r := range reasons {
		out[i] = string(r)
	}
	return strings.Join(out, " | ")
}
