package publish

import (
	"fmt"
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// proxy is a way to a server that may be bad.
type proxy struct {
	to       string
	listener net.Listener
	mu       sync.Mutex
	fate     func(n int) fate // of the connection with that number, from 0
	open     map[net.Conn]bool
	count    int
}

// fate is what becomes of a connection.
type fate struct {
	bytes  int64         // that pass towards the server; 0 means all
	stall  bool          // then nothing more passes; else it is cut
	refuse bool          // at once
	delay  time.Duration // each way
}

func startProxy(t testing.TB, port int, f func(n int) fate) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{to: fmt.Sprintf("127.0.0.1:%d", port), listener: l, fate: f, open: map[net.Conn]bool{}}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			p.mu.Lock()
			now := p.fate(p.count)
			p.count++
			p.open[c] = true
			p.mu.Unlock()
			running.Go(func() { p.pass(c, now) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		p.mu.Lock()
		for c := range p.open {
			c.Close()
		}
		p.mu.Unlock()
		running.Wait()
	})
	return p
}

func (p *proxy) address() string { return p.listener.Addr().String() }

// become changes the fate of what is dialled from now on.
func (p *proxy) become(f func(n int) fate) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fate = f
}

func (p *proxy) connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.count
}

func (p *proxy) pass(c net.Conn, f fate) {
	defer c.Close()
	if f.refuse {
		return
	}
	s, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer s.Close()
	back := make(chan struct{})
	go func() {
		defer close(back)
		_, _ = io.Copy(c, late(s, f.delay))
		c.Close()
	}()
	if f.bytes == 0 {
		_, _ = io.Copy(s, late(c, f.delay))
	} else {
		_, _ = io.CopyN(s, late(c, f.delay), f.bytes)
		if f.stall {
			_, _ = io.Copy(io.Discard, c)
		}
	}
	c.Close()
	s.Close()
	<-back
}

// late gives what was read a while after it was read; what comes in meanwhile is under
// way at the same time.
func late(r io.Reader, by time.Duration) io.Reader {
	if by == 0 {
		return r
	}
	type part struct {
		data []byte
		due  time.Time
	}
	parts := make(chan part, 1<<14)
	go func() {
		defer close(parts)
		for {
			b := make([]byte, 1<<15)
			n, err := r.Read(b)
			if n > 0 {
				parts <- part{b[:n], time.Now().Add(by)}
			}
			if err != nil {
				return
			}
		}
	}()
	out, in := io.Pipe()
	go func() {
		for p := range parts {
			time.Sleep(time.Until(p.due))
			if _, err := in.Write(p.data); err != nil {
				for range parts { // until the other end is closed
				}
			}
		}
		in.Close()
	}()
	return out
}
