// Package manual is what `quarterdeck help <topic>` prints, and the same as man pages and as one
// Markdown file.
//
// A topic is a Markdown file in topics/. A line {{keys plan}} in it is replaced by a table of
// every key of that table in [content.Reference], {{numbers}} by the meaning of every number,
// and {{limits}} by the bounds of what is read, so that the manual cannot differ from what files
// are read with.
package manual

import (
	"embed"
	"regexp"
	"strings"
)

//go:embed topics/*.md
var files embed.FS

// Topic is a part of the manual.
type Topic struct {
	Name    string // "plan"
	Summary string // a few words, for a list
}

// Topics returns every topic, in the order in which a new user needs them.
func Topics() []Topic {
	return []Topic{
		{"workspace", "The files of a workspace, and the way through a quarter"},
		{"plan", "Plans, deliverables, asks between teams, updates, what became of it later"},
		{"retro", "Retros, actions and lessons"},
		{"metrics", "The export from the tracker: outcomes, sprints, quality"},
		{"import", "Formats of trackers, and what their words mean"},
		{"site", "site.toml, the pages, feeds and data of a site, hosting"},
		{"numbers", "What every number means"},
		{"audiences", "Who sees what"},
		{"editions", "Freezing a quarter, corrections, proof that nothing was altered"},
		{"publishing", "Bringing a site to a folder, SSH, S3 or a Git branch, and back"},
	}
}

var placeholder = regexp.MustCompile(`(?m)^\{\{(\w+) ?([\w.]*)\}\}$`)

// Markdown is the whole topic, with its tables filled in.
func (t Topic) Markdown() string {
	text, err := files.ReadFile("topics/" + t.Name + ".md")
	if err != nil {
		panic(err) // it is embedded
	}
	return placeholder.ReplaceAllStringFunc(string(text), func(line string) string {
		m := placeholder.FindStringSubmatch(line)
		filled := ""
		switch m[1] {
		case "keys":
			filled = keys(m[2])
		case "numbers":
			filled = numbersText()
		case "limits":
			filled = limitsTable()
		}
		if filled == "" {
			return line
		}
		return strings.TrimSuffix(filled, "\n")
	})
}

// Text is the topic for a terminal: plain text of at most 100 columns.
func (t Topic) Text() string { return strings.Join(plain(t.Markdown(), width), "\n") + "\n" }
