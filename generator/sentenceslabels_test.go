package generator_test

import "strings"

// labels are the messages that assert nothing of the data: headings, names, and the words of closed
// lists; by how their ids begin.
var labels = []string{
	"number.", "list.", "date.", "topic.",
}

func isLabel(id string) bool {
	for _, prefix := range labels {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}
