package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"quarterdeck/generator/content/link"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Workspace is what a site is made from: a tree with site.toml and content/.
type Workspace struct {
	fs   fs.FS
	root *os.Root // nil where the tree is not a folder
	// memory of forecasts, which the sites of several audiences and snapshots share; nil = none
	memory *metrics.Memory
}

// New makes a workspace of any tree of files.
func New(tree fs.FS) *Workspace { return &Workspace{fs: tree, memory: &metrics.Memory{}} }

// Open opens the workspace in a folder. Nothing outside the folder can be read
// through it, whatever links it holds. The error is [fs.ErrNotExist] where there is
// no such folder.
func Open(folder string) (*Workspace, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", folder)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return &Workspace{fs: root.FS(), root: root, memory: &metrics.Memory{}}, nil
}

// Close closes the workspace.
func (w *Workspace) Close() error {
	if w.root == nil {
		return nil
	}
	return w.root.Close()
}

// Read returns the workspace's archive for a day (0: the one pinned in site.toml,
// else the real one) and every problem found, sorted.
func (w *Workspace) Read(today report.Day) (*report.Archive, diag.List) {
	if _, err := fs.Stat(w.fs, "site.toml"); errors.Is(err, fs.ErrNotExist) {
		var l diag.List
		l.Errorf(diag.Pos{File: "site.toml"}, "no-workspace",
			"name the workspace with --source, or start one with: quarterdeck new site <folder>",
			"there is no site.toml here, so this is not a workspace")
		return &report.Archive{}, l
	}
	a, problems := link.Read(w.fs, link.Options{Today: today, Movable: metrics.Movable(), Now: time.Now()})
	return a, problems.Sorted()
}

// words are those of the site's language. One without a catalogue is a problem of
// site.toml, which stops a build; a preview goes on in English.
// The titles of the organisation's own reasons are among them.
func words(a *report.Archive) *i18n.Locale {
	l, err := i18n.Open(a.Site.Language)
	if err != nil {
		l = i18n.English()
	}
	if len(a.Site.Reasons) == 0 {
		return l
	}
	titles := map[string]string{}
	for _, r := range a.Site.Reasons {
		titles["reason."+string(r.ID)], titles["reason-first."+string(r.ID)] = r.Title, r.Title
	}
	return l.With(titles)
}
