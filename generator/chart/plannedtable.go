package chart

import (
	"strings"

	"quarterdeck/generator/metrics"
)

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

func (s Source) plannedTable(first string, names []string, figures []*metrics.Figures, all, whole sums) Table {
	ids := []string{"planned", "carried", "carried-more", "delivered", "kept"}
	for _, id := range []string{"partly", "handed-over"} {
		if all[id] > 0 {
			ids = append(ids, id)
		}
	}
	ids = append(ids, "moved", "dropped")
	if all["closed"] > 0 {
		ids = append(ids, "unexplained")
	}
	if all["open"] > 0 {
		ids = append(ids, "open")
	}
	ids = append(ids, "added", "added-delivered")
	t := Table{Columns: []Column{column(first)}}
	for _, id := range ids {
		t.Columns = append(t.Columns, figure(s.T("chart.planned.column."+id)))
	}
	line := func(name string, n sums) []string {
		counts := map[string]int{"planned": n.planned(), "carried": n["once"] + n["more"], "carried-more": n["more"], "delivered": n["kept"]}
		row := []string{name}
		for _, id := range ids {
			count, ok := counts[id]
			switch {
			case id == "kept":
				row = append(row, s.percent(n.ratio()))
				continue
			case n["untold"] > 0 && n.told() == 0 && (id == "delivered" || !ok && !strings.HasPrefix(id, "added")):
				row = append(row, "") // no data is a gap, not a zero
				continue
			case !ok:
				count = n[id]
			}
			row = append(row, cells(float64(count))...)
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
	t.Foot = line(s.T("chart.all"), whole)
	return t
}
