package templates_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/templates"
)

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/|@import "[^"]*";`)
	selectors   = regexp.MustCompile(`[^{};]+\{`)
	cssClass    = regexp.MustCompile(`\.([a-zA-Z][\w-]*)`)
	classValue  = regexp.MustCompile(`class=\\?"((?:\{\{.*?\}\}|[^"\\])*)`)
	control     = regexp.MustCompile(`\{\{(if|else|with|range|end)\b.*?\}\}`)
	value       = regexp.MustCompile(`\{\{.*?\}\}|%s`)
	literal     = regexp.MustCompile("\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
	classNames  = regexp.MustCompile(`[a-z][\w-]*`)
	onlyClasses = regexp.MustCompile(`^[a-z][\w-]*( [a-z][\w-]*)*$`)
)

// unstyled are the classes that have no rule here, as a word or the beginning of one.
var unstyled = []string{
	"qd-",                     // the preview has a style sheet of its own
	"footnote", "task", "hl-", // in prose, for a company's own style sheet and for the highlighter's
}

// unnamed are the classes of what is not written here.
var unnamed = []string{"hl-"} // the highlighter's

// Every class that a style sheet names is in a template, a script or Go code, and every class that
// a template or Go code gives an element is named by a style sheet or a script.
func TestClasses(t *testing.T) {
	styled, given, mentioned := map[string]string{}, map[string]string{}, map[string]bool{}
	read := func(name, text string) {
		switch path.Ext(name) {
		case ".css":
			for _, s := range selectors.FindAllString(cssComment.ReplaceAllString(text, ""), -1) {
				for _, m := range cssClass.FindAllStringSubmatch(s, -1) {
					styled[m[1]] = name
				}
			}
			return
		case ".js":
			for _, m := range literal.FindAllStringSubmatch(text, -1) {
				for _, class := range classNames.FindAllString(m[1]+m[2]+m[3], -1) {
					mentioned[class] = true
				}
			}
			return
		}
		for _, m := range classValue.FindAllStringSubmatch(text, -1) {
			for _, class := range strings.Fields(value.ReplaceAllString(control.ReplaceAllString(m[1], " "), "")) {
				given[class] = name
			}
		}
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			if path.Ext(name) == ".go" && onlyClasses.MatchString(m[1]+m[3]) {
				for _, class := range strings.Fields(m[1] + m[3]) {
					mentioned[class] = true
				}
			}
		}
	}
	walk(t, templates.FS, read)
	walk(t, os.DirFS("../generator"), read)

	for _, class := range slices.Sorted(maps.Keys(styled)) {
		if _, ok := given[class]; !ok && !mentioned[class] && !begins(class, unnamed) && !begins(class, prefixes(given)) {
			t.Errorf("%s: nothing has the class %q", styled[class], class)
		}
	}
	for _, class := range slices.Sorted(maps.Keys(given)) {
		if _, ok := styled[class]; !ok && !mentioned[class] && !begins(class, unstyled) && !strings.HasSuffix(class, "-") {
			t.Errorf("%s: no style sheet and no script names the class %q", given[class], class)
		}
	}
}

// prefixes are the classes that a value completes: "h-" of "h-{{.Class}}".
func prefixes(given map[string]string) []string {
	var out []string
	for class := range given {
		if strings.HasSuffix(class, "-") {
			out = append(out, class)
		}
	}
	return out
}

func begins(class string, with []string) bool {
	return slices.ContainsFunc(with, func(s string) bool { return strings.HasPrefix(class, s) })
}

func walk(t *testing.T, from fs.FS, read func(name, text string)) {
	t.Helper()
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") || strings.Contains(name, ".min.") || strings.Contains(name, "testdata") {
			return err
		}
		if ext := path.Ext(name); ext != ".html" && ext != ".css" && ext != ".js" && ext != ".go" {
			return nil
		}
		b, err := fs.ReadFile(from, name)
		if err == nil {
			read(name, string(b))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
