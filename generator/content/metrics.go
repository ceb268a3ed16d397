package content

import (
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// metricsFile is metrics.toml. Its quality numbers are kept as they stand,
// because site.toml decides which there are.
type metricsFile struct {
	metrics report.Metrics // without Quality
	items   []metricsItem
	quality *block             // nil = none
	numbers map[string]float64 // of quality, if it holds nothing but numbers
	repeats bool               // some id stands twice
	block   *block
}

// metricsItem is one [[item]]: an outcome, and for unplanned work what it was.
type metricsItem struct {
	id, title string
	low       string // the id in small letters
	kind      report.Kind
	phase     report.Phase
	outcome   report.Outcome
	block     *block
}

var metricsKeys = table[metricsFile]{"metrics", "metrics.toml", "metrics.toml, at the top", []row[metricsFile]{
	stringKey("source", "Where the numbers were exported from.", func(f *metricsFile) *string { return &f.metrics.Source }).like("jira"),
	momentKey("exported", "When they were exported.", func(f *metricsFile) *time.Time { return &f.metrics.Exported }),
	tablesKey("item", "What became of a deliverable, one [[item]] each; those that are in no plan are unplanned work.", (*metricsFile).parseItem),
	tablesKey("sprint", "What was planned and completed in a sprint, one [[sprint]] each.", (*metricsFile).parseSprint),
	tableKey("effort", "The shares of the team's time, by kind of work.", (*metricsFile).parseEffort),
	tableKey("quality", "The numbers of quality and flow, those of [[metric]] in site.toml included.", func(f *metricsFile, b *block, _ *diag.List) {
		f.quality, f.numbers = b, b.finite()
	}),
}}

var itemKeys = table[metricsItem]{"metrics.item", "an item", "metrics.toml: [[item]]", []row[metricsItem]{
	required(idKey("id", "The id of the deliverable: "+deliverableID.words+".", deliverableID, func(i *metricsItem) *string { return &i.id })).like("MR-101"),
	stringKey("title", "For unplanned work: what it was.", func(i *metricsItem) *string { return &i.title }).like("Emergency rule for a new CVE"),
	wordKey("kind", "For unplanned work: what kind it was.", report.Kinds, func(i *metricsItem) *report.Kind { return &i.kind }).like("operations"),
	wordKey("phase", "For unplanned work: how far it was taken.", report.Phases, func(i *metricsItem) *report.Phase { return &i.phase }),
	required(wordKey("status", "What became of it.", report.Statuses, func(i *metricsItem) *report.Status { return &i.outcome.Status })),
	dateKey("started", "The day on which work began.", func(i *metricsItem) *report.Day { return &i.outcome.Started }),
	dateKey("finished", "The day on which it was delivered; required where it was.", func(i *metricsItem) *report.Day { return &i.outcome.Finished }),
	numberKey("size", "The actual size, in the unit of the plan.", limits{0, maxNumber}, func(i *metricsItem, n float64) { i.outcome.Size = n }),
	wordKey("reason", "Why it was moved or dropped.", report.Reasons, func(i *metricsItem) *report.Reason { return &i.outcome.Reason }),
	idListKey("blocked_by", "What it waited for: ids of deliverables, or of teams.", deliverableID, func(i *metricsItem) *[]string { return &i.outcome.BlockedBy }).like([]string{"DS-7"}),
	stringKey("note", "What happened, in one sentence.", func(i *metricsItem) *string { return &i.outcome.Note }).like("Screens arrived in week ten"),
	stringKey("result", "What it did change for customers or the business, in one sentence.", func(i *metricsItem) *string { return &i.outcome.Result }).
		like("Roll-backs take two minutes"),
}}

var sprintKeys = table[report.Sprint]{"metrics.sprint", "a sprint", "metrics.toml: [[sprint]]", []row[report.Sprint]{
	required(stringKey("name", "What the sprint is called.", func(s *report.Sprint) *string { return &s.Name })).like("S1"),
	required(dateKey("start", "Its first day.", func(s *report.Sprint) *report.Day { return &s.Start })),
	required(dateKey("end", "Its last day.", func(s *report.Sprint) *report.Day { return &s.End })),
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

func (p *Parsed) parseMetrics(t *text, l *diag.List) {
	b := readTOML(t, 0, len(t.src), l)
	if b == nil {
		p.broken = true
		return
	}
	m := &metricsFile{block: b}
	m.metrics.Pos = t.at(0)
	p.metrics = m
	metricsKeys.read(b, m, l)
	seen := map[string]bool{}
	for _, i := range m.items {
		if i.id == "" {
			p.broken = true
		}
		m.repeats = m.repeats || seen[i.id]
		seen[i.id] = true
	}
}

func (m *metricsFile) parseItem(b *block, l *diag.List) {
	i := metricsItem{block: b}
	i.outcome.Pos = b.at()
	itemKeys.read(b, &i, l)
	i.low = strings.ToLower(i.id)
	m.items = append(m.items, i)
	i.check(l)
}

// check is what an item can be told without knowing any other.
func (i *metricsItem) check(l *diag.List) {
	o, b := &i.outcome, i.block
	switch {
	case o.Status == report.Delivered && !b.has("finished"):
		l.Errorf(b.at("status"), "no-finish", "add finished = 2026-09-30", "a delivered item has no finished date")
	case o.Status != "" && o.Status != report.Delivered && o.Finished != 0:
		l.Errorf(b.at("finished"), "finished-but", `remove it, or write status = "delivered"`, "an item that is %s has a finished date", o.Status)
	}
	if o.Started != 0 && o.Finished != 0 && o.Started > o.Finished {
		l.Errorf(b.at("started"), "order", "", "started %s after it was finished %s", o.Started, o.Finished)
	}
	if o.Reason != "" && (o.Status == report.Delivered || o.Status == report.Open) {
		l.Warnf(b.at("reason"), "reason-unused", "reasons are for what moved or was dropped", "an item that is %s has a reason", o.Status)
	}
}

func (m *metricsFile) parseSprint(b *block, l *diag.List) {
	s := report.Sprint{Pos: b.at()}
	sprintKeys.read(b, &s, l)
	if s.Start != 0 && s.End != 0 && s.End < s.Start {
		l.Errorf(b.at("end"), "order", "", "sprint %q ends %s, before it starts %s", short(s.Name), s.End, s.Start)
		return
	}
	m.metrics.Sprints = append(m.metrics.Sprints, s)
}

func (m *metricsFile) parseEffort(b *block, l *diag.List) {
	m.metrics.Effort = map[report.Kind]float64{}
	effortKeys.read(b, &m.metrics.Effort, l)
	sum := 0.0
	for _, k := range report.Kinds {
		sum += m.metrics.Effort[k]
	}
	if sum > 1.001 {
		l.Errorf(b.at(), "out-of-range", "shares of the team's time, together at most 1", "effort adds up to %.3g", sum)
	}
}
