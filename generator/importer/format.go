package importer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
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
	have, problems := in.look()
	if len(problems) > 0 {
		return problems
	}
	fits, near := fit(f.each(), have, m)
	switch {
	case fits == nil && have.book:
		return notAsBook(in.Name)
	case fits == nil:
		return near.problems(in.Name, f.Title)
	}
	return fits.read(in, m, *fits, yield)
}

// Recognise returns the format of a file by what its columns are called. Where there is none, the
// problems name what the nearest one lacks.
func Recognise(in *Input, m func(format string) *Mapping) (*Format, diag.List) {
	have, problems := in.look()
	if len(problems) > 0 {
		return nil, problems
	}
	if have.book {
		return nil, notAsBook(in.Name)
	}
	var best miss
	for i := range Formats {
		f := &Formats[i]
		if len(f.shapes[0].required) == 0 {
			continue // it fits anything
		}
		mapping := m(f.Name)
		if mapping == nil {
			mapping = &Mapping{}
		}
		fits, near := fit(f.each(), have, mapping)
		if fits != nil {
			return f, nil
		}
		if near.nearer(best) {
			best = near
		}
	}
	for i := range Sources {
		if _, near := fit(Sources[i].each(), have, &Mapping{}); near.nearer(best) {
			best = near
		}
	}
	return nil, unknownFormat(in.Name, have, best)
}

// unknownFormat is what is said of a file that is of no format: what the nearest one lacks, or, where
// the file has nothing that any requires, what it has.
func unknownFormat(file string, have head, near miss) (l diag.List) {
	switch {
	case near.found() > 0:
		l.Errorf(diag.Pos{File: file}, "unknown-format", "name the format: quarterdeck import "+strings.Join(append(Names(), SourceNames()...), "|")+" FILE", "no format fits; %s", near)
	case have.json:
		l.Errorf(diag.Pos{File: file}, "unknown-format", "export it again, or as CSV", "this JSON is of nothing that is known")
	default:
		l.Errorf(diag.Pos{File: file}, "unknown-format", "name its columns under [import.table.columns] in site.toml, then: quarterdeck import table FILE", "no format fits; the first row is %s", beginning(have.row))
	}
	return l
}

// beginning names the first columns of a row.
func beginning(row []string) string {
	const most = 6
	if len(row) > most {
		row = append(row[:most:most], "…")
	}
	return strings.Join(row, ", ")
}

// miss is the shape that is nearest to a file that is none, and what the file lacks.
type miss struct {
	shape *shape
	lacks []string
}

// found is how much of what the shape requires is there.
func (m miss) found() int {
	if m.shape == nil {
		return 0
	}
	return len(m.shape.required) - len(m.lacks)
}

// nearer reports whether more of what is required is there than of another one, or as much and
// less is missing.
func (m miss) nearer(than miss) bool {
	if m.shape == nil || than.shape == nil {
		return m.shape != nil
	}
	return cmp.Or(cmp.Compare(m.found(), than.found()), cmp.Compare(len(than.lacks), len(m.lacks))) > 0
}

func (m miss) String() string {
	what := "column"
	if m.shape.json {
		what = "key"
	}
	if len(m.lacks) == 1 {
		return fmt.Sprintf("this is not %s: the %s %s is missing", m.shape.title, what, m.lacks[0])
	}
	return fmt.Sprintf("this is not %s: the %ss %s are missing", m.shape.title, what, strings.Join(m.lacks, ", "))
}

// each is all shapes of a format.
func (f *Format) each() iter.Seq[*shape] {
	return func(yield func(*shape) bool) {
		for i := range f.shapes {
			if !yield(&f.shapes[i]) {
				return
			}
		}
	}
}

// fit finds the shape of a file, which is the one that requires most of what is there; nil where
// none fits, with the nearest.
func fit(shapes iter.Seq[*shape], have head, m *Mapping) (best *shape, near miss) {
	for s := range shapes {
		if s.json != have.json || have.book && len(s.required) > 0 {
			continue
		}
		lacks := have.without(*s, m)
		switch this := (miss{s, lacks}); {
		case len(lacks) > 0 && this.nearer(near):
			near = this
		case len(lacks) == 0 && (best == nil || len(s.required) > len(best.required)):
			best = s
		}
	}
	return best, near
}

// problems say why a file is not of a format.
func (m miss) problems(file, title string) (l diag.List) {
	switch {
	case m.shape == nil:
		l.Errorf(diag.Pos{File: file}, "not-an-export", "export it again in another form", "%s has no export of this form", title)
	default:
		l.Errorf(diag.Pos{File: file}, "not-an-export", "export all columns, or name those in another language under headers in site.toml", "%s", m)
	}
	return l
}

// notAsBook is what is said of a workbook that is not read as a table.
func notAsBook(file string) (l diag.List) {
	l.Errorf(diag.Pos{File: file}, "workbook", "name its columns under [import.table.columns] in site.toml, then: quarterdeck import table FILE; or save it as CSV", "workbooks are read by the format table")
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
