package generator_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"quarterdeck/generator/testsite"
)

// schemaIn compiles a JSON Schema.
func schemaIn(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validates(t *testing.T, s *jsonschema.Schema, name string, data []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// Every feed of the example is what its specification says, by validators of others.
func TestFeedsAreValid(t *testing.T) {
	xmllint := testsite.Need(t, "xmllint")
	feed := schemaIn(t, "testdata/feeds/jsonfeed.json")
	for _, audience := range []string{"internal", "customers"} {
		folder := exampleSite(t, audience)
		n := 0
		eachBuilt(t, folder, func(name string, data []byte) {
			switch {
			case strings.HasSuffix(name, "feed.xml"):
				n++
				if out, err := exec.Command(xmllint, "--noout", "--nonet", "--relaxng", "testdata/feeds/atom.rng", filepath.Join(folder, name)).CombinedOutput(); err != nil {
					t.Errorf("%s %s: %v\n%s", audience, name, err, out)
				}
			case strings.HasSuffix(name, "feed.json"):
				n++
				validates(t, feed, audience+" "+name, data)
			}
		})
		if n < 14 {
			t.Errorf("%s: only %d feeds", audience, n)
		}
	}
	// The validators do find what is wrong.
	broken := filepath.Join(t.TempDir(), "feed.xml")
	if err := os.WriteFile(broken, []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>`), 0o666); err != nil {
		t.Fatal(err)
	}
	if exec.Command(xmllint, "--noout", "--nonet", "--relaxng", "testdata/feeds/atom.rng", broken).Run() == nil {
		t.Error("a feed without id and date is valid")
	}
	for _, text := range []string{`{"version": "https://jsonfeed.org/version/1.1", "title": "x"}`, `{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1"}]}`,
		`{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "content_text": "x", "date_published": "yesterday"}]}`} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil || feed.Validate(v) == nil {
			t.Errorf("%s is valid: %v", text, err)
		}
	}
}

// reader is a reader of feeds that remembers what it has seen.
type reader struct {
	url  string
	tag  string
	seen map[string]string // updated, by id
}

// poll returns the titles of what is new or was updated, as a reader shows it.
func (r *reader) poll(t *testing.T) (fresh, updated []string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), "GET", r.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.tag != "" {
		request.Header.Set("If-None-Match", r.tag)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusNotModified {
		return nil, nil
	}
	r.tag = answer.Header.Get("ETag")
	feed, err := gofeed.NewParser().Parse(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range feed.Items {
		switch was, known := r.seen[item.GUID]; {
		case !known:
			fresh = append(fresh, item.Title)
		case was != item.Updated:
			updated = append(updated, item.Title)
		}
		r.seen[item.GUID] = item.Updated
	}
	return fresh, updated
}

// A reader that polls again after a rebuild sees nothing new where nothing changed, one entry where
// an item came a phase further, and an update where one was withdrawn.
func TestAReadersSecondPoll(t *testing.T) {
	var source workspace
	out := t.TempDir()
	build := func() {
		t.Helper()
		site := undrawn(t, open(t, source.folder), 1)
		if err := os.MkdirAll(filepath.Join(out, "shipped"), 0o777); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"shipped/feed.xml", "shipped/feed.json"} {
			data, err := site.Bytes(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(out, name), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	t.Cleanup(server.Close)
	for _, name := range []string{"feed.xml", "feed.json"} {
		source = exampleCopy(t)
		build()
		r := &reader{url: server.URL + "/shipped/" + name, seen: map[string]string{}}
		if fresh, _ := r.poll(t); len(fresh) < 50 {
			t.Fatalf("%s: the first poll has %d entries", name, len(fresh))
		}
		build()
		if fresh, updated := r.poll(t); len(fresh)+len(updated) > 0 {
			t.Errorf("%s: after a rebuild without changes, new: %q, updated: %q", name, fresh, updated)
		}
		source.replace("content/2026-q4/firewall/plan.md", `customer_title = "See who changed a rule, and when"`, `customer_title = "See who changed what, and when"`)
		build()
		if fresh, updated := r.poll(t); len(fresh)+len(updated) > 0 {
			t.Errorf("%s: after a new title, new: %q, updated: %q", name, fresh, updated)
		}
		source.replace("content/2026-q4/managed-rules/metrics.toml", "id = \"MR-101\"\nstatus = \"open\"", "id = \"MR-101\"\nstatus = \"delivered\"\nfinished = 2026-11-19")
		build()
		if fresh, updated := r.poll(t); len(fresh) != 1 || fresh[0] != "Roll back a ruleset (GA)" || len(updated) > 0 {
			t.Errorf("%s: after a new phase, new: %q, updated: %q", name, fresh, updated)
		}
		source.replace("content/shipped.toml", "[LG-12]\n", "[LG-12]\nretracted = 2026-11-20\nretracted_why = \"Too much to keep\"\n")
		build()
		if fresh, updated := r.poll(t); len(fresh) > 0 || len(updated) != 1 || !strings.HasPrefix(updated[0], "Withdrawn: ") {
			t.Errorf("%s: after a withdrawal, new: %q, updated: %q", name, fresh, updated)
		}
	}
}
