package markdown

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"quarterdeck/generator/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// target is where a link leads, as far as one file can tell.
type target struct {
	external string // address of another site
	path     string // path in the workspace, with #fragment; "" = nowhere
}

var schemeForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// target judges the destination of a link. Only web and mail addresses leave the
// site; every other scheme can run script or read files, and is dropped.
func (c *chunk) target(dest []byte, off int) target {
	drop := func(code, hint, format string, args ...any) target {
		c.doc.Problems.Warnf(c.doc.At(off), code, hint, format, args...)
		return target{}
	}
	// Browsers skip these bytes, so a scheme could hide behind them.
	d := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ReplaceAll(string(unescape(dest)), " ", "%20"))
	switch {
	case d == "" || d == "#":
		return drop("dead-link", "", "this link leads nowhere")
	case strings.HasPrefix(d, "//") || strings.HasPrefix(d, `\\`):
		return drop("dead-link", "begin it with https://", "%q is neither a path nor a complete address", diag.Short(d))
	case schemeForm.MatchString(d):
		scheme := strings.ToLower(d[:strings.IndexByte(d, ':')])
		if scheme == "http" || scheme == "https" || scheme == "mailto" {
			return target{external: d}
		}
		return drop("dropped-link", "only http, https and mailto lead out of a report", "a %s: link is left out", diag.Short(scheme))
	}
	file, fragment, _ := strings.Cut(d, "#")
	file, _, _ = strings.Cut(file, "?")
	plainFile, err := url.PathUnescape(file)
	if err != nil || strings.ContainsAny(plainFile, "\\\x00") {
		return drop("dead-link", "use forward slashes, and write % as %25", "%q is not a path", diag.Short(d))
	}
	if f, err := url.PathUnescape(fragment); err == nil {
		fragment = f
	}
	to := c.doc.path
	if plainFile != "" {
		to = path.Join(path.Dir(to), plainFile)
	}
	if strings.HasPrefix(plainFile, "/") || to == ".." || strings.HasPrefix(to, "../") {
		c.doc.Problems.Errorf(c.doc.At(off), "refused-path", "write a path relative to this file", "%q is refused: it leads out of the workspace", diag.Short(plainFile))
		return target{}
	}
	if fragment != "" {
		to += "#" + fragment
	}
	return target{path: to}
}

// openLink is the link whose text is being written.
type openLink struct {
	target target
	at     int
}

func (c *chunk) renderLink(l *ast.Link, entering bool) {
	switch {
	case !entering:
		c.closeLink()
	case l.Reference != nil && !c.doc.repeat(len(l.Destination)+len(l.Title), l.Pos()):
		c.openLink(target{}, l.Pos(), nil)
	default:
		c.openLink(c.target(l.Destination, l.Pos()), l.Pos(), l.Title)
	}
}

func (c *chunk) openLink(t target, off int, title []byte) {
	switch {
	case t.external != "":
		fmt.Fprintf(c, `<a href="%s" rel="noopener external"`, util.EscapeHTML(util.URLEscape([]byte(t.external), false)))
		c.title(title)
		c.WriteByte('>')
	case t.path != "":
		c.flush()
	}
	c.link = &openLink{t, off}
}

func (c *chunk) title(title []byte) {
	if len(title) > 0 {
		fmt.Fprintf(c, ` title="%s"`, util.EscapeHTML(unescape(title)))
	}
}

func (c *chunk) closeLink() {
	l := c.link
	c.link = nil
	switch {
	case l == nil:
	case l.target.external != "":
		c.WriteString("</a>")
	case l.target.path != "":
		c.addWritten(PieceLink, l.target.path, l.at)
	}
}

// addWritten adds a piece of what was written since the last one.
func (c *chunk) addWritten(kind PieceKind, path string, at int) {
	c.pieces = append(c.pieces, Piece{Kind: kind, HTML: c.String(), Target: path, Pos: c.doc.At(at)})
	c.Reset()
}

// linked writes HTML inside of a link to another site; inside another link, or where the
// target is not another site, it writes the HTML alone.
func (c *chunk) linked(html []byte, t target, off int, title []byte) {
	if c.link != nil || t.external == "" {
		c.Write(html)
		return
	}
	c.openLink(t, off, title)
	c.Write(html)
	c.closeLink()
}

func (c *chunk) renderAutoLink(a *ast.AutoLink) {
	label := util.EscapeHTML(a.Label(c.doc.Src))
	dest := string(a.URL(c.doc.Src))
	if a.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	var t target
	if c.link == nil {
		t = c.target([]byte(dest), a.Pos())
	}
	c.linked(label, t, a.Pos(), nil)
}

// renderImage writes a picture of the workspace. One of another host would be
// fetched from there by every reader, so that it becomes a link.
func (c *chunk) renderImage(i *ast.Image) {
	alt := util.EscapeHTML([]byte(c.doc.Plain(i)))
	if i.Reference != nil && !c.doc.repeat(len(i.Destination)+len(i.Title), i.Pos()) {
		c.Write(alt)
		return
	}
	t := c.target(i.Destination, i.Pos())
	switch {
	case t.external != "":
		c.doc.Problems.Warnf(c.doc.At(i.Pos()), "foreign-picture", "copy it beside this file", "a picture on another host is linked, not shown")
		c.linked(alt, t, i.Pos(), i.Title)
	case t.path == "":
		c.Write(alt)
	case c.link != nil && c.link.target.path != "":
		c.doc.Problems.Warnf(c.doc.At(i.Pos()), "picture-in-link", "put the link beside it", "a picture inside a link to this workspace is left out")
		c.Write(alt)
	default:
		c.flush()
		fmt.Fprintf(c, ` alt="%s"`, alt)
		c.title(i.Title)
		c.addWritten(PiecePicture, t.path, i.Pos())
	}
}
