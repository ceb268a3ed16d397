package link

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
)

// assembler links parsed files. It looks things up in the maps, and fills the
// archive from top to bottom.
type assembler struct {
	archive  *report.Archive
	problems diag.List
	// otherYear is a hint for the days of the quarter that is checked; see yearOff.
	otherYear string
	site      *content.SiteFile
	files     map[string]*content.Parsed // by path
	sorted    []*content.Parsed          // by path
	in        map[report.QuarterID][]*content.Parsed
	other     map[string]bool   // paths of files that are copied
	forms     map[string]string // the same by their composed form

	teams     map[string]*report.Team // by id, and by the ids that they had before
	former    map[string]string       // what teams are called now, by the ids that they had before
	strangers []*report.Team          // who reports without a file of its own, by id
	quarters  map[report.QuarterID]*report.Quarter
	reports   [][]*linked // of each quarter of the archive
	at        map[reportKey]*linked
	items     map[string][]*report.Deliverable // by id, in time
	lessons   map[string]*report.Lesson
	folded    map[string]*report.Deliverable // by id in small letters
	declines  declines
	places    map[*linked]map[*report.Deliverable]int // see placeOf

	measures *content.Measures
	movable  []string // see Options
	words    *words

	kept      *recall // what is taken over
	frozen    map[report.QuarterID]*frozen
	upTo      map[report.QuarterID]int // the edition that a quarter is; not there where it is none
	teamFiles []*content.Parsed

	// What could not be read may define ids: unknown ones are then no problem yet.
	blindItems, blindLessons, blindSite bool
}

// linked is a report while it is linked, with the files that it is from.
type linked struct {
	*report.Report
	plan, retro, metrics *content.Parsed      // nil where there is no such file
	updates              []*content.Parsed    // by day
	drafts               []report.Deliverable // of the plan, before ids are compared
	from                 []origin             // of each of Items
	removed              []int                // of Items: those that only the plan edition has
	across               across
	folder               string // the team's id in the paths of the files
}

// origin is what describes a deliverable.
type origin struct {
	block *content.Block
	item  *content.PlanItem // nil for what only the export knows
	low   string            // the id in small letters
}

type reportKey struct {
	quarter report.QuarterID
	team    string
}

// Assemble links the parsed files of a workspace to an archive, and checks what
// only the whole can tell. The order of parsed plays no role. The archive is never nil.
// With a memory in the options, quarters that would come out as they did before are
// taken over.
func Assemble(src *content.Source, parsed []*content.Parsed, o Options) (*report.Archive, diag.List) {
	if o.Memory == nil && len(src.Editions) > 0 {
		o.Memory = &Memory{}
	}
	frozen, problems := readFrozen(src, o.Memory.cache())
	a := newAssembler(src, parsed, frozen)
	if !a.assemble(o, true) {
		a = newAssembler(src, parsed, frozen)
		a.assemble(o, false)
	}
	return a.archive, append(problems, a.problems...)
}

func newAssembler(src *content.Source, parsed []*content.Parsed, frozen map[report.QuarterID]*frozen) *assembler {
	items := 0
	for _, p := range parsed {
		if p.Plan != nil {
			items += len(p.Plan.Items)
		}
	}
	a := &assembler{
		archive:  &report.Archive{},
		files:    make(map[string]*content.Parsed, len(parsed)),
		in:       map[report.QuarterID][]*content.Parsed{},
		other:    make(map[string]bool, len(src.Other)),
		forms:    newForms(src.Other),
		teams:    map[string]*report.Team{},
		quarters: map[report.QuarterID]*report.Quarter{},
		at:       make(map[reportKey]*linked, len(parsed)/3),
		items:    make(map[string][]*report.Deliverable, items),
		lessons:  map[string]*report.Lesson{},
		declines: declines{},
		places:   map[*linked]map[*report.Deliverable]int{},
		folded:   make(map[string]*report.Deliverable, items),
		frozen:   frozen,
	}
	a.words = newWords(a)
	a.sorted = slices.Clone(parsed)
	slices.SortFunc(a.sorted, func(x, y *content.Parsed) int { return strings.Compare(x.Path, y.Path) })
	for _, p := range a.sorted {
		a.files[p.Path] = p
		if p.Place.Role != content.RoleOther {
			a.in[p.Place.Quarter] = append(a.in[p.Place.Quarter], p)
		}
		if p.Broken {
			a.blindItems = a.blindItems || p.Place.Role == content.RolePlan || p.Place.Role == content.RoleMetrics
			a.blindLessons = a.blindLessons || p.Place.Role == content.RoleRetro
			a.blindSite = a.blindSite || p.Place.Role == content.RoleSite
		}
	}
	for _, p := range src.Other {
		if strings.HasPrefix(p, content.ImportFolder) {
			continue // an export names people; nothing leads to it
		}
		a.other[p] = true
	}
	return a
}

// assemble is the order of linking: each step needs those before it. It returns false,
// with the work half done, where quarters were taken over that would come out differently.
func (a *assembler) assemble(o Options, takeOver bool) bool {
	a.linkSite(o)
	a.kept = o.Memory.recall(a, takeOver)
	a.linkTeams()
	a.checkTeams()
	a.checkPlaces()
	a.linkQuarters()
	before := len(a.problems)
	a.linkAll()
	if !a.kept.confirm(a, len(a.problems) == before && len(a.strangers) == 0) {
		return false
	}
	a.linkAsks()
	a.checkReports()
	a.checkAcross()
	a.checkCustomers()
	a.linkNotices()
	// Prose is last, because it can lead to anything.
	prose := a.linkProse()
	a.checkAgain()
	a.problems = append(a.problems, a.kept.problems()...)
	if o.Memory != nil {
		a.linkEditions(o.Memory.cache(), a.kept.remember(a, prose))
	}
	a.addStrangers()
	a.leaveUnused()
	return true
}

// linkAll gives the quarters their reports, and those all that has an id.
func (a *assembler) linkAll() {
	for i := range a.archive.Quarters {
		a.linkReports(i)
	}
	a.eachNew(func(part *assembler, i int) {
		for _, l := range part.reports[i] {
			part.copyFiles(l)
		}
	})
	for i := range a.reports {
		a.linkItems(i)
	}
	a.linkLessons()
}

// addStrangers has whoever looks for a report's team find it, known or not.
func (a *assembler) addStrangers() {
	a.archive.Teams = append(a.archive.Teams, a.strangers...)
	slices.SortFunc(a.archive.Teams, (*report.Team).Compare)
}

// eachQuarter calls do for every quarter of the archive, on all cores. do may read
// everything, and change only what belongs to its quarter, the i-th.
func (a *assembler) eachQuarter(do func(i int)) { content.InParallel(len(a.reports), do) }

// eachNew is eachQuarter for those that are not taken over, whose reports may be
// changed. do finds problems in the part that it gets.
func (a *assembler) eachNew(do func(part *assembler, i int)) {
	problems := make([]diag.List, len(a.reports))
	a.eachQuarter(func(i int) {
		if a.kept.quarter(i) != nil {
			return
		}
		part := *a
		part.problems = nil
		do(&part, i)
		problems[i] = part.problems
	})
	for i, l := range problems {
		a.problems = append(a.problems, l...)
		a.kept.note(i, l)
	}
}

func (a *assembler) linkSite(o Options) {
	a.site = content.DefaultSite()
	if p := a.files["site.toml"]; p != nil && p.Site != nil {
		a.site = p.Site
	}
	a.archive.Site = a.site.Site
	a.checkLanguage()
	a.measures = content.NewMeasures(a.archive.Site.Measures)
	a.movable = o.Movable
	now := o.Now
	if now.IsZero() {
		now = time.Now()
	}
	a.archive.Today = cmp.Or(o.Today, a.site.Today, a.archive.Site.DayAt(now))
	for _, p := range slices.Sorted(maps.Keys(a.other)) {
		a.archive.Files = append(a.archive.Files, report.File{Path: strings.TrimPrefix(p, "content/")})
	}
	if logo := a.archive.Site.Look.Logo; logo != "" && a.isPicture("content/"+logo) {
		a.archive.Site.Look.Logo = strings.TrimPrefix(a.copied("content/"+logo), "content/")
	} else if logo != "" {
		a.problems.Errorf(a.site.Block.At("look", "logo"), "no-logo", "name a picture below content/, such as \"logo.svg\"", "there is no picture content/%s", diag.Short(logo))
		a.archive.Site.Look.Logo = ""
	}
}

// checkLanguage wants a catalogue for the language of the pages, and lets what is in the
// files be of the same one unless it says otherwise.
func (a *assembler) checkLanguage() {
	site := &a.archive.Site
	site.ContentLanguage = cmp.Or(site.ContentLanguage, site.Language)
	if _, ok := i18n.Catalogue(site.Language); ok {
		return
	}
	a.problems.Errorf(a.site.Block.At("language"), "no-catalogue", "name one of them; content_language is for the language of the files",
		"language: pages cannot be in %q; there is: %s", diag.Short(site.Language), strings.Join(i18n.Languages(), ", "))
	site.Language = content.DefaultSite().Site.Language
}

func (a *assembler) linkTeams() {
	if teams, files, ok := a.kept.teams(); ok {
		a.archive.Teams, a.teamFiles = teams, files
		for _, t := range a.archive.Teams {
			a.teams[t.ID] = t
		}
		a.addNames()
		return
	}
	a.teamFiles = a.filesOfTeams()
	for _, p := range a.teamFiles {
		if !report.IsNameID(p.Place.Team) {
			continue
		}
		t := content.NewTeam(p.Place.Team, diag.Pos{File: p.Path})
		if p.Team != nil {
			*t = p.Team.Team
		}
		a.teams[t.ID] = t
		a.archive.Teams = append(a.archive.Teams, t)
	}
	a.addNames()
	for _, t := range a.archive.Teams {
		t.MergedInto = a.called(t.MergedInto)
	}
	slices.SortFunc(a.archive.Teams, (*report.Team).Compare)
}

func (a *assembler) filesOfTeams() []*content.Parsed {
	all := slices.Clone(a.in[report.QuarterID{}])
	return slices.DeleteFunc(all, func(p *content.Parsed) bool { return p.Place.Role != content.RoleTeam })
}

// linkQuarters makes a quarter of each folder that has a file which belongs there.
func (a *assembler) linkQuarters() {
	ids := slices.AppendSeq(slices.Collect(maps.Keys(a.in)), maps.Keys(a.frozen))
	slices.SortFunc(ids, report.QuarterID.Compare)
	for _, id := range slices.Compact(ids) {
		if id == (report.QuarterID{}) {
			continue
		}
		q := a.kept.take(a, id)
		if q == nil {
			q = a.newQuarter(id)
		}
		a.archive.Quarters = append(a.archive.Quarters, q)
		a.quarters[id] = q
	}
}

// newQuarter makes a quarter with its editions.
func (a *assembler) newQuarter(id report.QuarterID) *report.Quarter {
	q := &report.Quarter{ID: id, State: report.Running}
	q.Start, q.End = id.Range(a.archive.Site.Fiscal)
	switch {
	case a.archive.Today < q.Start:
		q.State = report.Ahead
	case a.archive.Today >= q.End:
		q.State = report.Closed
	}
	f := a.frozen[id]
	if f == nil {
		return q
	}
	n, past := a.upTo[id]
	shown := n
	if !past {
		n, shown = len(f.files)-1, f.shown
	}
	q.Editions = f.editions(n)
	if !past {
		q.Differs = f.differs
	}
	if shown >= 0 {
		q.Shown = q.Editions[shown]
	}
	return q
}
