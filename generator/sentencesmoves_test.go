package generator_test

import (
	"slices"
)

// reasons counts why planned items moved or were dropped.
func (c plainScope) reasons() map[string]int {
	by := map[string]int{}
	for _, row := range c.rows() {
		if row.Planned && (isMoved(row) || isDropped(row)) {
			by[row.Reason]++
		}
	}
	return by
}

// nowhere are the planned items that moved and are in no later plan.
func (c plainScope) nowhere() (ids []string) {
	for _, row := range c.rows() {
		if row.Planned && isMoved(row) && c.later(row.ID) == "" {
			ids = append(ids, row.ID)
		}
	}
	return ids
}

// later is the first quarter after this one whose plan has an item, "" where none has.
func (c plainScope) later(id string) string {
	ids := c.space.same(id)
	named := func(id string) bool { return slices.Contains(ids, id) }
	for _, q := range c.space.Quarters {
		if q.Start <= c.q.Start {
			continue
		}
		for _, r := range q.Reports {
			if r.Plan != nil && slices.ContainsFunc(r.Plan.Items, func(i *plainItem) bool { return named(i.ID) || slices.ContainsFunc(i.Was, named) }) {
				return q.ID.String()
			}
		}
	}
	return ""
}

func (c plainScope) onTime() (n, of int) {
	for _, row := range c.rows() {
		if isDone(row) && row.Due != 0 {
			of++
			if row.Finished != 0 && row.Finished <= row.Due {
				n++
			}
		}
	}
	return n, of
}
