package actions

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// actionColumns are the headings by which the columns of a table of actions are known.
var actionColumns = map[string][]string{
	"what":  {"action", "actions", "action item", "what", "task", "to do", "todo", "measure", "maßnahme", "massnahme", "aktion", "aufgabe", "was", "mesure", "tâche", "quoi", "działanie", "zadanie", "co"},
	"owner": {"owner", "who", "responsible", "assignee", "wer", "verantwortlich", "zuständig", "qui", "responsable", "kto", "odpowiedzialny", "właściciel"},
	"due":   {"due", "due date", "when", "by", "by when", "deadline", "date", "wann", "bis", "bis wann", "fällig", "termin", "frist", "quand", "échéance", "date limite", "kiedy", "do kiedy"},
	"done":  {"done", "done?", "status", "state", "erledigt", "stand", "fait", "statut", "état", "gotowe", "stan"},
}

// What the column of the status may say.
var (
	doneWords = []string{"x", "[x]", "✓", "✔", "✅", "☑", "yes", "done", "closed", "complete", "completed", "finished", "ja", "erledigt", "fertig", "oui", "fait", "terminé", "tak", "gotowe", "zrobione"}
	openWords = []string{"", "-", "–", "—", "[ ]", "[]", "☐", "no", "not done", "open", "to do", "todo", "in progress", "started", "planned", "pending", "nein", "offen", "in arbeit", "non", "à faire", "en cours", "nie", "otwarte", "w toku"}
)

// table takes the actions out of a table whose head names what, and an owner or a date. It
// reports whether the table is still to be shown: where it has other columns too, or is none of
// actions.
func (s *section) table(t *east.Table) bool {
	columns := map[string]int{}
	head, _ := t.FirstChild().(*east.TableHeader)
	if head == nil {
		return true
	}
	n := 0
	for cell := head.FirstChild(); cell != nil; cell = cell.NextSibling() {
		title := strings.ToLower(s.doc.Plain(cell))
		for name, titles := range actionColumns {
			if _, twice := columns[name]; !twice && slices.Contains(titles, title) {
				columns[name] = n
				break
			}
		}
		n++
	}
	_, what := columns["what"]
	_, owner := columns["owner"]
	_, due := columns["due"]
	if !what || !owner && !due {
		if what || owner && due {
			s.problems.Warnf(s.doc.At(head.Pos()), "not-action-table", "name its columns action, owner, due and done", "this table is not read as actions")
		}
		return true
	}
	for row := head.NextSibling(); row != nil; row = row.NextSibling() {
		s.row(row, columns)
	}
	return n > len(columns)
}

// row makes an action of a row of a table.
func (s *section) row(row ast.Node, columns map[string]int) {
	cells := map[string]ast.Node{}
	for name, at := range columns {
		cell := row.FirstChild()
		for range at {
			if cell != nil {
				cell = cell.NextSibling()
			}
		}
		cells[name] = cell
	}
	text := func(name string) string {
		if cells[name] == nil {
			return ""
		}
		return s.doc.Plain(cells[name])
	}
	if text("what") == "" && text("owner") == "" && text("due") == "" {
		return
	}
	if !s.find.oneMore(row) {
		return
	}
	a := Action{Pos: s.doc.At(row.Pos())}
	a.Line.Text = text("what")
	if owner := strings.TrimPrefix(text("owner"), "@"); !slices.Contains(openWords, owner) {
		a.Line.Owner, a.OwnerAt = unquoted(owner), s.doc.At(cells["owner"].Pos())
	}
	if due := text("due"); !slices.Contains(openWords, due) {
		if day, err := report.ParseDay(due); err == nil {
			a.Line.Due = day
		} else if line := ParseLine(due); line.Due != 0 {
			a.Line.Due = line.Due
		} else {
			a.Line.BadDue = due
		}
	}
	state := strings.ToLower(text("done"))
	a.Done = slices.Contains(doneWords, state)
	if !a.Done && !slices.Contains(openWords, state) {
		s.problems.Warnf(s.doc.At(cells["done"].Pos()), "odd-box", "write done or open", "%q counts as not done", diag.Short(state))
	}
	a.ID = actionID(a.Line.Text, s.taken)
	a.Text = s.doc.Line(frame, cells["what"])
	s.actions = append(s.actions, a)
}
