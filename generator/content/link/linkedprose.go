package link

import (
	"slices"
	"sync"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkedProse is one prose as it was linked; the zero value is one that was not.
type linkedProse struct {
	done     bool
	spans    []report.Span
	problems diag.List
}

// linking is the prose of one assembly while it is linked.
type linking struct {
	kept  *recall
	mu    sync.Mutex
	files []*fileLinks // in any order; of those that are kept
}

// fileLinks links the prose of one file.
type fileLinks struct {
	a     *assembler // the part that takes the problems
	file  *content.Parsed
	all   []linkedProse // by the number of a prose in its file
	owned bool          // all belongs to this assembly
	keep  bool          // for the next assembly
}

// of returns the links of a file, for one goroutine.
func (l *linking) of(a *assembler, p *content.Parsed) *fileLinks {
	f := &fileLinks{a: a, file: p, keep: l.kept.memory != nil}
	if f.keep {
		f.all = l.kept.prose(p)
		l.mu.Lock()
		l.files = append(l.files, f)
		l.mu.Unlock()
	}
	return f
}

// prose links one prose of the file, or takes it as it was linked before.
func (f *fileLinks) prose(p markdown.Prose) report.Prose {
	return report.Prose{Text: p.Text, Spans: f.spans(p)}
}

func (f *fileLinks) spans(p markdown.Prose) []report.Span {
	switch {
	case p.Fixed != nil || len(p.Pieces) == 0:
		return p.Fixed
	case !f.keep:
		return f.a.spans(p)
	case f.all != nil && f.all[p.Number].done:
		f.a.problems = append(f.a.problems, f.all[p.Number].problems...)
		return f.all[p.Number].spans
	}
	if !f.owned {
		all := make([]linkedProse, f.file.Proses)
		copy(all, f.all)
		f.all, f.owned = all, true
	}
	before := len(f.a.problems)
	spans := f.a.spans(p)
	f.all[p.Number] = linkedProse{true, spans, slices.Clone(f.a.problems[before:])}
	return spans
}
