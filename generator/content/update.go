package content

import (
	"fmt"
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
	// noHealth is set where the head of the file has none.
	noHealth bool
}

var updateKeys = table[updateFile]{"update", "the front matter of an update", "content/<quarter>/<team>/" + updatesFolder + "/<day>.md, between two lines of +++", []row[updateFile]{
	healthKey(),
	tableKey("notes", "One sentence each on some deliverables.", func(f *updateFile, b *block, l *diag.List) { noteKeys.read(b, f, l) }),
}}

func healthKey() row[updateFile] {
	r := required(wordKey("health", "How the plan was doing on that day.", report.Healths, func(f *updateFile) *report.Health { return &f.update.Health }))
	r.silent = true // parseUpdate knows better where it was lost
	return r
}

var noteKeys = table[updateFile]{"update.notes", "[notes]", "an update, in the front matter: [notes]", []row[updateFile]{
	namedKey("deliverable", "string", "What there is to say about the deliverable of this id.", `"Waits for the new screens"`, (*updateFile).parseNote),
}}

// exampleUpdate is how the file of an update can be called.
const exampleUpdate = "2026-08-03.md"

// parseUpdate reads an update. Without a day and a health it is none.
func (p *Parsed) parseUpdate(d *document, front *block) {
	f := &updateFile{update: report.Update{Day: d.dayOfFile(), Pos: d.text.at(0)}, noHealth: !front.has("health")}
	u := &f.update
	updateKeys.read(front, f, d.problems)
	if notes, _ := front.values["notes"].(map[string]any); f.noHealth && notes["health"] == nil {
		d.problems.Errorf(front.at(), "missing-key", `add health = "on track" between two lines of +++; or "at risk", or "off track"`, "an update has no health")
	}
	if u.Day == 0 || u.Health == "" {
		p.broken = true
	}
	// Several updates stand on one page, each below a heading of its own.
	c := chunk{doc: d, prefix: u.Anchor() + "-", notePrefix: u.Anchor() + "-", top: 4}
	f.body = c.prose(d.blocks()...)
	if !p.broken {
		p.update = f
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
	d.problems.Errorf(d.text.at(0), "bad-name", hint, "%q is not the date of an update", short(name))
	return 0
}

// parseNote reads one sentence on a deliverable. A health that stands below the head of
// the table is part of it, and was not meant to be.
func (f *updateFile) parseNote(v value) {
	text, ok := v.v.(string)
	_, table := v.v.(map[string]any)
	of := fmt.Sprintf("the note of %q", short(v.key))
	switch {
	case v.key == "health" && f.noHealth:
		v.problems.Errorf(v.at, "misplaced-key", "write it above [notes]", "health is written among the notes")
		return
	case table:
		v.problems.Errorf(v.at, "wrong-type", `write an id with a dot in quotes: "a.b" = "…"`, "%s must be a string; found a table", of)
		return
	case !ok:
		v.problems.Errorf(v.at, "wrong-type", "write one sentence in quotes", "%s must be a string; found %s", of, typeName(v.v))
		return
	}
	if text, ok = v.clean(text); !ok {
		return
	}
	if text == "" {
		v.problems.Warnf(v.at, "empty-note", "write one sentence, or remove it", "%s is empty", of)
		return
	}
	f.update.Notes = append(f.update.Notes, report.Note{ID: v.key, Text: text, Pos: v.at})
}
