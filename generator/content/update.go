package content

import (
	"path"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// updateFile is a file of an updates folder.
type updateFile struct {
	update report.Update // without Body
	body   prose
}

// exampleUpdate is how the file of an update can be called.
const exampleUpdate = "2026-08-03.md"

// parseUpdate reads an update. Without a day and a health it is none.
func (p *Parsed) parseUpdate(d *document, front *block) {
	u := report.Update{Day: d.dayOfFile(), Pos: d.text.at(0)}
	var notes *block
	front.read("the front matter of an update", d.problems,
		wordField("health", &u.Health, report.Healths),
		tableField("notes", func(b *block, l *diag.List) {
			notes = b
			u.Notes = notesOf(b, !front.has("health"), l)
		}),
	)
	if !front.has("health") && (notes == nil || !notes.has("health")) {
		d.problems.Errorf(front.at(), "missing-key", `add health = "on track" between two lines of +++; or "at risk", or "off track"`, "an update has no health")
	}
	if u.Day == 0 || u.Health == "" {
		p.broken = true
	}
	// Several updates stand on one page, each below a heading of its own.
	c := chunk{doc: d, prefix: u.Anchor() + "-", notePrefix: u.Anchor() + "-", top: 4}
	body := c.prose(d.blocks()...)
	if !p.broken {
		p.update = &updateFile{u, body}
	}
}

// dayOfFile is the day after which a file is named, or 0.
func (d *document) dayOfFile() report.Day {
	name := strings.TrimSuffix(path.Base(d.text.path), ".md")
	t, err := time.Parse(time.DateOnly, name)
	if err == nil && inCalendar(t) {
		return report.DayAt(t)
	}
	hint := "name the file after the day on which it was written, such as " + exampleUpdate
	if t, err := time.Parse("2006-1-2", name); err == nil && inCalendar(t) {
		hint = "rename it to " + t.Format(time.DateOnly) + ".md"
	}
	d.problems.Errorf(d.text.at(0), "bad-name", hint, "%q is not the day of an update", short(name))
	return 0
}

// notesOf reads one sentence for each of some deliverables. A health that stands below
// the head of the table is part of it, and was not meant to be.
func notesOf(b *block, noHealth bool, l *diag.List) []report.Note {
	var notes []report.Note
	for _, id := range b.keys() {
		v := value{short(id), b.values[id], b.at(id), b, l}
		text, ok := v.v.(string)
		_, table := v.v.(map[string]any)
		switch {
		case id == "health" && noHealth:
			l.Errorf(v.at, "misplaced-key", "write it above [notes]", "health stands among the notes")
			continue
		case table:
			l.Errorf(v.at, "wrong-type", `write an id with a dot in quotes: "a.b" = "…"`, "the note of %q must be a text, not a table", v.key)
			continue
		case !ok:
			l.Errorf(v.at, "wrong-type", "write one sentence in quotes", "the note of %q must be a text, not %s", v.key, typeName(v.v))
			continue
		}
		if text, ok = v.clean(text); !ok {
			continue
		}
		if text == "" {
			l.Warnf(v.at, "empty-note", "write one sentence, or remove it", "the note of %q is empty", v.key)
			continue
		}
		notes = append(notes, report.Note{ID: id, Text: text, Pos: v.at})
	}
	return notes
}
