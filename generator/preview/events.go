package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"quarterdeck/generator/diag"
)

const (
	heartbeat   = 15 * time.Second // so that a connection that has died is noticed
	mostReaders = 64
	writeWithin = 10 * time.Second // else the reader is gone
)

// changeEvent is the data of `event: change`. URLs are those pages that have most
// likely changed; as links lead anywhere, any other may have as well. With CSS set,
// only style has changed, and URLs has the address of the new sheet.
type changeEvent struct {
	URLs       []string `json:"urls"`
	CSS        bool     `json:"css"`
	Page       string   `json:"page,omitempty"` // of the file that was edited, where it is one
	Generation uint64   `json:"generation"`
}

// events tells every open page what has changed. Telling never waits for a reader: who is
// slow gets what it missed as one event.
type events struct {
	mu         sync.Mutex
	generation uint64
	problems   []byte // JSON
	readers    map[*reader]bool
}

// reader is one open page. What waits for it is guarded by the events' lock.
type reader struct {
	wake     chan struct{}
	change   *changeEvent
	problems []byte
}

func newEvents(generation uint64, l diag.List) *events {
	return &events{generation: generation, problems: problemsJSON(l), readers: map[*reader]bool{}}
}

func problemsJSON(l diag.List) []byte {
	if l == nil {
		l = diag.List{} // an empty list, never null
	}
	data, err := json.Marshal(l)
	if err != nil {
		return []byte("[]") // a list of strings and numbers always marshals
	}
	return data
}

// changed tells of a change.
func (e *events) changed(c changeEvent) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.generation = c.Generation
	for r := range e.readers {
		both := c
		if r.change != nil {
			both = r.change.and(c)
		}
		r.change = &both
		r.nudge()
	}
}

// and is two changes as one.
func (c changeEvent) and(next changeEvent) changeEvent {
	if c.CSS != next.CSS {
		// The sheet is found in the page, which is read anyway.
		next.CSS = false
	}
	if !next.CSS {
		urls := append(slices.Clone(c.URLs), next.URLs...)
		slices.Sort(urls)
		next.URLs = slices.Compact(urls)
		next.URLs = next.URLs[:min(len(next.URLs), mostURLs)]
	}
	return next
}

// told tells of problems, and reports whether they differ from those told before.
func (e *events) told(l diag.List) bool {
	data := problemsJSON(l)
	e.mu.Lock()
	defer e.mu.Unlock()
	if string(data) == string(e.problems) {
		return false
	}
	e.problems = data
	for r := range e.readers {
		r.problems = data
		r.nudge()
	}
	return true
}

func (r *reader) nudge() {
	select {
	case r.wake <- struct{}{}:
	default: // it is awake already
	}
}

// join adds a reader, which is told the state of things first; nil where there are
// too many.
func (e *events) join() (r *reader, generation uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.readers) >= mostReaders {
		return nil, 0
	}
	r = &reader{wake: make(chan struct{}, 1), problems: e.problems}
	r.nudge()
	e.readers[r] = true
	return r, e.generation
}

func (e *events) leave(r *reader) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.readers, r)
}

// take returns what waits for a reader.
func (e *events) take(r *reader) (change *changeEvent, problems []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	change, problems = r.change, r.problems
	r.change, r.problems = nil, nil
	return change, problems
}

// serve streams events to a reader that has joined until it or the server goes.
func (e *events) serve(w http.ResponseWriter, r *http.Request, me *reader, generation uint64, stop <-chan struct{}) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	control := http.NewResponseController(w)
	send := func(format string, args ...any) bool {
		_ = control.SetWriteDeadline(time.Now().Add(writeWithin)) // not every writer has one
		_, err := fmt.Fprintf(w, format, args...)
		return err == nil && control.Flush() == nil
	}
	if !send("event: ready\ndata: {\"generation\":%d}\n\n", generation) {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-stop:
			return
		case <-r.Context().Done():
			return
		case <-beat.C:
			if !send(": still here\n\n") {
				return
			}
		case <-me.wake:
			change, problems := e.take(me)
			// Problems first: the page that follows shows them.
			if problems != nil && !send("event: problems\ndata: %s\n\n", problems) {
				return
			}
			if change != nil {
				data, err := json.Marshal(change)
				if err != nil || !send("event: change\ndata: %s\n\n", data) {
					return
				}
			}
		}
	}
}
