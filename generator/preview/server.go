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
		refuse(w, http.StatusForbidden, why)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "the preview can only be read")
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
	if name == "events" {
		s.events.serve(w, r, s.stop)
		return
	}
	if name == "problems" || name == "problems/" {
		now := s.live.Snapshot()
		answer(w, http.StatusOK, "text/html; charset=utf-8", problemsPage(now.Problems(), now.Source))
		return
	}
	if file, ok := strings.CutPrefix(name, "client/"); ok {
		if data, kind, ok := clientFile(file); ok {
			answer(w, http.StatusOK, kind, data)
			return
		}
	}
	refuse(w, http.StatusNotFound, "the preview has no such page; see /-/problems")
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
		answer(w, http.StatusInternalServerError, "text/html; charset=utf-8", problemsPage(all, now.Source))
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
	if problems := now.Problems(); err != nil || old {
		s.failed()
		if err != nil {
			answer(w, http.StatusInternalServerError, "text/html; charset=utf-8", problemsPage(problems, now.Source))
			return
		}
	}
	kind, _ := output.MediaType(name)
	if strings.HasPrefix(kind, "text/html") {
		data = inject(data, s.state(now, name, old))
	}
	answer(w, status, kind, data)
}

// state is what a page is told about itself.
func (s *server) state(now *generator.Snapshot, name string, old bool) pageState {
	is := behind(name, now.Archive)
	for _, file := range now.Held {
		old = old || is(file)
	}
	return pageState{Path: name, Generation: now.Generation, Problems: now.Problems(), Stale: old || now.Old(),
		Navigate: s.navigate, Archive: now.Archive, Lines: now.Source}
}

// siteName turns the path of a request into one of the site. What could lead
// anywhere else is none.
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

// refuse answers with a sentence.
func refuse(w http.ResponseWriter, status int, why string) {
	answer(w, status, "text/plain; charset=utf-8", []byte(why+"\n"))
}
