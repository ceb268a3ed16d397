package preview

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// young is the age up to which a file is looked at again: a second change within the
// resolution of its time would not be seen.
const young = 2 * time.Second

// seen is what a look found: every file and folder, by its path in the workspace.
type seen map[string]fs.FileInfo

// look walks a workspace.
func look(folder string) seen {
	s := seen{}
	if info, err := os.Stat(filepath.Join(folder, "site.toml")); err == nil {
		s["site.toml"] = info
	}
	for _, p := range parts {
		top := filepath.Join(folder, p)
		if to, err := filepath.EvalSymlinks(top); err == nil {
			top = to
		}
		// What cannot be read is the reader's problem; the walk goes on.
		_ = filepath.WalkDir(top, func(at string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if d.IsDir() && d.Name() == ".git" {
				return fs.SkipDir
			}
			rel, err := filepath.Rel(top, at)
			if err != nil {
				return nil
			}
			if info, err := os.Stat(at); err == nil {
				s[filepath.ToSlash(filepath.Join(p, rel))] = info
			} else if info, err := d.Info(); err == nil {
				s[filepath.ToSlash(filepath.Join(p, rel))] = info // a link that leads nowhere
			}
			return nil
		})
	}
	return s
}

// since returns the paths at which something has changed, or may have.
func (s seen) since(before seen) []string {
	var changed []string
	fresh := time.Now().Add(-young)
	for p, is := range s {
		was := before[p]
		switch {
		case was == nil || was.Mode() != is.Mode() || !os.SameFile(was, is):
			changed = append(changed, p)
		case is.IsDir():
		case was.Size() != is.Size() || !was.ModTime().Equal(is.ModTime()) || is.ModTime().After(fresh):
			changed = append(changed, p)
		}
	}
	for p := range before {
		if s[p] == nil {
			changed = append(changed, p)
		}
	}
	return changed
}
