package edition

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"quarterdeck/generator/output"
	"quarterdeck/generator/report"
)

// staging begins the names of the folders in which editions are made. Nothing reads
// names that begin with a dot.
const staging = ".freeze-"

// put writes an edition to a folder of its own beside the others, waits until the disk
// has all of it, and renames the folder. One process at a time may do so in a quarter.
func put(root *os.Root, q report.QuarterID, id string, chain []*found, files map[string][]byte) (err error) {
	folder := editionsFolder(q)
	if err := root.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	held, err := root.Open(folder)
	if err != nil {
		return err
	}
	defer held.Close()
	if !output.Claim(held) {
		return fmt.Errorf("%s is being frozen by another run: wait for it, then look at what it made", q)
	}
	now, _, err := chainOf(root.FS(), q)
	if err != nil {
		return err
	}
	if !slices.EqualFunc(now, chain, func(x, y *found) bool { return x.id == y.id }) {
		return fmt.Errorf("%s was frozen by another run just now: look at what it made", q)
	}
	if err := sweep(root, folder); err != nil {
		return err
	}
	temp := folder + "/" + staging + rand.Text()
	if err := root.Mkdir(temp, 0o755); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = root.RemoveAll(temp)
		}
	}()
	if err := writeAll(root, temp, files); err != nil {
		return err
	}
	if err := root.Rename(temp, folder+"/"+id); err != nil {
		return err
	}
	// The edition is there. That its name is on the disk too is asked for, and whether
	// the answer is no changes nothing about what readers see.
	_ = flush(root, folder)
	_ = flush(root, path.Dir(folder))
	return nil
}

// sweep removes what killed runs have left behind.
func sweep(root *os.Root, folder string) error {
	list, err := fs.ReadDir(root.FS(), folder)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.IsDir() && strings.HasPrefix(e.Name(), staging) && output.Abandoned(root.Open, folder+"/"+e.Name()) {
			if err := root.RemoveAll(folder + "/" + e.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

// writers is how many files are waited for at a time: a disk takes many at once in
// little more time than one.
const writers = 16

// writeAll writes files below a folder, and returns when they are on the disk.
func writeAll(root *os.Root, folder string, files map[string][]byte) error {
	folders := map[string]bool{folder: true}
	for name := range files {
		for dir := path.Dir(path.Join(folder, name)); dir != folder; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for dir := range folders {
		if err := root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	var g errgroup.Group
	g.SetLimit(writers)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		g.Go(func() error { return writeFile(root, path.Join(folder, name), files[name]) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for dir := range folders {
		if err := flush(root, dir); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// flush waits until a folder's list of names is on the disk, where a system lets one ask.
func flush(root *os.Root, folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := root.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
