package tracker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/importer"
)

// world is a clock that nobody waits for, and all that was said.
type world struct {
	now   time.Time
	waits []time.Duration
	said  []string
	env   map[string]string
}

func newWorld(env map[string]string) *world {
	return &world{now: time.Date(2026, 10, 2, 12, 0, 0, 0, time.UTC), env: env}
}

func (w *world) options(save string) Options {
	return Options{
		Save: save, Env: func(name string) string { return w.env[name] }, Say: func(text string) { w.said = append(w.said, text) }, Now: func() time.Time { return w.now },
		Sleep: func(ctx context.Context, d time.Duration) error {
			w.waits = append(w.waits, d)
			w.now = w.now.Add(d)
			return ctx.Err()
		},
	}
}

// issues are those of a recording as an import reads them.
func issues(t *testing.T, r *Recording) string {
	t.Helper()
	var all []string
	problems := importer.Find(r.Query.Service).Read(importer.NewInput("x", r.Document()), nil, func(i *importer.Issue) { all = append(all, i.ID+" "+i.Title) })
	if len(problems) > 0 {
		t.Error(problems)
	}
	return strings.Join(all, ", ")
}

func document(t *testing.T, r *Recording) string {
	t.Helper()
	text, err := io.ReadAll(r.Document())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// noSecrets fails where a text has the token, or the name of somebody.
func noSecrets(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		for _, secret := range []string{token, basic("", token)[6:], basic("me@example.com", token)[6:], "Person", "person@"} {
			if strings.Contains(text, secret) {
				t.Errorf("%q is in %s", secret, text)
			}
		}
	}
}

func eachFake(t *testing.T, test func(t *testing.T, f fake)) {
	for name, f := range fakes {
		t.Run(name, func(t *testing.T) { test(t, f) })
	}
}

// Each service is asked to its last page, whatever happens on the way, and what it answered is read
// like an export. A replay of it is the same.
func TestAskIsPatient(t *testing.T) {
	eachFake(t, func(t *testing.T, f fake) {
		q, _ := f.start(t, func(n int, w http.ResponseWriter, _ *http.Request) bool {
			switch n {
			case 1:
				w.Header().Set("Retry-After", "7")
				http.Error(w, `{"message": "slower, `+token+`"}`, http.StatusTooManyRequests)
			case 2:
				http.Error(w, "<html>broken", http.StatusInternalServerError)
			case 4:
				w.Header().Set("Content-Length", "1000")
				fmt.Fprint(w, `[{"cut`)
			case 6:
				panic(http.ErrAbortHandler)
			default:
				return false
			}
			return true
		})
		w, file := newWorld(f.env), filepath.Join(t.TempDir(), "answers")
		r, err := Ask(t.Context(), q, w.options(file))
		if err != nil {
			t.Fatal(err)
		}
		if got := issues(t, r); got != f.want {
			t.Errorf("read %s\nwant %s", got, f.want)
		}
		// A GET whose connection was closed is repeated by package http itself.
		if want := []time.Duration{7 * time.Second, 2 * time.Second, time.Second, time.Second}; !slices.Equal(w.waits, want[:max(3, min(4, len(w.waits)))]) {
			t.Errorf("waited %v, want %v", w.waits, want)
		}
		saved, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		noSecrets(t, append(w.said, string(saved), document(t, r))...)
		again, err := Load(file)
		if err != nil || document(t, again) != document(t, r) || !again.Begun.Equal(r.Begun) || again.Query != r.Query {
			t.Errorf("the replay differs: %v\n%s\n%s", err, document(t, r), document(t, again))
		}
		if _, err := os.Stat(file + ".part"); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the part is still there: %v", err)
		}
		if info, err := os.Stat(file); err == nil && info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
			t.Errorf("others may read it: %v", info.Mode())
		}
	})
}

// The history of an issue is there as a whole, also where Jira leaves its beginning out of a search.
func TestJiraHistory(t *testing.T) {
	for _, name := range []string{"jira of the cloud", "jira of a data center"} {
		f := fakes[name]
		q, _ := f.start(t, nil)
		r, err := Ask(t.Context(), q, newWorld(f.env).options(""))
		if err != nil {
			t.Fatal(err)
		}
		_ = importer.Find("jira").Read(importer.NewInput("x", r.Document()), nil, func(i *importer.Issue) {
			if len(i.Changes) != 1 || i.Changes[0].Field != "status" || i.Changes[0].To != "In Progress" || len(i.Points) != 1 {
				t.Errorf("%s: %s has %v, %v", name, i.ID, i.Changes, i.Points)
			}
		})
	}
}

// What Linear has more of than is asked for is named.
func TestLinearTellsWhatIsLeftOut(t *testing.T) {
	f := fakes["linear"]
	q, _ := f.start(t, nil)
	w := newWorld(f.env)
	if _, err := Ask(t.Context(), q, w.options("")); err != nil || len(w.said) != 1 || !strings.Contains(w.said[0], "FW-2 has more than 20 labels or links") {
		t.Error(err, w.said)
	}
}

// What was interrupted is continued, and is then what it would have been.
func TestAskGoesOn(t *testing.T) {
	eachFake(t, func(t *testing.T, f fake) {
		fail := true
		q, asked := f.start(t, func(n int, w http.ResponseWriter, _ *http.Request) bool {
			if fail && n > 2 && (n > 4 || !strings.HasPrefix(f.query.Service, "jira")) {
				w.WriteHeader(http.StatusBadGateway)
				return true
			}
			return false
		})
		w, file := newWorld(f.env), filepath.Join(t.TempDir(), "answers")
		_, err := Ask(t.Context(), q, w.options(file))
		if err == nil || !strings.Contains(err.Error(), "502 Bad Gateway") || !strings.Contains(err.Error(), " kept in "+file+".part: the same command goes on from there") {
			t.Fatal(err)
		}
		if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("what is a part has the name of the whole: %v", err)
		}
		if part, err := Load(file + ".part"); !errors.Is(err, ErrPart) || part.Issues() == 0 && f.query.Service != "azure" {
			t.Errorf("the part: %v, %v", part, err)
		}
		cutTail(t, file+".part")
		fail = false
		before := *asked
		w.said = nil
		r, err := Ask(t.Context(), q, w.options(file))
		if err != nil || issues(t, r) != f.want {
			t.Fatal(err, issues(t, r))
		}
		if !strings.Contains(strings.Join(w.said, "\n"), "going on from there") || *asked-before > 4 {
			t.Errorf("%d were asked again, %v", *asked-before, w.said)
		}
		if again, err := Load(file); err != nil || document(t, again) != document(t, r) {
			t.Error(err)
		}
	})
}

// cutTail adds half a line, as a machine leaves it that has lost its power.
func cutTail(t *testing.T, name string) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString(`{"page":{"items":[{"id":`)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The part of another query, or of another day, is not gone on with.
func TestAskBeginsAgain(t *testing.T) {
	f := fakes["gitlab"]
	for name, change := range map[string]func(w *world, q *Query){
		"of another query": func(_ *world, q *Query) { q.Query = "labels=edge&milestone=Q3" },
		"of 2026-10-02":    func(w *world, _ *Query) { w.now = w.now.Add(25 * time.Hour) },
	} {
		fail := true
		q, asked := f.start(t, func(n int, w http.ResponseWriter, _ *http.Request) bool {
			if fail && n > 1 {
				w.WriteHeader(http.StatusForbidden)
			}
			return fail && n > 1
		})
		w, file := newWorld(f.env), filepath.Join(t.TempDir(), "answers")
		if _, err := Ask(t.Context(), q, w.options(file)); err == nil {
			t.Fatal("it did not fail")
		}
		fail, *asked = false, 0
		change(w, &q)
		r, err := Ask(t.Context(), q, w.options(file))
		if err != nil || issues(t, r) != f.want || *asked != 3 || !strings.Contains(strings.Join(w.said, "\n"), name+": asking from the beginning") {
			t.Errorf("%s: %v, %d asked, %v", name, err, *asked, w.said)
		}
	}
}

// A wait ends at once with Ctrl-C, and so does a call.
func TestAskIsInterrupted(t *testing.T) {
	f := fakes["github"]
	release := make(chan bool)
	defer close(release)
	for name, door := range map[string]func(n int, w http.ResponseWriter, r *http.Request) bool{
		"in a wait": func(n int, w http.ResponseWriter, _ *http.Request) bool {
			if n == 2 {
				w.Header().Set("Retry-After", "500")
				w.WriteHeader(http.StatusTooManyRequests)
			}
			return n == 2
		},
		"in a call": func(n int, _ http.ResponseWriter, r *http.Request) bool {
			if n == 2 {
				select {
				case <-release:
				case <-r.Context().Done():
				}
			}
			return n == 2
		},
	} {
		q, _ := f.start(t, door)
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		w, file := newWorld(f.env), filepath.Join(t.TempDir(), "answers")
		o := w.options(file)
		o.Sleep = Sleep
		start := time.Now()
		_, err := Ask(ctx, q, o)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "interrupted") || !strings.Contains(err.Error(), "2 issues kept in "+file+".part") {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s: it took %s to end", name, took)
		}
	}
}

// A file that is no recording is not overwritten as if it were one.
func TestSaveTouchesNothingElse(t *testing.T) {
	f := fakes["github"]
	q, _ := f.start(t, nil)
	file := filepath.Join(t.TempDir(), "answers")
	if err := os.WriteFile(file+".part", []byte("my notes\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Ask(t.Context(), q, newWorld(f.env).options(file))
	if text, _ := os.ReadFile(file + ".part"); err == nil || !strings.Contains(err.Error(), "this is no recording of import api") || string(text) != "my notes\n" {
		t.Errorf("%v, %s", err, text)
	}
	if _, err := Ask(t.Context(), q, newWorld(f.env).options(filepath.Dir(file))); err == nil || !strings.Contains(err.Error(), "is no file") {
		t.Error(err)
	}
}

func TestLoadRefuses(t *testing.T) {
	head := `{"version":1,"query":{"service":"github"},"begun":"2026-10-02T12:00:00Z"}` + "\n"
	for text, want := range map[string]string{
		"":                                "this is no recording of import api",
		"Issue key,Summary\n":             "this is no recording of import api",
		`[{"number": 1}]`:                 "this is no recording of import api",
		`{"version":1}`:                   "this is no recording of import api",
		head:                              "the recording is only a part: 0 issues",
		head + `{"issues":3}`:             "line 2: the number of issues is not that of the lines before",
		head + `{"issues":0} 7`:           "",
		head + `{"issues":0}{"issues":0}`: "line 3: there is something after the end",
		head + `{"page":{"items":[{"title":"x"}]}}`: "line 2: an issue has no number",
		strings.Replace(head, `1`, `9`, 1):          "the recording is of version 9",
	} {
		file := filepath.Join(t.TempDir(), "answers")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Load(file)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v\nwant %s", text, err, want)
		}
	}
}

func FuzzRecording(f *testing.F) {
	f.Add([]byte(`{"version":1,"query":{"service":"github"},"begun":"2026-10-02T12:00:00Z"}` + "\n" + `{"page":{"items":[{"number":1}],"next":"x"}}` + "\n" + `{"issues":1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, end, err := read(bytes.NewReader(text))
		if err == nil && (end < 0 || end > int64(len(text)) || r == nil) {
			t.Errorf("%d of %d", end, len(text))
		}
		if err == nil {
			document(t, r)
		}
	})
}
