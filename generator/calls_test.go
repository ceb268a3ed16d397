package generator_test

import (
	"go/ast"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// oneWay is the packages in which calls between files go one way: whoever reads a file
// needs to know those below it, and none above.
var oneWay = []string{"generator/site", "generator/site/data", "generator/site/feed", "generator/site/page", "generator/site/part", "generator/site/search", "generator/diag", "generator/content/actions", "generator/content/markdown"}

// knots are the files that may call one another all the same, by package, with why.
var knots = map[string]string{}

func TestCallsGoDown(t *testing.T) {
	config := &packages.Config{Mode: packages.NeedName | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedFiles | packages.NeedImports}
	patterns := make([]string, len(oneWay))
	for i, p := range oneWay {
		patterns[i] = "quarterdeck/" + p
	}
	loaded, err := packages.Load(config, patterns...)
	if err != nil || packages.PrintErrors(loaded) > 0 {
		t.Fatal("the packages cannot be read", err)
	}
	used := map[string]bool{}
	for _, p := range loaded {
		name := strings.TrimPrefix(p.PkgPath, "quarterdeck/")
		calls := callsBetweenFiles(p)
		for _, knot := range tied(calls) {
			id := name + ": " + strings.Join(knot, " ")
			if used[id] = true; knots[id] == "" {
				t.Errorf("%s: these files call one another:\n%s", name, listing(calls, knot))
			}
		}
	}
	for id := range knots {
		if !used[id] {
			t.Errorf("%s is no knot any more: take it out of the table", id)
		}
	}
}

// calls is which functions of which other files a file uses.
type calls map[string]map[string][]string

func callsBetweenFiles(p *packages.Package) calls {
	all := calls{}
	for _, file := range p.Syntax {
		from := filepath.Base(p.Fset.Position(file.Pos()).Filename)
		if all[from] == nil {
			all[from] = map[string][]string{}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			if f, ok := p.TypesInfo.Uses[id].(*types.Func); ok && f.Pkg() == p.Types {
				if to := filepath.Base(p.Fset.Position(f.Pos()).Filename); to != from && !slices.Contains(all[from][to], f.Name()) {
					all[from][to] = append(all[from][to], f.Name())
				}
			}
			return true
		})
	}
	return all
}

// tied is the sets of files of which each reaches each other one.
func tied(all calls) [][]string {
	reach := map[string]map[string]bool{}
	for from := range all {
		seen := map[string]bool{}
		var walk func(string)
		walk = func(at string) {
			for to := range all[at] {
				if !seen[to] {
					seen[to] = true
					walk(to)
				}
			}
		}
		walk(from)
		reach[from] = seen
	}
	var knots [][]string
	done := map[string]bool{}
	for from := range all {
		if done[from] || !reach[from][from] {
			continue
		}
		var knot []string
		for to := range reach[from] {
			if reach[to][from] {
				knot, done[to] = append(knot, to), true
			}
		}
		slices.Sort(knot)
		knots = append(knots, knot)
	}
	slices.SortFunc(knots, slices.Compare)
	return knots
}

func listing(all calls, knot []string) string {
	var lines []string
	for _, from := range knot {
		for _, to := range knot {
			if names := all[from][to]; names != nil {
				lines = append(lines, "  "+from+" -> "+to+": "+strings.Join(names, ", "))
			}
		}
	}
	return strings.Join(lines, "\n")
}
