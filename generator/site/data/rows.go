package data

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// deliverable is a deliverable of a quarter as the data files show it. carried is how many
// earlier quarters planned it and did not deliver it: 2 for two or more.
type deliverable struct {
	*report.Deliverable
	carried int
}

// MarshalJSON writes the row by its columns.
func (d deliverable) MarshalJSON() ([]byte, error) { return object(deliverableColumns, d) }

// deliverableColumns are in the order of the CSV. Days are YYYY-MM-DD, or "" for none.
// Sizes are null where nobody said.
var deliverableColumns = []column[deliverable]{
	text("quarter", func(d deliverable) string { return d.Quarter.ID.String() }),
	text("team", func(d deliverable) string { return d.Team.ID }),
	text("group", func(d deliverable) string { return d.Team.Group }),
	text("id", func(d deliverable) string { return d.ID }),
	text("title", func(d deliverable) string { return d.Title }),
	text("kind", func(d deliverable) string { return string(d.Kind) }),
	text("phase", func(d deliverable) string { return string(d.Phase) }),
	optional("size", "number", func(d deliverable) any { return known(d.PlannedSize()) }),
	optional("actual_size", "number", func(d deliverable) any { return known(d.Outcome.Size) }),
	flag("in_plan", func(d deliverable) bool { return d.InPlan() }),
	text("added", func(d deliverable) string { return d.Added.String() }),
	text("due", func(d deliverable) string { return d.PlannedDue().String() }),
	text("status", func(d deliverable) string { return site.StatusWord(d.Deliverable) }),
	text("handed_to", func(d deliverable) string { return d.Outcome.HandedTo }),
	text("taken_from", func(d deliverable) string { return d.From }),
	list("parts", func(d deliverable) []string { return ids(d.Parts) }),
	list("part_of", func(d deliverable) []string { return ids(d.Continues) }),
	optional("delivered_size", "number", func(d deliverable) any { return known(d.Own().DeliveredSize) }),
	flag("done_early", func(d deliverable) bool { return d.Early }),
	text("started", func(d deliverable) string { return d.Outcome.Started.String() }),
	text("finished", func(d deliverable) string { return d.Outcome.Finished.String() }),
	optional("late_days", "integer", func(d deliverable) any {
		if n, ok := site.LateDays(d.Deliverable); ok {
			return n
		}
		return nil
	}),
	text("reason", func(d deliverable) string { return string(d.Outcome.Reason) }),
	list("blocked_by", func(d deliverable) []string { return d.Outcome.BlockedBy }),
	text("note", func(d deliverable) string { return d.Outcome.Note }),
	count("carried_in", func(d deliverable) int { return d.carried }),
	text("owner", func(d deliverable) string { return d.Owner }),
	list("components", func(d deliverable) []string { return d.Components }),
	list("needs", func(d deliverable) []string { return d.Needs }),
	list("serves", func(d deliverable) []string { return d.Serves }),
	list("enables", func(d deliverable) []string { return d.Enables }),
	text("audience", func(d deliverable) string { return site.AudienceOf(d.Deliverable) }),
	text("customer_title", func(d deliverable) string { return d.CustomerTitle }),
}

// deliverables are the rows of a quarter or of a team's report, in the order of teams and
// plans.
func deliverables(f *metrics.Figures, items metrics.Rows) []deliverable {
	carried := site.Carried(f)
	rows := make([]deliverable, len(items))
	for i, d := range items {
		rows[i] = deliverable{d, carried[d]}
	}
	return rows
}

func known(size float64) any {
	if size == 0 {
		return nil
	}
	return size
}
