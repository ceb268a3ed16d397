package data

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strconv"
	"strings"
)

// dataRow is a deliverable of a quarter as the data files show it: a JSON object
// of data.json, and a line of deliverables.csv. Days are YYYY-MM-DD, or "" for none.
// Sizes are null where nobody said.
type dataRow struct {
	Quarter       string   `json:"quarter"`
	Team          string   `json:"team"`
	ID            string   `json:"id"`
	Title         string   `json:"title"`
	Kind          string   `json:"kind"`
	Phase         string   `json:"phase"`
	Size          *float64 `json:"size"`
	ActualSize    *float64 `json:"actual_size"`
	InPlan        bool     `json:"in_plan"`
	Added         string   `json:"added"`
	Due           string   `json:"due"`
	Status        string   `json:"status"`
	Started       string   `json:"started"`
	Finished      string   `json:"finished"`
	LateDays      *int     `json:"late_days"`
	Reason        string   `json:"reason"`
	BlockedBy     []string `json:"blocked_by"`
	Note          string   `json:"note"`
	CarriedIn     int      `json:"carried_in"`
	Owner         string   `json:"owner"`
	Components    []string `json:"components"`
	Needs         []string `json:"needs"`
	Serves        []string `json:"serves"`
	Enables       []string `json:"enables"`
	Audience      string   `json:"audience"`
	CustomerTitle string   `json:"customer_title"`
}

// Column is a column of a CSV: its name, which is also the field's name in the JSON beside it, and
// what it means.
type Column struct{ Name, Meaning string }

// dataColumn is a column and its text in a row.
type dataColumn[R any] struct {
	Name, Meaning string
	text          func(*R) string
}

// Meanings are the columns without their texts.
func Meanings[R any](columns []dataColumn[R]) []Column {
	out := make([]Column, len(columns))
	for i, c := range columns {
		out[i] = Column{c.Name, c.Meaning}
	}
	return out
}

// DataColumns are the columns in order; /numbers/ shows them to readers.
var DataColumns = []dataColumn[dataRow]{
	{"quarter", "the quarter, such as 2026-q3", func(r *dataRow) string { return r.Quarter }},
	{"team", "the team's id", func(r *dataRow) string { return r.Team }},
	{"id", "the deliverable's id; it stays the same across quarters", func(r *dataRow) string { return r.ID }},
	{"title", "its title for colleagues", func(r *dataRow) string { return r.Title }},
	{"kind", "feature, groundwork, debt or operations", func(r *dataRow) string { return r.Kind }},
	{"phase", "alpha, beta or ga; empty where it does not apply", func(r *dataRow) string { return r.Phase }},
	{"size", "as planned at the cut-off; empty where nobody said", func(r *dataRow) string { return sizeText(r.Size) }},
	{"actual_size", "as it turned out; empty where nobody said", func(r *dataRow) string { return sizeText(r.ActualSize) }},
	{"in_plan", "true if it stood in the plan at the cut-off", func(r *dataRow) string { return strconv.FormatBool(r.InPlan) }},
	{"added", "the day it joined after the cut-off, where known", func(r *dataRow) string { return r.Added }},
	{"due", "the day it was due, as planned at the cut-off", func(r *dataRow) string { return r.Due }},
	{"status", "delivered, moved, dropped, open or unexplained", func(r *dataRow) string { return r.Status }},
	{"started", "the day work began", func(r *dataRow) string { return r.Started }},
	{"finished", "the day it was delivered", func(r *dataRow) string { return r.Finished }},
	{"late_days", "days from due to finished; 0 or less is on time; empty unless delivered and due", func(r *dataRow) string { return lateText(r.LateDays) }},
	{"reason", "why it moved or was dropped", func(r *dataRow) string { return r.Reason }},
	{"blocked_by", "ids of what it waited for", func(r *dataRow) string { return listText(r.BlockedBy) }},
	{"note", "a sentence about what became of it", func(r *dataRow) string { return r.Note }},
	{"carried_in", "earlier quarters that planned it and did not deliver it: 0, 1, or 2 for two or more", func(r *dataRow) string { return strconv.Itoa(r.CarriedIn) }},
	{"owner", "who looks after it", func(r *dataRow) string { return r.Owner }},
	{"components", "what it changes", func(r *dataRow) string { return listText(r.Components) }},
	{"needs", "deliverables and teams that it waits for", func(r *dataRow) string { return listText(r.Needs) }},
	{"serves", "asks of other teams that it answers", func(r *dataRow) string { return listText(r.Serves) }},
	{"enables", "later deliverables that it makes possible", func(r *dataRow) string { return listText(r.Enables) }},
	{"audience", "customers or company", func(r *dataRow) string { return r.Audience }},
	{"customer_title", "its title for customers", func(r *dataRow) string { return r.CustomerTitle }},
}

// dataRows are the rows of a quarter or of a team's report, in the order of
// teams and plans.
func dataRows(f *metrics.Figures, items metrics.Rows) []dataRow {
	carried := map[*report.Deliverable]int{}
	for _, d := range f.CarriedOnce {
		carried[d] = 1
	}
	for _, d := range f.CarriedMore {
		carried[d] = 2
	}
	rows := make([]dataRow, 0, len(items))
	for _, d := range items {
		o := d.Outcome
		r := dataRow{
			Quarter: d.Quarter.ID.String(), Team: d.Team.ID, ID: d.ID, Title: d.Title,
			Kind: string(d.Kind), Phase: string(d.Phase), Size: known(d.PlannedSize()), ActualSize: known(o.Size),
			InPlan: d.InPlan(), Added: d.Added.String(), Due: d.PlannedDue().String(), Status: site.StatusWord(d),
			Started: o.Started.String(), Finished: o.Finished.String(), Reason: string(o.Reason),
			BlockedBy: list(o.BlockedBy), Note: o.Note, CarriedIn: carried[d], Owner: d.Owner,
			Components: list(d.Components), Needs: list(d.Needs), Serves: list(d.Serves), Enables: list(d.Enables),
			Audience: "company", CustomerTitle: d.CustomerTitle,
		}
		if d.Customers {
			r.Audience = "customers"
		}
		if n, ok := site.LateDays(d); ok {
			r.LateDays = &n
		}
		rows = append(rows, r)
	}
	return rows
}

func known(size float64) *float64 {
	if size == 0 {
		return nil
	}
	return &size
}

// list never is null in JSON.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func sizeText(size *float64) string {
	if size == nil {
		return ""
	}
	return metrics.Amount(*size)
}

func lateText(days *int) string {
	if days == nil {
		return ""
	}
	return strconv.Itoa(*days)
}

// listText joins ids and names; components may hold spaces.
func listText(ids []string) string { return strings.Join(ids, "; ") }
