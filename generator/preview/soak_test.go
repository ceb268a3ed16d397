package preview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
)

// fresh is what the site of a folder, read anew, has at paths that are wanted.
func (s *served) fresh(wanted func(name string) bool) map[string][]byte {
	s.t.Helper()
	w, err := generator.Open(s.folder)
	s.do(err)
	defer w.Close()
	live := generator.NewLive(w, generator.LiveOptions{CacheDir: drawn()})
	defer live.Close()
	all := map[string][]byte{}
	for _, name := range live.Site("internal").Paths() {
		if !wanted(name) {
			continue
		}
		address, data, err := live.Site("internal").File(context.Background(), name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		s.do(err)
		all[address] = data
	}
	return all
}

// pages are the paths of all pages for people.
func (s *served) pages() []string {
	s.t.Helper()
	var names []string
	for name := range s.fresh(func(name string) bool { return strings.HasSuffix(name, ".html") }) {
		names = append(names, name)
	}
	return names
}

// settles waits until what is served is what a fresh read of the folder gives, but for
// what the preview puts in.
func (s *served) settles() {
	s.t.Helper()
	s.agrees(func(string) bool { return true })
}

// agrees does so for some of the files.
func (s *served) agrees(wanted func(name string) bool) {
	s.t.Helper()
	want := s.fresh(wanted)
	end := time.Now().Add(bounded)
	for name, data := range want {
		for {
			_, body, _ := s.get("/" + name)
			if bytes.Equal(withoutPreview([]byte(body)), withoutPreview(data)) {
				break
			}
			if time.Now().After(end) {
				s.t.Fatalf("%s stays stale", name)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// injectedTags are those that lead to the preview's files.
var injectedTags = regexp.MustCompile(`<(?:script|link)[^>]*/-/client/[^>]*>(?:</script>)?\n`)

// withoutPreview cuts out what inject puts in, whatever it says: the tags that lead to
// the preview's files, and the panel at the beginning of the body.
func withoutPreview(page []byte) []byte {
	page = injectedTags.ReplaceAll(page, nil)
	before, rest, found := bytes.Cut(page, []byte("<aside id=\"quarterdeck\""))
	if !found {
		return page
	}
	_, after, _ := bytes.Cut(rest, []byte("</aside>\n"))
	return append(bytes.Clone(before), after...)
}

func TestServedEqualsAFreshReadAfterStorms(t *testing.T) {
	s := serving(t, Options{})
	s.settles()

	// 200 saves a second, one after the other, to one file and to many.
	for i := range testsite.Rounds(200, 100) {
		s.write("content/index.md", fmt.Sprintf("Save number %d.\n", i))
		s.write(fmt.Sprintf("content/teams/t%d.md", i%20), fmt.Sprintf("+++\nname = \"Team %d\"\n+++\n", i))
		time.Sleep(4 * time.Millisecond)
	}
	s.settles()

	// A checkout of another branch and back: many files come and go.
	for i := range testsite.Rounds(2000, 400) {
		s.write(fmt.Sprintf("content/pictures/%d/%d.txt", i%50, i), "text")
	}
	s.write("content/index.md", "Another branch.\n")
	s.settles()
	s.do(os.RemoveAll(s.at("content/pictures")))
	s.write("content/index.md", "The first branch.\n")
	s.settles()

	// A very large one, with somebody who reads every page meanwhile.
	pages := s.pages()
	stop, ended := make(chan struct{}), make(chan struct{})
	var rounds atomic.Int64
	go func() {
		defer close(ended)
		for {
			for _, name := range pages {
				select {
				case <-stop:
					return
				default:
				}
				if r, err := http.Get(s.address + name); err != nil {
					t.Error(err)
				} else {
					if r.Body.Close(); r.StatusCode != http.StatusOK {
						t.Errorf("%s during a checkout: %s", name, r.Status)
					}
				}
			}
			rounds.Add(1)
		}
	}()
	files := testsite.Rounds(20_000, 3_000)
	for i := 0; i < files || rounds.Load() == 0 && i < 20_000; i++ {
		s.write(fmt.Sprintf("content/pictures/%d/%d.txt", i%100, i), "text")
	}
	s.write("content/index.md", "A large branch.\n")
	s.agrees(func(name string) bool {
		return name == "index.html" || slices.Contains(pages, name) || strings.HasPrefix(name, "pictures/99/1")
	})
	close(stop)
	<-ended
	if rounds.Load() == 0 {
		t.Error("not every page was read during the checkout")
	}
	s.do(os.RemoveAll(s.at("content/pictures")))
	s.write("content/index.md", "The first branch again.\n")
	s.settles()

	// The whole content vanishes, and comes back changed.
	s.do(os.Rename(s.at("content"), s.at("away")))
	s.write("away/index.md", "Written elsewhere.\n")
	time.Sleep(50 * time.Millisecond)
	s.do(os.Rename(s.at("away"), s.at("content")))
	s.settles()
	s.write("content/index.md", "Written here.\n")
	s.settles()
}

// An hour of writing leaves nothing behind: no goroutine, no open file, no memory.
func TestAnHourOfEditsLeavesNothingBehind(t *testing.T) {
	s := serving(t, Options{})
	events := s.listens()
	go func() {
		for range events { // an open page
		}
	}()
	random := rand.New(rand.NewPCG(1, 1))
	inFolder := sample.Workspace(2, 2, 1)
	var names []string
	for name := range inFolder {
		names = append(names, name)
	}
	edit := func(i int) {
		name := names[random.IntN(len(names))]
		switch random.IntN(6) {
		case 0:
			s.do(os.RemoveAll(s.at(name)))
		case 1:
			s.write(name, "+++\n[[[\n")
		case 2:
			s.write("templates/assets/site.css", fmt.Sprintf("body { margin: %dpx }\n", i))
		case 3:
			s.write(fmt.Sprintf("content/2030-q%d/new/plan.md", 1+i%4), fmt.Sprintf("Words %d.\n", i))
		case 4:
			s.do(os.RemoveAll(s.at(fmt.Sprintf("content/2030-q%d", 1+i%4))))
		default:
			s.write(name, inFolder[name]+fmt.Sprintf("\n# %d\n", i))
		}
	}
	pages := []string{"/", "/teams/", "/-/problems", "/nowhere"}
	hours := func(edits int) {
		for i := range edits {
			edit(i)
			if status, body, _ := s.get(pages[i%len(pages)]); status >= 500 && !strings.Contains(body, "site.toml") {
				t.Fatalf("edit %d: %d\n%s", i, status, body)
			}
		}
		for name, text := range inFolder {
			s.write(name, text)
		}
		s.do(os.RemoveAll(s.at("templates")))
		for q := range 4 {
			s.do(os.RemoveAll(s.at(fmt.Sprintf("content/2030-q%d", 1+q))))
		}
		s.settles()
	}
	hours(100) // after which everything that is kept once is there
	before := takeStock()
	hours(testsite.Rounds(400, 200))
	after := takeStock()
	if after.goroutines > before.goroutines+5 || after.files > before.files+5 || after.heap > before.heap+8<<20 {
		t.Errorf("%+v became %+v", before, after)
	}
	s.do(s.stop())
}

// stock is what a process holds.
type stock struct {
	goroutines, files int
	heap              uint64
}

func takeStock() stock {
	http.DefaultClient.CloseIdleConnections()
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := stock{goroutines: runtime.NumGoroutine(), heap: m.HeapAlloc}
	if list, err := os.ReadDir(filepath.FromSlash("/proc/self/fd")); err == nil { // elsewhere it is not counted
		s.files = len(list)
	}
	return s
}
