package publish

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// badGateway is a way to an S3 server on which some requests meet a fault. do returns true
// where it has answered.
func badGateway(t *testing.T, endpoint string, do func(n int64, w http.ResponseWriter, r *http.Request) bool) (address string, asked *atomic.Int64) {
	t.Helper()
	to := &url.URL{Scheme: "http", Host: endpoint}
	pass := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host // what was signed
	}, ErrorLog: log.New(io.Discard, "", 0)}
	asked = &atomic.Int64{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !do(asked.Add(1), w, r) {
			pass.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

// fails answers as S3 servers do when something is wrong.
func fails(w http.ResponseWriter, status int, code string) bool {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>Please try again.</Message></Error>`, code)
	return true
}

// cuts breaks the connection off in the midst of a request.
func cuts(w http.ResponseWriter, r *http.Request) bool {
	_, _ = io.CopyN(io.Discard, r.Body, 100)
	if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
		c.Close()
	}
	return true
}

// What passes is tried again, and everything arrives.
func TestBucketsBehindABadWay(t *testing.T) {
	for name, fault := range map[string]func(w http.ResponseWriter, r *http.Request) bool{
		"500": func(w http.ResponseWriter, _ *http.Request) bool { return fails(w, 500, "InternalError") },
		"503": func(w http.ResponseWriter, _ *http.Request) bool { return fails(w, 503, "SlowDown") },
		"cut": cuts,
		"slow": func(w http.ResponseWriter, r *http.Request) bool {
			select {
			case <-r.Context().Done():
			case <-time.After(3 * time.Second): // longer than one attempt may take
			}
			return true
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := startS3(t)
			place, err := url.Parse(p.url)
			if err != nil {
				t.Fatal(err)
			}
			query := place.Query()
			endpoint := strings.TrimPrefix(query.Get("endpoint"), "http://")
			way, asked := badGateway(t, endpoint, func(n int64, w http.ResponseWriter, r *http.Request) bool { return n%9 == 4 && n < 60 && fault(w, r) })
			query.Set("endpoint", way)
			place.RawQuery = query.Encode()
			p.url = place.String()
			o := hasty()
			o.limit = time.Second
			if _, err := Publish(t.Context(), p.open(t), build(t, wide(1)), newClock().about(), o); err != nil {
				t.Fatal(err)
			}
			for name, want := range wide(1) {
				p.shows(t, (&url.URL{Path: name}).EscapedPath(), want)
			}
			if asked.Load() < 60 {
				t.Errorf("%d requests met too few faults", asked.Load())
			}
		})
	}
}

// What stays ends the run with a sentence, the old release in place, and the next run goes on.
func TestBucketsBehindAWayThatIsGone(t *testing.T) {
	for name, c := range map[string]struct {
		fault func(w http.ResponseWriter, r *http.Request) bool
		words []string
	}{
		"503":         {func(w http.ResponseWriter, _ *http.Request) bool { return fails(w, 503, "SlowDown") }, []string{"SlowDown: Please try again", "readers still see the old release"}},
		"a full disk": {func(w http.ResponseWriter, _ *http.Request) bool { return fails(w, 507, "XMinioStorageFull") }, []string{"disk is full", "readers still see the old release"}},
		"cut":         {cuts, []string{"readers still see the old release", "run the same command again"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := startS3(t)
			clock := newClock()
			if _, err := Publish(t.Context(), p.open(t), build(t, wide(1)), clock.about(), hasty()); err != nil {
				t.Fatal(err)
			}
			good := p.url
			place, err := url.Parse(p.url)
			if err != nil {
				t.Fatal(err)
			}
			query := place.Query()
			way, _ := badGateway(t, strings.TrimPrefix(query.Get("endpoint"), "http://"), func(n int64, w http.ResponseWriter, r *http.Request) bool {
				return r.Method == http.MethodPut && n > 30 && c.fault(w, r)
			})
			query.Set("endpoint", way)
			place.RawQuery = query.Encode()
			p.url = place.String()
			_, err = Publish(t.Context(), p.open(t), build(t, wide(2)), clock.about(), hasty())
			hinted(t, err, c.words...)
			for name, want := range story(1) {
				p.shows(t, (&url.URL{Path: name}).EscapedPath(), want)
			}
			p.url = good
			if _, err := Publish(t.Context(), p.open(t), build(t, wide(2)), clock.about(), hasty()); err != nil {
				t.Fatal(err)
			}
			for name, want := range wide(2) {
				p.shows(t, (&url.URL{Path: name}).EscapedPath(), want)
			}
		})
	}
}
