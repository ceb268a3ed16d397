package edition

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// schema is the version of figures.json that this tool writes, and the newest it reads.
const schema = 1

// document is figures.json: every figure of a quarter, and what they rest on besides the
// files of the quarter. Sets are ids of deliverables, which are unique in a quarter and
// hold no space, so that a set is one text: "MR-101 MR-104". Numbers are exact, days are
// YYYY-MM-DD, or "" for none.
type document struct {
	Schema  int     `json:"schema"`
	Quarter string  `json:"quarter"`
	Outside outside `json:"outside"`
	All     entry   `json:"all"`
	Teams   []entry `json:"teams"` // by team name
}

// outside is what figures of a quarter take from elsewhere, as it was on the day of
// freezing.
type outside struct {
	History []carried `json:"history"` // by row
	Asks    []asked   `json:"asks"`    // of the quarter
	Actions []acted   `json:"actions"` // due by then, of all retros
}

// carried is what earlier quarters say about an item; an item that they did not plan
// has none.
type carried struct {
	Item   string `json:"item"`
	Missed int    `json:"held"`  // quarters that planned it without delivering it
	First  string `json:"first"` // the first quarter that planned it
}

// asked is an ask: `needs` of an item, and where it stood.
type asked struct {
	By            string          `json:"by"`
	Of            string          `json:"of"`             // team
	What          string          `json:"what,omitempty"` // the id that was asked for
	Answer        string          `json:"answer,omitempty"`
	AnswerQuarter string          `json:"answer_quarter,omitempty"`
	Wanted        report.Day      `json:"wanted"`
	State         report.AskState `json:"state"`
	Met           report.Day      `json:"met"`
}

// acted is an action of a retro.
type acted struct {
	Quarter string     `json:"quarter"`
	Team    string     `json:"team"`
	ID      string     `json:"id"`
	Text    string     `json:"text"`
	Owner   string     `json:"owner"`
	Due     report.Day `json:"due"`
	Done    bool       `json:"done"`
}

// entry is the figures of a team, or of all with Team "". What is empty is left out. A member
// that joins is a pointer or a map with omitempty, so that a document from before can be told
// from an empty one.
type entry struct {
	Team     string               `json:"team,omitempty"`
	HasPlan  bool                 `json:"has_plan"`
	CutOff   metrics.Span         `json:"cut_off"`
	Ratios   map[string]exact     `json:"ratios"`            // all of them, by metrics.Metric.Key
	Amounts  map[string]*float64  `json:"amounts,omitempty"` // likewise; null for n/a
	Unsized  int                  `json:"kept_unsized"`      // items of P without a size
	Sets     map[string]idSet     `json:"sets"`              // by id
	Velocity metrics.Velocity     `json:"velocity"`
	Mix      mixture              `json:"mix"`
	Reasons  []why                `json:"reasons"`
	Slips    []late               `json:"slips"`
	Classes  []class              `json:"estimates"`
	Sprints  []report.Sprint      `json:"sprints"`
	Changes  []change             `json:"changes"`
	Asks     map[string]positions `json:"asks"`    // in outside.asks, from 0
	Actions  map[string]positions `json:"actions"` // in outside.actions, from 0
}

// mixture is the mix by kind: parts of PlannedOf and of DeliveredOf.
type mixture struct {
	ByItems     bool                    `json:"by_items"`
	Kinds       []mixed                 `json:"kinds"`
	PlannedOf   float64                 `json:"planned_of"`
	DeliveredOf float64                 `json:"delivered_of"`
	Effort      map[report.Kind]float64 `json:"effort,omitempty"`
}

type mixed struct {
	Kind      report.Kind `json:"kind"`
	Planned   float64     `json:"planned"`
	Delivered float64     `json:"delivered"`
}

type why struct {
	Reason report.Reason `json:"reason"`
	Items  idSet         `json:"items"`
}

// late is the items that came so many quarters late.
type late struct {
	Quarters int   `json:"quarters"`
	Items    idSet `json:"items"`
}

type class struct {
	Size    float64 `json:"size"`
	Items   idSet   `json:"items"`
	Planned float64 `json:"planned"`
	Actual  float64 `json:"actual"`
}

type change struct {
	Item  string               `json:"item"`
	Kinds []metrics.ChangeKind `json:"kinds"`
}

// exact is a ratio with all its digits, unlike that of the data files.
type exact struct {
	Value float64  `json:"value"`
	Of    float64  `json:"of"`
	Share *float64 `json:"share"` // null where Of is 0
}

func exactly(r metrics.Ratio) exact {
	e := exact{Value: r.Value, Of: r.Of}
	if s, ok := r.Share(); ok {
		e.Share = &s
	}
	return e
}

func (e exact) ratio() metrics.Ratio { return metrics.Ratio{Value: e.Value, Of: e.Of} }

// idSet is a set of deliverables. As one text it is read several times as fast as an array,
// and a build reads every edition that it shows.
type idSet []string

func (s idSet) MarshalText() ([]byte, error) { return []byte(strings.Join(s, " ")), nil }

func (s *idSet) UnmarshalText(b []byte) error {
	*s = strings.Fields(string(b))
	return nil
}

// positions in a list, from 0: "0 3".
type positions []int

// String is how they are written; "none" where there are none.
func (s positions) String() string {
	b, _ := s.MarshalText()
	return cmp.Or(string(b), "none")
}

func (s positions) MarshalText() (b []byte, err error) {
	for i, n := range s {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return b, nil
}

func (s *positions) UnmarshalText(b []byte) error {
	*s = nil
	for word := range strings.FieldsSeq(string(b)) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return err
		}
		*s = append(*s, n)
	}
	return nil
}

// write returns the file's bytes: equal figures are equal bytes.
func (d *document) write() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(d)
	return b.Bytes(), err
}

// read reads figures.json.
func read(b []byte) (*document, error) {
	var d document
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, err
	}
	switch {
	case d.Schema > schema:
		return nil, fmt.Errorf("figures.json has schema %d; this tool reads up to %d", d.Schema, schema)
	case d.Schema < 1:
		return nil, errors.New("figures.json has no schema")
	}
	return &d, nil
}

// of returns the entry of a team, or of all with ""; nil where there is none.
func (d *document) of(team string) *entry {
	if team == "" {
		return &d.All
	}
	for i := range d.Teams {
		if d.Teams[i].Team == team {
			return &d.Teams[i]
		}
	}
	return nil
}

// renamed is the document with the ids that teams have now. The document itself, which is kept,
// stays as it is.
func (d *document) renamed(teams []*report.Team) *document {
	now := map[string]string{}
	for _, t := range teams {
		for _, id := range t.Was {
			now[id] = t.ID
		}
	}
	if len(now) == 0 {
		return d
	}
	called := func(id *string) { *id = cmp.Or(now[*id], *id) }
	own := *d
	own.Teams, own.Outside.Asks, own.Outside.Actions = slices.Clone(d.Teams), slices.Clone(d.Outside.Asks), slices.Clone(d.Outside.Actions)
	for i := range own.Teams {
		called(&own.Teams[i].Team)
	}
	for i := range own.Outside.Asks {
		called(&own.Outside.Asks[i].Of)
	}
	for i := range own.Outside.Actions {
		called(&own.Outside.Actions[i].Team)
		called(&own.Outside.Actions[i].Owner)
	}
	return &own
}
