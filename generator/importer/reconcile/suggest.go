package reconcile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// Suggest is a first mapping for site.toml, of all words that an export has. Values that nobody can
// know are empty, and are for a person to fill in.
func Suggest(format *importer.Format, m *importer.Mapping, issues []*importer.Issue) string {
	s := suggestion{}
	for _, i := range issues {
		s.status(format.Name, m, i)
		kind, _ := m.KindOf(i)
		s.word("kind", i.Type, string(kind))
		team := i.Team
		if team == "" {
			team = i.Project
		}
		known, _ := importer.Look(m.Teams, team)
		s.word("team", team, known)
		for _, sprint := range append(slices.Clone(i.Sprints), i.Versions...) {
			quarter := ""
			if q, ok := importer.Look(m.Quarters, sprint); ok {
				quarter = q.String()
			}
			s.word("quarter", sprint, quarter)
		}
	}
	return s.text(format.Name)
}

// suggestion is how often each word is there and what it may mean, by the table it belongs to.
type suggestion map[string]map[string]*suggested

type suggested struct {
	value string
	n     int
}

func (s suggestion) word(table, word, value string) {
	if word == "" {
		return
	}
	if s[table] == nil {
		s[table] = map[string]*suggested{}
	}
	if s[table][word] == nil {
		s[table][word] = &suggested{value: value}
	}
	s[table][word].n++
}

func (s suggestion) status(format string, m *importer.Mapping, i *importer.Issue) {
	bare := *i
	bare.Resolution = "" // of this issue, not of its status
	meaning, ok := m.Means(format, &bare)
	if !ok {
		meaning = report.MeansOpen
	}
	s.word("status", i.Status, string(meaning))
}

// notes are what a person has to know about the values of a table.
var notes = map[string]string{
	"status":  "delivered, open, dropped or ignored",
	"kind":    "feature, groundwork, debt or operations",
	"team":    "the id of the team",
	"quarter": "such as 2026-q3; remove those that do not matter",
}

func (s suggestion) text(format string) string {
	var b strings.Builder
	for _, table := range []string{"status", "kind", "team", "quarter"} {
		words := s[table]
		if len(words) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "[import.%s.%s] # %s\n", format, table, notes[table])
		for _, word := range slices.Sorted(maps.Keys(words)) {
			line := fmt.Sprintf("%s = %s # %d", tomledit.Key(word), tomledit.Quote(words[word].value), words[word].n)
			if words[word].value == "" {
				line = "# " + line // an empty value is no value
			}
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
