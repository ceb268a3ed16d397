// Package scaffold holds the files that a new workspace, team, quarter, plan, update
// or retro starts with, and those that host a site. It returns them; the command writes them.
package scaffold

import (
	"bytes"
	"embed"
	"path"
	"strings"
	"text/template"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/report"
)

// File is a file to be made. Path is slash-separated and relative to the workspace.
type File struct {
	Path string
	Data []byte
}

//go:embed files
var files embed.FS

var parsed = template.Must(template.New("").Funcs(template.FuncMap{"quote": quote, "key": tomledit.Key}).ParseFS(files, "files/*"))

// quote writes a string as TOML does, without control characters: no name holds any.
func quote(s string) string {
	return tomledit.Quote(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

func file(name, to string, data any) File {
	var b bytes.Buffer
	// The templates are embedded and take only strings: they cannot fail.
	if err := parsed.ExecuteTemplate(&b, name, data); err != nil {
		panic(err)
	}
	return File{Path: to, Data: b.Bytes()}
}

// Site is a workspace with nothing in it yet.
func Site(title string) []File {
	return []File{
		file("site.toml", "site.toml", map[string]string{"Title": title}),
		file("home.md", "content/index.md", nil),
		file("gitignore", ".gitignore", nil),
	}
}

// Team is the page of a team.
func Team(id string) []File {
	return []File{file("team.md", path.Join("content/teams", id+".md"), map[string]string{"Name": Name(id)})}
}

// Name makes a name of an id: "managed-rules" becomes "Managed Rules".
func Name(id string) string {
	words := strings.Split(id, "-")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// Quarter is a quarter with a foreword and an empty plan for each team.
func Quarter(q report.QuarterID, teams []string, fiscal report.Fiscal) []File {
	list := []File{file("foreword.md", path.Join("content", q.String(), "index.md"), map[string]string{"Quarter": q.Title()})}
	for _, t := range teams {
		list = append(list, Plan(q, t, fiscal)...)
	}
	return list
}

// Plan is the plan of a team, with one deliverable to start from.
func Plan(q report.QuarterID, team string, fiscal report.Fiscal) []File {
	start, end := q.Range(fiscal)
	return []File{file("plan.md", path.Join("content", q.String(), team, "plan.md"), map[string]string{
		"Quarter": q.Title(), "Committed": start.String(), "Due": (end - 14).String(), "ID": prefix(team) + "-" + strings.ReplaceAll(q.String(), "-", "") + "-1"})}
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
// not delivered, so that the writer starts from them; due is when actions are due.
func Retro(q report.QuarterID, team string, h report.RetroHeadings, left []*report.Deliverable, fiscal report.Fiscal) []File {
	_, end := q.Range(fiscal)
	type row struct{ ID, Title, Became string }
	var rows []row
	for _, d := range left {
		became := string(d.Outcome.Status)
		if became == "" {
			became = "not explained yet"
		}
		if d.Outcome.Reason != "" {
			became += ", " + string(d.Outcome.Reason)
		}
		rows = append(rows, row{d.ID, d.Title, became})
	}
	return []File{file("retro.md", path.Join("content", q.String(), team, "retro.md"), map[string]any{
		"Held": end.String(), "Due": (end + 45).String(), "Team": team, "Headings": h, "Left": rows})}
}
