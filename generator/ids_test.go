package generator_test

import (
	"go/ast"
	"go/parser"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/templates"
)

// TestCallsNameWhatThereIs looks at the ids of metrics and charts in the code and in the templates.
// A metric that is not there reads n/a.
func TestCallsNameWhatThereIs(t *testing.T) {
	found := 0
	eachFile(t, parser.SkipObjectResolution, func(name string, f *ast.File, _ int) {
		ast.Inspect(f, func(n ast.Node) bool {
			for _, use := range metricsIn(n) {
				found++
				if !use.known() {
					t.Errorf("%s asks for the %s %q, which is not in the table of metrics", name, use.as, use.id)
				}
			}
			return true
		})
	})
	if found < 30 {
		t.Errorf("%d ids found in the code: the test does not see them any more", found)
	}
	templateIDs(t)
}

// use is a metric that is asked for, as a Ratio, an Amount or, where as is "metric", for its words.
type use struct{ as, id string }

func (u use) known() bool {
	return slices.ContainsFunc(metrics.All(), func(m metrics.Metric) bool {
		return m.ID == u.id && (u.as != "ratio" || m.Ratio != nil) && (u.as != "amount" || m.Amount != nil)
	})
}

// kinds are the functions and fields that take an id, and what they take it for.
var kinds = map[string]string{"Ratio": "ratio", "ratio": "ratio", "Ratios": "ratio", "Amount": "amount", "Amounts": "amount", "share": "metric", "headedFig": "metric", "metric": "metric"}

// metricsIn returns what a node asks for by itself: f.Ratio("kept"), Recorded.Ratios["kept"],
// share(c, "kept", …), metric: "kept".
func metricsIn(n ast.Node) (uses []use) {
	var name, id ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		if len(n.Args) == 1 {
			name, id = n.Fun, n.Args[0]
		} else if len(n.Args) > 2 {
			name, id = n.Fun, n.Args[1]
		}
	case *ast.IndexExpr:
		name, id = n.X, n.Index
	case *ast.KeyValueExpr:
		name, id = n.Key, n.Value
	}
	if selector, ok := name.(*ast.SelectorExpr); ok {
		name = selector.Sel
	}
	word, isWord := name.(*ast.Ident)
	if s, isText := text(id); isWord && isText && s != "" && kinds[word.Name] != "" {
		uses = append(uses, use{kinds[word.Name], s})
	}
	return uses
}

var (
	metricInTemplate = regexp.MustCompile(`\.(Ratio|Amount) "([^"]*)"`)
	chartsInTemplate = regexp.MustCompile(`Charts\.(?:Get|Without)((?: "[^"]*")+)`)
)

func templateIDs(t *testing.T) {
	names, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	parts, err := fs.Glob(templates.FS, "*/*.html")
	if err != nil {
		t.Fatal(err)
	}
	placed := 0
	for _, name := range append(names, parts...) {
		source, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range metricInTemplate.FindAllStringSubmatch(string(source), -1) {
			if u := (use{strings.ToLower(m[1]), m[2]}); !u.known() {
				t.Errorf("%s asks for the %s %q, which is not in the table of metrics", name, u.as, u.id)
			}
		}
		for _, m := range chartsInTemplate.FindAllStringSubmatch(string(source), -1) {
			for id := range strings.FieldsSeq(m[1]) {
				placed++
				if id = strings.Trim(id, `"`); !slices.Contains(chart.IDs(chart.OnEvery), id) {
					t.Errorf("%s places the chart %q, which is not there", name, id)
				}
			}
		}
	}
	if placed < 20 {
		t.Errorf("%d charts found in the templates: the test does not see them any more", placed)
	}
}
