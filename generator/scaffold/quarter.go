package scaffold

import (
	"maps"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// Quarter is a quarter with a foreword and a plan for each team, by its id.
func Quarter(q report.QuarterID, plans map[string]Carried) []File {
	list := []File{file("foreword.md", path.Join("content", q.String(), "index.md"), nil)}
	for _, team := range slices.Sorted(maps.Keys(plans)) {
		list = append(list, Plan(q, team, plans[team])...)
	}
	return list
}

// Plan is the plan of a team: what it takes over, and one deliverable to start from.
func Plan(q report.QuarterID, team string, c Carried) []File {
	var actions []string
	for _, k := range c.Actions {
		actions = append(actions, again(k))
	}
	return []File{file("plan.md", path.Join("content", q.String(), team, "plan.md"), map[string]any{
		"ID": prefix(team) + "-" + strings.ReplaceAll(q.String(), "-", "") + "-1", "From": c.From.String(),
		"Moved": c.Moved, "Actions": actions, "Lessons": c.Lessons})}
}

// Metrics is the export of a team, with a row for each of some deliverables.
func Metrics(q report.QuarterID, team string, items []*report.Deliverable) []File {
	return []File{file("metrics.toml", path.Join("content", q.String(), team, "metrics.toml"), map[string]any{
		"Items": items, "Statuses": choice(report.Statuses), "Reasons": choice(report.Reasons)})}
}

// choice is a list of words as a comment offers them.
func choice[T ~string](words []T) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return strings.Join(all, " | ")
}

// prefix makes the letters before the number of an id: "managed-rules" gives MR,
// "firewall" gives FIREWALL.
func prefix(team string) string {
	words := strings.Split(team, "-")
	if len(words) == 1 {
		return strings.ToUpper(team)
	}
	p := ""
	for _, w := range words {
		if w != "" {
			p += strings.ToUpper(w[:1])
		}
	}
	return p
}

// Update is an update of a team on a day. open are the deliverables that the team still
// works on, so that each can be given a note.
func Update(q report.QuarterID, team string, day report.Day, open []*report.Deliverable) []File {
	return []File{file("update.md", path.Join("content", q.String(), team, "updates", day.String()+".md"), map[string]any{"Open": open})}
}

// Retro is the retro of a team. left are the deliverables of its plan that were
// not delivered, so that the writer starts from them.
func Retro(q report.QuarterID, team string, h report.RetroHeadings, left []*report.Deliverable) []File {
	var rows []string
	for _, d := range left {
		became := string(d.Outcome.Status)
		if became == "" {
			became = "not explained yet"
		}
		if d.Outcome.Reason != "" {
			became += ", " + string(d.Outcome.Reason)
		}
		rows = append(rows, remark(d.ID+" "+d.Title+" ("+became+")"))
	}
	return []File{file("retro.md", path.Join("content", q.String(), team, "retro.md"), map[string]any{"Team": team, "Headings": h, "Left": rows})}
}
