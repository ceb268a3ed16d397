package scaffold

import (
	"path"
	"strings"

	"quarterdeck/generator/report"
)

// Quarter is a quarter with a foreword and an empty plan for each team.
func Quarter(q report.QuarterID, teams []string) []File {
	list := []File{file("foreword.md", path.Join("content", q.String(), "index.md"), nil)}
	for _, t := range teams {
		list = append(list, Plan(q, t)...)
	}
	return list
}

// Plan is the plan of a team, with one deliverable to start from.
func Plan(q report.QuarterID, team string) []File {
	return []File{file("plan.md", path.Join("content", q.String(), team, "plan.md"), map[string]string{
		"ID": prefix(team) + "-" + strings.ReplaceAll(q.String(), "-", "") + "-1"})}
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

// remark is a text as it can be inside a comment of Markdown, which nothing in it may end.
func remark(text string) string { return strings.ReplaceAll(text, "--", "—") }
