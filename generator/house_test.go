package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows is which package may import which, and why. A package that is not here
// fails the test, and so does an import that is not.
var arrows = map[string]map[string]string{
	"cmd/quarterdeck": {
		"generator":          "the verbs call it",
		"generator/preview":  "serve calls it",
		"generator/publish":  "publish, rollback and releases call it",
		"generator/diag":     "prints problems",
		"generator/report":   "reads days and quarters from arguments",
		"generator/scaffold": "writes what it holds",
		"generator/paper":    "the formats of a digest",
		"generator/importer": "the formats of an import", "generator/importer/reconcile": "what differs from an earlier export", "generator/importer/tracker": "the services of an import, and how they are asked",
		"generator/manual": "help prints its topics",
	},
	"cmd/notices": {},
	"cmd/test":    {},
	"cmd/sample":  {"generator/sample": "writes what it makes"},
	"generator": {
		"generator/content": "what a workspace's files are, and words that were probably meant", "generator/content/link": "stage", "generator/metrics": "stage",
		"generator/site": "stage", "generator/site/page": "stage", "generator/render": "stage",
		"generator/output": "stage", "generator/edition": "freezes and checks what was frozen", "generator/svg": "the drawer that render draws with",
		"generator/leak": "looks through what was built", "generator/importer": "reads exports of trackers", "generator/importer/reconcile": "works out what they change", "generator/importer/tracker": "asks trackers", "generator/content/tomledit": "where a file cannot be edited", "generator/picture": "pictures as readers get them", "generator/paper": "a digest", "generator/report": "the data between the stages", "generator/diag": "problems", "templates": "the bundle of ECharts",
		"generator/i18n": "opens the catalogue of the site's language",
	},
	"generator/diag":    {},
	"generator/picture": {},
	"generator/i18n":    {},
	"generator/report":  {"generator/diag": "where a thing stands in its file"},
	"generator/content": {
		"generator/diag": "problems", "generator/report": "what the files say", "generator/content/tomlscan": "where a key is",
		"generator/content/yamlscan": "front matter in YAML", "generator/content/placeholder": "texts that nobody has replaced", "generator/content/markdown": "prose", "generator/content/actions": "the actions of a retro",
	},
	"generator/content/markdown": {"generator/diag": "problems", "generator/report": "what is rendered, and the form of ids"},
	"generator/content/actions": {
		"generator/content/markdown": "the text that they are taken out of", "generator/report": "days and quarters", "generator/diag": "problems",
	},
	"generator/content/placeholder": {},
	"generator/content/tomlscan":    {},
	"generator/content/yamlscan":    {"generator/content/tomlscan": "where a key is"},
	"generator/content/tomledit":    {"generator/content/tomlscan": "where a value is"},
	"generator/content/link": {
		"generator/content": "the parsed files", "generator/content/markdown": "prose with links", "generator/content/actions": "what is to be done", "generator/report": "what it builds", "generator/diag": "problems", "generator/i18n": "which languages there are",
	},
	"generator/importer": {"generator/report": "days, and what words mean", "generator/diag": "problems"},
	"generator/importer/reconcile": {
		"generator/importer": "what was read", "generator/report": "what it is for", "generator/diag": "problems", "generator/content/tomledit": "writes into what people wrote",
	},
	"generator/importer/tracker": {},
	"generator/metrics":          {"generator/report": "what it counts", "generator/i18n": "how a ratio is written, and the names of metrics"},
	"generator/edition/compare": {
		"generator/report": "what it compares", "generator/metrics": "the figures of both sides", "generator/i18n": "words",
	},
	"generator/chart": {
		"generator/report": "what it shows", "generator/metrics": "figures", "generator/i18n": "words",
	},
	"generator/svg":   {},
	"generator/card":  {"generator/i18n": "words"},
	"generator/paper": {"generator/i18n": "words"},
	"generator/site": {
		"generator/i18n":   "words",
		"generator/report": "what it shows", "generator/metrics": "figures", "generator/chart": "charts of a page",
		"generator/card": "the pictures beside links", "generator/paper": "prose in documents",
	},
	"generator/site/data": {
		"generator/i18n": "words",
		"generator/site": "the plan", "generator/report": "rows", "generator/metrics": "figures",
	},
	"generator/site/feed": {
		"generator/i18n": "words",
		"generator/site": "the plan", "generator/report": "what shipped", "generator/paper": "llms.txt",
	},
	"generator/site/search": {"generator/i18n": "words", "generator/site": "the plan", "generator/report": "what is found"},
	"generator/site/part": {
		"generator/site": "the plan", "generator/report": "what it shows", "generator/metrics": "figures", "generator/chart": "sparklines",
		"generator/edition/compare": "how a change is shown",
	},
	"generator/site/page": {
		"generator/i18n": "words",
		"generator/site": "the plan", "generator/site/part": "what pages are made of", "generator/site/data": "data beside pages", "generator/site/feed": "feeds of pages", "generator/site/search": "the index of the search",
		"generator/report": "what it shows", "generator/metrics": "figures", "generator/chart": "charts",
		"generator/edition/compare": "what changed from one edition to the next", "generator/card": "the pictures beside links",
		"generator/paper": "pages as Markdown, and digests",
	},
	"generator/render": {
		"generator/card": "draws pictures beside links",
		"generator/site": "what it renders", "generator/diag": "problems of templates", "generator/svg": "a drawing's job",
		"generator/report": "prose, days", "generator/metrics": "ratios", "generator/chart": "drawings",
		"templates": "the built-in templates, below those of the workspace", "generator/i18n": "words",
	},
	"generator/testsite":         {"generator/report": "archives for tests"},
	"generator/testsite/browser": {"generator/testsite": "whether there is Chromium"},
	"generator/output":           {},
	"generator/publish": {
		"generator/output": "the list of files of a built site", "generator/publish/target": "what a target is",
		"generator/publish/folder": "a row of the table of targets", "generator/publish/sftp": "a row of the table of targets",
		"generator/publish/s3": "a row of the table of targets", "generator/publish/git": "a row of the table of targets",
	},
	"generator/publish/target": {},
	"generator/publish/disk":   {"generator/publish/target": "what it implements"},
	"generator/publish/folder": {
		"generator/output": "the claim on a folder", "generator/publish/disk": "a store in a folder", "generator/publish/target": "what it implements",
	},
	"generator/publish/sftp": {"generator/publish/disk": "a store in a folder", "generator/publish/target": "what it implements"},
	"generator/publish/s3":   {"generator/publish/target": "what it implements"},
	"generator/publish/git":  {"generator/publish/target": "what it implements"},
	"generator/edition": {
		"generator/i18n":   "the English names of metrics in messages",
		"generator/report": "what it freezes", "generator/metrics": "counts figures again", "generator/diag": "problems",
		"generator/output": "the claim on a folder while it writes", "generator/content/tomledit": "how TOML is written",
	},
	"generator/leak":     {"generator/report": "what an audience may read, and what not"},
	"generator/scaffold": {"generator/report": "quarters", "generator/content/placeholder": "texts for somebody to replace", "generator/content/tomledit": "how TOML is written"},
	"generator/manual":   {"generator/content": "every key that can be written", "generator/metrics": "what every number means", "generator/i18n": "the words of metrics", "generator/paper": "lines of text"},
	"generator/preview": {
		"generator": "the site as it now is", "generator/output": "the media types of files", "generator/diag": "problems", "generator/report": "what the writer needs to know",
		"generator/site": "how an id becomes an address", "templates": "the style of the page of problems", "generator/i18n": "words",
	},
	"generator/sample": {"generator/report": "quarters, days, the words of the domain"},
	"templates":        {},
}

// homes is which packages may import which module from elsewhere. One home each.
var homes = map[string][]string{
	"github.com/BurntSushi/toml":                      {"generator/content", "generator/content/tomledit", "generator/i18n"},
	"go.yaml.in/yaml/v4":                              {"generator/content/yamlscan"},
	"github.com/yuin/goldmark":                        {"generator/content/markdown", "generator/content/actions", "generator/content"}, // the latter two take its tree apart
	"github.com/yuin/goldmark-highlighting/v2":        {"generator/content/markdown"},
	"github.com/alecthomas/chroma/v2":                 {"generator/content/markdown"},
	"github.com/agnivade/levenshtein":                 {"generator/content"},
	"golang.org/x/text":                               {"generator/content", "generator/i18n", "generator/importer"}, // of importer: encodings of files
	"github.com/go-echarts/go-echarts/v2":             {"generator/chart"},
	"modernc.org/quickjs":                             {"generator/svg"},
	"golang.org/x/image":                              {"generator/card"}, // a font, and how to draw it
	"github.com/JohannesKaufmann/html-to-markdown/v2": {"generator/paper"},
	"github.com/minio/minio-go/v7":                    {"generator/publish/s3"},
	"github.com/andybalholm/brotli":                   {"generator/publish/target"},
	"github.com/cenkalti/backoff/v7":                  {"generator/publish"},
	"golang.org/x/net":                                {"generator"}, // the pages of a zip lead nowhere else
	"golang.org/x/sync":                               {"generator", "generator/edition", "generator/publish", "generator/publish/disk", "generator/publish/folder", "generator/publish/sftp", "generator/svg"},
	"golang.org/x/sys":                                {"generator/output"}, // exchanging two names in one step
	"github.com/spf13/cobra":                          {"cmd/quarterdeck"},
	"golang.org/x/term":                               {"cmd/quarterdeck"},
	"github.com/fsnotify/fsnotify":                    {"generator/preview"},
	"github.com/aymanbagabas/go-udiff":                {"generator/edition/compare", "generator"}, // what differs between two lists of words, and between two files
	"github.com/xuri/excelize/v2":                     {"generator/importer"},                     // workbooks
	"github.com/cpuguy83/go-md2man/v2":                {"generator/manual"},                       // man pages
	"html/template":                                   {"generator/render"},
	"text/template":                                   {"generator/scaffold", "generator/render"}, // render reads the parse trees alone
	"github.com/pkg/sftp":                             {"generator/publish/sftp"},
	"github.com/chromedp/chromedp":                    {"generator/testsite/browser"}, // like cdproto, for tests alone
	"github.com/chromedp/cdproto":                     {"generator/testsite/browser"},
	"github.com/rogpeppe/go-internal":                 {"generator/testsite"}, // workspaces of tests as one text
}

func TestImportsFollowTheArrows(t *testing.T) {
	for pkg, imports := range productImports(t) {
		allowed, known := arrows[pkg]
		if !known {
			t.Errorf("%s is not in the table of arrows", pkg)
		}
		for _, name := range imports {
			if inside, ok := strings.CutPrefix(name, "quarterdeck/"); ok {
				if strings.HasPrefix(inside, "generator/testsite") && !strings.HasPrefix(pkg, "generator/testsite") {
					t.Errorf("%s imports %s, which is for tests alone", pkg, inside)
				} else if allowed[inside] == "" {
					t.Errorf("%s imports %s: that arrow is not drawn", pkg, inside)
				}
				continue
			}
			if home := moduleOf(name); home != "" && !slices.Contains(homes[home], pkg) {
				t.Errorf("%s imports %s, whose home is %v", pkg, name, homes[home])
			}
		}
	}
}

// moduleOf returns the key of homes for an import, the import itself where it comes from
// elsewhere and has no home yet, or "" for the rest of the standard library.
func moduleOf(name string) string {
	for home := range homes {
		if name == home || strings.HasPrefix(name, home+"/") {
			return home
		}
	}
	if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
		return name
	}
	return ""
}

// productImports returns the imports of every package, tests left out.
func productImports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	eachFile(t, parser.ImportsOnly, func(name string, f *ast.File, _ int) {
		pkg := path.Dir(name)
		for _, i := range f.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(found[pkg], imported) {
				found[pkg] = append(found[pkg], imported)
			}
		}
	})
	return found
}

// eachFile parses every Go file of the product, tests left out. Names are relative
// to the module.
func eachFile(t *testing.T, mode parser.Mode, visit func(name string, f *ast.File, lines int)) {
	t.Helper()
	set := token.NewFileSet()
	for _, top := range []string{"cmd", "generator", "templates"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(file string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.IsDir() && (e.Name() == "testdata" || e.Name() == "node_modules") {
				return filepath.SkipDir
			}
			if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return nil
			}
			f, err := parser.ParseFile(set, file, nil, mode)
			if err != nil {
				return err
			}
			visit(strings.TrimPrefix(filepath.ToSlash(file), "../"), f, set.File(f.FileStart).LineCount())
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestFilesAreShortAndHaveNoInit(t *testing.T) {
	const most = 40 // a reader finds a thing in so many files
	files := map[string]int{}
	defer func() {
		for dir, n := range files {
			if n > most {
				t.Errorf("%s has %d files: at most %d are in a package", dir, n, most)
			}
		}
	}()
	eachFile(t, parser.SkipObjectResolution, func(name string, f *ast.File, lines int) {
		files[path.Dir(name)]++
		if lines > 500 {
			t.Errorf("%s has %d lines: split it", name, lines)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s registers something in init: wire it where a reader looks", name)
			}
		}
		switch path.Base(path.Dir(name)) {
		case "util", "utils", "common", "helper", "helpers", "misc":
			t.Errorf("%s lies in a package named for nothing that it provides", name)
		}
	})
}
