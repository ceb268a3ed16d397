package link

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// frozen is the editions of one quarter, as far as they can be read.
type frozen struct {
	files []*content.EditionFiles
	metas []*content.Parsed          // edition.toml of each
	plans map[string]*content.Parsed // of the plan edition, by team; nil without one
	// shown is the place in files of the published edition whose files are those of
	// the quarter, or -1.
	shown int
}

// readFrozen reads what is frozen of each quarter.
func readFrozen(src *content.Source, c *content.Cache) (map[report.QuarterID]*frozen, diag.List) {
	all := map[report.QuarterID]*frozen{}
	var problems diag.List
	metas, lists := make([]*content.Parsed, len(src.Editions)), make([]diag.List, len(src.Editions))
	plans := make([]map[string]*content.Parsed, len(src.Editions))
	content.InParallel(len(src.Editions), func(i int) {
		e := src.Editions[i]
		if f := e.File(content.EditionFile); f != nil {
			metas[i], lists[i] = c.Parse(*f)
		}
		if e.ID == report.PlanEdition {
			plans[i] = plansOf(e, c)
		}
	})
	for i, e := range src.Editions {
		problems = append(problems, lists[i]...)
		if metas[i] == nil || metas[i].Edition == nil {
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
		if n := len(f.files) - 1; f.files[n].ID != report.PlanEdition && holds(f.files[n], src) {
			f.shown = n
		}
	}
	return all, problems
}

// plansOf parses the plans of an edition, by team.
func plansOf(e *content.EditionFiles, c *content.Cache) map[string]*content.Parsed {
	plans := map[string]*content.Parsed{}
	for _, f := range e.Files {
		was := e.InWorkspace(f)
		if at := content.PlaceOf(was.Path); at.Role == content.RolePlan && at.Quarter == e.Quarter {
			plans[at.Team], _ = c.Parse(was) // its problems were those of the workspace
		}
	}
	return plans
}

// holds reports whether an edition has the same texts as its quarter, and no file besides that the
// quarter has lost. A file that the quarter has got since is one that no text leads to, or it
// leads there from a text that is another one now.
func holds(e *content.EditionFiles, src *content.Source) bool {
	prefix := "content/" + e.Quarter.String() + "/"
	from, _ := slices.BinarySearchFunc(src.Files, prefix, func(f content.File, p string) int { return strings.Compare(f.Path, p) })
	now := src.Files[from:]
	for _, f := range e.Files {
		was := e.InWorkspace(f)
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
	return within(below(prefix, e.Folder+"/", e.Other), below(prefix, "", src.Other))
}

// within reports whether all of some paths are among others.
func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(p string) bool { return !slices.Contains(all, p) })
}

// below are the paths of a folder, without what all of them begin with.
func below(folder, root string, paths []string) (in []string) {
	for _, p := range paths {
		if p = strings.TrimPrefix(p, root); strings.HasPrefix(p, folder) {
			in = append(in, p)
		}
	}
	return in
}

// same reports whether two quarters have the same editions.
func (f *frozen) same(g *frozen) bool {
	if f == nil || g == nil {
		return f == g
	}
	return f.shown == g.shown && slices.Equal(f.metas, g.metas) && maps.Equal(f.plans, g.plans) &&
		slices.EqualFunc(f.files, g.files, func(x, y *content.EditionFiles) bool {
			return slices.Equal(x.Other, y.Other) && slices.EqualFunc(x.Files, y.Files, func(a, b content.File) bool {
				return a.Path == b.Path && a.Unread == b.Unread && bytes.Equal(a.Data, b.Data)
			})
		})
}

// editions returns the editions of a quarter, up to and with the n-th, without archives.
func (f *frozen) editions(n int) []*report.Edition {
	var all []*report.Edition
	for i := range n + 1 {
		e := *f.metas[i].Edition
		e.Kept = &report.Memo{}
		if file := f.files[i].File(content.FiguresFile); file != nil {
			e.Figures = file.Data
		}
		for _, p := range below(e.Folder()+"/content/"+e.Quarter.String()+"/", "", f.files[i].Other) {
			e.Files = append(e.Files, report.File{Path: strings.TrimPrefix(p, "content/")})
		}
		all = append(all, &e)
	}
	return all
}

// promise gives the items of the i-th quarter what the plan edition says of them, and adds
// those that no plan has any more. All items of its plans must be there.
func (a *assembler) promise(i int) {
	q := a.archive.Quarters[i]
	f := a.frozen[q.ID]
	if f == nil || f.plans == nil {
		return
	}
	for _, l := range a.reports[i] {
		was := f.planOf(l.Team)
		if was == nil || was.Plan == nil {
			continue
		}
		l.Promised = true
		for n := range was.Plan.Items {
			item := &was.Plan.Items[n]
			if item.Item.Added != 0 {
				continue // it had joined after the cut-off when the plan was frozen
			}
			if d := a.plannedBy(l, item.Item.ID); d != nil {
				d.Promise = a.promiseOf(item)
				continue
			}
			d := item.Item
			a.callTeams(&d)
			d.Team, d.Quarter, d.Removed, d.Promise = l.Team, q, true, a.promiseOf(item)
			d.Pos = diag.Pos{File: path.Join(l.folderOf(), "plan.md"), Line: 1, Col: 1}
			if other := a.planned(q, d.ID); other != nil && !a.mayShare(&d, other) {
				a.problems.Errorf(a.keyOf(other, "id"), "moved-promise", fmt.Sprintf("write from = %q here: the promise stays with that team", l.Team.ID),
					"%q was promised by %s when the plan was frozen", d.ID, l.Team.ID)
				continue
			}
			if l.add(a, &d, origin{item.Block, item, item.Folded}) {
				l.removed = append(l.removed, len(l.Items)-1)
			}
		}
	}
}

func (a *assembler) promiseOf(i *content.PlanItem) *report.Promise {
	d := &i.Item
	return &report.Promise{Title: d.Title, Kind: d.Kind, Phase: d.Phase, Size: d.Size, Due: d.Due, Owner: a.called(d.Owner),
		Customers: d.Customers, Body: i.Body.Text, ForCustomers: i.ForCustomers.Text}
}

// planOf is the plan of a team in the plan edition, under whatever id; nil where it has none.
func (f *frozen) planOf(t *report.Team) *content.Parsed {
	if f == nil {
		return nil
	}
	for _, id := range append([]string{t.ID}, t.Was...) {
		if p := f.plans[id]; p != nil {
			return p
		}
	}
	return nil
}

// cutOff is the day at which a plan was frozen: the one that it gives, or else the day of
// the freezing. 0 where the plan edition has no such plan.
func (f *frozen) cutOff(t *report.Team) report.Day {
	p := f.planOf(t)
	if p == nil || p.Plan == nil {
		return 0
	}
	if on := p.Plan.Plan.Committed; on != 0 {
		return on
	}
	return report.DayAt(f.metas[0].Edition.Frozen)
}
