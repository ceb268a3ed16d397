package preview

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
)

var charts = sync.OnceValue(testsite.NewCharts)

// drawn is where the tests of this package keep drawn charts.
func drawn() string { return charts().Dir() }

func TestMain(m *testing.M) {
	code := m.Run()
	charts().Close()
	os.Exit(code)
}

// served is a workspace that Serve serves.
type served struct {
	*watched
	address string
	said    *lockedBuffer
	stop    func() error
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func serving(t *testing.T, o Options) *served {
	t.Helper()
	s := &served{watched: &watched{t: t, folder: t.TempDir()}, said: &lockedBuffer{}}
	if err := sample.Workspace(2, 2, 1).Write(s.folder); err != nil {
		t.Fatal(err)
	}
	w, err := generator.Open(s.folder)
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	o.Folder, o.Messages, o.Live.CacheDir = s.folder, s.said, drawn()
	o.Ready = func(address string) { ready <- address }
	if o.Host == "" {
		o.Host = "127.0.0.1"
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, w, o) }()
	select {
	case s.address = <-ready:
	case err := <-ended:
		t.Fatal(err)
	case <-time.After(bounded):
		t.Fatal("serve does not begin")
	}
	var once sync.Once
	s.stop = func() (err error) {
		once.Do(func() {
			cancel()
			select {
			case err = <-ended:
			case <-time.After(bounded):
				t.Error("serve does not end")
			}
			w.Close()
		})
		return err
	}
	t.Cleanup(func() { s.do(s.stop()) })
	return s
}

// get asks for a path exactly as it is written.
func (s *served) get(path string, headers ...string) (status int, body string, head http.Header) {
	s.t.Helper()
	r, err := http.NewRequest("GET", s.address, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.URL.Opaque = path
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	client := &http.Client{Timeout: bounded, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	answer, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(data), answer.Header
}

func TestServerAnswersTheSiteAndNothingElse(t *testing.T) {
	s := serving(t, Options{})
	s.do(os.WriteFile(filepath.Join(filepath.Dir(s.folder), "secret.txt"), []byte("secret"), 0o600))
	for path, want := range map[string]int{
		"/": 200, "/index.html": 200, "/teams/": 200, "/teams/index.html": 200, "/teams": 302, "/sitemap.xml": 200,
		"/-/problems": 200, "/-/client/client.js": 200, "/-/client/": 404, "/-/": 404, "/-/client/../client.js": 404,
		"/nowhere": 404, "/nowhere/": 404, "/assets/": 404, "/assets": 404, "/site.toml": 404, "/content/index.md": 404,
		"/../secret.txt": 404, "/%2e%2e/secret.txt": 404, "/teams/../../secret.txt": 404, "/..%2fsecret.txt": 404,
		"/%2fetc/passwd": 404, "/%00": 404, "/..%5csecret.txt": 404, "/teams//index.html": 404, "/./index.html": 404,
	} {
		status, body, head := s.get(path)
		if status != want || strings.Contains(body, "secret") || strings.Contains(body, "root:") {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
		if head.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be cached", path)
		}
	}
	if _, body, head := s.get("/nowhere"); !strings.HasPrefix(head.Get("Content-Type"), "text/html") || !strings.Contains(body, "/-/client/client.js") {
		t.Error("what is not found is not the site's page for it")
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		r, err := http.NewRequest(method, s.address, strings.NewReader("x"))
		s.do(err)
		answer, err := http.DefaultClient.Do(r)
		s.do(err)
		answer.Body.Close()
		if answer.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, answer.StatusCode)
		}
	}
}

func TestServerRefusesStrangers(t *testing.T) {
	s := serving(t, Options{})
	own := strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")
	for _, c := range []struct {
		path    string
		want    int
		headers []string
	}{
		{"/", 200, []string{"Host", "localhost:4000"}},
		{"/", 200, []string{"Host", "[::1]:4000"}},
		{"/", 200, []string{"Host", "127.0.0.1"}},
		{"/", 403, []string{"Host", "evil.example"}},
		{"/", 403, []string{"Host", "evil.example:4000"}},
		{"/", 403, []string{"Host", "localhost.evil.example"}},
		{"/", 403, []string{"Host", "192.0.2.1"}},
		{"/-/events", 403, []string{"Origin", "http://evil.example"}},
		{"/-/events", 403, []string{"Origin", "null"}},
		{"/-/problems", 403, []string{"Sec-Fetch-Site", "cross-site"}},
		{"/-/problems", 403, []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}},
		{"/-/problems", 200, []string{"Origin", "http://" + own}},
		{"/-/problems", 200, []string{"Sec-Fetch-Site", "same-origin"}},
		{"/", 200, []string{"Sec-Fetch-Site", "none"}},
		{"/", 200, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}},
		{"/", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}},
		{"/index.html", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}},
	} {
		if status, body, _ := s.get(c.path, c.headers...); status != c.want || status == 403 && len(body) < 20 {
			t.Errorf("%s %q: %d, want %d: %s", c.path, c.headers, status, c.want, body)
		}
	}
}

// What is bound to every address may be asked for by any address, and no foreign name.
func TestHostsOfAServerForEverybody(t *testing.T) {
	h := hosts{"0.0.0.0"}
	own, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]bool{"192.0.2.1": true, "localhost": true, own: true, "evil.example": false, "": false} {
		if h.allows(strings.ToLower(host)) != want {
			t.Errorf("%q is allowed: %v", host, !want)
		}
	}
}

// eventually waits until something holds.
func (s *served) eventually(what string, holds func() bool) {
	s.t.Helper()
	for end := time.Now().Add(bounded); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("never: %s", what)
		}
	}
}

// event is one server-sent event.
type event struct{ name, data string }

// listens reads the events of a served workspace until the test ends.
func (s *served) listens() <-chan event {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", s.address+"-/events", nil)
	s.do(err)
	answer, err := http.DefaultClient.Do(r)
	s.do(err)
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		s.t.Fatalf("events are %q", kind)
	}
	events := make(chan event, 100)
	go func() {
		defer close(events)
		defer answer.Body.Close()
		var e event
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				e.name = name
			} else if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				e.data = data
			} else if lines.Text() == "" && e.name != "" {
				events <- e
				e = event{}
			}
		}
	}()
	return events
}

// next waits for an event by its name, and passes over others.
func (s *served) next(events <-chan event, name string) string {
	s.t.Helper()
	end := time.After(bounded)
	for {
		select {
		case e, ok := <-events:
			if !ok {
				s.t.Fatalf("the stream ended before %s", name)
			}
			if e.name == name {
				return e.data
			}
		case <-end:
			s.t.Fatalf("no event %s", name)
		}
	}
}

func TestEvents(t *testing.T) {
	s := serving(t, Options{})
	events := s.listens()
	if got := s.next(events, "ready"); got != `{"generation":1}` {
		t.Errorf("ready says %s", got)
	}
	if got := s.next(events, "problems"); got != "[]" {
		t.Errorf("there are problems: %s", got)
	}

	s.write("content/teams/new.md", "+++\nname = \"New\"\n+++\n")
	var c changeEvent
	s.do(json.Unmarshal([]byte(s.next(events, "change")), &c))
	if c.Page != "/teams/new/" || c.CSS || c.Generation < 2 || !strings.Contains(strings.Join(c.URLs, " "), "/teams/new/") {
		t.Errorf("a new team is told as %+v", c)
	}
	if status, body, _ := s.get("/teams/new/"); status != 200 || !strings.Contains(body, "New") {
		t.Errorf("the page that was told of: %d", status)
	}

	s.write("content/teams/new.md", "+++\nname = \n+++\n")
	if got := s.next(events, "problems"); !strings.Contains(got, `"file":"content/teams/new.md","line":2`) {
		t.Errorf("problems are %s", got)
	}
	s.next(events, "change")
	if status, body, _ := s.get("/teams/new/"); status != 200 || !strings.Contains(body, "New") {
		t.Errorf("the last good page: %d", status)
	}
	s.write("content/teams/new.md", "+++\nname = \"Mended\"\n+++\n")
	if got := s.next(events, "problems"); got != "[]" {
		t.Errorf("mended, but: %s", got)
	}

	s.write("templates/assets/site.css", "body { margin: 0 }\n")
	for c.CSS = false; !strings.Contains(strings.Join(c.URLs, " "), "assets/site."); {
		s.write("templates/assets/site.css", "body { margin: 1px }\n"+strings.Repeat(" ", int(c.Generation)))
		c = changeEvent{}
		s.do(json.Unmarshal([]byte(s.next(events, "change")), &c))
	}
	if !c.CSS || len(c.URLs) != 1 {
		t.Errorf("a style sheet is told as %+v", c)
	}

	s.do(s.stop())
	for range events { // it ends with the server
	}
	said := s.said.String()
	if !strings.HasPrefix(said, "serving "+s.address+" (internal), stop with Ctrl-C\n") ||
		strings.Count(said, "content/teams/new.md:2") != 1 || !strings.Contains(said, "1 error, 0 warnings\nall mended\n") {
		t.Errorf("the terminal shows\n%s", said)
	}
}

// Who does not read holds nobody up, and gets what it missed as one.
func TestASlowReaderGetsTheLatest(t *testing.T) {
	e := newEvents(1, nil)
	r, generation := e.join()
	if generation != 1 {
		t.Error("a reader is not told where it begins")
	}
	for i := range 1000 {
		e.changed(changeEvent{URLs: []string{"/a/"}, Generation: uint64(i + 2)})
	}
	e.changed(changeEvent{URLs: []string{"/b/"}, Generation: 2000})
	e.changed(changeEvent{URLs: []string{"/assets/site.1.css"}, CSS: true, Generation: 2001})
	if c, _ := e.take(r); c.Generation != 2001 || c.CSS || len(c.URLs) != 3 {
		t.Errorf("a slow reader gets %+v", c)
	}
	e.leave(r)
	for range mostReaders {
		e.join()
	}
	if r, _ := e.join(); r != nil {
		t.Error("there is no limit to readers")
	}
}

func TestAPortThatIsTakenGivesWayToTheNext(t *testing.T) {
	taken, err := listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	next, err := listen("127.0.0.1", port)
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	if got := next.Addr().(*net.TCPAddr).Port; got <= port {
		t.Errorf("port %d is taken, and the next is %d", port, got)
	}
	if l, err := listen("no.such.host.invalid", 4000); err == nil {
		l.Close()
		t.Error("a host that is none can be bound")
	}
}

// A file that cannot be read any more is shown as it last was, and the writer is told.
func TestFileMadeUnreadable(t *testing.T) {
	const plan, page = "content/2026-q4/rules-platform/plan.md", "/2026-q4/rules-platform/"
	for _, c := range []struct {
		what, says string
		make       func(s *served)
	}{
		{"a link to nothing", "cannot be read", func(s *served) { s.do(os.Symlink("gone.md", s.at(plan))) }},
		{"a link out of the workspace", "this link leads out of the workspace", func(s *served) { s.do(os.Symlink("/etc/hostname", s.at(plan))) }},
		{"a file of nobody", "cannot be read", func(s *served) {
			if os.Getuid() == 0 { // who may read everything: a link to itself comes nearest
				s.do(os.Symlink("plan.md", s.at(plan)))
				return
			}
			s.write(plan, "")
			s.do(os.Chmod(s.at(plan), 0))
		}},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := serving(t, Options{})
			text, err := os.ReadFile(s.at(plan))
			s.do(err)
			_, good, _ := s.get(page)
			s.do(os.Remove(s.at(plan)))
			c.make(s)
			s.eventually("the problem is told", func() bool {
				_, list, _ := s.get("/-/problems")
				return strings.Contains(list, c.says) && strings.Contains(list, plan)
			})
			if _, now, _ := s.get(page); !bytes.Equal(withoutPreview([]byte(now)), withoutPreview([]byte(good))) {
				t.Error("the page is not the last good one")
			}
			s.do(os.Remove(s.at(plan)))
			s.write(plan, string(text)+"\nReadable again.\n")
			s.eventually("the page is mended", func() bool {
				_, now, _ := s.get(page)
				_, list, _ := s.get("/-/problems")
				return strings.Contains(now, "Readable again.") && !strings.Contains(list, plan)
			})
		})
	}
}

// A workspace whose settings break, or go, while it is served is served on.
func TestServingGoesOnWithoutSettings(t *testing.T) {
	s := serving(t, Options{})
	for _, step := range []struct {
		change  func()
		problem string
	}{
		{func() { s.write("site.toml", "titel = 1\n") }, "titel"},
		{func() { s.do(os.Remove(s.at("site.toml"))) }, "there is no site.toml here"},
	} {
		step.change()
		s.eventually(step.problem, func() bool {
			_, body, _ := s.get("/-/problems")
			return strings.Contains(body, step.problem)
		})
		if status, body, _ := s.get("/"); status != http.StatusOK {
			t.Errorf("%s: %d, %s", step.problem, status, body)
		}
	}
}
