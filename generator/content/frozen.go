package content

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// frozen is the editions of one quarter, as far as they can be read.
type frozen struct {
	files []*EditionFiles
	metas []*Parsed          // edition.toml of each
	plans map[string]*Parsed // of the plan edition, by team; nil without one
	// shown is the place in files of the published edition whose files are those of
	// the quarter, or -1.
	shown int
}

// readFrozen reads what is frozen of each quarter.
func readFrozen(src *Source, c *Cache) (map[report.QuarterID]*frozen, diag.List) {
	all := map[report.QuarterID]*frozen{}
	var problems diag.List
	metas, lists := make([]*Parsed, len(src.Editions)), make([]diag.List, len(src.Editions))
	plans := make([]map[string]*Parsed, len(src.Editions))
	inParallel(len(src.Editions), func(i int) {
		e := src.Editions[i]
		if f := e.file(editionFile); f != nil {
			metas[i], lists[i] = c.parse(*f)
		}
		if e.ID == report.PlanEdition {
			plans[i] = e.plans(c)
		}
	})
	for i, e := range src.Editions {
		problems = append(problems, lists[i]...)
		if metas[i] == nil || metas[i].edition == nil {
			continue
		}
		f := all[e.Quarter]
		if f == nil {
			f = &frozen{shown: -1}
			all[e.Quarter] = f
		}
		f.files, f.metas = append(f.files, e), append(f.metas, metas[i])
		if plans[i] != nil {
			f.plans = plans[i]
		}
	}
	for _, f := range all {
		if n := len(f.files) - 1; f.files[n].ID != report.PlanEdition && f.files[n].holds(src) {
			f.shown = n
		}
	}
	return all, problems
}

// plans parses the plans of an edition, by team.
func (e *EditionFiles) plans(c *Cache) map[string]*Parsed {
	plans := map[string]*Parsed{}
	for _, f := range e.Files {
		was := e.asWas(f)
		if at := placeOf(was.Path); at.role == rolePlan && at.quarter == e.Quarter {
			plans[at.team], _ = c.parse(was) // its problems were those of the workspace
		}
	}
	return plans
}

// holds reports whether an edition has the same texts as its quarter, and files of the same
// names besides.
func (e *EditionFiles) holds(src *Source) bool {
	prefix := "content/" + e.Quarter.String() + "/"
	from, _ := slices.BinarySearchFunc(src.Files, prefix, func(f File, p string) int { return strings.Compare(f.Path, p) })
	now := src.Files[from:]
	for _, f := range e.Files {
		was := e.asWas(f)
		if !strings.HasPrefix(was.Path, prefix) {
			continue
		}
		if len(now) == 0 || now[0].Path != was.Path || now[0].Unread || !bytes.Equal(now[0].Data, was.Data) {
			return false
		}
		now = now[1:]
	}
	if len(now) > 0 && strings.HasPrefix(now[0].Path, prefix) {
		return false
	}
	var other []string
	for _, p := range src.Other {
		if strings.HasPrefix(p, prefix) {
			other = append(other, p)
		}
	}
	var had []string
	for _, p := range e.Other {
		if p = strings.TrimPrefix(p, e.Folder+"/"); strings.HasPrefix(p, prefix) {
			had = append(had, p)
		}
	}
	return slices.Equal(other, had)
}

// same reports whether two quarters have the same editions.
func (f *frozen) same(g *frozen) bool {
	if f == nil || g == nil {
		return f == g
	}
	return f.shown == g.shown && slices.Equal(f.metas, g.metas) && maps.Equal(f.plans, g.plans) &&
		slices.EqualFunc(f.files, g.files, func(x, y *EditionFiles) bool {
			return slices.Equal(x.Other, y.Other) && slices.EqualFunc(x.Files, y.Files, func(a, b File) bool {
				return a.Path == b.Path && a.Unread == b.Unread && bytes.Equal(a.Data, b.Data)
			})
		})
}

// editions returns the editions of a quarter, up to and with the n-th, without archives.
func (f *frozen) editions(n int) []*report.Edition {
	var all []*report.Edition
	for i := range n + 1 {
		e := *f.metas[i].edition
		e.Kept = &report.Memo{}
		if file := f.files[i].file(figuresFile); file != nil {
			e.Figures = file.Data
		}
		for _, p := range f.files[i].Other {
			if strings.HasPrefix(p, e.Folder()+"/content/"+e.Quarter.String()+"/") {
				e.Files = append(e.Files, report.File{Path: strings.TrimPrefix(p, "content/")})
			}
		}
		all = append(all, &e)
	}
	return all
}

// promise gives the items of the i-th quarter what the plan edition says of them, and adds
// those that stand in no plan any more. All items of its plans must be there.
func (a *assembler) promise(i int) {
	q := a.archive.Quarters[i]
	f := a.frozen[q.ID]
	if f == nil || f.plans == nil {
		return
	}
	for _, l := range a.reports[i] {
		was := f.plans[l.Team.ID]
		if was == nil || was.plan == nil {
			continue
		}
		l.Promised = true
		for n := range was.plan.items {
			item := &was.plan.items[n]
			if item.item.Added != 0 {
				continue // it had joined after the cut-off when the plan was frozen
			}
			if d := a.plannedBy(q, item.item.ID); d != nil {
				d.Promise = item.promise()
				continue
			}
			d := item.item
			d.Team, d.Quarter, d.Removed, d.Promise = l.Team, q, true, item.promise()
			d.Pos = diag.Pos{File: path.Join("content", q.ID.String(), l.Team.ID, "plan.md"), Line: 1, Col: 1}
			if l.add(a, &d, origin{item.block, item, item.low}) {
				l.removed = append(l.removed, len(l.Items)-1)
			}
		}
	}
}

// plannedBy is the item of an id that some plan of a quarter has, or nil.
func (a *assembler) plannedBy(q *report.Quarter, id string) *report.Deliverable {
	for _, d := range a.items[id] {
		if d.Quarter == q && !d.FromExport {
			return d
		}
	}
	return nil
}

func (i *planItem) promise() *report.Promise {
	d := &i.item
	return &report.Promise{Title: d.Title, Kind: d.Kind, Phase: d.Phase, Size: d.Size, Due: d.Due, Owner: d.Owner,
		Customers: d.Customers, Body: i.body.text, ForCustomers: i.customers.text}
}

// cutOff is the day at which a plan was frozen: the one that it gives, or else the day of
// the freezing. 0 where the plan edition has no such plan.
func (f *frozen) cutOff(team string) report.Day {
	if f == nil || f.plans[team] == nil || f.plans[team].plan == nil {
		return 0
	}
	if on := f.plans[team].plan.plan.Committed; on != 0 {
		return on
	}
	return report.DayAt(f.metas[0].edition.Frozen)
}
