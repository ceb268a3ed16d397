package generator

import (
	"cmp"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"quarterdeck/generator/leak"
	"quarterdeck/generator/report"
)

// leaks looks through every file of a built site for what its audience must not read. What
// was found is sorted by path, and stands beside an error too.
func leaks(site fs.FS, whole *report.Archive, to report.Audience) ([]leak.Leak, error) {
	finder := leak.NewFinder(whole, whole.For(to))
	var mu sync.Mutex
	var found []leak.Leak
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		g.Go(func() error {
			data, err := fs.ReadFile(site, name)
			if err != nil {
				return err
			}
			here := finder.Find(leak.File{Path: name, Data: data})
			mu.Lock()
			found = append(found, here...)
			mu.Unlock()
			return nil
		})
		return nil
	})
	err = errors.Join(err, g.Wait())
	slices.SortFunc(found, func(a, b leak.Leak) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Text, b.Text))
	})
	return found, err
}
