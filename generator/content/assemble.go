package content

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
)

// assembler links parsed files. It looks things up in the maps, and fills the
// archive from top to bottom.
type assembler struct {
	archive  *report.Archive
	problems diag.List
	site     *siteFile
	files    map[string]*Parsed // by path
	sorted   []*Parsed          // by path
	in       map[report.QuarterID][]*Parsed
	other    map[string]bool // paths of files that are copied

	teams     map[string]*report.Team
	strangers []*report.Team // who reports without a file of its own, by id
	quarters  map[report.QuarterID]*report.Quarter
	reports   [][]*linked // of each quarter of the archive
	at        map[reportKey]*linked
	items     map[string][]*report.Deliverable // by id, in time
	lessons   map[string]*report.Lesson
	folded    map[string]*report.Deliverable // by id in small letters

	measures map[string]limits
	words    *words

	last      *assembly                         // what was taken over from, or nil
	moved     []string                          // paths of files whose headings are others than then
	again     []*keptQuarter                    // of each quarter of the archive: as it was assembled before, or nil
	found     []diag.List                       // problems of each quarter that is new
	given     map[report.QuarterID]*keptQuarter // taken over whatever they rest on
	frozen    map[report.QuarterID]*frozen
	upTo      map[report.QuarterID]int // the edition that a quarter is; not there where it is none
	teamFiles []*Parsed

	// What could not be read may define ids: unknown ones are then no problem yet.
	blindItems, blindLessons, blindSite bool
}

// linked is a report while it is linked, with the files that it is from.
type linked struct {
	*report.Report
	plan, retro, metrics *Parsed              // nil where there is no such file
	updates              []*Parsed            // by day
	drafts               []report.Deliverable // of the plan, before ids are compared
	from                 []origin             // of each of Items
	removed              []int                // of Items: those that only the plan edition has
}

// origin is what describes a deliverable.
type origin struct {
	block *block
	item  *planItem // nil for what only the export knows
	low   string    // the id in small letters
}

type reportKey struct {
	quarter report.QuarterID
	team    string
}

// Assemble links the parsed files of a workspace to an archive, and checks what
// only the whole can tell. The order of parsed plays no role. The archive is never nil.
// With a cache in the options, quarters that would come out as they did before are
// taken over.
func Assemble(src *Source, parsed []*Parsed, o Options) (*report.Archive, diag.List) {
	if o.Cache == nil && len(src.Editions) > 0 {
		o.Cache = &Cache{}
	}
	frozen, problems := readFrozen(src, o.Cache)
	last := o.Cache.lastAssembly()
	a := newAssembler(src, parsed)
	a.frozen = frozen
	if !a.assemble(o, last, true) {
		a = newAssembler(src, parsed)
		a.frozen = frozen
		a.assemble(o, last, false)
	}
	return a.archive, append(problems, a.problems...)
}

func newAssembler(src *Source, parsed []*Parsed) *assembler {
	items := 0
	for _, p := range parsed {
		if p.plan != nil {
			items += len(p.plan.items)
		}
	}
	a := &assembler{
		archive:  &report.Archive{},
		files:    make(map[string]*Parsed, len(parsed)),
		in:       map[report.QuarterID][]*Parsed{},
		other:    make(map[string]bool, len(src.Other)),
		teams:    map[string]*report.Team{},
		quarters: map[report.QuarterID]*report.Quarter{},
		at:       make(map[reportKey]*linked, len(parsed)/3),
		items:    make(map[string][]*report.Deliverable, items),
		lessons:  map[string]*report.Lesson{},
		folded:   make(map[string]*report.Deliverable, items),
	}
	a.words = newWords(a)
	a.sorted = slices.Clone(parsed)
	slices.SortFunc(a.sorted, func(x, y *Parsed) int { return strings.Compare(x.path, y.path) })
	for _, p := range a.sorted {
		a.files[p.path] = p
		if p.place.role != roleOther {
			a.in[p.place.quarter] = append(a.in[p.place.quarter], p)
		}
		if p.broken {
			a.blindItems = a.blindItems || p.place.role == rolePlan || p.place.role == roleMetrics
			a.blindLessons = a.blindLessons || p.place.role == roleRetro
			a.blindSite = a.blindSite || p.place.role == roleSite
		}
	}
	for _, p := range src.Other {
		a.other[p] = true
	}
	return a
}

// assemble is the order of linking: each step needs those before it. It returns false,
// with the work half done, where quarters were taken over that would come out differently.
func (a *assembler) assemble(o Options, last *assembly, takeOver bool) bool {
	a.linkSite(o)
	same := false
	if last != nil {
		a.moved, same = last.compare(a)
		if same && takeOver {
			a.takeOver(last)
		}
	}
	a.linkTeams()
	a.checkPlaces()
	a.linkQuarters()
	before := len(a.problems)
	a.linkAll()
	// Where an id was refused, another one may be refused or taken because of it.
	settled := len(a.problems) == before && len(a.strangers) == 0
	holds := same && last.hold(a)
	if a.last != nil && !(settled && holds && maps.Equal(last.components, a.words.components().all)) {
		return false
	}
	a.linkAsks()
	a.checkReports()
	a.checkAcross()
	a.linkNotices()
	// Prose is last, because it can lead to anything.
	prose := a.linkProse(o.Cache != nil, last, holds)
	a.checkAgain()
	for _, q := range a.again {
		if q != nil {
			a.problems = append(a.problems, q.problems...)
		}
	}
	if o.Cache != nil {
		now := a.leave(prose, last, holds, settled)
		a.linkEditions(o.Cache, now)
		o.Cache.last.Store(now)
	}
	a.addStrangers()
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
	slices.SortFunc(a.archive.Teams, byTeam)
}

// eachQuarter calls do for every quarter of the archive, on all cores. do may read
// everything, and change only what belongs to its quarter, the i-th.
func (a *assembler) eachQuarter(do func(i int)) { inParallel(len(a.reports), do) }

// eachNew is eachQuarter for those that are not taken over, whose reports may be
// changed. do finds problems in the part that it gets.
func (a *assembler) eachNew(do func(part *assembler, i int)) {
	problems := make([]diag.List, len(a.reports))
	a.eachQuarter(func(i int) {
		if a.again[i] != nil {
			return
		}
		part := *a
		part.problems = nil
		do(&part, i)
		problems[i] = part.problems
	})
	for i, l := range problems {
		a.problems = append(a.problems, l...)
		a.found[i] = append(a.found[i], l...)
	}
}

func (a *assembler) linkSite(o Options) {
	a.site = defaultSite()
	if p := a.files["site.toml"]; p != nil && p.site != nil {
		a.site = p.site
	}
	a.archive.Site = a.site.site
	a.checkLanguage()
	a.measures = limitsOf(a.archive.Site.Measures)
	a.archive.Today = o.Today
	if a.archive.Today == 0 {
		a.archive.Today = a.site.today
	}
	if a.archive.Today == 0 {
		now := o.Now
		if now.IsZero() {
			now = time.Now()
		}
		a.archive.Today = report.DayAt(now)
	}
	for _, p := range sortedKeys(a.other) {
		a.archive.Files = append(a.archive.Files, report.File{Path: strings.TrimPrefix(p, "content/")})
	}
	if logo := a.archive.Site.Look.Logo; logo != "" && !a.isPicture("content/"+logo) {
		a.problems.Errorf(a.site.block.at("look", "logo"), "no-logo", "name a picture below content/, such as \"logo.svg\"", "there is no picture content/%s", short(logo))
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
	a.problems.Errorf(a.site.block.at("language"), "no-catalogue", "name one of them; content_language is for the language of the files",
		"language: pages cannot be in %q; there is: %s", short(site.Language), strings.Join(i18n.Languages(), ", "))
	site.Language = defaultSite().site.Language
}

func (a *assembler) linkTeams() {
	if a.last != nil {
		a.archive.Teams = slices.Clone(a.last.teams)
		a.teamFiles = a.last.teamFiles
		for _, t := range a.archive.Teams {
			a.teams[t.ID] = t
		}
		return
	}
	a.teamFiles = a.filesOfTeams()
	for _, p := range a.teamFiles {
		if !isNameID(p.place.team) {
			continue
		}
		t := &report.Team{ID: p.place.team, Name: humanise(p.place.team), Pos: diag.Pos{File: p.path}}
		if p.team != nil {
			*t = p.team.team
		}
		a.teams[t.ID] = t
		a.archive.Teams = append(a.archive.Teams, t)
	}
	slices.SortFunc(a.archive.Teams, byTeam)
}

func (a *assembler) filesOfTeams() []*Parsed {
	var files []*Parsed
	for _, p := range a.in[report.QuarterID{}] {
		if p.place.role == roleTeam {
			files = append(files, p)
		}
	}
	return files
}

func byTeam(x, y *report.Team) int {
	return cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.ID, y.ID))
}

// linkQuarters makes a quarter of each folder that has a file which belongs there.
func (a *assembler) linkQuarters() {
	site := &a.archive.Site
	ids := map[report.QuarterID]bool{}
	for id := range a.in {
		ids[id] = id != (report.QuarterID{})
	}
	for id := range a.frozen {
		ids[id] = true
	}
	for id, there := range ids { // in any order: the quarters are sorted below
		if !there {
			continue
		}
		q := &report.Quarter{ID: id, State: report.Running}
		q.Start, q.End = id.Range(site.FiscalStart)
		switch {
		case a.archive.Today < q.Start:
			q.State = report.Ahead
		case a.archive.Today >= q.End:
			q.State = report.Closed
		}
		a.archive.Quarters = append(a.archive.Quarters, q)
	}
	slices.SortFunc(a.archive.Quarters, func(x, y *report.Quarter) int { return x.ID.Compare(y.ID) })
	a.again = make([]*keptQuarter, len(a.archive.Quarters))
	a.found = make([]diag.List, len(a.archive.Quarters))
	all := true // taken over so far
	for i, q := range a.archive.Quarters {
		// Editions rest on the quarters before them.
		if was := a.before(q.ID); was != nil && (all || a.frozen[q.ID] == nil) {
			a.again[i], a.archive.Quarters[i] = was, was.quarter
		} else {
			all = false
			a.setEditions(q)
		}
		a.quarters[q.ID] = a.archive.Quarters[i]
	}
}

// setEditions gives a new quarter its editions.
func (a *assembler) setEditions(q *report.Quarter) {
	f := a.frozen[q.ID]
	if f == nil {
		return
	}
	if n, ok := a.upTo[q.ID]; ok {
		q.Editions = f.editions(n)
		q.Shown = q.Editions[n]
		return
	}
	q.Editions = f.editions(len(f.files) - 1)
	if f.shown >= 0 {
		q.Shown = q.Editions[f.shown]
	}
}
