package metrics

import (
	"cmp"
	"slices"

	"quarterdeck/generator/report"
)

// total adds sizes smallest first, so that the order of files cannot change the
// last digit of a sum.
func total(sizes []float64) float64 {
	slices.Sort(sizes)
	sum := 0.0
	for _, s := range sizes {
		sum += s
	}
	return sum
}

func velocity(delivered, partly Rows) Velocity {
	var v Velocity
	var sizes []float64
	for _, d := range partly {
		sizes = append(sizes, d.Became().DeliveredSize)
	}
	for _, d := range delivered {
		if s := d.ActualSize(); s > 0 {
			sizes = append(sizes, s)
			v.Sized++
		} else {
			v.Unsized++
		}
	}
	v.Size = total(sizes)
	return v
}

// mixSize is the weight of an item in the mix: as planned, so that both sides
// measure alike; the actual size where only that is known.
func mixSize(d *report.Deliverable) float64 {
	if s := d.PlannedSize(); s > 0 {
		return s
	}
	return d.Became().Size
}

// plannedKind is the kind at the cut-off.
func plannedKind(d *report.Deliverable) report.Kind {
	if d.Promise != nil {
		return d.Promise.Kind
	}
	return d.Kind
}

func (f *Figures) mix() {
	counted := slices.Concat(f.P, f.Delivered)
	f.Mix.ByItems = len(counted) == 0 ||
		slices.ContainsFunc(counted, func(d *report.Deliverable) bool { return mixSize(d) <= 0 })
	weight := mixSize
	if f.Mix.ByItems {
		weight = func(*report.Deliverable) float64 { return 1 }
	}
	planned, plannedOf := byKind(f.P, plannedKind, weight)
	delivered, deliveredOf := byKind(f.Delivered, func(d *report.Deliverable) report.Kind { return d.Kind }, weight)
	kinds := slices.Clone(report.Kinds)
	if planned[""]+delivered[""] > 0 {
		kinds = append(kinds, "") // an item whose kind nobody said still counts
	}
	for _, k := range kinds {
		f.Mix.Rows = append(f.Mix.Rows, MixRow{k, Ratio{planned[k], plannedOf}, Ratio{delivered[k], deliveredOf}})
	}
}

// byKind sums weights by kind, and over all. What is no known kind counts as "".
func byKind(rows Rows, kind func(*report.Deliverable) report.Kind, weight func(*report.Deliverable) float64) (sums map[report.Kind]float64, of float64) {
	parts := map[report.Kind][]float64{}
	var all []float64
	for _, d := range rows {
		k := kind(d)
		if !slices.Contains(report.Kinds, k) {
			k = ""
		}
		parts[k] = append(parts[k], weight(d))
		all = append(all, weight(d))
	}
	sums = map[report.Kind]float64{}
	for k, p := range parts {
		sums[k] = total(p)
	}
	return sums, total(all)
}

// estimates groups by planned size, smallest class first.
func estimates(delivered Rows) []Estimate {
	classes := map[float64]Rows{}
	for _, d := range delivered {
		if class := d.PlannedSize(); class > 0 && d.Became().Size > 0 {
			classes[class] = append(classes[class], d)
		}
	}
	var list []Estimate
	for class, rows := range classes {
		e := Estimate{Class: class, Items: rows}
		var actual []float64
		for _, d := range rows {
			actual = append(actual, d.Became().Size)
		}
		e.Planned, _ = plannedSize(rows)
		e.Actual = total(actual)
		list = append(list, e)
	}
	slices.SortFunc(list, func(x, y Estimate) int { return cmp.Compare(x.Class, y.Class) })
	return list
}
