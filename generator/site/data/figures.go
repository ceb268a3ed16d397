package data

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// dataFigures are the figures of a quarter or of one team's report: how many items each metric
// counts, and then the parts.
type dataFigures struct {
	counts members
	parts  dataParts
}

type dataParts struct {
	Ratios    dataRatios       `json:"ratios"`
	Velocity  metrics.Velocity `json:"velocity"`
	Mix       dataMix          `json:"mix"`
	Reasons   []dataReason     `json:"reasons"`
	Slips     []dataSlip       `json:"slips"`
	Estimates []dataEstimate   `json:"estimates"`
	Sprints   []dataSprint     `json:"sprints,omitempty"`
}

// MarshalJSON writes one object of the counts and the parts.
func (d dataFigures) MarshalJSON() ([]byte, error) {
	counts, err := json.Marshal(d.counts)
	if err != nil {
		return nil, err
	}
	parts, err := json.Marshal(d.parts)
	if err != nil {
		return nil, err
	}
	return slices.Concat(counts[:len(counts)-1], []byte(","), parts[1:]), nil
}

// members are those of a JSON object that has one for each metric of some form, in order.
type members []member

type member struct {
	key   string
	value any
}

// dataRatios are the metrics that are ratios.
type dataRatios struct{ members }

func (d members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, m := range d {
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%c%q:%s", "{,"[min(i, 1)], m.key, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// published is the order in which counts have always been; those that joined later follow.
var published = strings.Fields("planned kept moved dropped unexplained open added delivered unplanned carried_in carried_in_twice")

// counted returns the metrics that have a count, or an amount of their own, in data.json.
func counted() []metrics.Metric {
	list := slices.DeleteFunc(metrics.All(), func(m metrics.Metric) bool { return m.Rows == nil && (m.Amount == nil || m.Derived) })
	rank := func(m metrics.Metric) uint { return uint(slices.Index(published, m.Key())) } // -1 comes last
	slices.SortStableFunc(list, func(x, y metrics.Metric) int { return cmp.Compare(rank(x), rank(y)) })
	return list
}

func countsData(f *metrics.Figures) members {
	var d members
	for _, m := range counted() {
		var value any // null where it is not known
		if m.Rows != nil {
			value = len(m.Rows(f))
		} else if n, ok := f.Amount(m.ID); ok {
			value = n
		}
		d = append(d, member{m.Key(), value})
	}
	return d
}

func ratiosData(f *metrics.Figures) dataRatios {
	var d members
	for _, m := range metrics.All() {
		if m.Ratio != nil {
			d = append(d, member{m.Key(), f.Ratio(m.ID)})
		}
	}
	return dataRatios{d}
}

// dataMix is the share of work by kind, in "size" or in "items".
type dataMix struct {
	By     string                  `json:"by"`
	Kinds  []dataMixRow            `json:"kinds"`
	Effort map[report.Kind]float64 `json:"effort,omitempty"`
}

type dataMixRow struct {
	Kind      report.Kind   `json:"kind"`
	Planned   metrics.Ratio `json:"planned"`
	Delivered metrics.Ratio `json:"delivered"`
}

type dataReason struct {
	Reason string   `json:"reason"` // "" = none given
	Items  int      `json:"items"`
	IDs    []string `json:"ids"`
}

// dataSlip counts the deliveries that came a number of quarters after their first plan.
type dataSlip struct {
	Quarters int `json:"quarters"`
	Items    int `json:"items"`
}

type dataEstimate struct {
	Size    float64       `json:"size"` // the size class, as planned
	Items   int           `json:"items"`
	Planned float64       `json:"planned"`
	Actual  float64       `json:"actual"`
	Ratio   metrics.Ratio `json:"actual_of_planned"`
}

type dataSprint struct {
	Name      string  `json:"name"`
	Start     string  `json:"start"`
	End       string  `json:"end"`
	Planned   float64 `json:"planned"`
	Completed float64 `json:"completed"`
}

func figuresData(f *metrics.Figures) dataFigures {
	d := dataParts{
		Ratios:   ratiosData(f),
		Velocity: f.Velocity,
		Mix:      mixData(f.Mix),
		Reasons:  []dataReason{}, Slips: []dataSlip{}, Estimates: []dataEstimate{},
	}
	for _, r := range f.Reasons {
		d.Reasons = append(d.Reasons, dataReason{string(r.Reason), len(r.Items), ids(r.Items)})
	}
	for _, s := range f.Slips { // sorted by quarters
		if n := len(d.Slips); n > 0 && d.Slips[n-1].Quarters == s.Quarters {
			d.Slips[n-1].Items++
		} else {
			d.Slips = append(d.Slips, dataSlip{s.Quarters, 1})
		}
	}
	for _, e := range f.Estimates {
		d.Estimates = append(d.Estimates, dataEstimate{e.Class, len(e.Items), e.Planned, e.Actual, metrics.Ratio{Value: e.Actual, Of: e.Planned}})
	}
	for _, s := range f.Sprints {
		d.Sprints = append(d.Sprints, dataSprint{s.Name, s.Start.String(), s.End.String(), s.Planned, s.Completed})
	}
	return dataFigures{countsData(f), d}
}

func mixData(m metrics.Mix) dataMix {
	d := dataMix{By: "size", Kinds: []dataMixRow{}, Effort: m.Effort}
	if m.ByItems {
		d.By = "items"
	}
	for _, r := range m.Rows {
		d.Kinds = append(d.Kinds, dataMixRow(r))
	}
	return d
}

func ids(rows metrics.Rows) []string {
	return append([]string{}, site.Each(rows, func(d *report.Deliverable) string { return d.ID })...)
}
