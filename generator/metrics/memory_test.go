package metrics

import (
	"reflect"
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// A forecast from memory is the one that would be made, whatever has changed meanwhile:
// what it rests on is asked for, not whose it is.
func TestForecastsFromMemory(t *testing.T) {
	var m Memory
	both := func(a *report.Archive) (fresh, kept *Forecast) {
		q := testsite.Quarter("2026-q4")
		return Compute(a).Forecast(q, "a"), m.Compute(a, nil).Forecast(q, "a")
	}
	a := testsite.Archive(t, "2026-11-19", "quarter 2026-q2 closed\nteam a\nY-1 delivered@2026-04-08\nY-2 delivered@2026-06-30"+before+half)
	for range 2 {
		if fresh, kept := both(a); fresh.Absent != "" || len(fresh.Past) == 0 || !reflect.DeepEqual(fresh.Course, kept.Course) || fresh.AllDone != kept.AllDone || !reflect.DeepEqual(fresh.Past, kept.Past) {
			t.Fatalf("made %+v\nkept %+v", fresh, kept)
		}
	}
	asked := len(m.found)
	for _, f := range m.found { // it is the memory that answers
		if len(f.course) > 0 {
			f.course[len(f.course)-1].P85 = 77
		}
	}
	if _, kept := both(a); kept.ByEnd().P85 != 77 || len(m.found) != asked {
		t.Errorf("it was made again: %+v, %d answers where there were %d", kept.ByEnd(), len(m.found), asked)
	}
	// Without the first of the quarters there is less to draw from.
	other := testsite.Archive(t, "2026-11-19", before+half)
	if fresh, kept := both(other); kept.ByEnd() != fresh.ByEnd() || len(m.found) == asked {
		t.Errorf("less history: made %+v, kept %+v", fresh.ByEnd(), kept.ByEnd())
	}
}
