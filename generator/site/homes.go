package site

import (
	"quarterdeck/generator/report"
	"sync"
)

// links knows where the ids of an archive lead.
type links struct {
	items func() map[string]home // by the first id of a deliverable
	names func() report.Names
	files map[string]bool // paths that are copied as they are
}

// home is where a deliverable id leads: its page in what shipped once it was
// delivered, else its row on its newest report.
type home struct {
	newest  *report.Deliverable
	shipped bool
}

func newLinks(a *report.Archive) *links {
	l := &links{files: map[string]bool{}, names: sync.OnceValue(func() report.Names { return report.NewNames(a) })}
	l.items = sync.OnceValue(func() map[string]home { return homes(a, l.names()) })
	for _, f := range a.Files {
		l.files[f.Path] = true
	}
	return l
}

// Names are the ids of deliverables through renames.
func (s *Site) Names() report.Names { return s.links.names() }

// homes finds the address of every deliverable.
func homes(a *report.Archive, names report.Names) map[string]home {
	all := map[string]home{}
	rows, shipped := ShowsAny(a, Inside...), ShowsAny(a, report.Shipped)
	if !rows && !shipped {
		return all
	}
	for d := range a.AllItems() {
		id := names.First(d.ID)
		if d.Outcome.Status == report.HandedOver && all[id].newest != nil && all[id].newest.Quarter == d.Quarter {
			continue // the team that has it now is its home
		}
		h := home{d, shipped && (d.Came() || all[id].shipped)}
		if rows || h.shipped {
			all[id] = h
		}
	}
	return all
}

// home returns where a deliverable id leads, be it one of before.
func (l *links) home(id string) home { return l.items()[l.names().First(id)] }

// item returns where a deliverable id leads, or "". There is always a page.
func (l *links) item(id string) string {
	switch h := l.home(id); {
	case h.newest == nil:
		return ""
	case h.shipped:
		return ShippedPath(h.newest.ID)
	default:
		return RowPath(h.newest)
	}
}
