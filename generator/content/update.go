package content

import (
	"fmt"
	"path"
	"strings"
	"time"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// UpdateFile is a file of an updates folder.
type UpdateFile struct {
	Update report.Update // without Body
	Body   markdown.Prose
	// noHealth is set where the head of the file has none.
	noHealth bool
}

var updateKeys = table[UpdateFile]{"update", "the front matter of an update", "content/<quarter>/<team>/" + UpdatesFolder + "/<day>.md, between two lines of +++", []row[UpdateFile]{
	healthKey(),
	tableKey("notes", "One sentence each on some deliverables.", func(f *UpdateFile, b *Block, l *diag.List) { noteKeys.read(b, f, l) }),
}}

func healthKey() row[UpdateFile] {
	r := required(wordKey("health", "How the plan was doing on that day.", report.Healths, func(f *UpdateFile) *report.Health { return &f.Update.Health }))
	r.silent = true // parseUpdate knows better where it was lost
	return r
}

var noteKeys = table[UpdateFile]{"update.notes", "[notes]", "an update, in the front matter: [notes]", []row[UpdateFile]{
	namedKey("deliverable", "string", "What there is to say about the deliverable of this id.", `"Waits for the new screens"`, (*UpdateFile).parseNote),
}}

// ExampleUpdate is how the file of an update can be called.
const ExampleUpdate = "2026-08-03.md"

// parseUpdate reads an update, which must have a day and a health.
func (p *Parsed) parseUpdate(d *document, front *Block) {
	f := &UpdateFile{Update: report.Update{Day: d.dayOfFile(), Pos: d.text.at(0)}, noHealth: !front.Has("health")}
	u := &f.Update
	updateKeys.read(front, f, d.Problems)
	// Several updates share a page, each below a heading of its own.
	f.Body = d.Prose(markdown.Frame{Prefix: u.Anchor() + "-", Top: 4}, d.Blocks()...)
	if d.dropped && f.noHealth && f.Body.Empty() && len(u.Notes) == 0 {
		return // nobody has written it yet
	}
	if notes, _ := front.values["notes"].(map[string]any); f.noHealth && notes["health"] == nil {
		d.Problems.Errorf(front.At(), "missing-key", healthHint(front), "an update has no health")
	}
	if u.Day == 0 || u.Health == "" {
		p.Broken = true
	}
	if !p.Broken {
		p.Update = f
	}
}

func healthHint(front *Block) string {
	where := " between two lines of +++"
	if front.yaml {
		where = ""
	}
	return "add " + front.Pair("health", `"on track"`) + where + `; or "at risk", or "off track"`
}

// dayOfFile is the day after which a file is named, or 0.
func (d *document) dayOfFile() report.Day {
	name := strings.TrimSuffix(path.Base(d.text.path), ".md")
	t, err := time.Parse(time.DateOnly, name)
	if err == nil && report.InCalendar(t) {
		return report.DayAt(t)
	}
	hint := "name the file after the day on which it was written, such as " + ExampleUpdate
	if t, err := time.Parse("2006-1-2", name); err == nil && report.InCalendar(t) {
		hint = "rename it to " + t.Format(time.DateOnly) + ".md"
	}
	d.Problems.Errorf(d.text.at(0), "bad-name", hint, "%q is not the date of an update", diag.Short(name))
	return 0
}

// parseNote reads one sentence on a deliverable. A health that is below the head of
// the table is part of it, and was not meant to be.
func (f *UpdateFile) parseNote(v value) {
	text, ok := v.v.(string)
	_, table := v.v.(map[string]any)
	of := fmt.Sprintf("the note of %q", diag.Short(v.key))
	switch {
	case v.key == "health" && f.noHealth:
		v.problems.Errorf(v.at, "misplaced-key", "move it above [notes]", "health is in [notes]")
		return
	case !ok:
		hint := "write one sentence in quotes"
		if table {
			hint = `write an id with a dot in quotes: "a.b" = "…"`
		}
		v.problems.Errorf(v.at, "wrong-type", hint, "%s must be a string; found %s", of, typeName(v.v))
		return
	}
	if text, ok = v.clean(text); !ok {
		return
	}
	if text == "" {
		v.problems.Warnf(v.at, "empty-note", "write one sentence, or remove it", "%s is empty", of)
		return
	}
	f.Update.Notes = append(f.Update.Notes, report.Note{ID: v.key, Text: text, Pos: v.at})
}
