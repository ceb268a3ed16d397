package part

import (
	"quarterdeck/generator/report"
	"strings"
	"testing"
)

func TestChange(t *testing.T) {
	hours := report.Measure{ID: "wait", Unit: "h", Better: "down"}
	share := report.Measure{ID: "rate", Unit: "%", Better: "down"}
	score := report.Measure{ID: "score", Better: "up"}
	deploys := report.Measure{ID: "deploys"}
	for _, c := range []struct {
		m           report.Measure
		now, before float64
		want        string
		worse       bool
	}{
		{hours, 9.5, 14, "4.5 h shorter, better", false},
		{hours, 14, 9.5, "4.5 h longer, worse", true},
		{share, .12, .15, "3 points lower, better", false},
		{share, .15, .14, "1 point higher, worse", true},
		{share, .1504, .15, "no change", false},
		{score, 4, 3, "1 more, better", false},
		{score, 3, 4, "1 fewer, worse", true},
		{deploys, 42, 40, "2 more", false},
		{deploys, 40, 40, "no change", false},
	} {
		words, worse := change(english(), c.m, &c.now, &c.before)
		if got := strings.ReplaceAll(words, "\u00a0", " "); got != c.want || worse != c.worse {
			t.Errorf("%s from %v to %v: got %q, %v", c.m.ID, c.before, c.now, got, worse)
		}
	}
	if words, worse := change(english(), hours, nil, new(4.0)); words != "nothing to compare" || worse {
		t.Errorf("without a value: got %q, %v", words, worse)
	}
}

func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		unit string
		x    *float64
		want string
	}{{"%", new(.125), "12.5 %"}, {"h", new(9.5), "9.5 h"}, {"", new(3.0), "3"}, {"days", nil, "n/a"}} {
		if got := strings.ReplaceAll(measure(english(), report.Measure{Unit: c.unit}, c.x), "\u00a0", " "); got != c.want {
			t.Errorf("%v %s: got %q, want %q", c.x, c.unit, got, c.want)
		}
	}
}
