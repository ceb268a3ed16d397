package generator_test

import (
	"bytes"
	"context"
	"html"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/svg"
)

// drawnAsText draws a chart as the text of its option.
type drawnAsText struct{}

func (drawnAsText) Draw(_ context.Context, job svg.Job) (string, error) {
	return "<svg >" + html.EscapeString(string(job.Option)) + "</svg>", nil
}

// open is the table with some more fields open to everybody.
func openTo(fields ...string) report.Table {
	table := report.Fields()
	for i, row := range table {
		if slices.Contains(fields, row.Field) {
			table[i].To = func(report.Audience) bool { return true }
		}
	}
	return table
}

// waysTo are the closed fields that lead from the archive to each struct of the model, as
// few as can be. Open says which fields are not closed.
func waysTo(open map[string]bool) map[string][]string {
	type step struct {
		to  reflect.Type
		way []string
	}
	ways := map[string][]string{}
	for next := []step{{reflect.TypeFor[report.Archive](), nil}}; len(next) > 0; {
		at := next[0]
		next = next[1:]
		if _, known := ways[at.to.Name()]; known {
			continue
		}
		ways[at.to.Name()] = at.way
		for f := range at.to.Fields() {
			field, typ := at.to.Name()+"."+f.Name, behind(f.Type)
			switch {
			case typ.Kind() != reflect.Struct || typ.PkgPath() != at.to.PkgPath():
			case open[field]:
				next = slices.Insert(next, 0, step{typ, at.way})
			default:
				next = append(next, step{typ, append(slices.Clone(at.way), field)})
			}
		}
	}
	return ways
}

// behind is the type to which pointers, lists and maps lead.
func behind(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	return t
}

// unseen are the rows that can be opened to customers without a mark showing, and why.
// A row that leads to others that are all closed need not be here.
var unseen = map[string]string{
	"Target.Keep":            "a small number cannot be a mark",
	"Team.Shared":            "yes or no cannot be a mark",
	"Deliverable.FromExport": "yes or no cannot be a mark",
	"Action.Done":            "yes or no cannot be a mark",
	"Action.Again":           "yes or no cannot be a mark",
	"Action.AgainOf":         "a quarter that customers know",
	"Match.Phases":           "one of three words that customers may see",
	"Milestones.Done":        "a small number cannot be a mark",
	"Milestones.All":         "the same",
	"KeyResult.Known":        "yes or no cannot be a mark",
	"Ask.State":              "one of a few words",
	"Notice.Announce":        "one of three words",
	"Deliverable.Removed":    "yes or no cannot be a mark",
	"Deliverable.Early":      "yes or no cannot be a mark",
	"Deliverable.Parts":      "deliverables that customers know, or none",
	"Deliverable.Continues":  "the same",
	"Outcome.HandedTo":       "what customers see was delivered, and so not handed over",
	"Outcome.DeliveredSize":  "what customers see was delivered whole",
	"Section.Kind":           "one of a few words",
	"Import.Format":          "one of a few words",
	"Difference.File":        "only a draft of a published quarter has it, which this workspace is not",
	"Difference.Part":        "the same",
	"Difference.Team":        "the same",
	"Difference.Line":        "the same",
	"Difference.Now":         "the same",
	"Difference.Was":         "the same",
	"Accepted.Code":          "only an edition has it, which this workspace has none of",
	"Accepted.File":          "the same",
	"Accepted.Text":          "the same",
	"Report.Promised":        "yes or no cannot be a mark",
	"Promise.Customers":      "yes or no cannot be a mark",
	"Promise.Phase":          "one of three words that customers may see",
	"Edition.Quarter":        "a quarter that customers know",
	"Edition.Archive":        "closed twice: by a rule it is handed on as customers may see it",
	"Deliverable.Title":      "closed twice: by a rule the customers' title stands in its place",
	"Ask.Quarter":            "of the asks that are left, those between deliverables that customers know",
	"Ask.By":                 "the same",
	"Ask.Of":                 "the same",
	"Ask.Answer":             "the same",
	"Ask.Met":                "the same",
	"Action.Team":            "a team that customers know, or none",
	"Action.Quarter":         "a quarter that customers know, or none",
	"Lesson.Team":            "a team that customers know, or none",
	"Lesson.Quarter":         "a quarter that customers know, or none",
}

// onPages are rows that must be seen on the pages too, once they are open and the pages
// believe that they may show everything.
var onPages = strings.Fields(`Archive.Home Team.Group Team.Product Team.Engineering Team.Delivery Team.Components Team.About Quarter.Foreword
	Measure.Title Measure.Unit
	Plan.Summary Plan.Intro Deliverable.Body Deliverable.Owners Deliverable.URL Deliverable.Priority Ticket.ID Ticket.URL KeyResult.Measure Deliverable.Needs Deliverable.Serves Deliverable.Enables Deliverable.Value Outcome.BlockedBy Outcome.Note Outcome.Result
	Update.Body Note.Text
	Retro.Intro Section.Title Section.Body Action.Text Action.Owner
	Lesson.ID Lesson.Title Lesson.Theme Lesson.Body`)

// needed are rows without which pages cannot be made of what is behind them.
var needed = strings.Fields("Action.Team Action.Quarter Lesson.Team Lesson.Quarter Metrics.Exported Report.Metrics Metrics.Quality")

// Any one row of the table, once it is open to customers, is found out: what it held
// back is a leak in the archive that is handed on, and on pages that show all they are
// given. As the table is, even such pages show customers nothing that is not theirs.
func TestAnOpenRowIsFoundOut(t *testing.T) {
	p := plant(t)
	w, archive := p.archive(t)
	renderer, problems := render.New(render.Config{Drawer: drawnAsText{}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	customers := archive.Site.Audiences[1]
	site := func(shown *report.Archive) map[string][]byte {
		shown.Audience.Shows = report.Parts
		s, problems := generator.SiteOf(w, shown, renderer)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return siteFiles(t, s)
	}
	asItIs := site(archive.For(customers))
	for _, leak := range leaks(p.search(asItIs, p.noWord), 'c') {
		t.Errorf("pages that show all they are given: %s", leak)
	}

	rows := map[string]bool{} // whether customers are shown it
	for _, row := range report.Fields() {
		rows[row.Field] = row.To(customers)
	}
	for typ, way := range waysTo(rows) {
		behindWay := leaks(p.model(openTo(way...).For(archive, customers)), 'c')
		for field := range rows {
			if name, _, _ := strings.Cut(field, "."); name != typ || rows[field] {
				continue
			}
			shown := openTo(append(slices.Clone(way), field)...).For(archive, customers)
			if slices.Equal(behindWay, leaks(p.model(shown), 'c')) {
				if unseen[field] == "" && !leadsToClosed(field, rows) {
					t.Errorf("%s is open and nobody notices", field)
				}
				continue
			}
			if unseen[field] != "" {
				t.Errorf("%s is found out: it need not be in the list of the unseen", field)
			}
			if !slices.Contains(onPages, field) {
				continue
			}
			changed := site(openTo(slices.Concat(way, needed, []string{field})...).For(archive, customers))
			maps.DeleteFunc(changed, func(name string, data []byte) bool { return bytes.Equal(data, asItIs[name]) })
			if len(leaks(p.search(changed, p.noWord), 'c')) == 0 {
				t.Errorf("%s is open and no page shows it", field)
			}
		}
	}
}

// leadsToClosed reports whether a field leads to a struct of which every row is closed.
func leadsToClosed(field string, rows map[string]bool) bool {
	typ, name, _ := strings.Cut(field, ".")
	f, ok := typeOf(reflect.TypeFor[report.Archive](), typ, map[reflect.Type]bool{}).FieldByName(name)
	if !ok || behind(f.Type).Kind() != reflect.Struct {
		return false
	}
	for row, open := range rows {
		if of, _, _ := strings.Cut(row, "."); of == behind(f.Type).Name() && open {
			return false
		}
	}
	return true
}

// typeOf finds a struct of the model by its name.
func typeOf(from reflect.Type, name string, seen map[reflect.Type]bool) reflect.Type {
	from = behind(from)
	if from.Kind() != reflect.Struct || seen[from] || from.Name() == name {
		if from.Name() == name {
			return from
		}
		return nil
	}
	seen[from] = true
	for f := range from.Fields() {
		if found := typeOf(f.Type, name, seen); found != nil {
			return found
		}
	}
	return nil
}
