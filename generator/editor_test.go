package generator_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quarterdeck/generator/sample"
)

// editor is somebody who does anything to the files of a workspace, well or badly.
type editor struct {
	*rand.Rand
	t      testing.TB
	folder string
	sound  map[string][]byte // the files as they were in the beginning
	n      int
}

// newEditor makes a small workspace with some of everything.
func newEditor(t testing.TB, seed uint64) *editor {
	t.Helper()
	e := &editor{Rand: rand.New(rand.NewPCG(seed, 1)), t: t, folder: t.TempDir(), sound: map[string][]byte{}}
	if err := sample.Workspace(2, 2, 1).Write(e.folder); err != nil {
		t.Fatal(err)
	}
	e.write("content/index.md", "What we are about.\n\n![A picture](picture.svg)\n")
	e.write("content/picture.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>`)
	e.write("content/notes.txt", "some notes\n")
	e.write("templates/assets/extra.txt", "an asset\n")
	for _, name := range e.files() {
		data, err := os.ReadFile(e.at(name))
		if err != nil {
			t.Fatal(err)
		}
		e.sound[name] = data
	}
	return e
}

// Intn is a number below n.
func (e *editor) Intn(n int) int { return e.IntN(n) }

func (e *editor) at(name string) string { return filepath.Join(e.folder, filepath.FromSlash(name)) }

// write writes a file, whatever is in its way.
func (e *editor) write(name, text string) {
	e.t.Helper()
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := os.Lstat(e.at(dir)); err == nil && !info.IsDir() {
			_ = os.Remove(e.at(dir))
		}
	}
	if info, err := os.Lstat(e.at(name)); err == nil && !info.Mode().IsRegular() {
		_ = os.RemoveAll(e.at(name))
	}
	if err := os.MkdirAll(filepath.Dir(e.at(name)), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(e.at(name), []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// files returns the paths of all files, sorted.
func (e *editor) files() []string {
	var all []string
	_ = fs.WalkDir(os.DirFS(e.folder), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, p)
		}
		return nil
	})
	return all
}

// some returns a file whose path matches, or "".
func (e *editor) some(pattern string) string {
	var found []string
	for _, name := range e.files() {
		if regexp.MustCompile(pattern).MatchString(name) {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return found[e.Intn(len(found))]
}

// edit does one thing, and returns what it was and the paths that it changed.
func (e *editor) edit() (what string, changed []string) {
	e.t.Helper()
	e.n++
	if e.Intn(5) == 0 {
		return "mend everything", e.mend()
	}
	for {
		do := deeds[e.Intn(len(deeds))]
		if changed := do.do(e); changed != nil {
			return do.what, changed
		}
	}
}

// mend puts everything back as it was in the beginning.
func (e *editor) mend() (changed []string) {
	for _, name := range e.files() {
		if e.sound[name] == nil {
			_ = os.Remove(e.at(name))
			changed = append(changed, name)
		}
	}
	for name, data := range e.sound {
		if old, err := os.ReadFile(e.at(name)); err == nil && string(old) == string(data) {
			continue
		}
		e.write(name, string(data))
		changed = append(changed, name)
	}
	// Folders that are left over and empty hold nothing that a site shows.
	return append(changed, "content", "templates")
}

// rewrite replaces what a file holds, if it is there.
func (e *editor) rewrite(name string, with func(string) string) []string {
	if name == "" {
		return nil
	}
	data, err := os.ReadFile(e.at(name))
	if err != nil {
		return nil
	}
	e.write(name, with(string(data)))
	return []string{name}
}

var number = regexp.MustCompile(`(size|deploys|capacity) = [0-9.]+`)

// deeds are what an editor does; each returns the paths that it changed, nil where
// there was nothing to do it to.
var deeds = []struct {
	what string
	do   func(e *editor) []string
}{
	{"add a paragraph", func(e *editor) []string {
		return e.rewrite(e.some(`\.md$`), func(s string) string { return s + fmt.Sprintf("\nParagraph number %d.\n", e.n) })
	}},
	{"change a heading", func(e *editor) []string {
		return e.rewrite(e.some(`plan\.md$`), func(s string) string { return strings.Replace(s, "\n## ", fmt.Sprintf("\n## No. %d: ", e.n), 1) })
	}},
	{"change numbers", func(e *editor) []string {
		return e.rewrite(e.some(`(plan\.md|metrics\.toml|teams/.*\.md)$`), func(s string) string {
			return number.ReplaceAllString(s, fmt.Sprintf("$1 = %d", 1+e.Intn(9)))
		})
	}},
	{"change an outcome", func(e *editor) []string {
		return e.rewrite(e.some(`metrics\.toml$`), func(s string) string { return strings.Replace(s, `"delivered"`, `"open"`, 1) })
	}},
	{"change the settings", func(e *editor) []string {
		return e.rewrite("site.toml", func(s string) string {
			return fmt.Sprintf("title = \"Title %d\"\n", e.n) + regexp.MustCompile(`(?m)^title.*\n`).ReplaceAllString(s, "")
		})
	}},
	{"change an accent", func(e *editor) []string {
		return e.rewrite("site.toml", func(s string) string { return s + fmt.Sprintf("\n[look]\naccent = \"#0000%02x\"\n", e.n%256) })
	}},
	{"add a team", func(e *editor) []string {
		name := fmt.Sprintf("content/teams/new-%d.md", e.n)
		e.write(name, "+++\nname = \"New\"\n+++\n\nWe are new.\n")
		return []string{name}
	}},
	{"add a report", func(e *editor) []string {
		dir := fmt.Sprintf("content/20%02d-q1/new", 10+e.n%20)
		e.write(dir+"/plan.md", "+++\nsummary = \"New\"\n+++\n\n## A thing\n\n```toml\nid = \"NEW-"+fmt.Sprint(e.n)+"\"\nkind = \"debt\"\nsize = 3\n```\n")
		e.write("content/teams/new.md", "+++\nname = \"Newcomers\"\n+++\n")
		return []string{dir, dir + "/plan.md", "content/teams/new.md"}
	}},
	{"add an asset", func(e *editor) []string {
		name := []string{"content/pictures/a.png", "templates/assets/more.js", "content/teams/index.html", "content/latest.pdf"}[e.Intn(4)]
		e.write(name, fmt.Sprintf("bytes %d", e.n))
		return []string{name, path.Dir(name)}
	}},
	{"change a picture", func(e *editor) []string {
		return e.rewrite(e.some(`\.(svg|png|txt|js|pdf)$`), func(s string) string { return s + "\n" })
	}},
	{"put script into a picture", func(e *editor) []string {
		return e.rewrite(e.some(`\.svg$`), func(s string) string { return s + "<script>" })
	}},
	{"rename a file", func(e *editor) []string {
		name := e.some(`^content/`)
		if name == "" {
			return nil
		}
		to := path.Join(path.Dir(name), fmt.Sprintf("renamed-%d%s", e.n, path.Ext(name)))
		if os.Rename(e.at(name), e.at(to)) != nil {
			return nil
		}
		return []string{name, to}
	}},
	{"rename a folder", func(e *editor) []string {
		name := path.Dir(e.some(`^content/.*/`))
		to := path.Join(path.Dir(name), fmt.Sprintf("moved-%d", e.n))
		if name == "." || name == "content" || os.Rename(e.at(name), e.at(to)) != nil {
			return nil
		}
		return []string{name, to}
	}},
	{"delete a file", func(e *editor) []string {
		name := e.some(`.`)
		if name == "" || os.Remove(e.at(name)) != nil {
			return nil
		}
		return []string{name}
	}},
	{"delete a folder", func(e *editor) []string {
		name := path.Dir(e.some(`/`))
		if name == "." || os.RemoveAll(e.at(name)) != nil {
			return nil
		}
		return []string{name}
	}},
	{"cut a file short", func(e *editor) []string {
		return e.rewrite(e.some(`\.(md|toml)$`), func(s string) string { return s[:len(s)*e.Intn(10)/10] })
	}},
	{"break a file", func(e *editor) []string {
		return e.rewrite(e.some(`\.(md|toml)$`), func(s string) string { return "+++\n[[[\n" + s })
	}},
	{"mend a file", func(e *editor) []string {
		for name, data := range e.sound {
			if e.rewrite(name, func(string) string { return string(data) }) != nil {
				return []string{name}
			}
		}
		return nil
	}},
	{"put a folder in place of a file", func(e *editor) []string {
		name := e.some(`\.(md|toml)$`)
		if name == "" || os.Remove(e.at(name)) != nil {
			return nil
		}
		e.write(name+"/x.md", "x")
		return []string{name}
	}},
	{"put a link that leads nowhere in place of a file", func(e *editor) []string {
		name := e.some(`^content/.*\.(md|toml)$`)
		if name == "" || os.Remove(e.at(name)) != nil || os.Symlink("nowhere", e.at(name)) != nil {
			return nil
		}
		return []string{name}
	}},
	{"replace a file by a link to another", func(e *editor) []string {
		name := e.some(`^content/.*\.md$`)
		if name == "" || os.Rename(e.at(name), e.at("moved-away.md")) != nil ||
			os.Symlink(strings.Repeat("../", strings.Count(name, "/"))+"moved-away.md", e.at(name)) != nil {
			return nil
		}
		return []string{name}
	}},
	{"change what a link leads to", func(e *editor) []string {
		if e.rewrite("moved-away.md", func(s string) string { return s + "\nThrough a link.\n" }) == nil {
			return nil
		}
		return []string{"moved-away.md"}
	}},
	{"override the style", func(e *editor) []string {
		e.write("templates/assets/site.css", fmt.Sprintf("body { margin: %dpx }\n", e.n))
		return []string{"templates", "templates/assets", "templates/assets/site.css"}
	}},
	{"override a template", func(e *editor) []string {
		text := []string{"<p>Own: {{.}}</p>\n", "<p>\n{{if}}\n", "<p>\n{{.NoSuchField}}\n"}[e.Intn(3)]
		e.write("templates/teams.html", text)
		return []string{"templates", "templates/teams.html"}
	}},
}
