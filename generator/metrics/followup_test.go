package metrics

import (
	"testing"

	"quarterdeck/generator/report"
)

// Due by day 10 are three, one of them on the day itself; done of these are two. What has no day, and what
// is due later, is left out, done or not.
func TestThrough(t *testing.T) {
	var tracks []*report.Track
	for _, a := range []report.Action{{Due: 5, Done: true}, {Due: 10, Done: true}, {Due: 9}, {}, {Done: true}, {Due: 11}, {Due: 12, Done: true}} {
		tracks = append(tracks, &report.Track{Actions: []*report.Action{&a}})
	}
	if got := Follow(tracks, 10).Through(10); got != (Ratio{2, 3}) {
		t.Errorf("follow-through is %v, want 2 of 3", got)
	}
	if got := Follow(nil, 10).Through(10); got.Of != 0 {
		t.Errorf("of nothing it is %v, want n/a", got)
	}
}
