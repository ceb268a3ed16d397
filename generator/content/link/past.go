package link

import (
	"slices"
	"strings"
	"sync"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
)

// past is one edition, from which the workspace of its day can be made.
type past struct {
	edition *report.Edition
	made    func() (*report.Archive, *keptQuarter)
}

// present is what the editions of an assembly are linked beside. It holds no more than
// they need, because they are kept for as long as their quarter is taken over.
type present struct {
	cache *content.Cache
	site  report.Site
	home  *report.Document
	teams []*content.Parsed // files
	team  map[string]*report.Team
}

// linkEditions gives the new quarters their editions. Those of a quarter that is taken
// over rest on nothing but what is taken over with it.
func (a *assembler) linkEditions(c *content.Cache, now []*keptQuarter) {
	with := &present{cache: c, site: a.archive.Site, home: a.archive.Home, teams: a.teamFiles, team: a.teams}
	var before []*keptQuarter
	for i, q := range a.archive.Quarters {
		kept := now[i]
		if f := a.frozen[q.ID]; f != nil && a.kept.quarter(i) == nil {
			for n, e := range q.Editions {
				kept.pasts = append(kept.pasts, with.past(f, n, e, before))
			}
		}
		before = append(before[:len(before):len(before)], kept)
	}
}

// past is the n-th edition of a quarter, with the quarters before that.
func (p *present) past(f *frozen, n int, e *report.Edition, before []*keptQuarter) *past {
	made := sync.OnceValues(func() (*report.Archive, *keptQuarter) { return p.assemble(f, n, e, before) })
	e.Archive = func() *report.Archive { archive, _ := made(); return archive }
	return &past{e, made}
}

// at returns a quarter as it was published at the time of a later edition: as its newest
// edition of then has it, or, without one, as it is now.
func (k *keptQuarter) at(e *report.Edition) *keptQuarter {
	for _, p := range slices.Backward(k.pasts) {
		if p.edition.IsPlan() || p.edition.Frozen.After(e.Frozen) {
			continue
		}
		if p.edition == k.quarter.Shown {
			return k
		}
		_, was := p.made()
		return was
	}
	return k
}

// assemble links the files of an edition, on the day on which it was frozen. Problems are
// left out: there was none that mattered when it was frozen, and nothing can be mended.
func (p *present) assemble(f *frozen, n int, e *report.Edition, before []*keptQuarter) (*report.Archive, *keptQuarter) {
	files := f.files[n]
	src := &content.Source{}
	for _, name := range files.Other {
		src.Other = append(src.Other, strings.TrimPrefix(name, files.Folder+"/"))
	}
	parsed := slices.Clone(p.teams)
	given := map[report.QuarterID]*keptQuarter{}
	for _, k := range before {
		k = k.at(e)
		given[k.quarter.ID] = k
		parsed = append(parsed, k.files...)
	}
	own := map[string]*content.Parsed{} // by path
	for _, file := range files.Files {
		if was := files.InWorkspace(file); was.Path != content.EditionFile && was.Path != content.FiguresFile && !file.Unread {
			one, _ := p.cache.Parse(was)
			own[was.Path] = one
		}
	}
	parsed = slices.DeleteFunc(parsed, func(one *content.Parsed) bool { return own[one.Path] != nil })
	for _, one := range own {
		parsed = append(parsed, one)
	}

	a := newAssembler(src, parsed, map[report.QuarterID]*frozen{e.Quarter: f})
	a.kept, a.upTo = &recall{given: given}, map[report.QuarterID]int{e.Quarter: n}
	a.linkSite(Options{Today: report.DayAt(e.Frozen)})
	frozenSite := a.archive.Site
	a.archive.Site = p.site
	a.archive.Site.Retro, a.archive.Site.Measures, a.archive.Site.FiscalStart = frozenSite.Retro, frozenSite.Measures, frozenSite.FiscalStart
	a.linkTeamsOf(p)
	a.linkQuarters()
	a.linkAll()
	a.linkAsks()
	links := &linking{kept: a.kept}
	a.eachNew(func(part *assembler, i int) { part.quarterProse(i, links) })
	a.archive.Home = p.home
	a.addStrangers()
	q := a.quarters[e.Quarter]
	i := slices.Index(a.archive.Quarters, q)
	return a.archive, &keptQuarter{files: a.in[e.Quarter], quarter: q, reports: a.reports[i]}
}

// linkTeamsOf takes the teams as they are now where their files are the same, so that
// the quarters before have the same teams, and as they were where not.
func (a *assembler) linkTeamsOf(p *present) {
	a.linkTeams()
	links := linking{kept: a.kept}
	for i, t := range a.archive.Teams {
		file := a.files["content/teams/"+t.ID+".md"]
		if then := a.underFormerID(t); then != nil {
			file = then
		}
		if now := p.team[t.ID]; now != nil && slices.Contains(p.teams, file) {
			a.archive.Teams[i], a.teams[t.ID] = now, now
		} else if file.Team != nil {
			t.About = links.of(a, file).prose(file.Team.About)
		}
	}
	for id, now := range a.former {
		a.teams[id] = a.teams[now]
	}
	slices.SortFunc(a.archive.Teams, (*report.Team).Compare)
}

// underFormerID is the file of a team under an id that it had before, or nil.
func (a *assembler) underFormerID(t *report.Team) *content.Parsed {
	for _, id := range t.Was {
		if file := a.files[teamFile(id)]; file != nil && file.Team != nil && a.former[id] == t.ID {
			return file
		}
	}
	return nil
}
