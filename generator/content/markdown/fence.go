package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// yamlID is the id that tells YAML which describes a thing from an example.
var yamlID = regexp.MustCompile(`(?m)^ {0,3}id[ \t]*:(?:[ \t]|$)`)

// KeysFence returns a block as a fence of keys, or nil: one of TOML, or one of YAML with an id.
func (d *Document) KeysFence(n ast.Node) *ast.FencedCodeBlock {
	if f, ok := n.(*ast.FencedCodeBlock); ok && d.holdsKeys(f, string(f.Language(d.Src))) {
		return f
	}
	return nil
}

// holdsKeys reports whether a fence of a language can describe a thing. People show
// examples in YAML, too, so that needs an id.
func (d *Document) holdsKeys(f *ast.FencedCodeBlock, language string) bool {
	return strings.EqualFold(language, "toml") || isYAML(language) && yamlID.Match(f.Lines().Value(d.Src))
}

func isYAML(language string) bool {
	return strings.EqualFold(language, "yaml") || strings.EqualFold(language, "yml")
}

// Fence is the text between the two lines of a fence of keys.
type Fence struct {
	Start, End int    // in the Markdown
	Language   string // in small letters
	YAML       bool   // TOML otherwise
	Closed     bool
}

// Fence returns where the text of a fence of keys is.
func (d *Document) Fence(f *ast.FencedCodeBlock) Fence {
	language := strings.ToLower(string(f.Language(d.Src)))
	in := Fence{Language: language, YAML: isYAML(language)}
	in.Start, in.End = d.fenceRange(f)
	in.Closed = in.End < len(d.Src) && closesFence(d.Src[in.End:])
	if in.YAML {
		in.Start = bytes.LastIndexByte(d.Src[:in.Start], '\n') + 1 // all lines are indented like the fence, or none
	}
	return in
}

func (d *Document) fenceRange(f *ast.FencedCodeBlock) (start, end int) {
	if n := f.Lines().Len(); n > 0 {
		return f.Lines().At(0).Start, f.Lines().At(n - 1).Stop
	}
	start = max(f.Pos(), 0)
	if i := bytes.IndexByte(d.Src[start:], '\n'); i >= 0 {
		start += i + 1
	} else {
		start = len(d.Src)
	}
	return start, start
}

func closesFence(rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t")
	return bytes.HasPrefix(rest, []byte("```")) || bytes.HasPrefix(rest, []byte("~~~"))
}

func (d *Document) plainFence(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	size := 0
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		size += line.Len()
	}
	// Language keeps what it finds first, so it is not asked yet.
	language, _, _ := bytes.Cut(n.Info.Segment.Value(d.Src), []byte(" "))
	read := n.Parent() == d.Root && d.holdsKeys(n, string(language)) // it may not be text
	if !read {
		d.coloured++
	}
	if !read && (d.coloured > MaxColoured || size > MaxCode) || len(language) == 0 || bytes.IndexFunc(language, notLanguage) >= 0 {
		n.Info = nil
		return
	}
	seg := n.Info.Segment
	n.Info.Segment = seg.WithStop(seg.Start + len(language))
}

func notLanguage(r rune) bool {
	return !(r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("+-#._", r)))
}
