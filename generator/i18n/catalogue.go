package i18n

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"github.com/BurntSushi/toml"
)

// read gathers the messages and lists of a language from its files. Tables give ids with
// dots: title of [report] is report.title.
func read(files fs.FS, base string) (texts map[string]string, lists map[string][]string, err error) {
	names, err := fs.Glob(files, base+".*toml") // en.toml, and parts of it such as en.chart.toml
	if err != nil {
		return nil, nil, err
	}
	c := collector{map[string]string{}, map[string][]string{}}
	for _, name := range names {
		var tables map[string]any
		if _, err := toml.DecodeFS(files, name, &tables); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		if err := c.table("", tables); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return c.texts, c.lists, nil
}

type collector struct {
	texts map[string]string
	lists map[string][]string
}

func (c collector) table(prefix string, entries map[string]any) error {
	for key, v := range entries {
		id := prefix + key
		if _, twice := c.texts[id]; twice || c.lists[id] != nil {
			return fmt.Errorf("duplicate id %q", id)
		}
		switch v := v.(type) {
		case map[string]any:
			if err := c.table(id+".", v); err != nil {
				return err
			}
		case string:
			c.texts[id] = v
		case []any:
			for _, word := range v {
				c.lists[id] = append(c.lists[id], fmt.Sprint(word))
			}
		default:
			return fmt.Errorf("%s must be a string, a list of strings or a table", id)
		}
	}
	return nil
}

// check returns an error where a catalogue lacks what this package itself needs.
func (l *Locale) check() error {
	for id, n := range map[string]int{months: 12, monthsShort: 12, numberWords: 1, numberWordsFirst: 1} {
		if len(l.lists[id]) < n {
			return fmt.Errorf("%s must be a list of at least %d", id, n)
		}
	}
	needed := []string{"date.long", "list.comma", "list.and", "list.or", "number.percent", "quarter.title"}
	for _, m := range l.messages {
		for _, form := range m.dates() {
			needed = append(needed, "date."+form)
		}
	}
	slices.SortFunc(needed, cmp.Compare)
	for _, id := range needed {
		if !l.Has(id) {
			return fmt.Errorf("message %s is missing", id)
		}
	}
	return nil
}
