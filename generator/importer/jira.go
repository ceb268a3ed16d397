package importer

import (
	"strings"

	"quarterdeck/generator/diag"
)

// jiraShapes are the table that Jira's list of issues exports, with all fields or those of a
// filter, of Cloud and Data Center; and the answer of its REST interface.
var jiraShapes = []shape{
	{title: "a CSV export of Jira", headers: jiraHeaders, required: []string{"Issue key", "Summary", "Status"}, read: readJira},
	{title: "an answer of Jira's REST interface", json: true, list: "issues", required: []string{"key", "fields"}, read: readJiraREST},
}

// jiraHeaders are the headers that Jira writes in the language of who exports, and the English
// ones. Polish is as its Cloud exports it; German has the words of Cloud and of Data Center.
var jiraHeaders = map[string]string{
	"Podsumowanie": "Summary", "Klucz zgłoszenia": "Issue key", "Id. zgłoszenia": "Issue id", "Typ zgłoszenia": "Issue Type",
	"Klucz projektu": "Project key", "Nazwa projektu": "Project name", "Priorytet": "Priority", "Rozwiązanie": "Resolution",
	"Utworzono": "Created", "Rozwiązane": "Resolved", "Termin": "Due date", "Kategoria statusu": "Status Category",
	"Etykiety": "Labels", "Komponenty": "Components", "Wersje naprawione": "Fix versions", "Sprint": "Sprint", "Element nadrzędny": "Parent",
	"Pole niestandardowe": "Custom field", "Zewnętrzne łącze do zgłoszenia": "Outward issue link", "Wewnętrzne łącze do zgłoszenia": "Inward issue link",

	"Zusammenfassung": "Summary", "Vorgangsschlüssel": "Issue key", "Schlüssel": "Issue key", "Vorgangs-ID": "Issue id", "Vorgangstyp": "Issue Type",
	"Projektschlüssel": "Project key", "Projektname": "Project name", "Priorität": "Priority", "Lösung": "Resolution",
	"Erstellt": "Created", "Erledigt": "Resolved", "Gelöst": "Resolved", "Fälligkeitsdatum": "Due date", "Fällig": "Due date", "Statuskategorie": "Status Category",
	"Stichwörter": "Labels", "Stichworte": "Labels", "Komponenten": "Components", "Komponente(n)": "Components", "Lösungsversion(en)": "Fix versions", "Lösungsversionen": "Fix versions",
	"Übergeordnet": "Parent", "Übergeordneter Vorgang": "Parent", "Benutzerdefiniertes Feld": "Custom field", "Benutzerdefinierte Felder": "Custom field",
	"Externe Vorgangsverknüpfung": "Outward issue link", "Interne Vorgangsverknüpfung": "Inward issue link",
}

// jiraCategories are the categories of statuses as Jira writes them in CSV, and as keys in REST.
var jiraCategories = map[string]Category{
	"To Do": New, "In Progress": Active, "Done": Done,
	"Do zrobienia": New, "W toku": Active, "Gotowe": Done,
	"Zu erledigen": New, "In Arbeit": Active, "Fertig": Done, "Erledigt": Done,
	"new": New, "indeterminate": Active, "done": Done,
}

// jiraSubtasks are the types of parts of issues.
var jiraSubtasks = []string{"sub-task", "subtask", "podzadanie", "unteraufgabe", "teilaufgabe"}

func readJira(in *Input, m *Mapping, kind shape, yield func(*Issue)) diag.List {
	s, problems := newSheet(in, m, kind.headers)
	if s == nil {
		return problems
	}
	for s.next() {
		i := &Issue{
			Pos: s.at(0), ID: s.one("issue key"), Number: s.one("issue id"), Title: s.one("summary"), Type: s.one("issue type"),
			Status: s.one("status"), Resolution: s.one("resolution"), Priority: s.one("priority"), Project: s.one("project key"), Team: s.one("custom field (team)"),
			Labels: s.list("labels"), Components: s.list("components", "component/s"), Sprints: s.list("sprint", "custom field (sprint)"),
			Versions: s.list("fix versions", "fix version/s"), Parent: s.one("parent key", "parent", "parent id", "custom field (epic link)"),
			Points:  s.points("custom field (story points)", "custom field (story point estimate)"),
			Created: s.day("created"), Finished: s.day("resolved"), Due: s.day("due date"), Started: s.day("custom field (actual start)"),
			Blocks: s.list("outward issue link (blocks)"), BlockedBy: s.list("inward issue link (blocks)"),
		}
		i.Category, _ = Look(jiraCategories, s.one("status category"))
		i.Subtask = IsOneOf(i.Type, jiraSubtasks)
		if i.ID == "" {
			if strings.TrimSpace(strings.Join(s.row, "")) != "" {
				s.problems.Errorf(i.Pos, "no-id", "export it again", "this row has no issue key")
			}
			continue
		}
		yield(i)
	}
	return s.problems
}

// IsOneOf reports whether a word is in a list, in whichever case it is written.
func IsOneOf(word string, words []string) bool {
	for _, w := range words {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
