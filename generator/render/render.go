// Package render turns a page into bytes: it reads the templates, binds their
// functions and draws their charts. It is the only package that knows
// html/template, so everything that reaches a page is escaped here.
//
// Call [New] once, then [Renderer.Render] for any page, from any goroutine.
package render

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync"

	"quarterdeck/generator/card"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/site"
	"quarterdeck/generator/svg"
)

// Config is what a Renderer is made of.
type Config struct {
	// Templates is the workspace. Each file below its templates/ replaces the
	// built-in one of the same name: "templates/quarter.html",
	// "templates/parts/figure.html", "templates/assets/site.css". nil = none.
	Templates fs.FS
	Drawer    Drawer
	Words     *i18n.Locale // nil = English
}

// Drawer draws a chart. It may be called from several goroutines.
type Drawer interface {
	Draw(ctx context.Context, job svg.Job) (string, error)
}

// keeper is a Drawer that keeps other pictures, too.
type keeper interface {
	Keep(key []byte, make func() ([]byte, error)) ([]byte, error)
}

// Renderer renders the pages of any site with one set of templates.
type Renderer struct {
	config  Config
	sources []source
	assets  *assets

	mu   sync.Mutex
	idle []*executor // executors that wait for a page; at most as many as pages were rendered at once
}

// New reads and checks all templates. The problems name the template's file and
// line; the Renderer is nil if any of them is an error.
func New(c Config) (*Renderer, diag.List) {
	if c.Words == nil {
		c.Words = i18n.English()
	}
	var problems diag.List
	l := layers(c.Templates, &problems)
	r := &Renderer{config: c, sources: l.templates(&problems), assets: l.assets(c.Words, &problems)}
	if e := r.executor(&problems); e != nil {
		r.idle = append(r.idle, e)
	}
	if errors, _ := problems.Count(); errors > 0 {
		return nil, problems
	}
	return r, problems
}

// Words are what the pages are written in.
func (r *Renderer) Words() *i18n.Locale { return r.config.Words }

// Error is a page that a template could not show.
type Error struct{ Problem diag.Problem }

// Error returns the problem as a line: file:line:col: what.
func (e *Error) Error() string { return e.Problem.String() }

// frame is what base.html and redirect.html show.
type frame struct {
	Site      *site.Site
	Page      *site.Page
	Head      site.Head
	Main      template.HTML
	Charts    bool   // the page holds a chart that can come alive
	Canonical string // absolute address, or "" without a base_url
	Title     string // of the browser's tab
	Name      string // of the site, with the company's
	Picture   *linkPicture
	Contact   site.Link // whom the audience asks; empty where it is the teams
}

// linkPicture is what others show beside a link to the page; nil without a base_url.
type linkPicture struct {
	URL, Alt      string
	Width, Height int
}

// Render returns the bytes of a page: of its View, through its template and the
// frame around it, of its Bytes, or of its
// Card. A page that fails in its template gives an
// *Error with the template's file and line.
func (r *Renderer) Render(ctx context.Context, site *site.Site, p *site.Page) ([]byte, error) {
	if p.Bytes != nil {
		return p.Bytes()
	}
	if p.Card != nil {
		return r.card(p.Card())
	}
	e, err := r.take()
	if err != nil {
		return nil, err
	}
	defer r.give(e)
	e.ctx, e.site, e.page, e.charts = ctx, site, p, false
	f := frame{Site: site, Page: p, Head: p.Head, Canonical: canonical(site, p), Title: title(site, p), Name: site.Living().Name(), Picture: pictureOf(site, p), Contact: site.Living().Contact()}
	if p.Head.Redirect != "" {
		return e.run("redirect", f)
	}
	var view any
	if p.View != nil {
		view = p.View()
	}
	main, err := e.run(p.Template, view)
	if err != nil {
		return nil, err
	}
	f.Main, f.Charts = template.HTML(main), e.charts
	return e.run("base", f)
}

// card draws the picture beside a link, once for each thing that it may say.
func (r *Renderer) card(c card.Card) ([]byte, error) {
	draw := func() ([]byte, error) { return card.Draw(c) }
	k, ok := r.config.Drawer.(keeper)
	if !ok {
		return draw()
	}
	return k.Keep(fmt.Appendf(nil, "card %d %#v", card.Version, c), draw)
}

// executor is one set of parsed templates whose functions know the page that is
// being rendered. Only one goroutine uses it at a time.
type executor struct {
	set     *template.Template
	assets  *assets
	drawer  Drawer
	locale  *i18n.Locale
	buffers []*bytes.Buffer

	ctx    context.Context
	site   *site.Site
	page   *site.Page
	charts bool
}

// executor parses the templates anew; nil if one of them is broken.
func (r *Renderer) executor(problems *diag.List) *executor {
	e := &executor{assets: r.assets, drawer: r.config.Drawer, locale: r.config.Words}
	e.set = template.New("").Option("missingkey=error").Funcs(e.funcs())
	whole := len(*problems)
	note := func(err error) {
		if err != nil {
			*problems = append(*problems, problem(err))
		}
	}
	for _, s := range r.sources {
		_, err := e.set.New(s.name).Parse(s.text)
		note(err)
	}
	for _, t := range e.set.Templates() {
		condense(t.Tree)
		note(fillIn(t.Tree, e.locale))
	}
	if len(*problems) > whole {
		return nil
	}
	return e
}

func (r *Renderer) take() (*executor, error) {
	r.mu.Lock()
	if n := len(r.idle); n > 0 {
		e := r.idle[n-1]
		r.idle = r.idle[:n-1]
		r.mu.Unlock()
		return e, nil
	}
	r.mu.Unlock()
	var problems diag.List
	e := r.executor(&problems)
	if e == nil {
		return nil, &Error{problems[0]}
	}
	return e, nil
}

func (r *Renderer) give(e *executor) {
	e.ctx, e.site, e.page = nil, nil, nil
	r.mu.Lock()
	defer r.mu.Unlock()
	r.idle = append(r.idle, e)
}

// run executes a template. Charts run a template inside another one, so there is
// a buffer for each depth.
func (e *executor) run(name string, data any) ([]byte, error) {
	t := e.set.Lookup(name)
	if t == nil {
		return nil, fmt.Errorf("page %s: there is no template templates/%s.html", e.page.Path, name)
	}
	var b *bytes.Buffer
	if n := len(e.buffers); n > 0 {
		b, e.buffers = e.buffers[n-1], e.buffers[:n-1]
		b.Reset()
	} else {
		b = &bytes.Buffer{}
	}
	defer func() { e.buffers = append(e.buffers, b) }()
	if err := t.Execute(b, data); err != nil {
		return nil, e.failed(err)
	}
	return bytes.Clone(b.Bytes()), nil
}

func title(site *site.Site, p *site.Page) string {
	name := site.Living().Name()
	if p.Head.Title == "" {
		return name
	}
	return site.Living().T("site.page", "page", p.Head.Title, "site", name)
}

func pictureOf(site *site.Site, p *site.Page) *linkPicture {
	if site.Archive.Site.BaseURL == "" || p.Head.Picture == nil {
		return nil
	}
	return &linkPicture{site.Archive.Site.BaseURL + escapePath(p.Head.Picture.Path), p.Head.Picture.Alt, card.Width, card.Height}
}

func canonical(site *site.Site, p *site.Page) string {
	if site.Archive.Site.BaseURL == "" || p.Unlisted {
		return ""
	}
	return site.Archive.Site.BaseURL + escapePath(strings.TrimSuffix(cmp.Or(p.Canonical, p.Path), "index.html"))
}
