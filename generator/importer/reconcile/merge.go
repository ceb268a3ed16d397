package reconcile

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/report"
)

// Merge writes what an export knows into a metrics.toml, or into a new one for an empty text. What
// the export does not know, comments, order and layout stay as they are; a second run with the
// same export changes nothing. What people decided about an item stays, while the tracker only
// has it open. An error is one of [tomledit]: its place is in the file.
func Merge(old []byte, rows []Row, source string, exported time.Time) ([]byte, error) {
	d, err := tomledit.Parse(old)
	if err != nil {
		return nil, err
	}
	var was file
	if err := tomledit.Decode(old, &was); err != nil {
		return nil, err
	}
	m := &merger{doc: d, was: was}
	if was.Source != source {
		m.set(source, "source")
	}
	day := stamp(exported)
	if !exported.IsZero() && was.Exported == nil {
		m.set(day, "exported")
	}
	m.changed = false
	for _, row := range rows {
		m.row(row)
	}
	if !exported.IsZero() && m.changed && was.Exported != nil && !same(was.Exported, day) {
		m.set(day, "exported")
	}
	if m.err != nil {
		return nil, m.err
	}
	return d.Bytes(), nil
}

// stamp is when an export was made as it is written: a day where no time is known.
func stamp(t time.Time) any {
	t = t.UTC().Truncate(time.Second)
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return tomledit.Date(t)
	}
	return t
}

// file is what a merge needs to know of a metrics.toml.
type file struct {
	Source   string
	Exported any
	Item     []map[string]any
}

type merger struct {
	doc     *tomledit.Document
	was     file
	changed bool
	err     error
}

func (m *merger) set(value any, path ...any) {
	if m.err == nil {
		m.err, m.changed = m.doc.Set(value, path...), true
	}
}

// row takes over what is known of one item.
func (m *merger) row(r Row) {
	at := slices.IndexFunc(m.was.Item, func(item map[string]any) bool {
		id, _ := item["id"].(string)
		return strings.EqualFold(id, r.ID)
	})
	if at < 0 {
		m.append(r)
		return
	}
	item := m.was.Item[at]
	keep := m.keeps(item, r)
	for _, p := range r.pairs() {
		switch has, there := item[p.Key]; {
		case keep[p.Key] && there:
		case there && same(has, p.Value):
		default:
			m.set(p.Value, "item", at, p.Key)
		}
	}
}

// keeps are the keys that stay as people wrote them.
func (m *merger) keeps(item map[string]any, r Row) map[string]bool {
	keep := map[string]bool{"id": true, "title": true, "kind": true, "note": true, "blocked_by": true}
	status, _ := item["status"].(string)
	if _, handed := item["handed_to"]; handed || r.Status == report.Open && status != "" {
		keep["status"] = true
	}
	if status == string(report.Partly) {
		keep["status"] = true
	}
	return keep
}

// append adds an item at the end of the list.
func (m *merger) append(r Row) {
	if m.err == nil {
		m.err, m.changed = m.doc.Append(r.pairs(), "item"), true
	}
}

// pairs are the keys of a row that are known, in the order in which they are written.
func (r Row) pairs() []tomledit.Pair {
	pairs := []tomledit.Pair{{Key: "id", Value: r.ID}}
	add := func(key string, known bool, value any) {
		if known {
			pairs = append(pairs, tomledit.Pair{Key: key, Value: value})
		}
	}
	add("title", !r.InPlan, r.Title)
	add("kind", !r.InPlan, string(r.Kind))
	add("status", true, string(r.Status))
	add("started", r.Started != 0, tomledit.Date(r.Started.Time()))
	add("finished", r.Finished != 0, tomledit.Date(r.Finished.Time()))
	add("size", r.Size > 0, whole(r.Size))
	add("blocked_by", len(r.BlockedBy) > 0 && r.Status != report.Delivered, r.BlockedBy)
	add("note", r.Note != "", r.Note)
	return pairs
}

// whole is a number without decimals where it has none.
func whole(n float64) any {
	if n == float64(int64(n)) {
		return int64(n)
	}
	return n
}

// same compares a value of a file with one to be written.
func same(has, want any) bool {
	switch h := has.(type) {
	case float64:
		n, ok := want.(int64)
		return h == want || ok && h == float64(n)
	case []any:
		list, ok := want.([]string)
		return ok && slices.EqualFunc(h, list, func(a any, b string) bool { return a == b })
	case time.Time:
		if w, ok := want.(time.Time); ok {
			return h.Equal(w)
		}
		w, ok := want.(tomledit.Date)
		return ok && h.Format(time.DateOnly) == time.Time(w).Format(time.DateOnly)
	}
	return reflect.DeepEqual(has, want)
}
