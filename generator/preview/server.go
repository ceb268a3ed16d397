package preview

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/output"
)

// server answers from a live workspace.
type server struct {
	live     *generator.Live
	audience string
	navigate bool
	hosts    hosts
	events   *events
	stop     <-chan struct{} // closed when streams must end
	// failed is called when a page turned out to have problems of its own.
	failed func()
}

// ServeHTTP answers one request.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "frame-ancestors 'none'")
	if why := s.hosts.refuses(r); why != "" {
		s.refuse(w, http.StatusForbidden, why)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		s.refuse(w, http.StatusMethodNotAllowed, "preview.refused.read-only")
		return
	}
	if own, ok := strings.CutPrefix(r.URL.Path, "/-/"); ok {
		s.own(w, r, own)
		return
	}
	s.page(w, r)
}

// own answers what is the preview's, not the site's.
func (s *server) own(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "events":
		me, generation := s.events.join()
		if me == nil {
			s.refuse(w, http.StatusServiceUnavailable, "preview.refused.too-many")
			return
		}
		defer s.events.leave(me)
		s.events.serve(w, r, me, generation, s.stop)
		return
	case "problems", "problems/":
		now := s.live.Snapshot()
		answerProblems(w, http.StatusOK, now, now.Problems())
		return
	}
	if file, ok := strings.CutPrefix(name, "client/"); ok {
		if data, kind, ok := clientFile(file); ok {
			answer(w, http.StatusOK, kind, data)
			return
		}
	}
	s.refuse(w, http.StatusNotFound, "preview.refused.no-page")
}

// page answers what the site has at an address.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	now := s.live.Snapshot()
	site := now.Site(s.audience)
	if site == nil { // nothing was ever good: all there is to show is why
		all := now.Problems()
		if errors, _ := all.Count(); errors == 0 {
			all.Errorf(diag.Pos{File: "site.toml"}, "no-audience", "add it, or name another with --audience", "there is no audience %q", s.audience)
		}
		answerProblems(w, http.StatusInternalServerError, now, all)
		return
	}
	name, ok := siteName(r.URL.Path)
	status := http.StatusOK
	var data []byte
	var old bool
	err := error(fs.ErrNotExist)
	if ok {
		data, old, err = now.Bytes(r.Context(), s.audience, name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		if ok && !strings.HasSuffix(name, "/index.html") && site.Has(name+"/index.html") {
			http.Redirect(w, r, path.Base(name)+"/", http.StatusFound)
			return
		}
		name, status = "404.html", http.StatusNotFound
		data, old, err = now.Bytes(r.Context(), s.audience, name)
	}
	if r.Context().Err() != nil {
		return
	}
	if err != nil || old {
		s.failed()
	}
	if err != nil {
		answerProblems(w, http.StatusInternalServerError, now, now.Problems())
		return
	}
	kind, _ := output.MediaType(name)
	if strings.HasPrefix(kind, "text/html") {
		data = inject(data, s.state(now, name, old))
	}
	answer(w, status, kind, data)
}

// state is what a page is told about itself.
func (s *server) state(now *generator.Snapshot, name string, old bool) pageState {
	for _, file := range now.Held {
		old = old || behind(name, file, now.Archive)
	}
	quarter := quarterOf(now.Archive, name)
	return pageState{Words: now.Words(), Path: name, Generation: now.Generation, Problems: now.Problems(), Stale: old || now.Old(),
		Navigate: s.navigate, Archive: now.Archive, Lines: now.Source, Quarter: quarter, Waiting: now.Waiting(quarter)}
}

// siteName turns the path of a request into one of the site. It is false for what could
// lead anywhere else.
func siteName(p string) (string, bool) {
	name, ok := strings.CutPrefix(p, "/")
	if !ok || strings.ContainsAny(name, "\\\x00") {
		return "", false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name, fs.ValidPath(name)
}

func answer(w http.ResponseWriter, status int, kind string, data []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	_, _ = w.Write(data) // the reader may be gone
}

// answerProblems answers with the page of all problems.
func answerProblems(w http.ResponseWriter, status int, now *generator.Snapshot, all diag.List) {
	answer(w, status, "text/html; charset=utf-8", problemsPage(now.Words(), all, now.Source))
}

// refuse answers with a sentence, which is a message.
func (s *server) refuse(w http.ResponseWriter, status int, message string) {
	answer(w, status, "text/plain; charset=utf-8", []byte(s.live.Snapshot().Words().T(message)+"\n"))
}
