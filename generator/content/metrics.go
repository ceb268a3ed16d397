package content

import (
	"strings"

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

func (p *Parsed) parseMetrics(t *text, l *diag.List) {
	b := readTOML(t, 0, len(t.src), l)
	if b == nil {
		p.broken = true
		return
	}
	m := &metricsFile{block: b}
	m.metrics.Pos = t.at(0)
	p.metrics = m
	b.read("metrics.toml", l,
		textField("source", &m.metrics.Source),
		momentField("exported", &m.metrics.Exported),
		tablesField("item", func(b *block, l *diag.List) { m.parseItem(b, l) }),
		tablesField("sprint", func(b *block, l *diag.List) { m.parseSprint(b, l) }),
		tableField("effort", func(b *block, l *diag.List) { m.parseEffort(b, l) }),
		tableField("quality", func(b *block, _ *diag.List) { m.quality, m.numbers = b, b.finite() }),
	)
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
	o := &i.outcome
	o.Pos = b.at()
	b.read("an item", l,
		required(idField("id", &i.id, isDeliverableID, deliverableForm)),
		textField("title", &i.title),
		wordField("kind", &i.kind, report.Kinds),
		wordField("phase", &i.phase, report.Phases),
		required(wordField("status", &o.Status, report.Statuses)),
		dayField("started", &o.Started),
		dayField("finished", &o.Finished),
		numberField("size", &o.Size, 0, maxNumber),
		wordField("reason", &o.Reason, report.Reasons),
		listField("blocked_by", &o.BlockedBy, isDeliverableID, deliverableForm),
		textField("note", &o.Note),
		textField("result", &o.Result),
	)
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
	b.read("a sprint", l,
		required(textField("name", &s.Name)),
		required(dayField("start", &s.Start)),
		required(dayField("end", &s.End)),
		required(numberField("planned", &s.Planned, 0, maxNumber)),
		required(numberField("completed", &s.Completed, 0, maxNumber)),
	)
	if s.Start != 0 && s.End != 0 && s.End < s.Start {
		l.Errorf(b.at("end"), "order", "", "sprint %q ends %s, before it starts %s", short(s.Name), s.End, s.Start)
		return
	}
	m.metrics.Sprints = append(m.metrics.Sprints, s)
}

func (m *metricsFile) parseEffort(b *block, l *diag.List) {
	shares := make([]float64, len(report.Kinds))
	fields := make([]field, len(report.Kinds))
	for i, k := range report.Kinds {
		fields[i] = numberField(string(k), &shares[i], 0, 1)
	}
	b.read("[effort]", l, fields...)
	m.metrics.Effort = map[report.Kind]float64{}
	sum := 0.0
	for i, k := range report.Kinds {
		if b.has(string(k)) {
			m.metrics.Effort[k] = shares[i]
			sum += shares[i]
		}
	}
	if sum > 1.001 {
		l.Errorf(b.at(), "out-of-range", "shares of the team's time, together at most 1", "effort adds up to %.3g", sum)
	}
}
