package importer

import "regexp"

// sprintText is a sprint as older versions of Jira Data Center write it: the fields of an object in
// brackets, such as …Sprint@1f[id=7,state=CLOSED,name=Sprint 3,startDate=…].
var sprintText = regexp.MustCompile(`[\[,]name=(.*?)(?:,[a-zA-Z]+=|\]$)`)

// sprints are the names of the sprints of a Jira issue.
func (f fields) sprints(id string) []string {
	var texts, names []string
	if !f.read(id, &texts) {
		return f.allNamed(id)
	}
	for _, text := range texts {
		if m := sprintText.FindStringSubmatch(text); m != nil {
			names = append(names, m[1])
		}
	}
	return names
}
