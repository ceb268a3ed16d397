// Package preview shows a workspace in the browser while it is being written: it
// watches its files, serves its site as it now is, and tells open pages when they have
// changed. Call [Serve].
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
)

// Options say what to serve, and where.
type Options struct {
	Folder   string // of the workspace, to watch
	Audience string // "" = the first one
	Host     string // to bind to; a loopback address unless others shall read along
	Port     int    // the next free one is taken where this one is not; 0 = any
	Navigate bool   // open pages follow the file that is being edited
	Live     generator.LiveOptions
	// Messages gets what the terminal shows.
	Messages io.Writer
	// Ready is called, if set, with the address once it answers.
	Ready func(address string)
}

// triedPorts is how many ports are tried before none is free.
const triedPorts = 100

// Serve serves a workspace until the context ends; the error is then nil. It fails
// where no port can be bound, and with [generator.ErrProblems], which are in the messages
// then, for a folder that is no workspace.
func Serve(ctx context.Context, w *generator.Workspace, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	listener, err := listen(o.Host, o.Port)
	if err != nil {
		return err
	}
	defer listener.Close()
	say := &terminal{w: o.Messages}
	// Watching begins before the first look at the files: nothing falls between.
	watcher := newWatcher(o.Folder, say.linef)
	live := generator.NewLive(w, o.Live)
	defer live.Close()
	if slices.ContainsFunc(live.Problems(), func(p diag.Problem) bool { return p.Code == "no-workspace" }) {
		say.problems(live.Problems())
		return generator.ErrProblems
	}
	if o.Audience, err = audience(live, o.Audience); err != nil {
		return err
	}

	p := newPreview(live, o, say, ctx.Done())
	server := &http.Server{Handler: p.server, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: log.New(io.Discard, "", 0)}
	var running sync.WaitGroup
	running.Go(func() { watcher.run(ctx) })
	running.Go(func() { p.follow(watcher.bursts) })
	failed := make(chan error, 1)
	running.Go(func() { failed <- server.Serve(listener) })

	address := "http://" + listener.Addr().String() + "/"
	say.start(address, o, listener.Addr().(*net.TCPAddr))
	say.problems(live.Problems())
	if o.Ready != nil {
		o.Ready(address)
	}
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	}
	cancel()
	ending, done := context.WithTimeout(context.Background(), 2*time.Second)
	defer done()
	if server.Shutdown(ending) != nil {
		_ = server.Close() // somebody reads too slowly to wait for
	}
	running.Wait()
	return err
}

// audience returns the audience to show. One that is not declared is an error, unless
// site.toml has to be mended first.
func audience(live *generator.Live, id string) (string, error) {
	all := live.Snapshot().Archive.Site.Audiences
	if id == "" {
		id = "internal"
		if len(all) > 0 {
			id = all[0].ID
		}
	}
	if live.Site(id) != nil {
		return id, nil
	}
	known := ""
	for _, a := range all {
		known += " " + a.ID
	}
	if slices.ContainsFunc(live.Problems(), func(p diag.Problem) bool { return p.File == "site.toml" && p.Severity == diag.Error }) {
		return id, nil
	}
	return id, fmt.Errorf("%w %q; site.toml has:%s", generator.ErrAudience, id, known)
}

// listen binds a port, the next free one where it is taken.
func listen(host string, port int) (net.Listener, error) {
	for i := range triedPorts {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port+i)))
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) || port+i == 65535 {
			return l, err
		}
	}
	return nil, fmt.Errorf("no port from %d to %d is free; name another with --port", port, port+triedPorts-1)
}

// preview is a live workspace with all who look at it.
type preview struct {
	live   *generator.Live
	server *server
	events *events
	say    *terminal
	every  time.Duration // between two looks at the day

	telling sync.Mutex // so that what is told last is the newest
}

func newPreview(live *generator.Live, o Options, say *terminal, stop <-chan struct{}) *preview {
	p := &preview{live: live, say: say, every: time.Minute}
	p.events = newEvents(live.Snapshot().Generation, live.Problems())
	p.server = &server{live: live, audience: o.Audience, navigate: o.Navigate, hosts: hosts{o.Host},
		events: p.events, stop: stop, failed: p.tell}
	return p
}

// pause is how long nobody must have saved before garbage is collected.
const pause = 300 * time.Millisecond

// follow reads what has changed until there is nothing more to come.
func (p *preview) follow(bursts <-chan burst) {
	day := time.NewTicker(p.every)
	defer day.Stop()
	idle := time.NewTimer(pause)
	defer idle.Stop()
	for {
		select {
		case b, ok := <-bursts:
			if !ok {
				return
			}
			p.apply(b)
			idle.Reset(pause)
		case <-idle.C:
			// Between two saves nobody waits for it; during one, the writer would.
			runtime.GC()
		case <-day.C:
			p.apply(burst{}) // quarters begin and end without a file being touched
		}
	}
}

// apply reads what a burst names, and tells everybody.
func (p *preview) apply(b burst) {
	files := b.paths
	if files == nil {
		files = []string{}
	}
	if b.all {
		files = nil
	}
	change := p.live.Refresh(files)
	if !change.Changed {
		return
	}
	p.tell()
	event := changeEvent{Generation: change.Generation, URLs: []string{}}
	site := p.live.Site(p.server.audience)
	switch {
	case site == nil:
	case change.Styles:
		event.CSS = true
		if sheet := site.StyleSheet(); sheet != "" {
			event.URLs = []string{"/" + sheet}
		}
	default:
		for _, page := range pagesOf(files) {
			if to := address(site, page); to != "" {
				event.URLs = append(event.URLs, to)
			}
		}
		event.Page = address(site, onlyPage(files))
	}
	p.events.changed(event)
}

// tell tells the problems where they differ from those told before.
func (p *preview) tell() {
	p.telling.Lock()
	defer p.telling.Unlock()
	if l := p.live.Problems(); p.events.told(l) {
		p.say.problems(l)
	}
}
