package metrics

import (
	"strconv"
	"strings"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
)

// Name is "Kept".
func (m Metric) Name(l *i18n.Locale) string { return m.word(l, "name") }

// Meaning is one or two sentences in plain words; "" without an entry of its own.
func (m Metric) Meaning(l *i18n.Locale) string { return m.word(l, "meaning") }

// Formula is as in "|P ∩ D| ÷ |P|", or "" where words say it all.
func (m Metric) Formula(l *i18n.Locale) string { return m.word(l, "formula") }

// Notes say what is left out, and how an empty denominator reads; may be "".
func (m Metric) Notes(l *i18n.Locale) string { return m.word(l, "notes") }

func (m Metric) word(l *i18n.Locale, which string) string {
	id := "metric." + m.ID + "." + which
	if !l.Has(id) {
		return ""
	}
	return l.T(id)
}

// Text is how the metric reads: "78 % (28 of 36)", "136", or "n/a".
func (m Metric) Text(f *Figures, l *i18n.Locale) string {
	if m.Ratio != nil {
		return f.Ratio(m.ID).Format(l)
	}
	n, ok := f.Amount(m.ID)
	if !ok {
		return l.T("ratio.none")
	}
	return l.Number(n)
}

// InQuarter is what the metric was in a quarter, in words; "" where there is nothing to say.
func (m Metric) InQuarter(f *Figures, l *i18n.Locale) string {
	switch {
	case m.Example != nil:
		return m.Example(f, l, f.Ratio)
	case m.Ratio != nil || m.Amount != nil:
		return m.Text(f, l)
	}
	return ""
}

func cutOffExample(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
	from, to := f.CutOff.From, f.CutOff.To
	switch {
	case from == 0:
		return l.T("metric.cut-off.example-none")
	case from == to:
		return l.T("metric.cut-off.example", "from", to)
	}
	form := "long"
	switch a, b := from.Time(), to.Time(); {
	case a.Year() == b.Year() && a.Month() == b.Month():
		form = "day"
	case a.Year() == b.Year():
		form = "day-month"
	}
	return l.T("metric.cut-off.example-between", "from", l.DateAs(from, form), "to", to)
}

func changesExample(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
	var parts []string
	for _, kind := range ChangeKinds {
		if n := len(f.Changed(kind)); n > 0 {
			parts = append(parts, l.T("metric.changes.example", "n", n, "kind", string(kind)))
		}
	}
	return joined(parts, ", ", l.T("metric.changes.example-none"))
}

func slipExample(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
	if len(f.Slips) == 0 {
		return l.T("metric.slip.example-none")
	}
	late := 0
	for _, s := range f.Slips {
		if s.Quarters > 0 {
			late++
		}
	}
	return l.T("metric.slip.example", "late", late, "n", len(f.Slips))
}

func velocityExample(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
	v := f.Velocity
	if v.Sized == 0 {
		return l.T("metric.velocity.example-none")
	}
	return l.T("metric.velocity.example", "size", v.Size, "n", v.Sized, "unsized", v.Unsized)
}

func mixExample(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
	var parts []string
	for _, r := range f.Mix.Rows {
		if r.Planned.Value > 0 || r.Delivered.Value > 0 {
			parts = append(parts, l.T("metric.mix.example", "kind", kindWord(r.Kind, l), "planned", r.Planned.PercentIn(l), "delivered", r.Delivered.PercentIn(l)))
		}
	}
	return joined(parts, "; ", l.T("metric.mix.example-none"))
}

func kindWord(k report.Kind, l *i18n.Locale) string {
	if k == "" {
		return ""
	}
	return l.T("kind." + string(k))
}

func reasonsExample(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
	var parts []string
	for _, r := range f.Reasons {
		if r.Reason == "" {
			parts = append(parts, l.T("metric.reasons.example-nameless", "n", len(r.Items)))
			continue
		}
		parts = append(parts, l.T("metric.reasons.example", "reason", l.T("reason."+string(r.Reason)), "n", len(r.Items)))
	}
	return joined(parts, ", ", l.T("metric.reasons.example-none"))
}

func estimateExample(f *Figures, l *i18n.Locale, _ func(string) Ratio) string {
	var parts []string
	for _, e := range f.Estimates {
		if e.Planned > 0 {
			parts = append(parts, l.T("metric.estimate.example", "class", e.Class, "actual", e.Actual, "planned", e.Planned, "factor", strconv.FormatFloat(e.Actual/e.Planned, 'f', 2, 64)))
		}
	}
	return joined(parts, "; ", l.T("metric.estimate.example-none"))
}

// joined separates the facts of an example; without any it is none.
func joined(parts []string, separator, none string) string {
	if len(parts) == 0 {
		return none
	}
	return strings.Join(parts, separator)
}
