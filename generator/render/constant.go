package render

import (
	"cmp"
	"fmt"
	"html"
	"text/template/parse"

	"quarterdeck/generator/i18n"
)

// fillIn puts messages that have no parameters into a template, as if they were written
// there: {{t "report.title"}} costs a page nothing. The error names a message that does not
// exist.
func fillIn(tree *parse.Tree, words *i18n.Locale) error {
	if tree == nil {
		return nil
	}
	return (&filler{tree, words}).list(tree.Root)
}

type filler struct {
	tree  *parse.Tree
	words *i18n.Locale
}

func (f *filler) list(list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	for i, node := range list.Nodes {
		if action, ok := node.(*parse.ActionNode); ok {
			text, ok, err := f.constant(action)
			if err != nil {
				return err
			}
			if ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: action.Pos, Text: []byte(text)}
			}
		}
		if b := branchOf(node); b != nil {
			if err := cmp.Or(f.list(b.List), f.list(b.ElseList)); err != nil {
				return err
			}
		}
	}
	return nil
}

// branchOf returns the branches of an if, with or range, or nil.
func branchOf(node parse.Node) *parse.BranchNode {
	switch n := node.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	}
	return nil
}

// constant returns the text of an action that is a message without parameters; false for
// any other one.
func (f *filler) constant(action *parse.ActionNode) (text string, ok bool, err error) {
	if len(action.Pipe.Cmds) != 1 || len(action.Pipe.Decl) > 0 {
		return "", false, nil
	}
	args := action.Pipe.Cmds[0].Args
	if name, ok := args[0].(*parse.IdentifierNode); !ok || name.Ident != "t" || len(args) != 2 {
		return "", false, nil
	}
	id, ok := args[1].(*parse.StringNode)
	if !ok {
		return "", false, nil
	}
	if !f.words.Has(id.Text) {
		place, _ := f.tree.ErrorContext(id)
		return "", false, fmt.Errorf("template: %s: there is no message %q", place, id.Text)
	}
	text, ok = f.words.Constant(id.Text)
	return html.EscapeString(text), ok, nil
}
