package importer

import (
	"iter"
	"slices"

	"quarterdeck/generator/diag"
)

// Source is a program whose export tells how a team delivers: its deployments, its changes and its
// incidents. [Count] makes the numbers of [quality] of them.
type Source struct {
	Name  string // on the command line, and in [import.<name>] of metrics.toml
	Title string
	kinds []sourceKind
}

// sourceKind is one kind of file of a source.
type sourceKind struct {
	shape // its read is nil
	facts func(*Input, *Mapping, func(Fact)) diag.List
}

// Sources are all sources, by name. One more is a file with its kinds, and a row here.
var Sources = []Source{
	{"actions", "GitHub Actions", actionsKinds},
	{"devlake", "Apache DevLake", devlakeKinds},
	{"gitlab-dora", "GitLab DORA metrics", gitlabDoraKinds},
	{"incidents", "Incidents", incidentKinds},
	{"releases", "GitHub releases", releaseKinds},
}

// FindSource returns the source of a name; nil where there is no such source.
func FindSource(name string) *Source {
	if i := slices.IndexFunc(Sources, func(s Source) bool { return s.Name == name }); i >= 0 {
		return &Sources[i]
	}
	return nil
}

// SourceNames are the names of all sources.
func SourceNames() []string {
	var names []string
	for _, s := range Sources {
		names = append(names, s.Name)
	}
	return names
}

// RecogniseSource returns the source of a file by what its columns are called; nil where no source
// fits. The file is not read.
func RecogniseSource(in *Input, m func(source string) *Mapping) *Source {
	have, problems := in.look()
	if len(problems) > 0 {
		return nil
	}
	for i := range Sources {
		if fits, _ := fit(Sources[i].each(), have, m(Sources[i].Name)); fits != nil {
			return &Sources[i]
		}
	}
	return nil
}

// Read reads an export, and calls yield for each of its rows, in their order, those that do not
// count included. The mapping tells how days are written.
func (s *Source) Read(in *Input, m *Mapping, yield func(Fact)) diag.List {
	if m == nil {
		m = &Mapping{}
	}
	have, problems := in.look()
	if len(problems) > 0 {
		return problems
	}
	fits, near := fit(s.each(), have, m)
	if fits == nil {
		return near.problems(in.Name, s.Title)
	}
	for i := range s.kinds {
		if &s.kinds[i].shape == fits {
			return s.kinds[i].facts(in, m, yield)
		}
	}
	return nil
}

// each is the shapes of all kinds.
func (s *Source) each() iter.Seq[*shape] {
	return func(yield func(*shape) bool) {
		for i := range s.kinds {
			if !yield(&s.kinds[i].shape) {
				return
			}
		}
	}
}
