package chart

import "quarterdeck/generator/metrics"

// keys explains the segments that are drawn.
func (n sums) keys() []KeyRow {
	rows := []KeyRow{{Label: "Upper bar: the plan"}, {Label: "Lower bar: outcome"}}
	seen := map[string]bool{}
	for _, p := range parts {
		// Added items that moved look like planned ones that moved: one key says both.
		if n[p.id] == 0 || seen[p.bar+p.class] {
			continue
		}
		seen[p.bar+p.class] = true
		row := &rows[0]
		if p.bar == barOutcome {
			row = &rows[1]
		}
		row.Keys = append(row.Keys, Key{p.class, p.name})
	}
	return rows
}

func plannedTable(first string, names []string, figures []*metrics.Figures, all sums) Table {
	t := Table{Columns: []Column{column(first), figure("Planned"), figure("of these, carried in"), figure("carried in twice or more"),
		figure("Delivered"), figure("Kept"), figure("Moved"), figure("Dropped")}}
	pick := []string{"kept", "", "moved", "dropped"}
	if all["closed"] > 0 {
		t.Columns = append(t.Columns, figure("Unexplained"))
		pick = append(pick, "unexplained")
	}
	if all["open"] > 0 {
		t.Columns = append(t.Columns, figure("Open"))
		pick = append(pick, "open")
	}
	t.Columns = append(t.Columns, figure("Added"), figure("Added, delivered"))
	pick = append(pick, "added", "added-delivered")
	line := func(name string, n sums) []string {
		row := append([]string{name}, cells(float64(n.planned()), float64(n["once"]+n["more"]), float64(n["more"]))...)
		for _, id := range pick {
			if id == "" {
				row = append(row, percent(n.ratio()))
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
	t.Foot = line("All", all)
	return t
}
