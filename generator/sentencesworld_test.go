package generator_test

import (
	"encoding/json"
	"slices"

	"quarterdeck/generator/report"
)

// A plain workspace is described by what people decided and did, without a thought of files or
// figures. sentencesrandom_test.go draws one, sentencesfiles_test.go writes its files, and
// sentencescount_test.go counts in it.

// plainSpace is a workspace. Quarters are oldest first, teams by name.
type plainSpace struct {
	Today    report.Day
	Teams    []*plainTeam
	Quarters []*plainQuarter
	Notices  []plainNotice
	Of       string        // the edition of whose moment this is; "" = the working copy
	Own      []report.Part // an audience beside those that every site has, if any
	Sees     []report.Part // of an audience that is not shown everything; else nil

	// shown are the editions as which quarters are shown, by id: their figures are of that moment.
	shown map[string]*plainSpace
	from  *plainSpace // with all that an audience is not shown; nil where it is this
	known known
}

// known is what was counted in a workspace: each is asked for by thousands of sentences.
type known struct {
	rows, every map[plainScope][]plainRow
	asks        map[plainScope][]plainAsk
	reports     map[plainScope][]*plainReport
	missed      map[string]int
}

// remembered works something out once for a scope. What it returns is shared.
func remembered[K comparable, V any](in *map[K]V, key K, work func() V) V {
	v, ok := (*in)[key]
	if !ok {
		v = work()
		if *in == nil {
			*in = map[K]V{}
		}
		(*in)[key] = v
	}
	return v
}

type plainTeam struct {
	ID, Name string
	Shared   bool
	Capacity float64
	Contacts bool

	Until      report.Day // its last day; 0 = it goes on
	MergedInto string
	Renamed    report.Day // what is of quarters before that day is filed under its old id; 0 = it has none
}

// plainQuarter is a quarter. What happened to its plan between the cut-off and now is in its items.
type plainQuarter struct {
	ID         report.QuarterID
	Start, End report.Day // half-open
	Foreword   bool
	Frozen     bool // the plan was frozen at the cut-off
	Published  int  // how often
	Reports    []*plainReport
	// Promised are the items of the frozen plan by team, once it is frozen.
	Promised map[string][]*plainItem
}

type plainReport struct {
	Team    string
	Plan    *plainPlan
	Metrics *plainMetrics
	Retro   *plainRetro
	Updates []plainUpdate
	There   bool // for an audience that may not see its files
}

type plainPlan struct {
	Committed      report.Day
	Summary, Words bool
	Capacity       float64
	Items          []*plainItem
	Declines       []string
	Answers        map[string]string // verdicts by lesson
}

// plainItem is a deliverable of a plan. WasSize and WasDue are those of the cut-off; Late is set
// where it joined after it, and Gone where it left the plan after it.
type plainItem struct {
	ID, Kind, Phase        string
	Size, WasSize          float64
	Due, WasDue, Added     report.Day
	Late, Gone, Reworded   bool
	Needs, Serves, Enables []string
	Customers, Worth       bool
	From, Handed           string   // the team that had it before, and that has it now
	Was                    []string // earlier ids, or what it is a part of or merged from
}

type plainMetrics struct {
	Exported report.Day
	Outcomes []*plainOutcome
	Sprints  []plainSprint
	Effort   bool
	Quality  bool
}

// plainOutcome is what an export says of an item. Was is the status before it was corrected.
type plainOutcome struct {
	ID, Status, Was, Reason string
	Kind                    string // of what only the export knows
	Finished                report.Day
	Size, Done              float64 // Done is how much was delivered of what was partly
	Note, Result            bool
	HandedTo                string
}

type plainSprint struct {
	Start              report.Day
	Planned, Completed float64
}

type plainRetro struct {
	Held                       report.Day
	Well, Wrong, Change, Other bool // the sections that it has
	Noted                      bool // and those for what went well or wrong are not empty
	Actions                    []*plainAction
	Lessons                    []*plainLesson
}

type plainAction struct {
	Text, Moves string
	Owner       bool
	Due         report.Day
	Done, Again bool
}

type plainLesson struct {
	ID, Theme, Kind string
	Confirms        []string
	From            []string
}

type plainUpdate struct {
	Day    report.Day
	Health string
	Notes  []string // ids
}

type plainNotice struct {
	ID                   string
	Announced, Withdrawn report.Day
	Announce             string
	Plans                bool
	From                 report.Day
}

// moment is when a workspace is looked at: with the quarters up to one, and that one at a stage.
type moment struct {
	quarter  int
	stage    stage
	editions bool // quarters before it are as their newest editions have them
}

// stage is how far a quarter has come.
type stage int

const (
	planned   stage = iota // its plan is written, and not frozen
	frozen                 // its plan is frozen, and nothing has happened since
	first                  // it has ended, and is to be published for the first time
	corrected              // all corrections are made
)

// copied is a deep copy.
func copied[T any](v *T) *T {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	c := new(T)
	if err := json.Unmarshal(data, c); err != nil {
		panic(err)
	}
	return c
}

// at is the workspace at a moment: all that is still to come is left out, and items and
// outcomes are as they are then.
func (s *plainSpace) at(m moment) *plainSpace {
	c := copied(s)
	c.Quarters = c.Quarters[:min(m.quarter+1, len(c.Quarters))]
	for i, q := range c.Quarters {
		on := corrected
		switch {
		case i == m.quarter:
			on = m.stage
		case m.editions && q.Published == 1:
			on = first
		}
		q.become(on)
	}
	return c
}

// become turns a quarter into what it is at a stage.
func (q *plainQuarter) become(on stage) {
	if q.Frozen && on >= frozen {
		q.Promised = map[string][]*plainItem{}
	}
	for _, r := range q.Reports {
		if r.Plan == nil {
			continue
		}
		if q.Promised != nil {
			for _, i := range r.Plan.Items {
				if !i.Late && i.Added == 0 {
					was := copied(i)
					was.Size, was.Due = i.WasSize, i.WasDue
					q.Promised[r.Team] = append(q.Promised[r.Team], was)
				}
			}
			if q.Promised[r.Team] == nil {
				q.Promised[r.Team] = []*plainItem{}
			}
		}
		r.Plan.Items = slices.DeleteFunc(r.Plan.Items, func(i *plainItem) bool {
			if on <= frozen {
				i.Size, i.Due, i.Reworded, i.Handed = i.WasSize, i.WasDue, false, ""
				return i.Late || i.Added != 0
			}
			return i.Gone
		})
	}
	for _, r := range q.Reports {
		if on <= frozen {
			r.Metrics, r.Retro, r.Updates = nil, nil, nil
		}
		if r.Metrics != nil && on == first {
			for _, o := range r.Metrics.Outcomes {
				if o.Was != "" {
					o.Status = o.Was
				}
				if o.Status == "moved" {
					o.Finished = 0 // it comes later
				}
			}
		}
	}
}

// state is where a quarter stands on a day.
func (q *plainQuarter) state(today report.Day) report.State {
	switch {
	case today < q.Start:
		return report.Ahead
	case today >= q.End:
		return report.Closed
	}
	return report.Running
}

// report is that of a team, or nil.
func (q *plainQuarter) report(team string) *plainReport {
	return report.Find(q.Reports, func(r *plainReport) bool { return r.Team == team })
}

// edited reports whether an outcome was corrected after the first edition.
func (q *plainQuarter) edited() bool {
	return slices.ContainsFunc(q.Reports, func(r *plainReport) bool {
		return r.Metrics != nil && slices.ContainsFunc(r.Metrics.Outcomes, func(o *plainOutcome) bool { return o.Was != "" || o.Status == "moved" && o.Finished != 0 })
	})
}

// quarter is the one with an id, or nil.
func (s *plainSpace) quarter(id string) *plainQuarter {
	return report.Find(s.Quarters, func(q *plainQuarter) bool { return q.ID.String() == id })
}

// planned reports whether any team has a plan.
func (q *plainQuarter) planned() bool {
	return slices.ContainsFunc(q.Reports, func(r *plainReport) bool { return r.Plan != nil })
}
