package metrics

import (
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// Metric is one number of a report: what it means, how it is counted and how it is shown. Pages,
// data files, editions and comparisons all go through [All], so a metric that has a row there is
// everywhere. One of Ratio and Amount says how it reads; where it has neither it is no single
// number, such as the mix of work.
type Metric struct {
	// ID is the one spelling: on /numbers/, in `moves` of an action, and in the code. See Key.
	ID string
	// Entry is the ID of the metric whose entry on /numbers/ explains this one; "" where it
	// has an entry of its own.
	Entry string

	Name    string // "Kept"
	Meaning string // one or two sentences in plain words; "" without an entry
	Formula string // as in "|P ∩ D| ÷ |P|", or "" where words say it all
	Notes   string // what is left out, and how an empty denominator reads; may be ""

	Ratio  func(*Figures) Ratio           // from its rows; ask [Figures.Ratio]
	Amount func(*Figures) (float64, bool) // a count or a size, false for n/a; ask [Figures.Amount]
	Rows   func(*Figures) Rows            // what it counts; data.json has how many there are

	NeedsPlan bool        // n/a where nobody planned
	Needs     report.Part // an edition shows it only to audiences that see this part; "" = all of them
	Moves     bool        // an action can name its entry as the number that it should move
	Compared  bool        // between editions
	AtCutOff  bool        // and with a plan edition: it is known then
	Derived   bool        // an amount that figures.json has in another form, and not by itself
}

// Key is the ID as data.json and figures.json spell it: "on_time" for "on-time".
func (m Metric) Key() string { return strings.ReplaceAll(m.ID, "-", "_") }

// EntryID is the anchor on /numbers/ that explains the metric.
func (m Metric) EntryID() string {
	if m.Entry != "" {
		return m.Entry
	}
	return m.ID
}

// Text is how the metric reads: "78 % (28 of 36)", "136", or "n/a".
func (m Metric) Text(f *Figures) string {
	if m.Ratio != nil {
		return f.Ratio(m.ID).String()
	}
	n, ok := f.Amount(m.ID)
	if !ok {
		return "n/a"
	}
	return Amount(n)
}

// All returns every metric, in the order in which a reader of /numbers/ meets them.
func All() []Metric { return slices.Clone(table) }

// Movable returns the ids that an action can name in `moves`.
func Movable() []string {
	var ids []string
	for _, m := range table {
		if m.Moves {
			ids = append(ids, m.EntryID())
		}
	}
	return ids
}

// lookUp returns the metric with an id, or nil.
func lookUp(id string) *Metric {
	for i := range table {
		if table[i].ID == id {
			return &table[i]
		}
	}
	return nil
}

// table is every metric. P, D, C, R and A in a formula are those of the first entries.
var table = []Metric{
	{
		ID: "cut-off", Name: "Cut-off",
		Meaning: "The day on which a plan was committed. What was in the plan on that day is the promise; what joined later is a change of scope.",
		Notes:   "Where teams committed on different days, the first and the last of them are given.",
	},
	{
		ID: "planned", Name: "Planned", Formula: "P",
		Meaning: "The items that were in the plan at the cut-off.",
		Rows:    func(f *Figures) Rows { return f.P },
	},
	{
		ID: "planned-items", Entry: "planned", Name: "Planned items",
		Compared: true, AtCutOff: true, Derived: true,
		Amount: func(f *Figures) (float64, bool) { return float64(len(f.P)), true },
	},
	{
		ID: "planned-size", Entry: "planned", Name: "Planned size",
		Compared: true, AtCutOff: true, Derived: true,
		Amount: func(f *Figures) (float64, bool) { return sizeOfPlan(f), true },
	},
	{
		ID: "delivered", Name: "Delivered", Formula: "D",
		Meaning: "The items that were delivered in the quarter, planned or not.",
		Rows:    func(f *Figures) Rows { return f.Delivered },
	},
	{
		ID: "added", Name: "Added", Formula: "A",
		Meaning: "Everything that was not in the plan at the cut-off and joined later, whatever became of it.",
		Notes:   "Among the moved (C), dropped (R) and open ones, planned and added items are always counted apart.",
		Rows:    func(f *Figures) Rows { return f.Added },
	},
	{
		ID: "changes", Name: "Changes since the cut-off",
		Meaning: "What joined the plan after the cut-off, left it, or says something else than it did then: another size, another due date, another text, or another kind, phase, owner or audience.",
		Notes:   "What a plan said at the cut-off is known where it was frozen as an edition; otherwise only what joined is known. Sizes and due dates in other figures are those of the cut-off.",
	},
	{
		ID: "kept", Name: "Kept", Formula: "|P ∩ D| ÷ |P|",
		Meaning:  "Of what was planned, how much was delivered. This is the headline.",
		Notes:    "Counted in items, unless it says “by size”. By size it sums planned sizes; items without a size cannot count there, and it says how many there are. Without a plan it is n/a.",
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.Kept },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Kept) },
	},
	{
		ID: "kept-size", Entry: "kept", Name: "Kept, by size",
		Compared: true,
		Ratio:    keptSize,
	},
	{
		ID: "capacity", Name: "Capacity", Formula: "|D| ÷ |P|",
		Meaning:  "Everything that was delivered, compared with what was planned. Above 100 % more items were delivered than had been promised, though not necessarily the same ones.",
		Notes:    "Without a plan it is n/a.",
		Compared: true, Moves: true, NeedsPlan: true,
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Delivered) },
	},
	{
		ID: "unplanned", Name: "Unplanned", Formula: "|A ∩ D| ÷ |D|",
		Meaning:  "Of what was delivered, how much had not been in the plan.",
		Notes:    "Without a plan, or with nothing delivered, it is n/a.",
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.AddedDelivered },
		Ratio: func(f *Figures) Ratio { return ratio(len(f.AddedDelivered), len(f.Delivered)) },
	},
	{
		ID: "moved", Name: "Moved", Formula: "|P ∩ C| ÷ |P|",
		Meaning:  "Of what was planned, how much went to a later quarter.",
		Notes:    "Without a plan it is n/a.",
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.Moved },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Moved) },
	},
	{
		ID: "dropped", Name: "Dropped", Formula: "|P ∩ R| ÷ |P|",
		Meaning:  "Of what was planned, how much was given up.",
		Notes:    "Without a plan it is n/a.",
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.Dropped },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Dropped) },
	},
	{
		ID: "unexplained", Name: "Unexplained", Formula: "|P| − |P ∩ D| − |P ∩ C| − |P ∩ R|",
		Meaning: "Of what was planned, how much was neither delivered nor moved nor dropped when the quarter closed. It must be none before a report is published.",
		Notes:   "Only a closed quarter has unexplained items; until then the same items are open.",
		Rows:    (*Figures).Unexplained,
	},
	{
		ID: "open", Name: "Open", Formula: "|P| − |P ∩ D| − |P ∩ C| − |P ∩ R|",
		Meaning: "Of what was planned, how much has no outcome yet in a quarter that has not closed.",
		Notes:   "In a closed quarter the same items are unexplained.",
		Rows:    (*Figures).Open,
	},
	{
		ID: "rest", Entry: "unexplained", Name: "Unexplained or open",
		Compared: true, Moves: true, NeedsPlan: true,
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Rest) },
	},
	{
		ID: "carried-in", Name: "Carried in",
		Meaning:  "Of what was planned, how much earlier quarters had planned too and had not delivered. Carried in twice or more means that two or more earlier plans had it.",
		Notes:    "It counts since the item was last delivered: planning GA after Beta was delivered carries nothing in. An item keeps its history when it changes its team. What is still open in a quarter that runs is not yet carried into the next.",
		Compared: true, AtCutOff: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return slices.Concat(f.CarriedOnce, f.CarriedMore) },
		Ratio: func(f *Figures) Ratio { return ratio(len(f.CarriedOnce)+len(f.CarriedMore), len(f.P)) },
	},
	{
		ID: "carried-in-twice", Entry: "carried-in", Name: "Carried in twice or more",
		Rows: func(f *Figures) Rows { return f.CarriedMore },
	},
	{
		ID: "on-time", Name: "On time",
		Meaning:  "Of the delivered items that had a due date, how many were delivered by that day.",
		Notes:    "Items without a due date are left out. With none that had one it is n/a.",
		Compared: true, Moves: true,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.OnTime), len(f.WithDue)) },
	},
	{
		ID: "slip", Name: "Slip",
		Meaning: "How many quarters lie between the first plan of an item and its delivery; none where the quarter that first planned it delivered it.",
		Notes:   "It counts from the first plan since the item was last delivered. An item that no earlier quarter had planned has no slip.",
	},
	{
		ID: "velocity", Name: "Velocity", Formula: "Σ size over D",
		Meaning:  "The size that was delivered. By sprint it compares what a sprint had planned with what it completed, as the tracker says.",
		Notes:    "The actual size where it is known, the planned one otherwise. Items without any size are left out and counted beside it.",
		Compared: true, Moves: true, Derived: true,
		Amount: func(f *Figures) (float64, bool) { return f.Velocity.Size, f.Velocity.Sized > 0 },
	},
	{
		ID: "mix", Name: "Mix of work", Formula: "size of a kind ÷ size of all",
		Meaning: "The share of features, groundwork, debt and operations in what was planned, beside their share in what was delivered.",
		Notes:   "By planned size, or by actual size where only that is known. If any item has no size at all, it counts items instead and says so.",
	},
	{
		ID: "reasons", Name: "Reasons",
		Meaning: "Why planned items moved or were dropped, as the teams said.",
		Notes:   "Items for which nobody gave a reason are counted as such.",
	},
	{
		ID: "estimate", Name: "Estimate", Formula: "Σ actual size ÷ Σ planned size",
		Meaning: "How large delivered items turned out to be, compared with the size they were planned with. Items that were planned with the same size form one class.",
		Notes:   "Only delivered items with both sizes count. 1 means that the estimates held on average; 1.5 means half as much again.",
	},
	{
		ID: "asks-met", Name: "Asks met", Formula: "asks met in time ÷ asks",
		Meaning:  "Of what teams asked of one another in the quarter, how much was there by the day they needed it.",
		Notes:    "An ask without a date is needed by the last day of the quarter. Declined, late and unanswered asks count as not met. With no asks it is n/a.",
		Compared: true, Moves: true, Needs: report.Plans,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.AsksMet), len(f.Asks)) },
	},
	{
		ID: "asks-of-met", Entry: "asks-met", Name: "Asks of us met",
		Needs: report.Plans,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.AsksOfMet), len(f.AsksOf)) },
	},
	{
		ID: "follow-through", Name: "Follow-through", Formula: "actions done ÷ actions due by then",
		Meaning:  "Of the actions from retros that were due by the end of the quarter, how many are done.",
		Notes:    "In a quarter that still runs, those due by today. Actions without a due date are left out. On the page of all actions, those due by today count, and one that a later retro raises again counts once, as it stands there. With none due it is n/a.",
		Compared: true, Moves: true, Needs: report.Retros,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.ActionsDone), len(f.ActionsDue)) },
	},
	{
		ID: "forecast", Name: "Forecast",
		Meaning: "How many of the planned items that are still open will likely be delivered by the end of a quarter that runs, and by when all of them: the team’s own past weeks are drawn by lot 10,000 times. P50, P85 and P95 are what at least 50, 85 and 95 of 100 of these runs reached. It is a range, never one date.",
		Notes:   "The weeks are whole ones, Monday to Sunday, of the last 26; a week without a delivery counts as one. Only planned items count, by the day on which they were finished; unplanned work makes the weeks smaller. With less than 8 weeks it is n/a. Its record is how often, in the middle of past quarters, the P85 would have held.",
	},
	{
		ID: "reuse", Name: "Lessons reused", Formula: "adopted ÷ (answered + due and not answered)",
		Meaning: "Of the lessons that matched a plan, how many the plan adopted. Each lesson counts once for every plan that it matches.",
		Notes:   "A lesson matches a plan of a later quarter in which some planned item is of the kind, phase, component or team that the lesson names. An answer is due where the lesson was held before the plan was committed. Answers to lessons that do not match are left out. With none it is n/a.",
	},
}
