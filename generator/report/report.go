// Package report is the domain: an [Archive] of quarters, in each a [Report] a
// team, in each a plan, what became of it, and what was learned. It is built once by
// generator/content and never changed afterwards; everything else reads it.
package report

import (
	"time"

	"quarterdeck/generator/diag"
)

// Archive is a whole workspace, linked. It is immutable.
type Archive struct {
	Site     Site
	Today    Day
	Audience Audience
	Home     *Document  // content/index.md, or nil
	Teams    []*Team    // by name, then id
	Quarters []*Quarter // oldest first
	Asks     []*Ask     // by quarter, needer and target
	Files    []File     // what is copied as it is, by path
	// Notices are content/shipped.toml: what became of deliverables after their quarters,
	// by id as it is written there.
	Notices map[string]*Notice
}

// Site is site.toml, defaults filled in.
type Site struct {
	Title           string
	BaseURL         string // ends in "/", or is ""
	Language        string // of the pages
	ContentLanguage string // of what is in the files
	Fiscal          Fiscal
	Zone            *time.Location // of times in UTC, and of today; nil = not said
	Themes          []string
	Audiences       []Audience
	Publish         map[string]Target // by audience
	Retro           RetroHeadings
	Measures        []Measure // built-in ones, then the organisation's own
	Look            Look
	Sizes           []NamedSize // words for sizes, as site.toml lists them
	Reasons         []OwnReason // beside the built-in ones
	Priorities      []string    // words beside the numbers from 1 to 5, the most urgent first
	CustomerContact string      // whom customers ask: an address of the web or of mail, or text; "" = not said
	// FeedSpace is in hexadecimal what the ids of feeds are made in, where the title is that of an
	// audience; "" = what the company or the title makes.
	FeedSpace string
}

// Audience is who a built site is for, and which parts it shows.
type Audience struct {
	ID      string
	Shows   []Part
	Title   string // of its site; "" = that of site.toml
	Contact string // whom it asks, as in Site.CustomerContact; "" = not said
	IDs     bool   // ids of deliverables are shown though it is not inside: see ShowsIDs
}

// Part is a part of the archive that an audience may see.
type Part string

const (
	Plans    Part = "plans"
	Numbers  Part = "numbers"
	Retros   Part = "retros"
	Lessons  Part = "lessons"
	Shipped  Part = "shipped"
	Upcoming Part = "upcoming"
)

// Parts in the order of the documentation.
var Parts = []Part{Plans, Numbers, Retros, Lessons, Shipped, Upcoming}

// Target is where an audience's site is published.
type Target struct {
	URL  string
	Keep int // published versions that are kept, at least 1
}

// RetroHeadings are the section headings of a retro, as site.toml names them.
type RetroHeadings struct {
	Well, Wrong, Change, Lessons string
}

// Look is what a company sets of its own. Accent and AccentDark are CSS
// colours, Font a CSS font list, Logo a path below content/; each may be "".
type Look struct {
	Company, Logo, Accent, AccentDark, Font string
}

// Report is what one team has for one quarter. Plan, Retro and Metrics are nil
// where the file is missing.
type Report struct {
	Team    *Team
	Quarter *Quarter
	Plan    *Plan
	Retro   *Retro
	Metrics *Metrics
	// Promised is set where the quarter's plan edition holds a plan of the team, be it
	// without a deliverable.
	Promised bool
	// Items are the plan's deliverables in plan order, then the unplanned items
	// that only the export knows, by id.
	Items []*Deliverable
	// Updates say how the quarter went while it ran, oldest first.
	Updates []*Update
}

// Plan is plan.md without its deliverables, which are Report.Items.
type Plan struct {
	Summary   string
	Committed Day // the cut-off; 0 = not yet committed
	Capacity  float64
	Declines  []string          // ids of other teams' deliverables
	Answers   map[string]Answer // by lesson id
	Intro     Prose
	Pos       diag.Pos
}

// Answer is how a plan answers a lesson that matches it.
type Answer struct {
	Verdict string // adopted, deferred, not applicable
	Why     string
	Pos     diag.Pos
}

// Deliverable is one thing that a team committed to, or did unplanned, in a
// quarter. The same ID in several quarters is the same thing, taken further.
type Deliverable struct {
	ID, Title     string
	Team          *Team
	Quarter       *Quarter
	Kind          Kind
	Phase         Phase
	Size          float64 // as planned; 0 = not said
	SizeWord      string  // how the size is written, where that is a word of site.toml
	Owners        []string
	URL           string // of its page in a tracker, or ""
	Tickets       []Ticket
	Priority      string // "1" to "5", or a word of site.toml; "" = not said
	Milestones    Milestones
	Results       []KeyResult
	Owner         string
	Due           Day
	Added         Day    // the day it joined after the cut-off
	From          string // id of the team that handed it over; "" = none
	FromExport    bool   // only the export knows it; never in the plan
	Components    []string
	Needs         []string // deliverable ids and team ids
	Serves        []string
	Enables       []string
	Value         string // one sentence: what it should change for customers or the business
	Customers     bool   // audience = "customers"
	CustomerTitle string
	Body          Prose // for colleagues
	ForCustomers  Prose
	Was           []string // ids that it had before, newest first; or of what it is a part of, or merged of
	Notice        Notice
	Outcome       Outcome
	// FeedID is the id of its delivery in feeds, where ID is not the one of the plan; else "".
	FeedID string
	Pos    diag.Pos

	// Promise is how it stood in the plan edition; nil where it did not, or where the
	// quarter has none.
	Promise *Promise
	// Removed is set where the plan edition has it and no file of the quarter's plan any more.
	Removed bool
	// Early is set where it was done before the plan was committed: the plan then promised
	// what was there.
	Early bool

	// Parts are what it became in its own quarter: the same item of the team that it was handed
	// to, the parts that it was split into, or the one that it was merged into. Continues is
	// the other direction. Both are in the order of teams and plans, without circles.
	Parts, Continues []*Deliverable
}

// InPlan reports whether d counts in P: it was in the plan at the cut-off, which the
// plan edition knows, or, without one, the plan itself says. What was done by then is no
// promise any more, and what continues a promise of the quarter is no second one.
func (d *Deliverable) InPlan() bool {
	switch {
	case d.Early:
		return false
	case d.Quarter != nil && d.Quarter.Plan() != nil:
		return d.Promise != nil
	}
	return !d.FromExport && d.Added == 0 && len(d.Continues) == 0
}

// PlannedSize is the size at the cut-off; 0 = not said.
func (d *Deliverable) PlannedSize() float64 {
	if d.Promise != nil {
		return d.Promise.Size
	}
	return d.Size
}

// PlannedDue is the due date at the cut-off; 0 = none.
func (d *Deliverable) PlannedDue() Day {
	if d.Promise != nil {
		return d.Promise.Due
	}
	return d.Due
}

// PublicTitle is the title in customers' words, where there is one.
func (d *Deliverable) PublicTitle() string {
	if d.Customers && d.CustomerTitle != "" {
		return d.CustomerTitle
	}
	return d.Title
}

// ActualSize is the size as it turned out, or at the cut-off where the export does not say.
func (d *Deliverable) ActualSize() float64 {
	if size := d.Became().Size; size > 0 {
		return size
	}
	return d.PlannedSize()
}

// Outcome is what the export says became of a deliverable. Status is "" where
// it says nothing.
type Outcome struct {
	Status            Status
	Started, Finished Day     // Finished of what moved: the day after the quarter on which it came all the same
	Size              float64 // actual; 0 = not said
	DeliveredSize     float64 // of what was partly delivered: how much of it was; 0 = not said
	HandedTo          string  // id of the team that it was handed over to; "" = none
	SizeWord          string  // as in Deliverable
	Reason            Reason
	BlockedBy         []string
	Note              string
	Result            string // one sentence: what it did change
	Pos               diag.Pos
}

// AskState is where an ask stands.
type AskState string

const (
	Asked    AskState = "asked"    // nobody has answered
	Agreed   AskState = "agreed"   // the other team plans it, or something that serves it
	Declined AskState = "declined" // the other team says that it will not
	Met      AskState = "met"      // delivered by the day on which it was wanted
	// Late is delivered after it was wanted; or wanted by now and not delivered; or what was to
	// answer it has moved or was dropped, and so will not be there, whatever day it is.
	Late AskState = "late"
)

// Ask is one `needs` of one team towards another.
type Ask struct {
	Quarter *Quarter
	By      *Deliverable // the one that waits
	Of      *Team
	What    string       // the id that was asked for, or "" where a team was named
	Answer  *Deliverable // what answers it, or nil
	Wanted  Day          // By.Due, or the last day of the quarter
	State   AskState
	Met     Day // when the answer was delivered, or 0
	Pos     diag.Pos
}

// SectionKind is what a section of a retro is for; "" for one that is not one of the four.
type SectionKind string

const (
	SectionWell    SectionKind = "well"
	SectionWrong   SectionKind = "wrong"
	SectionChange  SectionKind = "change"
	SectionLessons SectionKind = "lessons"
)

// SectionKinds are the four, in their usual order.
var SectionKinds = []SectionKind{SectionWell, SectionWrong, SectionChange, SectionLessons}

// Section is one section of a retro under the writer's heading, Body without its actions.
type Section struct {
	Title   string
	Kind    SectionKind
	Body    Prose
	Actions []*Action
}

// Retro is retro.md. Well, Wrong and Change are the prose of the named
// sections, Change without its actions.
type Retro struct {
	Held                       Day
	Sections                   []Section // all of them, in the writer's order
	Intro, Well, Wrong, Change Prose
	Other                      []Document // sections with a heading of their own
	Actions                    []*Action
	Lessons                    []*Lesson
	Pos                        diag.Pos
}

// Action is a task-list item under "What we change".
type Action struct {
	ID      string // unique in its retro and usable as an anchor
	Text    Prose  // without owner and date
	Owner   string // team id or a name, without "@"; "" = none
	Team    *Team  // whose retro
	Quarter *Quarter
	Due     Day // 0 = none
	Done    bool
	Moves   string    // the number that it should move: the id of a metric, or a Measure.ID; "" = none said
	Again   bool      // marked `again`: an earlier retro of the team had it
	AgainOf QuarterID // whose retro; zero = the nearest one
	Pos     diag.Pos
}

// Lesson is what others can use.
type Lesson struct {
	ID, Title, Theme string
	Team             *Team
	Quarter          *Quarter
	Held             Day
	Applies          Match
	LearnedFrom      []string // deliverable ids
	Confirms         []string // lesson ids
	Body             Prose
	Pos              diag.Pos
}

// Match is `applies_to`: all that are named must match; none named matches nothing.
type Match struct {
	Kinds      []Kind
	Components []string
	Teams      []string
	Phases     []Phase
}

// Metrics is metrics.toml without its items, which are in Report.Items.
type Metrics struct {
	Source   string
	Exported time.Time
	Sprints  []Sprint
	Effort   map[Kind]float64   // shares of the team's time, 0 to 1
	Quality  map[string]float64 // by Measure.ID
	Imports  []Import           // by format
	Pos      diag.Pos
}

// Sprint is one sprint of the export. Planned and Completed are sizes.
type Sprint struct {
	Name      string   `json:"name"`
	Start     Day      `json:"start"`
	End       Day      `json:"end"`
	Planned   float64  `json:"planned"`
	Completed float64  `json:"completed"`
	Pos       diag.Pos `json:"-"`
}
