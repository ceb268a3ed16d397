package data

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// dataFigures are the figures of a quarter or of one team's report. Counts are
// whole items; Kept are the planned ones that were delivered, Unplanned those
// that were delivered without being in the plan.
type dataFigures struct {
	Planned        int            `json:"planned"`
	Kept           int            `json:"kept"`
	Moved          int            `json:"moved"`
	Dropped        int            `json:"dropped"`
	Unexplained    int            `json:"unexplained"`
	Open           int            `json:"open"`
	Added          int            `json:"added"`
	Delivered      int            `json:"delivered"`
	Unplanned      int            `json:"unplanned"`
	CarriedIn      int            `json:"carried_in"`
	CarriedInTwice int            `json:"carried_in_twice"`
	Ratios         dataRatios     `json:"ratios"`
	Velocity       dataVelocity   `json:"velocity"`
	Mix            dataMix        `json:"mix"`
	Reasons        []dataReason   `json:"reasons"`
	Slips          []dataSlip     `json:"slips"`
	Estimates      []dataEstimate `json:"estimates"`
	Sprints        []dataSprint   `json:"sprints,omitempty"`
}

type dataRatios struct {
	Kept          metrics.Ratio `json:"kept"`
	KeptSize      metrics.Ratio `json:"kept_size"`
	Capacity      metrics.Ratio `json:"capacity"`
	Unplanned     metrics.Ratio `json:"unplanned"`
	Moved         metrics.Ratio `json:"moved"`
	Dropped       metrics.Ratio `json:"dropped"`
	Rest          metrics.Ratio `json:"rest"` // unexplained in a closed quarter, open in a running one
	CarriedIn     metrics.Ratio `json:"carried_in"`
	OnTime        metrics.Ratio `json:"on_time"`
	AsksMet       metrics.Ratio `json:"asks_met"`
	AsksOfMet     metrics.Ratio `json:"asks_of_met"`
	FollowThrough metrics.Ratio `json:"follow_through"`
}

// dataVelocity is the size delivered; Sized and Unsized count the items with and without one.
type dataVelocity struct {
	Size    float64 `json:"size"`
	Sized   int     `json:"sized"`
	Unsized int     `json:"unsized"`
}

// dataMix is the share of work by kind, in "size" or in "items".
type dataMix struct {
	By     string             `json:"by"`
	Kinds  []dataMixRow       `json:"kinds"`
	Effort map[string]float64 `json:"effort,omitempty"`
}

type dataMixRow struct {
	Kind      string        `json:"kind"`
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
	d := dataFigures{
		Planned: len(f.P), Kept: len(f.Kept), Moved: len(f.Moved), Dropped: len(f.Dropped),
		Added: len(f.Added), Delivered: len(f.Delivered), Unplanned: len(f.AddedDelivered),
		CarriedIn: len(f.CarriedOnce) + len(f.CarriedMore), CarriedInTwice: len(f.CarriedMore),
		Ratios:   ratiosData(f),
		Velocity: dataVelocity{f.Velocity.Size, f.Velocity.Sized, f.Velocity.Unsized},
		Mix:      mixData(f.Mix),
		Reasons:  []dataReason{}, Slips: []dataSlip{}, Estimates: []dataEstimate{},
	}
	if f.Quarter.State == report.Closed {
		d.Unexplained = len(f.Rest)
	} else {
		d.Open = len(f.Rest)
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
	return d
}

func ratiosData(f *metrics.Figures) dataRatios {
	size, _ := f.KeptSize()
	return dataRatios{
		Kept: f.KeptRatio(), KeptSize: size, Capacity: f.Capacity(), Unplanned: f.Unplanned(),
		Moved: f.MovedRatio(), Dropped: f.DroppedRatio(), Rest: f.RestRatio(), CarriedIn: f.CarriedIn(),
		OnTime: f.OnTimeRatio(), AsksMet: f.AsksMetRatio(), AsksOfMet: f.AsksOfMetRatio(), FollowThrough: f.FollowThrough(),
	}
}

func mixData(m metrics.Mix) dataMix {
	d := dataMix{By: "size", Kinds: []dataMixRow{}}
	if m.ByItems {
		d.By = "items"
	}
	for _, r := range m.Rows {
		d.Kinds = append(d.Kinds, dataMixRow{string(r.Kind), r.Planned, r.Delivered})
	}
	if len(m.Effort) > 0 {
		d.Effort = map[string]float64{}
		for kind, share := range m.Effort {
			d.Effort[string(kind)] = share
		}
	}
	return d
}

func ids(rows metrics.Rows) []string {
	out := make([]string, len(rows))
	for i, d := range rows {
		out[i] = d.ID
	}
	return out
}
