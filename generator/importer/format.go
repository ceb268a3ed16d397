package importer

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
)

// Format is one tracker's way to export.
type Format struct {
	Name   string // on the command line, and in [import.<name>] of site.toml
	Title  string
	shapes []shape
}

// shape is one kind of file of a format.
type shape struct {
	title    string
	json     bool
	headers  map[string]string // in other languages, by the English ones
	required []string          // headers of columns; of JSON, keys of records
	list     string            // of JSON: the key of the list of records; "" is the file
	read     func(*Input, *Mapping, shape, func(*Issue)) diag.List
}

// Formats are all formats, by name. One more is a file with its shapes, and a row here.
var Formats = []Format{
	{"azure", "Azure DevOps", azureShapes},
	{"github", "GitHub", githubShapes},
	{"gitlab", "GitLab", gitlabShapes},
	{"jira", "Jira", jiraShapes},
	{"linear", "Linear", linearShapes},
	{"table", "Table", tableShapes},
	{"trello", "Trello", trelloShapes},
}

// Find returns the format of a name; nil where there is none.
func Find(name string) *Format {
	if i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name }); i >= 0 {
		return &Formats[i]
	}
	return nil
}

// Names are the names of all formats.
func Names() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// Read reads an export, and calls yield for each issue, in the order of the file. The mapping
// gives columns and days their meaning; nil is what is built in.
func (f *Format) Read(in *Input, m *Mapping, yield func(*Issue)) diag.List {
	if m == nil {
		m = &Mapping{}
	}
	found, problems := recognise(in, m, []Format{*f})
	if found == nil {
		return problems
	}
	return found.shape.read(in, m, found.shape, yield)
}

// Recognise returns the format of a file by what its columns are called. Where there is none, the
// problems name what the nearest one lacks.
func Recognise(in *Input, m func(format string) *Mapping) (*Format, diag.List) {
	if _, problems := in.look(); len(problems) > 0 {
		return nil, problems
	}
	var near diag.List
	for i := range Formats {
		if len(Formats[i].shapes[0].required) == 0 {
			continue // it fits anything
		}
		mapping := m(Formats[i].Name)
		if mapping == nil {
			mapping = &Mapping{}
		}
		found, problems := recognise(in, mapping, Formats[i:i+1])
		if found != nil {
			return &Formats[i], nil
		}
		near = append(near, problems...)
	}
	return nil, nearest(in.Name, near)
}

// recognised is the shape of a file.
type recognised struct{ shape shape }

// recognise finds the shape of a file, which is the one that requires most of what is there.
func recognise(in *Input, m *Mapping, formats []Format) (*recognised, diag.List) {
	var l diag.List
	at := diag.Pos{File: in.Name}
	have, problems := in.look()
	if len(problems) > 0 {
		return nil, problems
	}
	if have.book && formats[0].Name != "table" {
		l.Errorf(at, "workbook", "name its columns under [import.table.columns] in site.toml, then: quarterdeck import table FILE; or save it as CSV", "workbooks are read by the format table")
		return nil, l
	}
	var best *shape
	var nearest *shape
	fewest := 0
	for _, f := range formats {
		for i, s := range f.shapes {
			if s.json != have.json {
				continue
			}
			without := have.without(s, m)
			switch {
			case len(without) == 0 && (best == nil || len(s.required) > len(best.required)):
				best = &f.shapes[i]
			case len(without) > 0 && (nearest == nil || len(without) < fewest):
				nearest, fewest = &f.shapes[i], len(without)
			}
		}
	}
	switch {
	case best != nil:
		return &recognised{*best}, nil
	case nearest == nil:
		what := "a table"
		if have.json {
			what = "JSON"
		}
		l.Errorf(at, "not-an-export", "export it again", "%s has no export that is %s", formats[0].Title, what)
	default:
		without := have.without(*nearest, m)
		what := "the columns"
		if have.json {
			what = "the keys"
		}
		l.Errorf(at, "not-an-export", "export all columns, or name those in another language under headers in site.toml",
			"this is not %s: %s %s are missing", nearest.title, what, strings.Join(without, ", "))
	}
	return nil, l
}

// nearest are the problems of the one format that lacks least.
func nearest(file string, problems diag.List) diag.List {
	if problems[0].Code == "workbook" {
		return problems[:1]
	}
	best := slices.MinFunc(problems, func(a, b diag.Problem) int {
		return strings.Count(a.Text, `"`) - strings.Count(b.Text, `"`) + 1000*(strings.Count(b.Text, "missing")-strings.Count(a.Text, "missing"))
	})
	var l diag.List
	l.Errorf(diag.Pos{File: file}, "unknown-format", "name the format: quarterdeck import "+strings.Join(Names(), "|")+" FILE", "no format fits; %s", best.Text)
	return l
}

// head is what the beginning of a file tells.
type head struct {
	json bool
	book bool                       // a workbook, of which the beginning tells nothing
	row  []string                   // of a table
	keys map[string]map[string]bool // of JSON: the keys of the first record, by the key of its list
}

// look looks at the beginning, and reads nothing.
func (in *Input) look() (h head, problems diag.List) {
	data, err := in.head()
	if err != nil {
		return h, (&sheet{file: in.Name}).broken(err)
	}
	if h.json = isJSON(data); h.json {
		h.keys = keysOf(data)
		return h, nil
	}
	if h.book = isWorkbook(data); h.book {
		return h, nil
	}
	s, problems := newSheet(NewInput(in.Name, strings.NewReader(string(data))), &Mapping{}, nil)
	if len(problems) > 0 {
		return h, problems
	}
	h.row = s.headers
	return h, nil
}

// without are what a shape requires and the file does not have.
func (h head) without(s shape, m *Mapping) []string {
	if !h.json {
		return missing(columnsOf(h.row, m, s.headers), s.required)
	}
	var lacking []string
	for _, key := range s.required {
		if !h.keys[s.list][key] {
			lacking = append(lacking, fmt.Sprintf("%q", key))
		}
	}
	return lacking
}

// keysOf are the keys of the first record of each list, by the key of the list at the top.
func keysOf(data []byte) map[string]map[string]bool {
	keys := map[string]map[string]bool{}
	dec := json.NewDecoder(strings.NewReader(string(data)))
	first, err := dec.Token()
	if err != nil {
		return keys
	}
	if first == json.Delim('[') {
		keys[""] = recordKeys(dec)
		return keys
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return keys
		}
		value, err := dec.Token()
		if err != nil {
			return keys
		}
		if key, ok := name.(string); ok && value == json.Delim('[') {
			keys[key] = recordKeys(dec)
		}
		if !skip(dec, value) {
			return keys
		}
	}
	return keys
}

// recordKeys are the keys of the record that comes next.
func recordKeys(dec *json.Decoder) map[string]bool {
	var record map[string]json.RawMessage
	if !dec.More() || dec.Decode(&record) != nil {
		return map[string]bool{}
	}
	keys := map[string]bool{}
	for key := range maps.Keys(record) {
		keys[key] = true
	}
	return keys
}

// skip reads the rest of a value that has begun; false where the data ends before.
func skip(dec *json.Decoder, begun json.Token) bool {
	if begun != json.Delim('[') && begun != json.Delim('{') {
		return true
	}
	for dec.More() {
		var rest json.RawMessage
		if begun == json.Delim('{') {
			if _, err := dec.Token(); err != nil {
				return false
			}
		}
		if dec.Decode(&rest) != nil {
			return false
		}
	}
	_, err := dec.Token()
	return err == nil
}
