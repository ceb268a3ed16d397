package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"
)

// startTracker is the script command `tracker FILE`: it starts a service that answers like GitHub, and
// writes its address into the file in the place of TRACKER. It wants the token ghp_0123456789secret,
// which it repeats in what it says. Of its three pages it makes somebody wait for the second once,
// and refuses the third once.
func startTracker(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: tracker FILE")
	}
	var waited, refused atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := r.URL.Query().Get("page")
		switch {
		case r.Header.Get("Authorization") != "Bearer ghp_0123456789secret":
			http.Error(w, `{"message": "Bad credentials"}`, http.StatusUnauthorized)
		case r.URL.Path != "/repos/acme/edge/issues" || r.URL.Query().Get("since") != "2026-07-01":
			http.Error(w, `{"message": "Not Found"}`, http.StatusNotFound)
		case page == "":
			next(w, r, "2")
			fmt.Fprint(w, `[`+githubIssue(31, "Bulk edit", "closed", "2026-08-12T16:00:00Z")+`]`)
		case page == "2" && waited.CompareAndSwap(false, true):
			w.Header().Set("Retry-After", "1")
			http.Error(w, `{"message": "slower, ghp_0123456789secret"}`, http.StatusTooManyRequests)
		case page == "2":
			next(w, r, "3")
			fmt.Fprint(w, `[`+githubIssue(33, "Rule order", "open", "")+`]`)
		case refused.CompareAndSwap(false, true):
			http.Error(w, `{"message": "no more for ghp_0123456789secret"}`, http.StatusForbidden)
		default:
			fmt.Fprint(w, `[`+githubIssue(50, "An emergency", "closed", "2026-09-02T16:00:00Z")+`]`)
		}
	}))
	ts.Defer(server.Close)
	file := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(file, []byte(strings.ReplaceAll(ts.ReadFile(args[0]), "TRACKER", server.URL)), 0o644))
}

func next(w http.ResponseWriter, r *http.Request, page string) {
	q := r.URL.Query()
	q.Set("page", page)
	w.Header().Set("Link", fmt.Sprintf(`<http://%s/repositories/7/issues?%s>; rel="next"`, r.Host, q.Encode()))
}

func githubIssue(number int, title, state, closed string) string {
	return fmt.Sprintf(`{"number": %d, "title": %q, "state": %q, "html_url": "https://github.example/acme/edge/issues/%d", "created_at": "2026-07-01T09:00:00Z",
		"closed_at": %q, "labels": [{"name": "bug"}], "user": {"login": "ana"}, "body": "ghp_0123456789secret"}`, number, title, state, number, closed)
}
