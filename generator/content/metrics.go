package content

import (
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// MetricsFile is metrics.toml. Its quality numbers are kept as they are,
// because site.toml decides which there are.
type MetricsFile struct {
	Metrics report.Metrics // without Quality
	Items   []MetricsItem
	Results []MetricsResult
	Block   *Block             // the file
	quality *Block             // nil = none
	numbers map[string]float64 // of quality, if it holds nothing but numbers
	Repeats bool               // some id is there twice
	unsaid  bool               // some item has no status yet
}

// MetricsItem is one [[item]]: an outcome, and for unplanned work what it was.
type MetricsItem struct {
	ID, Title string
	Folded    string // the id in lower case
	Kind      report.Kind
	Phase     report.Phase
	Outcome   report.Outcome
	Block     *Block
}

var metricsKeys = table[MetricsFile]{"metrics", "metrics.toml", "metrics.toml, at the top", []row[MetricsFile]{
	stringKey("source", "Where the numbers were exported from.", func(f *MetricsFile) *string { return &f.Metrics.Source }).like("jira"),
	momentKey("exported", "When they were exported.", func(f *MetricsFile) *time.Time { return &f.Metrics.Exported }),
	tablesKey("item", "What became of a deliverable, one [[item]] each; those that are in no plan are unplanned work.", (*MetricsFile).parseItem),
	tablesKey("result", "Where the numbers of deliverables came to, one [[result]] each.", (*MetricsFile).parseResult),
	tablesKey("sprint", "What was planned and completed in a sprint, one [[sprint]] each.", (*MetricsFile).parseSprint),
	tableKey("effort", "The shares of the team's time, by kind of work.", (*MetricsFile).parseEffort),
	tableKey("quality", "The numbers of quality and flow, those of [[metric]] in site.toml included.", func(f *MetricsFile, b *Block, _ *diag.List) {
		f.quality, f.numbers = b, b.finite()
	}),
	tableKey("import", "What imports have read; they write it.", (*MetricsFile).parseNotes),
}}

var itemKeys = table[MetricsItem]{"metrics.item", "an item", "metrics.toml: [[item]]", []row[MetricsItem]{
	required(idKey("id", "The id of the deliverable: "+deliverableID.words+".", deliverableID, func(i *MetricsItem) *string { return &i.ID })).like("MR-101"),
	stringKey("title", "For unplanned work: what it was.", func(i *MetricsItem) *string { return &i.Title }).like("Emergency rule for a new CVE"),
	wordKey("kind", "For unplanned work: what kind it was.", report.Kinds, func(i *MetricsItem) *report.Kind { return &i.Kind }).like("operations"),
	wordKey("phase", "For unplanned work: how far it was taken.", report.Phases, func(i *MetricsItem) *report.Phase { return &i.Phase }),
	wordKey("status", "What became of it; required unless it has handed_to.", report.Statuses, func(i *MetricsItem) *report.Status { return &i.Outcome.Status }).or(unsaid("handed_over, where it has handed_to")),
	dateKey("started", "The day on which work began.", func(i *MetricsItem) *report.Day { return &i.Outcome.Started }),
	dateKey("finished", "The day on which it was delivered; required where it was. Of what moved: the day after the quarter on which it came all the same.", func(i *MetricsItem) *report.Day { return &i.Outcome.Finished }),
	sizeKey("The actual size, in the unit of the plan.", func(i *MetricsItem, s sized) { i.Outcome.Size, i.Outcome.SizeWord = s.size, s.word }),
	numberKey("delivered_size", "Of what was partly delivered: the size that was.", limits{0, maxNumber}, func(i *MetricsItem, n float64) { i.Outcome.DeliveredSize = n }),
	handedTo(func(i *MetricsItem) *string { return &i.Outcome.HandedTo }),
	reasonKey("Why it was moved or dropped: one of these, or of [[reason]] in site.toml.", func(i *MetricsItem) *report.Reason { return &i.Outcome.Reason }),
	idListKey("blocked_by", "What it waited for: ids of deliverables, or of teams.", deliverableID, func(i *MetricsItem) *[]string { return &i.Outcome.BlockedBy }).like([]string{"DS-7"}),
	stringKey("note", "What happened, in one sentence.", func(i *MetricsItem) *string { return &i.Outcome.Note }).like("Screens arrived in week ten"),
	stringKey("result", "What it did change for customers or the business, in one sentence.", func(i *MetricsItem) *string { return &i.Outcome.Result }).
		like("Roll-backs take two minutes"),
}}

var sprintKeys = table[report.Sprint]{"metrics.sprint", "a sprint", "metrics.toml: [[sprint]]", []row[report.Sprint]{
	required(stringKey("name", "What the sprint is called.", func(s *report.Sprint) *string { return &s.Name })).like("S1"),
	required(dateKey("start", "Its first day.", func(s *report.Sprint) *report.Day { return &s.Start })),
	required(dateKey("end", "Its last day; the next sprint may begin on it.", func(s *report.Sprint) *report.Day { return &s.End })),
	required(numberKey("planned", "The size that was planned.", limits{0, maxNumber}, func(s *report.Sprint, n float64) { s.Planned = n })),
	required(numberKey("completed", "The size that was completed.", limits{0, maxNumber}, func(s *report.Sprint, n float64) { s.Completed = n })),
}}

var effortKeys = table[map[report.Kind]float64]{"metrics.effort", "[effort]", "metrics.toml: [effort]", effortRows()}

func effortRows() (rows []row[map[report.Kind]float64]) {
	for _, k := range report.Kinds {
		rows = append(rows, numberKey(string(k), "The share of the team's time that went into "+string(k)+" work; all together at most 1.", limits{0, 1},
			func(to *map[report.Kind]float64, n float64) { (*to)[k] = n }))
	}
	return rows
}

func (p *Parsed) parseMetrics(b *Block, l *diag.List) {
	m := &MetricsFile{Metrics: report.Metrics{Pos: b.text.at(0)}, Block: b}
	p.Metrics = m
	metricsKeys.read(b, m, l)
	if m.unsaid && len(m.Items) == 0 && len(b.values) == 1 {
		p.Metrics = nil // it says nothing yet
		return
	}
	seen := map[string]bool{}
	for _, i := range m.Items {
		if i.ID == "" {
			p.Broken = true
		}
		m.Repeats = m.Repeats || seen[i.ID]
		seen[i.ID] = true
	}
}

func (m *MetricsFile) parseItem(b *Block, l *diag.List) {
	if b.Has("id") && len(b.values) == 1 {
		m.unsaid = true
		l.Warnf(b.At("id"), CodePlaceholder, "add status = …, one of "+strings.Join(stringsOf(report.Statuses), ", ")+", or remove the item", "an item has no status yet, and is not read")
		return
	}
	i := MetricsItem{Block: b}
	i.Outcome.Pos = b.At()
	itemKeys.read(b, &i, l)
	i.Folded = strings.ToLower(i.ID)
	m.Items = append(m.Items, i)
	i.check(l)
}

// check is what an item can be told without knowing any other.
func (i *MetricsItem) check(l *diag.List) {
	o, b := &i.Outcome, i.Block
	i.checkHandedOver(l)
	switch {
	case o.Status == report.Delivered && !b.Has("finished"):
		l.Errorf(b.At("status"), "no-finish", "add finished = 2026-09-30", "a delivered item has no finished date")
	case o.Status != "" && o.Status != report.Delivered && o.Status != report.Moved && o.Finished != 0:
		l.Errorf(b.At("finished"), "finished-but", `remove it, or write status = "delivered"`, "an item that is %s has a finished date", said(o.Status))
	}
	switch {
	case o.Status == report.Partly && !b.Has("note"):
		l.Warnf(b.At("status"), "no-note", `add note = "…": what is missing`, "a partly delivered item has no note")
	case o.Status != report.Partly && b.Has("delivered_size") && o.Status != "":
		l.Errorf(b.At("delivered_size"), "delivered-size-but", `write status = "partly", or remove it`, "an item that is %s has a delivered_size", said(o.Status))
	}
	if o.Started != 0 && o.Finished != 0 && o.Started > o.Finished {
		l.Errorf(b.At("started"), "order", "correct one of the two days", "started %s, after it was finished on %s", o.Started, o.Finished)
	}
	if o.Reason != "" && (o.Status == report.Delivered || o.Status == report.Open) {
		l.Warnf(b.At("reason"), "reason-unused", "reasons are for what moved or was dropped", "an item that is %s has a reason", said(o.Status))
	}
}

// said is a status in a message.
func said(s report.Status) string { return strings.ReplaceAll(string(s), "_", " ") }

// checkHandedOver fills in the status of what was handed over, and wants nothing else to be
// said of it: that is for the team which has it now.
func (i *MetricsItem) checkHandedOver(l *diag.List) {
	o, b := &i.Outcome, i.Block
	switch {
	case !b.Has("handed_to") && !b.Has("status"):
		l.Errorf(b.At(), "missing-key", `add status = "delivered"`, "an item has no status")
	case o.HandedTo != "" && !b.Has("status"):
		o.Status = report.HandedOver
	case o.HandedTo != "" && o.Status != "" && o.Status != report.HandedOver:
		l.Errorf(b.At("status"), "handed-over-but", "remove it: what became of the item is for metrics.toml of "+o.HandedTo, "an item that was handed to %s is also %s", o.HandedTo, said(o.Status))
	}
}

// handedTo is the team that an item was handed over to.
func handedTo[T any](of func(*T) *string) row[T] {
	return idKey("handed_to", "The team that it was handed over to, whose plan has the same id with from.", nameID, of).like("insights")
}

func (m *MetricsFile) parseSprint(b *Block, l *diag.List) {
	s := report.Sprint{Pos: b.At()}
	sprintKeys.read(b, &s, l)
	if s.Start != 0 && s.End != 0 && s.End < s.Start {
		l.Errorf(b.At("end"), "order", "correct one of the two days", "sprint %q ends %s, before it starts %s", diag.Short(s.Name), s.End, s.Start)
		return
	}
	m.Metrics.Sprints = append(m.Metrics.Sprints, s)
}

func (m *MetricsFile) parseEffort(b *Block, l *diag.List) {
	m.Metrics.Effort = map[report.Kind]float64{}
	effortKeys.read(b, &m.Metrics.Effort, l)
	sum := 0.0
	for _, k := range report.Kinds {
		sum += m.Metrics.Effort[k]
	}
	if sum > 1.001 {
		l.Errorf(b.At(), "out-of-range", "shares of the team's time, together at most 1", "effort adds up to %.3g", sum)
	}
}
