package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"quarterdeck/generator/publish"
)

// sending shows how far a run is: a bar on a terminal, elsewhere a line now and then.
type sending struct {
	w     io.Writer
	live  bool
	last  time.Time
	doing string
}

// pauseOfLines is how long a run is silent where nobody watches.
const pauseOfLines = 10 * time.Second

func newSending(w io.Writer) *sending { return &sending{w: w, live: terminal(w), last: time.Now()} }

// set is called by one goroutine at a time.
func (s *sending) set(p publish.Progress) {
	now := time.Now()
	if s.live {
		if p.Files < p.OfFiles && p.Doing == s.doing && now.Sub(s.last) < 100*time.Millisecond {
			return
		}
		s.last, s.doing = now, p.Doing
		fmt.Fprintf(s.w, "\r\x1b[K%s %s %s", p.Doing, bar(p), amount(p))
		return
	}
	if now.Sub(s.last) >= pauseOfLines {
		s.last = now
		fmt.Fprintf(s.w, "%s: %s\n", p.Doing, amount(p))
	}
}

func (s *sending) clear() {
	if s.live {
		fmt.Fprint(s.w, "\r\x1b[K")
	}
}

func amount(p publish.Progress) string {
	out := fmt.Sprintf("%d of %d files", p.Files, p.OfFiles)
	if p.OfBytes > 0 {
		out += fmt.Sprintf(", %.1f of %.1f MB", float64(p.Bytes)/1e6, float64(p.OfBytes)/1e6)
	}
	return out
}

// bar is twenty characters wide.
func bar(p publish.Progress) string {
	const width = 20
	full := width
	switch {
	case p.OfBytes > 0:
		full = int(p.Bytes * width / p.OfBytes)
	case p.OfFiles > 0:
		full = p.Files * width / p.OfFiles
	}
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", width-full) + "]"
}
