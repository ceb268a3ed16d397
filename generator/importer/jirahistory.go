package importer

import (
	"slices"
	"strings"
	"time"
)

// jiraChanged are the names of fields in Jira's history that have another name here, in small letters.
var jiraChanged = map[string]string{"fix version": changedVersion, "duedate": changedDue}

// changes takes over the history, the oldest first. Jira's Cloud lists it the other way round, so
// several changes of one day are in order only by their times. points is the field of estimates.
func (d *document) changes(i *Issue, raw *jiraIssue, points string) {
	if raw.Changelog == nil {
		return
	}
	histories := raw.Changelog.Histories
	times := map[string]time.Time{}
	for _, h := range histories {
		times[h.Created], _ = time.Parse("2006-01-02T15:04:05.999999999-0700", h.Created) // a wrong one is said below
	}
	slices.SortStableFunc(histories, func(a, b jiraHistory) int { return times[a.Created].Compare(times[b.Created]) })
	i.Changes, i.Cut = []Change{}, raw.Changelog.Total > len(histories)
	for _, h := range histories {
		day := d.day("changelog", h.Created)
		for _, item := range h.Items {
			change := Change{day, jiraField(item.Field, item.FieldID, points), item.FromString, item.ToString}
			if change.Field == changedDue {
				d.day("duedate in the changelog", change.From)
			}
			i.Changes = append(i.Changes, change)
		}
	}
}

// jiraField is what a field of the history is called here.
func jiraField(name, id, points string) string {
	wanted := []string{"Story Points", "Story point estimate"}
	if points != "" {
		wanted = []string{points}
	}
	if IsOneOf(name, wanted) || IsOneOf(id, wanted) {
		return changedPoints
	}
	name = strings.ToLower(name)
	if known, ok := jiraChanged[name]; ok {
		return known
	}
	return name
}
