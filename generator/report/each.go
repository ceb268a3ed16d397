package report

import "slices"

// Last returns the newest quarter of which something is true, or nil.
func (a *Archive) Last(is func(*Quarter) bool) *Quarter {
	for _, q := range slices.Backward(a.Quarters) {
		if is(q) {
			return q
		}
	}
	return nil
}

// Items are the items of all reports of the quarter, in their order.
func (q *Quarter) Items() []*Deliverable {
	var all []*Deliverable
	for _, r := range q.Reports {
		all = append(all, r.Items...)
	}
	return all
}
