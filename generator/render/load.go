package render

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/templates"
)

// source is the text of one template; name is its path below templates/ without
// ".html".
type source struct{ name, text string }

// layer is every file below templates/: the workspace's own over the built-in ones.
type layer struct {
	files   map[string][]byte // by path below templates/
	builtin map[string]bool
}

func layers(own fs.FS, problems *diag.List) *layer {
	l := &layer{files: map[string][]byte{}, builtin: map[string]bool{}}
	l.read(templates.FS, ".", problems)
	for name := range l.files {
		l.builtin[name] = true
	}
	if own != nil {
		l.read(own, "templates", problems)
	}
	return l
}

// read adds the templates and assets of a file system. A link is not followed:
// it could lead out of the workspace.
func (l *layer) read(from fs.FS, root string, problems *diag.List) {
	err := fs.WalkDir(from, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		short := strings.TrimPrefix(name, root+"/")
		if strings.HasPrefix(path.Base(name), ".") || path.Ext(name) != ".html" && !strings.HasPrefix(short, "assets/") {
			return nil
		}
		b, err := fs.ReadFile(from, name)
		if err == nil {
			l.files[short] = b
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		problems.Errorf(diag.Pos{File: root}, "template", "", "a template cannot be read: %v", err)
	}
}

// templates returns the sources in the order of their names.
func (l *layer) templates(problems *diag.List) []source {
	var out []source
	for _, name := range slices.Sorted(maps.Keys(l.files)) {
		short, ok := strings.CutSuffix(name, ".html")
		if !ok || strings.HasPrefix(name, "assets/") {
			continue
		}
		if !l.builtin[name] && !strings.HasPrefix(name, "parts/") {
			problems.Warnf(diag.Pos{File: "templates/" + name}, "template",
				"an override has the name of a built-in template; a new part goes into templates/parts/",
				"no page uses this template")
		}
		out = append(out, source{short, string(l.files[name])})
	}
	return out
}
