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
	"regexp"
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
			n.SetAttributeString("id", naturalID(d.Plain(n), taken))
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
