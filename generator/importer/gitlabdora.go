package importer

import (
	"encoding/json"
	"path"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// gitlabDoraKinds is the answer to /projects/:id/dora/metrics. It does not say which metric it has:
// the name of the file does.
var gitlabDoraKinds = []sourceKind{
	{shape{title: "a DORA metric of GitLab", json: true, required: []string{"date", "value"}}, readGitLabDora},
}

// gitlabMetrics are the metrics of GitLab, and what a value of each is.
var gitlabMetrics = []struct {
	name string
	fact func(value float64) Fact
}{
	{"deployment_frequency", func(v float64) Fact { return Fact{Kind: Deployed, N: int(v)} }},
	{"lead_time_for_changes", func(v float64) Fact { return Fact{Kind: Changed, Hours: v / 3600, Median: true} }},    // seconds
	{"time_to_restore_service", func(v float64) Fact { return Fact{Kind: Restored, Hours: v / 3600, Median: true} }}, // seconds
	{"change_failure_rate", func(v float64) Fact { return Fact{Kind: Rated, Share: v} }},
}

func gitlabMetricNames() string {
	var names []string
	for _, m := range gitlabMetrics {
		names = append(names, m.name+".json")
	}
	return strings.Join(names, ", ")
}

func readGitLabDora(in *Input, m *Mapping, yield func(Fact)) diag.List {
	d := newDocument(in, m)
	for _, metric := range gitlabMetrics {
		if strings.Contains(path.Base(in.Name), metric.name) {
			d.records("", nil, d.bucket(metric.fact, yield))
			return d.problems
		}
	}
	d.problems.Errorf(diag.Pos{File: in.Name}, "unnamed-metric", "name the file after its metric: "+gitlabMetricNames(), "the file does not tell which metric it has")
	return d.problems
}

// bucket reads the value of a day or of a month.
func (d *document) bucket(fact func(float64) Fact, yield func(Fact)) func(*json.Decoder) error {
	return func(dec *json.Decoder) error {
		var raw struct {
			Date  *string
			Value *float64
		}
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		if raw.Date == nil || *raw.Date == "" {
			d.problems.Errorf(d.at(), "bad-date", "ask for it with interval=daily or interval=monthly", "record %d has no date", d.n)
			return nil
		}
		value := 0.0
		if raw.Value != nil {
			value = *raw.Value
		}
		f := fact(value)
		f.Pos, f.Day = d.at(), d.day("date", *raw.Date)
		switch {
		case raw.Value == nil:
			f.LeftOut = report.LeftEmpty
		case value < 0 || value > 1e9:
			d.problems.Errorf(d.at(), "bad-number", "export it again", "record %d: %g cannot be its value", d.n, value)
			return nil
		}
		yield(f)
		return nil
	}
}
