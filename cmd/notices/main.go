// Command notices prints the licences of all that Quarterdeck contains of others: the Go modules
// of the command on every platform, the standard library, and the JavaScript in the repository.
// Run it from the root of the repository:
//
//	go run ./cmd/notices >NOTICES
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// work is something of others: a module, the standard library, a script.
type work struct {
	name, use string
	files     map[string]bool // of its licences
}

// scripts are the folders with JavaScript of others. VERSION in each says what it is.
var scripts = map[string]string{
	"templates/assets/echarts":           "draws the charts, in the command and in sites",
	"templates/assets/minisearch":        "the search of a site",
	"generator/preview/assets/idiomorph": "the preview",
	"generator/testdata/axe":             "tests only",
}

func main() {
	works, err := collect()
	if err == nil {
		err = write(os.Stdout, works)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "notices: %v\n", err)
		os.Exit(1)
	}
}

func collect() ([]work, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	list := []work{{"The Go standard library", "the command", map[string]bool{filepath.Join(strings.TrimSpace(string(root)), "LICENSE"): true}}}
	found, err := modules()
	if err != nil {
		return nil, err
	}
	list = append(list, found...)
	for _, dir := range slices.Sorted(maps.Keys(scripts)) {
		version, err := os.ReadFile(filepath.Join(dir, "VERSION"))
		if err != nil {
			return nil, err
		}
		w := work{strings.Join(strings.Split(strings.TrimSpace(string(version)), "\n"), ", "), scripts[dir], map[string]bool{}}
		list = append(list, w)
		if err := w.look(dir); err != nil {
			return nil, err
		}
	}
	for _, w := range list {
		if len(w.files) == 0 {
			return nil, fmt.Errorf("no licence found for %s", w.name)
		}
	}
	return list, nil
}

// modules are those of the command, by path.
func modules() ([]work, error) {
	found := map[string]work{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, arch := range []string{"amd64", "arm64"} {
			c := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}", "./cmd/quarterdeck")
			c.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED=0")
			c.Stderr = os.Stderr
			out, err := c.Output()
			if err != nil {
				return nil, fmt.Errorf("go list: %w", err)
			}
			for line := range strings.Lines(string(out)) {
				f := strings.Split(strings.TrimSpace(line), "\t")
				if len(f) != 3 {
					continue
				}
				if _, known := found[f[0]]; !known {
					found[f[0]] = work{f[0], "the command", map[string]bool{}}
				}
				// A package can have a licence of its own, besides that of its module.
				for dir := f[2]; ; dir = filepath.Dir(dir) {
					if err := found[f[0]].look(dir); err != nil {
						return nil, err
					}
					if dir == f[1] {
						break
					}
				}
			}
		}
	}
	var list []work
	for _, name := range slices.Sorted(maps.Keys(found)) {
		list = append(list, found[name])
	}
	return list, nil
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([-._].*)?$`)

// look adds the licences in a folder.
func (w work) look(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if e.Type().IsRegular() && licenceFile.MatchString(e.Name()) && filepath.Ext(e.Name()) != ".go" {
			w.files[filepath.Join(dir, e.Name())] = true
		}
	}
	return err
}

// write lists all works, and then each text once, below those that are under it.
func write(out io.Writer, works []work) error {
	var list, texts bytes.Buffer
	under := map[string][]string{}
	var order []string
	for _, w := range works {
		var kinds []string
		for _, name := range slices.Sorted(maps.Keys(w.files)) {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text := strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n"))
			if k := kind(text); k != "" && !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
			if under[text] == nil {
				order = append(order, text)
			}
			if !slices.Contains(under[text], w.name) {
				under[text] = append(under[text], w.name)
			}
		}
		if len(kinds) == 0 {
			return errors.New(w.name + ": its licence is none that is known here; add it to kinds")
		}
		fmt.Fprintf(&list, "%s: %s (%s)\n", w.name, strings.Join(kinds, ", "), w.use)
	}
	for _, text := range order {
		fmt.Fprintf(&texts, "\n%s\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(under[text], "\n"), strings.Repeat("-", 80), text)
	}
	_, err := fmt.Fprintf(out, "Quarterdeck contains works of others, under these licences. go run ./cmd/notices >NOTICES writes\nthis file.\n\n%s%s", &list, &texts)
	return err
}

// kinds are the licences by a phrase that no other has.
var kinds = []struct{ name, phrase string }{
	{"Apache-2.0", "Apache License"},
	{"MPL-2.0", "Mozilla Public License"},
	{"BSD-3-Clause", "endorse or promote products"},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
	{"MIT", "The above copyright notice and this permission notice shall be included in all"},
	{"0BSD", "with or without fee is hereby granted."},
	{"ISC", "provided that the above copyright notice and this permission notice appear"},
}

// kind names a licence, or is "" for a text that is none, such as a notice.
func kind(text string) string {
	words := strings.Join(strings.Fields(text), " ")
	for _, k := range kinds {
		if strings.Contains(words, strings.Join(strings.Fields(k.phrase), " ")) {
			return k.name
		}
	}
	return ""
}
