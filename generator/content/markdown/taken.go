package markdown

import "strconv"

// Taken holds ids, and for each the next number to try behind it, so that the thousandth
// heading of the same words does not try the numbers of all before it again.
type Taken map[string]int

// Unique takes an id, with a dash and a number from first on behind it where it is taken. An
// id is always to be asked for with the same dash and first number.
func (t Taken) Unique(id, dash string, first int) string {
	n, taken := t[id]
	if !taken {
		t[id] = first
		return id
	}
	for ; ; n++ {
		out := id + dash + strconv.Itoa(n)
		if _, taken := t[out]; !taken {
			t[id], t[out] = n+1, first
			return out
		}
	}
}
