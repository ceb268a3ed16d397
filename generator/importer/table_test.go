package importer

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// A table is read by the columns that site.toml names, from CSV and from a workbook alike.
func TestTable(t *testing.T) {
	m := &Mapping{Mapping: report.Mapping{Dates: "D.M.YYYY", Columns: map[string]string{"id": "Nr", "title": "Was", "status": "Stand", "finished": "Fertig am", "points": "Punkte", "blocked_by": "Wartet auf"}}}
	const text = "Nr;Was;Stand;Fertig am;Punkte;Wartet auf\nFW-1;Regeln;Fertig;12.8.2026;2,5;LG-1, LG-2\nFW-2;Mehr;Zu erledigen;;;\n"
	book := excelize.NewFile()
	for row, cells := range [][]any{
		{"Nr", "Was", "Stand", "Fertig am", "Punkte", "Wartet auf"},
		{"FW-1", "Regeln", "Fertig", time.Date(2026, 8, 12, 0, 0, 0, 0, time.UTC), 2.5, "LG-1, LG-2"},
		{"FW-2", "Mehr", "Zu erledigen"},
	} {
		cell, err := excelize.CoordinatesToCellName(1, row+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Sheet1", cell, &cells); err != nil {
			t.Fatal(err)
		}
	}
	var workbook bytes.Buffer
	if err := book.Write(&workbook); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"CSV": text, "XLSX": workbook.String()} {
		var issues []*Issue
		problems := Find("table").Read(NewInput("x", strings.NewReader(text)), m, func(i *Issue) { issues = append(issues, i) })
		if len(problems) > 0 || len(issues) != 2 {
			t.Errorf("%s: %d issues, %v", name, len(issues), problems)
			continue
		}
		i := issues[0]
		if i.ID != "FW-1" || i.Title != "Regeln" || i.Status != "Fertig" || i.Finished != testsite.Day("2026-08-12") || len(i.Points) != 1 || i.Points[0].Value != 2.5 || strings.Join(i.BlockedBy, "+") != "LG-1+LG-2" {
			t.Errorf("%s: read as %+v", name, i)
		}
		if issues[1].Pos.Line != 3 || issues[1].Finished != 0 {
			t.Errorf("%s: the second is read as %+v", name, issues[1])
		}
	}
	for name, c := range map[string]struct {
		text string
		m    *Mapping
		want string
	}{
		"no column named": {text, &Mapping{}, "the table's column of the id is not named"},
		"no such column":  {"Nr,Stand\n", m, `x:1:1: there is no column "Was", which site.toml names for title (hint: the columns are "Nr", "Stand")`},
		"half a workbook": {workbook.String()[:2000], m, "x: "},
	} {
		problems := Find("table").Read(NewInput("x", strings.NewReader(c.text)), c.m, func(*Issue) {})
		if len(problems) == 0 || !strings.Contains(problems[0].String(), c.want) {
			t.Errorf("%s: %v", name, problems)
		}
	}
	if _, problems := Recognise(NewInput("x", &workbook), func(string) *Mapping { return nil }); len(problems) != 1 || problems[0].Code != "workbook" {
		t.Errorf("a workbook of no format: %v", problems)
	}
}
