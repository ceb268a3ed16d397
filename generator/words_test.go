package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"

	"quarterdeck/generator/i18n"
	"quarterdeck/templates"
)

// usage is where messages are asked for, in code and in templates.
type usage struct {
	t        *testing.T
	messages map[string][]string // parameters by id
	used     map[string]bool
	sections []string // "kind." of a look-up by "kind."+word
}

// Every message that code or a template asks for is there, with just the parameters that it
// gets, and every message is asked for somewhere.
func TestMessagesAndTheirCallersAgree(t *testing.T) {
	u := &usage{t: t, messages: i18n.English().Messages(), used: map[string]bool{}}
	eachFile(t, parser.SkipObjectResolution, func(name string, f *ast.File, _ int) {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				u.call(name, n)
			case *ast.BasicLit:
				u.literal(n)
			}
			return true
		})
	})
	u.templates()
	for _, id := range slices.Sorted(maps.Keys(u.messages)) {
		section := id[:strings.LastIndex(id, ".")+1]
		if !u.used[id] && !slices.ContainsFunc(u.sections, func(s string) bool { return strings.HasPrefix(id, s) }) && !closedList[section] {
			t.Errorf("message %s is asked for nowhere", id)
		}
	}
}

// closedList are the sections whose words are those of the files, and what package i18n
// itself asks for.
var closedList = map[string]bool{
	"date.": true, "kind.": true, "kind-first.": true, "phase.": true, "status.": true, "status-first.": true,
	"health.": true, "health-first.": true, "ask.": true, "reason.": true, "reason-first.": true,
}

func text(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// literal counts an id that is handed on, and a section, "kind.", to which a word is added.
func (u *usage) literal(lit *ast.BasicLit) {
	s, ok := text(lit)
	if !ok {
		return
	}
	if len(s) > 1 && strings.HasSuffix(s, ".") {
		u.sections = append(u.sections, s)
	}
	for _, id := range []string{s, s + "-of"} {
		if _, ok := u.messages[id]; ok {
			u.used[id] = true
		}
	}
}

// call checks T("id", "name", value, …) and Parts.
func (u *usage) call(file string, c *ast.CallExpr) {
	f, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || f.Sel.Name != "T" && f.Sel.Name != "Parts" || len(c.Args) == 0 {
		return
	}
	id, ok := text(c.Args[0])
	if !ok {
		return
	}
	var names []string
	for i := 1; i < len(c.Args); i += 2 {
		name, ok := text(c.Args[i])
		if !ok {
			return // the parameters come as a list
		}
		names = append(names, name)
	}
	if c.Ellipsis.IsValid() {
		names = nil
	}
	u.check(file, id, names, c.Ellipsis.IsValid())
}

func (u *usage) check(where, id string, names []string, any bool) {
	params, ok := u.messages[id]
	if !ok {
		u.t.Errorf("%s asks for message %s, which is not there", where, id)
		return
	}
	u.used[id] = true
	slices.Sort(names)
	if !any && !slices.Equal(names, params) {
		u.t.Errorf("%s gives message %s the parameters %v; it has %v", where, id, names, params)
	}
}

// templates checks {{t "id" "name" .Value}} and rich.
func (u *usage) templates() {
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		source, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			return err
		}
		trees := map[string]*parse.Tree{}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		if _, err := tree.Parse(string(source), "", "", trees); err != nil {
			return err
		}
		for _, t := range trees {
			u.node(name, t.Root)
		}
		return nil
	})
	if err != nil {
		u.t.Fatal(err)
	}
}

// node goes through a template.
func (u *usage) node(file string, n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, one := range n.Nodes {
				u.node(file, one)
			}
		}
	case *parse.IfNode:
		u.branch(file, &n.BranchNode)
	case *parse.WithNode:
		u.branch(file, &n.BranchNode)
	case *parse.RangeNode:
		u.branch(file, &n.BranchNode)
	case *parse.ActionNode:
		u.node(file, n.Pipe)
	case *parse.TemplateNode:
		u.node(file, n.Pipe)
	case *parse.PipeNode:
		if n != nil {
			for _, c := range n.Cmds {
				u.command(file, c)
			}
		}
	}
}

func (u *usage) branch(file string, b *parse.BranchNode) {
	u.node(file, b.Pipe)
	u.node(file, b.List)
	u.node(file, b.ElseList)
}

func (u *usage) command(file string, c *parse.CommandNode) {
	for _, a := range c.Args {
		u.node(file, a)
	}
	name, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok || name.Ident != "t" && name.Ident != "rich" || len(c.Args) < 2 {
		return
	}
	id, ok := c.Args[1].(*parse.StringNode)
	if !ok {
		return
	}
	var names []string
	for i := 2; i < len(c.Args); i += 2 {
		if s, ok := c.Args[i].(*parse.StringNode); ok {
			names = append(names, s.Text)
		}
	}
	u.check(file, id.Text, names, false)
}
