package tracker

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// Page is what a service answers at once.
type Page struct {
	Items []json.RawMessage `json:"items"`
	Names map[string]string `json:"names,omitempty"` // of fields, by id
	Next  json.RawMessage   `json:"next,omitempty"`  // where the next page begins; nil after the last one
}

// Recording is what a service has answered.
type Recording struct {
	Query Query
	Begun time.Time // when the first page was asked for
	pages []*Page
	ids   map[string]bool
	whole bool
}

// line is a line of a recording in a file: first what was asked, then the pages, then the end.
type line struct {
	Version int       `json:"version,omitempty"`
	Query   *Query    `json:"query,omitempty"`
	Begun   time.Time `json:"begun,omitzero"`
	Page    *Page     `json:"page,omitempty"`
	Issues  *int      `json:"issues,omitempty"`
}

// version is that of the form of recordings.
const version = 1

// Issues is how many issues there are.
func (r *Recording) Issues() int { return len(r.ids) }

// next is where the next page begins; nil before the first one, and after the last one.
func (r *Recording) next() json.RawMessage {
	if len(r.pages) == 0 {
		return nil
	}
	return r.pages[len(r.pages)-1].Next
}

// take adds a page. What has moved from one page to the next while they were asked for is there once.
func (r *Recording) take(p *Page) error {
	key := Find(r.Query.Service).id
	once := p.Items[:0]
	for _, item := range p.Items {
		var record map[string]json.RawMessage
		if err := json.Unmarshal(item, &record); err != nil || len(record[key]) == 0 {
			return fmt.Errorf("an issue has no %s", key)
		}
		if id := string(record[key]); !r.ids[id] {
			r.ids[id] = true
			once = append(once, item)
		}
	}
	p.Items = once
	r.pages = append(r.pages, p)
	return nil
}

// Document is all issues as one JSON text of the format that has the name of the service.
func (r *Recording) Document() io.Reader {
	list := Find(r.Query.Service).list
	open, end := "[", "]"
	if list != "" {
		open, end = fmt.Sprintf("{%q: [", list), "]}"
	}
	names := map[string]string{}
	for _, p := range r.pages {
		for id, name := range p.Names {
			names[id] = name
		}
	}
	if len(names) > 0 {
		text, _ := json.Marshal(names) // strings can always be written
		open = fmt.Sprintf("{\"names\": %s, %q: [", text, list)
	}
	parts := []io.Reader{strings.NewReader(open)}
	between := "\n"
	for _, p := range r.pages {
		for _, item := range p.Items {
			parts = append(parts, strings.NewReader(between), strings.NewReader(string(item)))
			between = ",\n"
		}
	}
	return io.MultiReader(append(parts, strings.NewReader("\n"+end+"\n"))...)
}

// ErrPart is that a recording was interrupted.
var ErrPart = errors.New("the recording is only a part")

// Load reads a recording. With [ErrPart] it is what there is of it.
func Load(file string) (*Recording, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, _, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if !r.whole {
		return r, fmt.Errorf("%s: %w: %s (hint: ask again with --save and the name without .part, or pass --partial)", file, ErrPart, counted(r.Issues()))
	}
	return r, nil
}

var errNoRecording = errors.New("this is no recording of import api (hint: pass a file that --save has written)")

// read reads a recording until its end, or until its last whole line, and says where its last page
// ends.
func read(f io.Reader) (r *Recording, end int64, err error) {
	dec := json.NewDecoder(f)
	for n := 1; ; n++ {
		var l line
		switch err := dec.Decode(&l); {
		case r != nil && err != nil:
			return r, end, nil
		case err != nil:
			return nil, 0, errNoRecording
		}
		if r, err = r.with(l, n); err != nil {
			return nil, 0, err
		}
		if !r.whole {
			end = dec.InputOffset()
		}
	}
}

// with is a recording with one more line.
func (r *Recording) with(l line, n int) (*Recording, error) {
	switch {
	case r == nil && (l.Query == nil || l.Version == 0 || Find(l.Query.Service) == nil):
		return nil, errNoRecording
	case r == nil && l.Version != version:
		return nil, fmt.Errorf("the recording is of version %d (hint: record it again; this quarterdeck reads version %d)", l.Version, version)
	case r == nil:
		return &Recording{Query: *l.Query, Begun: l.Begun, ids: map[string]bool{}}, nil
	case r.whole:
		return nil, fmt.Errorf("line %d: there is something after the end (hint: record it again)", n)
	case l.Page != nil:
		if err := r.take(l.Page); err != nil {
			return nil, fmt.Errorf("line %d: %w (hint: record it again)", n, err)
		}
	case l.Issues != nil && *l.Issues == r.Issues():
		r.whole = true
	default:
		return nil, fmt.Errorf("line %d: the number of issues is not that of the lines before (hint: record it again)", n)
	}
	return r, nil
}
