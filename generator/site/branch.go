package site

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// Branch is what is below one folder at the top of a site, or below the folder of one
// edition. It is planned when somebody first asks for a page of it: a preview that shows
// one page after each save need not plan forty thousand.
type Branch struct {
	plans []func(*Planner) // in the order of the kinds
	pages map[string]*slot // while it is being planned
	grown func() map[string]*slot
}

// slot is a page whose head is made when the page is asked for.
type slot struct {
	Page
	Head func() Head
}

// endings are those of every page, "" of what hosts read. What ends in another way, such as a picture, can be
// told to be no page without a plan of its folder: but for the cards, whose folder holds
// nothing else, so that a picture of the content's costs no plan of its quarter.
var endings = []string{".html", ".json", ".csv", ".js", ".xml", ".md", ".txt", ""}

// Under has pages planned that are below a top folder of the site or an edition's; ""
// is for what has no branch of its own. plan must add no page elsewhere.
func (p *Planner) Under(folder string, plan func(*Planner)) {
	b := p.Site.root
	if folder != "" {
		if b = p.Site.below[folder]; b == nil {
			b = p.Site.newBranch()
			p.Site.below[folder] = b
		}
	}
	b.plans = append(b.plans, plan)
}

// newBranch returns a branch without plans. grown returns its pages; should a plan
// panic, it does so each time.
func (s *Site) newBranch() *Branch {
	b := &Branch{}
	b.grown = sync.OnceValue(func() map[string]*slot {
		p := &Planner{s.context, b}
		b.pages = map[string]*slot{}
		for _, plan := range b.plans {
			plan(p)
		}
		return b.pages
	})
	return b
}

// Add registers a page; the first one at a path stays.
func (p *Planner) Add(page Page, head func() Head) {
	if _, taken := p.into.pages[page.Path]; !taken {
		p.into.pages[page.Path] = &slot{page, head}
	}
}

// Planned returns the page at a path as it was planned, without its head; nil where there is
// none.
func (s *Site) Planned(at string) *Page {
	if found := s.find(at); found != nil {
		return &found.Page
	}
	return nil
}

func (s *Site) find(at string) *slot {
	if !slices.Contains(endings, path.Ext(at)) && !strings.HasPrefix(at, CardFolder) {
		return nil
	}
	return s.branch(at).grown()[at]
}

// branch returns the branch that a path is in.
func (s *Site) branch(at string) *Branch {
	parts := strings.SplitN(at, "/", 4) // 2026-q3/editions/1/…
	if len(parts) == 4 {
		if b := s.below[strings.Join(parts[:3], "/")]; b != nil {
			return b
		}
	}
	if b := s.below[parts[0]]; b != nil {
		return b
	}
	return s.root
}

// sorted plans the whole site, and returns all paths in order.
func (s *Site) sorted() []string {
	branches := slices.AppendSeq([]*Branch{s.root}, maps.Values(s.below))
	var wg sync.WaitGroup
	for _, b := range branches {
		wg.Go(func() {
			defer func() { _ = recover() }() // grown panics again below, where the caller can catch it
			b.grown()
		})
	}
	wg.Wait()
	var all []string
	for _, b := range branches {
		all = slices.AppendSeq(all, maps.Keys(b.grown()))
	}
	slices.Sort(all)
	return all
}

const (
	CardFolder = "cards/"
	SiteCard   = CardFolder + "site.png"
)

// Planner is what the plan of a page kind works with: a context, and the branch of the site
// to which it adds pages.
type Planner struct {
	*Context
	into *Branch
}

// Former plans a file of data at an address that it had before. It is the same file.
func (p *Planner) Former(path, now string, bytes func() ([]byte, error)) {
	p.Add(Page{Path: path, Now: now, Bytes: bytes, Unlisted: true}, nil)
}

// File plans a page that is a file of data.
func (p *Planner) File(path string, bytes func() ([]byte, error)) {
	p.Add(Page{Path: path, Bytes: bytes, Unlisted: true}, nil)
}
