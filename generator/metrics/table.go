package metrics

import (
	"slices"
	"strings"

	"quarterdeck/generator/i18n"
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

	Ratio  func(*Figures) Ratio           // from its rows; ask [Figures.Ratio]
	Amount func(*Figures) (float64, bool) // a count or a size, false for n/a; ask [Figures.Amount]
	Rows   func(*Figures) Rows            // what it counts; data.json has how many there are

	// Example says in more words than Text what it was in a quarter; nil where Text says it.
	// ratio is Figures.Ratio.
	Example func(f *Figures, l *i18n.Locale, ratio func(id string) Ratio) string

	NeedsPlan bool        // n/a where nobody planned
	Outcome   bool        // n/a where a quarter has closed and nobody has said what became of its items
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

// table is every metric. Its words are in the catalogue, under metric.<id>.
var table = []Metric{
	{
		ID:      "cut-off",
		Example: cutOffExample,
	},
	{
		ID:   "planned",
		Rows: func(f *Figures) Rows { return f.P },
		Example: func(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
			return l.T("metric.planned.example", "n", len(f.P))
		},
	},
	{
		ID: "planned-items", Entry: "planned",
		Compared: true, AtCutOff: true, Derived: true,
		Amount: func(f *Figures) (float64, bool) { return float64(len(f.P)), true },
	},
	{
		ID: "planned-size", Entry: "planned",
		Compared: true, AtCutOff: true, Derived: true,
		Amount: func(f *Figures) (float64, bool) { return sizeOfPlan(f), true },
	},
	{
		ID:   "delivered",
		Rows: func(f *Figures) Rows { return f.Delivered },
		Example: func(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
			return l.T("metric.delivered.example", "n", len(f.Delivered))
		},
	},
	{
		ID:   "added",
		Rows: func(f *Figures) Rows { return f.Added },
		Example: func(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
			return l.T("metric.added.example", "n", len(f.Added), "delivered", len(f.AddedDelivered))
		},
	},
	{
		ID:   "early",
		Rows: func(f *Figures) Rows { return f.Early },
		Example: func(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
			return l.T("metric.early.example", "n", len(f.Early))
		},
	},
	{
		ID:      "changes",
		Example: changesExample,
	},
	{
		ID:       "kept",
		Outcome:  true,
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.Kept },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Kept) },
		Example: func(f *Figures, l *i18n.Locale, ratio func(string) Ratio) string {
			return l.T("metric.kept.example", "ratio", ratio("kept"), "size", ratio("kept-size"))
		},
	},
	{
		ID: "kept-size", Entry: "kept",
		Outcome:  true,
		Compared: true,
		Ratio:    keptSize,
	},
	{
		ID:       "capacity",
		Outcome:  true,
		Compared: true, Moves: true, NeedsPlan: true,
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Delivered) },
	},
	{
		ID:       "unplanned",
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.AddedDelivered },
		Ratio: func(f *Figures) Ratio { return ratio(len(f.AddedDelivered), len(f.Delivered)) },
	},
	{
		ID:       "partly",
		Outcome:  true,
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.Partly },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Partly) },
	},
	{
		ID:       "handed-over",
		Outcome:  true,
		Compared: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.HandedOver },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.HandedOver) },
	},
	{
		ID:       "moved",
		Outcome:  true,
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.Moved },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Moved) },
	},
	{
		ID:       "dropped",
		Outcome:  true,
		Compared: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return f.Dropped },
		Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Dropped) },
	},
	{
		ID:   "unexplained",
		Rows: (*Figures).Unexplained,
		Example: func(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
			return l.T("metric.unexplained.example", "n", len(f.Unexplained()))
		},
	},
	{
		ID:   "open",
		Rows: (*Figures).Open,
	},
	{
		ID: "rest", Entry: "unexplained",
		Outcome:  true,
		Compared: true, Moves: true, NeedsPlan: true,
		Ratio: func(f *Figures) Ratio { return ofPlan(f, slices.Concat(f.Unexplained(), f.Open())) },
	},
	{
		ID:       "carried-in",
		Compared: true, AtCutOff: true, Moves: true, NeedsPlan: true,
		Rows:  func(f *Figures) Rows { return slices.Concat(f.CarriedOnce, f.CarriedMore) },
		Ratio: func(f *Figures) Ratio { return ratio(len(f.CarriedOnce)+len(f.CarriedMore), len(f.P)) },
		Example: func(f *Figures, l *i18n.Locale, ratio func(string) Ratio) string {
			return l.T("metric.carried-in.example", "ratio", ratio("carried-in"), "twice", len(f.CarriedMore))
		},
	},
	{
		ID: "carried-in-twice", Entry: "carried-in",
		Rows: func(f *Figures) Rows { return f.CarriedMore },
	},
	{
		ID:       "on-time",
		Compared: true, Moves: true,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.OnTime), len(f.WithDue)) },
	},
	{
		ID:      "slip",
		Example: slipExample,
	},
	{
		ID:       "velocity",
		Compared: true, Moves: true, Derived: true,
		Amount:  func(f *Figures) (float64, bool) { return f.Velocity.Size, f.Velocity.Sized > 0 },
		Example: velocityExample,
	},
	{
		ID:      "mix",
		Example: mixExample,
	},
	{
		ID:      "reasons",
		Example: reasonsExample,
	},
	{
		ID:      "estimate",
		Example: estimateExample,
	},
	{
		ID:       "asks-met",
		Compared: true, Moves: true, Needs: report.Plans,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.AsksMet), len(f.Asks)) },
	},
	{
		ID: "asks-of-met", Entry: "asks-met",
		Needs: report.Plans,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.AsksOfMet), len(f.AsksOf)) },
	},
	{
		ID:       "follow-through",
		Compared: true, Moves: true, Needs: report.Retros,
		Ratio: func(f *Figures) Ratio { return ratio(len(f.ActionsDone), len(f.ActionsDue)) },
	},
	{
		ID:      "forecast",
		Example: func(_ *Figures, l *i18n.Locale, _ func(string) Ratio) string { return l.T("metric.forecast.example") },
	},
	{
		ID: "reuse",
	},
}
