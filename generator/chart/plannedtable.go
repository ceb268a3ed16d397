package chart

import "quarterdeck/generator/metrics"

// plannedKeys explains the segments that are drawn.
func (s Source) plannedKeys(n sums) []KeyRow {
	rows := []KeyRow{{Label: s.T("chart.planned.key-plan")}, {Label: s.T("chart.planned.key-outcome")}}
	seen := map[string]bool{}
	for _, p := range parts {
		// Added items that moved look like planned ones that moved: one key says both.
		if n[p.id] == 0 || seen[p.bar+p.ink.class] {
			continue
		}
		seen[p.bar+p.ink.class] = true
		row := &rows[0]
		if p.bar == barOutcome {
			row = &rows[1]
		}
		row.Keys = append(row.Keys, Key{p.ink.class, s.T("chart.planned.part." + p.id)})
	}
	return rows
}

func (s Source) plannedTable(first string, names []string, figures []*metrics.Figures, all sums) Table {
	t := Table{Columns: []Column{column(first)}}
	named := func(ids ...string) {
		for _, id := range ids {
			t.Columns = append(t.Columns, figure(s.T("chart.planned.column."+id)))
		}
	}
	named("planned", "carried", "carried-more", "delivered", "kept", "moved", "dropped")
	pick := []string{"kept", "", "moved", "dropped"}
	if all["closed"] > 0 {
		named("unexplained")
		pick = append(pick, "unexplained")
	}
	if all["open"] > 0 {
		named("open")
		pick = append(pick, "open")
	}
	named("added", "added-delivered")
	pick = append(pick, "added", "added-delivered")
	line := func(name string, n sums) []string {
		row := append([]string{name}, cells(float64(n.planned()), float64(n["once"]+n["more"]), float64(n["more"]))...)
		for _, id := range pick {
			if id == "" {
				row = append(row, s.percent(n.ratio()))
			} else {
				row = append(row, cells(float64(n[id]))...)
			}
		}
		return row
	}
	for i, f := range figures {
		if f == nil {
			row := make([]string, len(t.Columns))
			row[0] = names[i]
			t.Rows = append(t.Rows, row)
			continue
		}
		n := sums{}
		n.add(f)
		t.Rows = append(t.Rows, line(names[i], n))
	}
	t.Foot = line(s.T("chart.all"), all)
	return t
}
