package metrics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// TestPartition proves the definition of the sets on any workspace.
func TestPartition(t *testing.T) {
	for seed := range uint64(300) {
		text := testsite.Random(rand.New(rand.NewPCG(seed, 1)))
		a := testsite.Archive(t, "2025-06-01", text)
		b := Compute(a)
		for _, q := range a.Quarters {
			f := b.Quarter(q.ID)
			checkPartition(t, seed, "P", f.P, f.Kept, f.Moved, f.Dropped, f.Rest)
			checkPartition(t, seed, "A", f.Added, f.AddedDelivered, f.AddedMoved, f.AddedDropped, f.AddedRest)
			checkPartition(t, seed, "D", f.Delivered, f.Kept, f.AddedDelivered)
			if len(f.Slips) != len(f.Delivered) || len(f.OnTime) > len(f.WithDue) || len(f.WithDue) > len(f.Delivered) {
				t.Errorf("seed %d: %d slips, %d on time of %d, %d delivered", seed, len(f.Slips), len(f.OnTime), len(f.WithDue), len(f.Delivered))
			}
			for _, d := range slices.Concat(f.CarriedOnce, f.CarriedMore) {
				if !slices.Contains(f.P, d) {
					t.Errorf("seed %d: %s is carried in but not planned", seed, d.ID)
				}
			}
			sum := 0
			for _, r := range q.Reports {
				if o := b.Forecast(q.ID, r.Team.ID); (o.Absent == "") != (len(o.Course) > 0) || o.ByEnd().P85 > len(o.Open) || q.State == report.Closed && o.Absent == "" {
					t.Errorf("seed %d: the forecast is %+v", seed, o)
				}
				sum += len(b.Team(q.ID, r.Team.ID).Kept)
			}
			if sum != len(f.Kept) {
				t.Errorf("seed %d: the teams kept %d, all of them %d", seed, sum, len(f.Kept))
			}
		}
	}
}

func checkPartition(t *testing.T, seed uint64, name string, whole Rows, parts ...Rows) {
	t.Helper()
	seen := map[*report.Deliverable]int{}
	n := 0
	for _, p := range parts {
		n += len(p)
		for _, d := range p {
			seen[d]++
		}
	}
	if n != len(whole) {
		t.Errorf("seed %d: the parts of %s hold %d items, not %d", seed, name, n, len(whole))
	}
	for _, d := range whole {
		if seen[d] != 1 {
			t.Errorf("seed %d: %s is in %d parts of %s", seed, d.ID, seen[d], name)
		}
	}
}

// TestShuffled proves that the order of files does not matter.
func TestShuffled(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		a := testsite.Archive(t, "2025-06-01", testsite.Random(r))
		want := digest(a)
		r.Shuffle(len(a.Quarters), func(i, j int) { a.Quarters[i], a.Quarters[j] = a.Quarters[j], a.Quarters[i] })
		for _, q := range a.Quarters {
			r.Shuffle(len(q.Reports), func(i, j int) { q.Reports[i], q.Reports[j] = q.Reports[j], q.Reports[i] })
			for _, rep := range q.Reports {
				r.Shuffle(len(rep.Items), func(i, j int) { rep.Items[i], rep.Items[j] = rep.Items[j], rep.Items[i] })
			}
		}
		if got := digest(a); got != want {
			t.Errorf("seed %d: shuffled figures differ\n%s\n%s", seed, got, want)
		}
	}
}

// digest is every figure of an archive as text, rows as sorted ids.
func digest(a *report.Archive) string {
	book := Compute(a)
	var b strings.Builder
	for _, f := range book.Trend(a, "") {
		if f == nil {
			continue
		}
		set := func(rows Rows) string {
			return strings.Join(slices.Sorted(strings.SplitSeq(testsite.IDs(rows), " ")), " ")
		}
		size, unsized := f.KeptSize()
		fmt.Fprintln(&b, f.Quarter.ID, f.Ratio("kept"), size.Value, size.Of, unsized, f.Ratio("capacity"), f.Ratio("unplanned"), f.Ratio("moved"), f.Ratio("dropped"), f.Ratio("rest"),
			f.Ratio("carried-in"), f.Ratio("on-time"), f.Velocity, f.CutOff, f.Mix, f.HasPlan, len(f.Unexplained()))
		fmt.Fprintln(&b, set(f.P), set(f.Kept), set(f.CarriedOnce), set(f.CarriedMore), set(f.Added), set(f.OnTime))
		for _, s := range f.Slips {
			fmt.Fprint(&b, s.Quarters, " ")
		}
		for _, r := range f.Reasons {
			fmt.Fprint(&b, r.Reason, len(r.Items), " ")
		}
		for _, e := range f.Estimates {
			fmt.Fprint(&b, e.Class, e.Planned, e.Actual, " ")
		}
	}
	return b.String()
}
