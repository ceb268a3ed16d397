package generator

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// Waiting are exports of one format in the folder that site.toml names, which have something that
// the workspace does not have yet.
type Waiting struct {
	Files    []string // their paths in the workspace
	Changes  []Edited // what an import would write
	Problems diag.List
	Refusal  string // why an import cannot say yet what it would write, in English; "" = it can
}

// Waiting returns the exports that wait to be imported into a quarter; none where site.toml names
// no folder for them, or the quarter was published. Nothing is written.
func (s *Snapshot) Waiting(q report.QuarterID) []Waiting {
	s.waitingMu.Lock()
	defer s.waitingMu.Unlock()
	if all, ok := s.waiting[q]; ok {
		return all
	}
	if s.waiting == nil {
		s.waiting = map[report.QuarterID][]Waiting{}
	}
	s.waiting[q] = s.lookForExports(q)
	return s.waiting[q]
}

func (s *Snapshot) lookForExports(q report.QuarterID) (all []Waiting) {
	w := New(s.real)
	folder := w.siteFile().Drop
	quarter := s.Archive.Quarter(q)
	if folder == "" || quarter == nil || quarter.Newest() != nil {
		return nil
	}
	for format, files := range w.byFormat(folder) {
		files = newest(files, imported(quarter, format))
		waiting := Waiting{Files: files}
		var exports []Export
		for _, name := range files {
			data, err := fs.ReadFile(w.fs, name)
			if err != nil {
				waiting.Problems.Errorf(diag.Pos{File: name}, "unreadable", "", "%v", err)
				continue
			}
			exports = append(exports, Export{Name: name, Text: bytes.NewReader(data)})
		}
		out, problems, err := importInto(w, s.Archive, exports, ImportOptions{Quarter: q, Today: s.day})
		waiting.Problems = append(waiting.Problems, problems...)
		var refusal Refusal
		switch {
		case errors.As(err, &refusal):
			waiting.Refusal = refusal.Error()
		case err == nil:
			waiting.Changes = slices.DeleteFunc(out.Files, func(e Edited) bool { return !e.Changed() })
		}
		if len(waiting.Changes) > 0 || err != nil {
			all = append(all, waiting)
		}
	}
	return all
}

// imported are the names of the files from which the numbers of a quarter are, of one format.
func imported(q *report.Quarter, format string) (names []string) {
	for _, r := range q.Reports {
		if r.Metrics == nil {
			continue
		}
		for _, i := range r.Metrics.Imports {
			if i.Format == format {
				names = append(names, i.Files...)
			}
		}
	}
	return names
}

// newest are those of some files whose names come after all that were imported, such as those of a
// later day; where there are none, those that were imported, which may have been exported again.
func newest(files, imported []string) (found []string) {
	if len(imported) == 0 {
		return files
	}
	last := slices.Max(imported)
	for _, f := range files {
		if path.Base(f) > last {
			found = append(found, f)
		}
	}
	if len(found) > 0 {
		return found
	}
	return slices.DeleteFunc(slices.Clone(files), func(f string) bool { return !slices.Contains(imported, path.Base(f)) })
}

// byFormat yields the files of a folder with their format, those of one format together, in the
// order of their names; each that is of no format that is known is alone.
func (w *Workspace) byFormat(folder string) iter.Seq2[string, []string] {
	entries, _ := fs.ReadDir(w.fs, folder) // there may be none yet
	mappings := w.mappings()               // site.toml is read once for all files
	var formats []string
	files := map[string][]string{}
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		name := path.Join(folder, e.Name())
		format := w.formatName(name, mappings)
		key := cmp.Or(format, name)
		if files[key] == nil {
			formats = append(formats, key)
		}
		files[key] = append(files[key], name)
	}
	return func(yield func(string, []string) bool) {
		for _, f := range formats {
			if !yield(f, files[f]) {
				return
			}
		}
	}
}

// formatName is the format or source that a file is of; "" where it is of none that is known.
func (w *Workspace) formatName(name string, mappings func(string) *importer.Mapping) string {
	f, err := w.fs.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	in := importer.NewInput(name, f)
	if format, _ := importer.Recognise(in, mappings); format != nil {
		return format.Name
	}
	if source := importer.RecogniseSource(in, mappings); source != nil {
		return source.Name
	}
	return ""
}
