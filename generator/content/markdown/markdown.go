// Package markdown parses the Markdown of one file, and renders parts of it into [Prose]: safe HTML
// that is cut where a link may lead to another place of the workspace. It knows nothing of what
// a file is for. Its dialect is that of GitHub with footnotes, [[id]] for lessons, and text of scripts that
// have no spaces between words.
//
// Who takes blocks of a [Document] apart does so on the tree that goldmark made. What would keep
// the parser or a build busy is refused, or rendered more plainly: see the limits.
package markdown

import (
	"cmp"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/yuin/goldmark"
	highlighting "github.com/yuin/goldmark-highlighting/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"quarterdeck/generator/diag"
)

// bareURL is an address in running text: its host may have no dot, and its path letters of any
// script. It ends where punctuation of a script beyond ASCII begins.
var bareURL = regexp.MustCompile(`^(?:http|https|ftp)://(?:[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Nd}%+~=_-]+[.:@])*[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Nd}%+~=_-]+(?::[0-9]+)?` +
	`(?:[/#?][-\p{L}\p{M}\p{N}@:%_+.~#$!?&/=(),;'*^]*)?`)

// engine parses and renders Markdown: GFM, footnotes, coloured code, and the nodes
// that this package renders itself. It is safe for concurrent use.
var engine = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.NewLinkify(extension.WithLinkifyURLRegexp(bareURL)), extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(wikiParser{}, 150), util.Prioritized(emphasisParser{}, 450))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(
			util.Prioritized(nodeRenderer{}, 100),
			util.Prioritized(highlighting.NewHTMLRenderer(highlighting.WithFormatOptions(
				chromahtml.WithClasses(true), chromahtml.ClassPrefix("hl-"))), 150),
		)),
	)
})

// Document is the Markdown of one file, front matter left out. What is rendered of it adds to
// its anchors, leads and problems, so that it is for one goroutine.
type Document struct {
	Root     ast.Node
	Src      []byte
	Problems *diag.List
	Anchors  map[string]Anchor // of its headings, by natural id
	Leads    map[string]bool   // paths of files to a heading of which a link leads
	Proses   int               // how many were rendered

	path     string
	place    func(off int) diag.Pos
	notes    map[int]note // footnotes by index
	coloured int          // code blocks
	repeated int          // see repeat
}

// Parse parses Markdown once; its blocks are then rendered in parts, because a plan's prose ends
// up in several places. path is that of the file in the workspace, from which links lead, and at
// is where a byte of the Markdown is. Parse returns nil after an error: where the text is made to
// keep the parser busy.
func Parse(path string, src []byte, at func(off int) diag.Pos, l *diag.List) *Document {
	d := &Document{Src: src, Problems: l, Anchors: map[string]Anchor{}, path: path, place: at, notes: map[int]note{}}
	if !d.checkNesting() {
		return nil
	}
	d.Root = engine().Parser().Parse(gmtext.NewReader(src))
	d.prepare()
	return d
}

// At returns the position of an offset in the Markdown.
func (d *Document) At(off int) diag.Pos { return d.place(max(off, 0)) }

// prepare gives every heading its natural id, takes the footnotes out of the
// tree, and rids code blocks of attributes and of languages that are too much.
func (d *Document) prepare() {
	taken := Taken{}
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.SetAttributeString("id", naturalID(plain(n, d.Src), taken))
		case *ast.FencedCodeBlock:
			d.plainFence(n)
		case *east.TableRow:
			d.warnSurplus(n)
		}
		return ast.WalkContinue, nil
	})
	d.takeNotes()
}

// naturalID makes the id of a heading as authors write it in links: its text in
// small letters, with dashes for spaces, and a number where it is taken.
func naturalID(text string, taken Taken) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(text)) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			b.WriteRune(r)
		case unicode.IsSpace(r):
			b.WriteByte('-')
		}
	}
	return taken.Unique(cmp.Or(b.String(), "section"), "-", 1)
}

// Blocks returns the top-level blocks of the document.
func (d *Document) Blocks() []ast.Node { return slices.Collect(from(d.Root.FirstChild())) }

// from goes through a node and those beside it, after it. Each may be taken out of the tree.
func from(n ast.Node) iter.Seq[ast.Node] {
	return func(yield func(ast.Node) bool) {
		for n != nil {
			next := n.NextSibling()
			if !yield(n) {
				return
			}
			n = next
		}
	}
}

// Heading returns a block as a heading of at most the given level, or nil.
func Heading(n ast.Node, level int) *ast.Heading {
	if h, ok := n.(*ast.Heading); ok && h.Level <= level {
		return h
	}
	return nil
}

// Plain returns the text below a node, without markup, on one line.
func (d *Document) Plain(n ast.Node) string { return plain(n, d.Src) }

func plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			v := n.Segment.Value(src)
			if !n.IsRaw() && n.Parent().Kind() != ast.KindCodeSpan {
				v = unescape(v)
			}
			b.Write(v)
			if n.HardLineBreak() || n.SoftLineBreak() && breaksWord(n, src) {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *wikiLink:
			b.WriteString(n.id)
		case *ast.RawHTML:
			if isBreak(n, src) {
				b.WriteByte(' ')
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(strings.Map(printable, b.String())), " ")
}

func printable(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

// unescape resolves backslash escapes and character references.
func unescape(v []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(v)))
}
