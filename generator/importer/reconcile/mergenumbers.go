package reconcile

import (
	"maps"
	"slices"
	"time"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/report"
)

// MergeNumbers writes numbers into [quality] of a metrics.toml, or of a new one for an empty text.
// Numbers that the facts do not tell stay as people wrote them, and so does everything else.
func MergeNumbers(old []byte, n *Numbers, exported time.Time) ([]byte, error) {
	d, err := tomledit.Parse(old)
	if err != nil {
		return nil, err
	}
	var was struct{ Quality map[string]any }
	if err := tomledit.Decode(old, &was); err != nil {
		return nil, err
	}
	if len(n.Values) > 0 && len(old) == 0 && !exported.IsZero() {
		if err := d.Set(stamp(exported), "exported"); err != nil {
			return nil, err
		}
	}
	for _, id := range counted {
		value, known := n.Values[id]
		if has, there := was.Quality[id]; !known || there && same(has, whole(value)) {
			continue
		}
		if err := d.Set(whole(value), "quality", id); err != nil {
			return nil, err
		}
	}
	return d.Bytes(), nil
}

// note is [import.<format>] of a metrics.toml.
type note struct {
	Files              []string
	Exported           any
	Rows, Used, Folded int
	LeftOut            map[report.LeftOut]int `toml:"left_out"`
}

// Note writes into a metrics.toml what an import has read. It changes nothing where that is there
// already; changed says that the import has changed something else.
func Note(old []byte, i report.Import, changed bool) ([]byte, error) {
	d, err := tomledit.Parse(old)
	if err != nil {
		return nil, err
	}
	var was struct{ Import map[string]note }
	if err := tomledit.Decode(old, &was); err != nil {
		return nil, err
	}
	before, there := was.Import[i.Format]
	w := noter{doc: d, format: i.Format}
	day := stamp(i.Exported)
	changed = changed || !there || !before.same(i)
	w.set(!slices.Equal(before.Files, i.Files), i.Files, "files")
	w.set(changed && !i.Exported.IsZero() && !same(before.Exported, day), day, "exported")
	w.number(before.Rows, i.Rows, "rows")
	w.number(before.Used, i.Used, "used")
	w.number(before.Folded, i.Folded, "folded")
	for _, why := range report.LeftOuts {
		w.number(before.LeftOut[why], i.LeftOut[why], "left_out", string(why))
	}
	return d.Bytes(), w.err
}

// same reports whether a note says of an import what it has read.
func (n note) same(i report.Import) bool {
	return slices.Equal(n.Files, i.Files) && n.Rows == i.Rows && n.Used == i.Used && n.Folded == i.Folded && maps.Equal(n.LeftOut, i.LeftOut)
}

// noter writes the table of a format.
type noter struct {
	doc    *tomledit.Document
	format string
	err    error
}

func (w *noter) set(differs bool, value any, keys ...string) {
	if w.err == nil && differs {
		w.err = w.doc.Set(value, w.path(keys)...)
	}
}

// number sets a number, or removes it where it is 0.
func (w *noter) number(was, is int, keys ...string) {
	if is == 0 && was != 0 && w.err == nil {
		w.err = w.doc.Remove(w.path(keys)...)
		return
	}
	w.set(was != is, int64(is), keys...)
}

func (w *noter) path(keys []string) []any {
	path := []any{"import", w.format}
	for _, k := range keys {
		path = append(path, k)
	}
	return path
}
