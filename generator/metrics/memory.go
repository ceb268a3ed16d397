package metrics

import (
	"sync"

	"quarterdeck/generator/report"
)

// Memory keeps what forecasts found, by what they rest on, so that a preview need not
// play ten thousand runs a team again after each save: a forecast rests on a few days and
// ids, which most saves do not touch. What it keeps is what would be found again. The
// zero Memory is empty; a nil one keeps nothing. Its methods may be called from any goroutine.
type Memory struct {
	mu    sync.Mutex
	found map[question]found
}

// mostKept bounds a memory, at some 300 bytes each: a site of 50 teams asks 650 questions.
const mostKept = 10_000

// question is all that the answer of a simulation depends on.
type question struct {
	seed    seed
	last    report.Day
	horizon int
}

type found struct {
	course []Outlook
	dates  Dates
}

// simulate answers from memory, else it simulates.
func (m *Memory) simulate(seed seed, weeks []Week, today, last report.Day, open, horizon int) found {
	ask := question{seed, last, horizon}
	if m == nil {
		s := simulate(seed, weeks, today, last, open, horizon)
		return found{s.course(), s.dates()}
	}
	m.mu.Lock()
	f, ok := m.found[ask]
	m.mu.Unlock()
	if ok {
		return f
	}
	f = (*Memory)(nil).simulate(seed, weeks, today, last, open, horizon)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.found == nil || len(m.found) >= mostKept {
		m.found = map[question]found{}
	}
	m.found[ask] = f
	return f
}
