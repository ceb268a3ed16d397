package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"quarterdeck/generator/output"
	"quarterdeck/generator/publish/target"
)

// Tree is a built site on this machine.
type Tree struct {
	Folder string
	Files  Files
}

// ReadTree reads the list of files that `build` wrote into a site's folder. What
// somebody else put there is not part of the site. Whether the files are still those
// of the list is found out when they are sent.
func ReadTree(folder string) (Tree, error) {
	t := Tree{Folder: folder, Files: Files{}}
	data, err := os.ReadFile(filepath.Join(folder, output.Manifest))
	if err != nil {
		return t, &target.Error{What: folder + " is not a built site", Hint: "run quarterdeck build first", Err: err}
	}
	for line := range strings.Lines(string(data)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !sumForm.MatchString(sum) || !nameable(name) {
			return t, fmt.Errorf("%s: %q is not a line of a list of files", folder, line)
		}
		info, err := os.Lstat(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || !info.Mode().IsRegular() {
			return t, &target.Error{What: name + " of the built site is missing", Hint: "build again", Err: err}
		}
		t.Files[name] = Entry{Sum: sum, Size: info.Size()}
	}
	return t, nil
}

// read returns a file that is still that of its entry.
func (t Tree) read(name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(t.Folder, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	if !same(data, t.Files[name]) {
		return nil, target.Refuse(ErrAltered, "build again", "%s was changed after it was built", name)
	}
	return data, nil
}
