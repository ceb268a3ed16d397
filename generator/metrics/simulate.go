package metrics

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"

	"quarterdeck/generator/report"
)

const (
	runs = 10_000
	year = 52 // weeks: nobody should be told a date beyond
)

// simulation is what came out of many runs, as counts of runs.
type simulation struct {
	first report.Day // Monday of the week that runs
	last  report.Day // of the quarter
	left  [][]int    // by week that is left of the quarter, by items delivered since then
	done  []int      // by week: all were delivered in it
}

// simulate plays what is left of a quarter, and up to a number of weeks in all.
//
// Each week to come is drawn from the weeks of the past, and what is left of the running
// week is what the same weekdays of a past week brought; likewise the last week of the
// quarter. A drawn week goes back together with a copy of itself (Pólya's urn: the
// predictive distribution of the Bayesian bootstrap, Rubin 1981). Runs differ thus not
// only in luck but in what kind of team the past was a sample of, as a few weeks say little
// about it: drawn from the bare weeks, ranges would be too narrow, the more so the
// shorter the history.
func simulate(seed seed, weeks []Week, today, last report.Day, open, horizon int) simulation {
	s := simulation{first: monday(today + 1), last: last, done: make([]int, horizon)}
	gone, ends := int(today+1-s.first), int(last+1-monday(last))
	s.left = make([][]int, (monday(last)-s.first)/7+1)
	for i := range s.left {
		s.left[i] = make([]int, open+1)
	}
	var upTo [mostWeeks][8]int // items by the end of a weekday
	for i, w := range weeks {
		for day := range upTo[i] {
			upTo[i][day] = w.within(0, day)
		}
	}
	var urn [mostWeeks + year]uint8
	for i := range weeks {
		urn[i] = uint8(i)
	}
	random := rand.New(rand.NewPCG(seed.high, seed.low))
	for range runs {
		sum := 0
		for w := 0; w < len(s.left) || w < horizon && sum < open; w++ {
			drawn := urn[random.IntN(len(weeks)+w)]
			urn[len(weeks)+w] = drawn
			past, from, before := &upTo[drawn], 0, sum
			if w == 0 {
				from = gone
			}
			if w < len(s.left) {
				to := 7
				if w == len(s.left)-1 {
					to = ends
				}
				s.left[w][min(sum+past[to]-past[from], open)]++
			}
			sum += past[7] - past[from]
			if before < open && sum >= open && w < horizon {
				s.done[w]++
			}
		}
	}
	return s
}

// course is the outlook for the end of each week.
func (s simulation) course() []Outlook {
	course := make([]Outlook, len(s.left))
	for w, by := range s.left {
		course[w] = Outlook{min(s.first+report.Day(7*w+6), s.last), least(by, 50), least(by, 85), least(by, 95)}
	}
	return course
}

// least is the largest number that at least so many per cent of the runs reached.
func least(by []int, percent int) int {
	reached := 0
	for n := len(by) - 1; n > 0; n-- {
		if reached += by[n]; reached*100 >= percent*runs {
			return n
		}
	}
	return 0
}

func (s simulation) dates() Dates {
	return Dates{s.by(50), s.by(85), s.by(95)}
}

// by is the Sunday of the first week by whose end all was delivered in so many per cent
// of the runs, or 0.
func (s simulation) by(percent int) report.Day {
	sum := 0
	for w, n := range s.done {
		if sum += n; sum*100 >= percent*runs {
			return s.first + report.Day(7*w+6)
		}
	}
	return 0
}

// seed starts the random numbers. It comes from what a forecast rests on, so that the
// same content has the same forecast on any machine.
type seed struct{ high, low uint64 }

func seedOf(team string, q report.QuarterID, today report.Day, weeks []Week, open []string) seed {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %s %s\n", team, q, today)
	for _, w := range weeks {
		fmt.Fprintln(&b, w.Monday, w.Days)
	}
	fmt.Fprintf(&b, "%q\n", open)
	sum := sha256.Sum256([]byte(b.String()))
	return seed{binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16])}
}
