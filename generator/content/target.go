package content

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

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
	pos, problems := c.doc.at(off), c.doc.problems
	// Browsers skip these bytes, so a scheme could hide behind them.
	d := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ReplaceAll(string(unescape(dest)), " ", "%20"))
	switch {
	case d == "" || d == "#":
		problems.Warnf(pos, "dead-link", "", "this link leads nowhere")
		return target{}
	case strings.HasPrefix(d, "//") || strings.HasPrefix(d, `\\`):
		problems.Warnf(pos, "dead-link", "begin it with https://", "%q is neither a path nor a complete address", Short(d))
		return target{}
	case schemeForm.MatchString(d):
		scheme := strings.ToLower(d[:strings.IndexByte(d, ':')])
		if scheme == "http" || scheme == "https" || scheme == "mailto" {
			return target{external: d}
		}
		problems.Warnf(pos, "dropped-link", "only http, https and mailto lead out of a report", "a %s: link is left out", Short(scheme))
		return target{}
	}
	file, fragment, _ := strings.Cut(d, "#")
	file, _, _ = strings.Cut(file, "?")
	plainFile, err := url.PathUnescape(file)
	if err != nil || strings.ContainsAny(plainFile, "\\\x00") {
		problems.Warnf(pos, "dead-link", "use forward slashes, and write % as %25", "%q is not a path", Short(d))
		return target{}
	}
	if f, err := url.PathUnescape(fragment); err == nil {
		fragment = f
	}
	to := c.doc.text.path
	if plainFile != "" {
		to = path.Join(path.Dir(to), plainFile)
	}
	if strings.HasPrefix(plainFile, "/") || to == ".." || strings.HasPrefix(to, "../") {
		problems.Errorf(pos, "refused-path", "write a path relative to this file", "%q is refused: it leads out of the workspace", Short(plainFile))
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

func renderLink(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.Link)
	if entering {
		c.openLink(c.target(l.Destination, l.Pos()), l.Pos(), l.Title)
	} else {
		c.closeLink()
	}
	return ast.WalkContinue
}

func (c *chunk) openLink(t target, off int, title []byte) {
	switch {
	case t.external != "":
		c.WriteString(`<a href="`)
		c.Write(util.EscapeHTML(util.URLEscape([]byte(t.external), false)))
		c.WriteString(`" rel="noopener external"`)
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
		inner := c.buf.String()
		c.buf.Reset()
		c.add(Piece{Kind: PieceLink, HTML: inner, Target: l.target.path, Pos: c.doc.at(l.at)})
	}
}

func renderAutoLink(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	a := n.(*ast.AutoLink)
	label := util.EscapeHTML(a.Label(c.doc.src))
	dest := string(a.URL(c.doc.src))
	if a.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	if c.link != nil {
		c.Write(label)
		return ast.WalkContinue
	}
	if t := c.target([]byte(dest), a.Pos()); t.external != "" {
		c.openLink(t, a.Pos(), nil)
		c.Write(label)
		c.closeLink()
	} else {
		c.Write(label)
	}
	return ast.WalkContinue
}

// renderImage writes a picture of the workspace. One of another host would be
// fetched from there by every reader, so that it becomes a link.
func renderImage(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	i := n.(*ast.Image)
	alt := util.EscapeHTML([]byte(plain(i, c.doc.src)))
	t := c.target(i.Destination, i.Pos())
	inLink := c.link != nil
	switch {
	case t.external != "":
		c.doc.problems.Warnf(c.doc.at(i.Pos()), "foreign-picture", "copy it beside this file", "a picture on another host is linked, not shown")
		if inLink {
			c.Write(alt)
			break
		}
		c.openLink(t, i.Pos(), i.Title)
		c.Write(alt)
		c.closeLink()
	case t.path == "":
		c.Write(alt)
	case inLink && c.link.target.path != "":
		c.doc.problems.Warnf(c.doc.at(i.Pos()), "picture-in-link", "put the link beside it", "a picture inside a link to this workspace is left out")
		c.Write(alt)
	default:
		c.flush()
		fmt.Fprintf(c, ` alt="%s"`, alt)
		c.title(i.Title)
		attributes := c.buf.String()
		c.buf.Reset()
		c.add(Piece{Kind: PiecePicture, HTML: attributes, Target: t.path, Pos: c.doc.at(i.Pos())})
	}
	return ast.WalkSkipChildren
}
