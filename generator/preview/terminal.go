package preview

import (
	"fmt"
	"io"
	"net"
	"sync"

	"quarterdeck/generator/diag"
)

// mostPrinted is how many problems the terminal shows at a time.
const mostPrinted = 20

// terminal is where serve was started. A problem is printed when it appears, not at
// every save.
type terminal struct {
	mu      sync.Mutex
	w       io.Writer
	printed map[diag.Problem]bool
}

func (t *terminal) linef(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.w, format+"\n", args...)
}

// start prints where the site is.
func (t *terminal) start(address string, o Options, at *net.TCPAddr) {
	if o.Port != 0 && at.Port != o.Port {
		t.linef("port %d is taken, so this is port %d", o.Port, at.Port)
	}
	if !at.IP.IsLoopback() {
		t.linef("warning: everybody who can reach this machine at %s can read the site while it is served", at)
	}
	t.linef("serving %s (%s), stop with Ctrl-C", address, o.Audience)
}

// problems prints those that are new, and how many there now are. Hints are shown
// beside the page that they are about.
func (t *terminal) problems(l diag.List) {
	l, _ = l.Hints()
	t.mu.Lock()
	defer t.mu.Unlock()
	before := t.printed
	t.printed = map[diag.Problem]bool{}
	n := 0
	for _, p := range l {
		t.printed[p] = true
		if before[p] {
			continue
		}
		if n++; n <= mostPrinted {
			fmt.Fprintln(t.w, p)
		}
	}
	if n > mostPrinted {
		fmt.Fprintf(t.w, "and %d more: see /-/problems\n", n-mostPrinted)
	}
	switch errors, warnings := l.Count(); {
	case errors+warnings > 0:
		fmt.Fprintf(t.w, "%s, %s\n", count(errors, "error"), count(warnings, "warning"))
	case len(before) > 0:
		fmt.Fprintln(t.w, "all mended")
	}
}

func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
