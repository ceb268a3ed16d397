package content

import (
	"bytes"
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

// maxCode is the size from which a code block is shown without colours.
const maxCode = 32 << 10

// maxColoured is how many code blocks of a file are shown with colours: the first ones.
const maxColoured = 500

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

// document is the Markdown of one file while it is parsed.
type document struct {
	parsed   *Parsed
	text     *text
	src      []byte // the prose, without front matter
	base     int    // offset of src in the file
	root     ast.Node
	notes    map[int]note // footnotes by index
	actions  int
	coloured int // code blocks
	repeated int // see repeat
	problems *diag.List
	dropped  bool // some of it is as `quarterdeck new` wrote it, and was left out
}

// newDocument parses the prose of a file once; its blocks are then rendered in
// chunks, because a plan's prose ends up in several places.
func newDocument(p *Parsed, t *text, body int, l *diag.List) *document {
	d := &document{parsed: p, text: t, src: t.src[body:], base: body, notes: map[int]note{}, problems: l}
	d.root = engine().Parser().Parse(gmtext.NewReader(d.src))
	p.Anchors = map[string]Anchor{}
	d.prepare()
	return d
}

// at returns the position of an offset in the prose.
func (d *document) at(off int) diag.Pos { return d.text.at(d.base + max(off, 0)) }

// prepare gives every heading its natural id, takes the footnotes out of the
// tree, and rids code blocks of attributes and of languages that are too much.
func (d *document) prepare() {
	taken := Taken{}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.SetAttributeString("id", naturalID(plain(n, d.src), taken))
		case *ast.FencedCodeBlock:
			d.plainFence(n)
		case *east.TableRow:
			d.warnSurplus(n)
		}
		return ast.WalkContinue, nil
	})
	d.takeNotes()
	d.dropPlaceholders()
}

func (d *document) plainFence(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	size := 0
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		size += line.Len()
	}
	// Language keeps what it finds first, so it is not asked yet.
	language, _, _ := bytes.Cut(n.Info.Segment.Value(d.src), []byte(" "))
	read := n.Parent() == d.root && d.holdsKeys(n, string(language)) // it may not be text
	if !read {
		d.coloured++
	}
	if !read && (d.coloured > maxColoured || size > maxCode) || len(language) == 0 || bytes.IndexFunc(language, notLanguage) >= 0 {
		n.Info = nil
		return
	}
	seg := n.Info.Segment
	n.Info.Segment = seg.WithStop(seg.Start + len(language))
}

func notLanguage(r rune) bool {
	return !(r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("+-#._", r)))
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

// blocks returns the top-level blocks of the document.
func (d *document) blocks() []ast.Node { return slices.Collect(from(d.root.FirstChild())) }

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

// heading returns a block as a heading of at most the given level, or nil.
func heading(n ast.Node, level int) *ast.Heading {
	if h, ok := n.(*ast.Heading); ok && h.Level <= level {
		return h
	}
	return nil
}

// keysFence returns a block as a fence of keys, or nil: one of TOML, or one of YAML with an id.
func (d *document) keysFence(n ast.Node) *ast.FencedCodeBlock {
	if f, ok := n.(*ast.FencedCodeBlock); ok && d.holdsKeys(f, string(f.Language(d.src))) {
		return f
	}
	return nil
}

// holdsKeys reports whether a fence of a language can describe a thing. People show
// examples in YAML, too, so that needs an id.
func (d *document) holdsKeys(f *ast.FencedCodeBlock, language string) bool {
	return strings.EqualFold(language, "toml") || isYAML(language) && yamlID.Match(f.Lines().Value(d.src))
}

func isYAML(language string) bool {
	return strings.EqualFold(language, "yaml") || strings.EqualFold(language, "yml")
}

// readFence reads the keys of a fence; it returns nil after an error.
func (d *document) readFence(f *ast.FencedCodeBlock) *Block {
	start, end := d.fenceRange(f)
	if end >= len(d.src) || !closesFence(d.src[end:]) {
		d.parsed.Broken = true
		d.problems.Errorf(d.at(f.Pos()), "open-fence", "close it with a line of ```", "the %s fence is not closed", strings.ToLower(string(f.Language(d.src))))
		return nil
	}
	if isYAML(string(f.Language(d.src))) {
		start = bytes.LastIndexByte(d.src[:start], '\n') + 1 // all lines are indented like the fence, or none
		return d.parsed.readYAML(d.text, d.base+start, d.base+end, d.problems)
	}
	return d.parsed.readTOML(d.text, d.base+start, d.base+end, d.problems)
}

func (d *document) fenceRange(f *ast.FencedCodeBlock) (start, end int) {
	if n := f.Lines().Len(); n > 0 {
		return f.Lines().At(0).Start, f.Lines().At(n - 1).Stop
	}
	start = max(f.Pos(), 0)
	if i := bytes.IndexByte(d.src[start:], '\n'); i >= 0 {
		start += i + 1
	} else {
		start = len(d.src)
	}
	return start, start
}

func closesFence(rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t")
	return bytes.HasPrefix(rest, []byte("```")) || bytes.HasPrefix(rest, []byte("~~~"))
}

// plain returns the text below a node, without markup, on one line.
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
