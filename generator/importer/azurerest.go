package importer

import (
	"encoding/json"
	"strconv"
	"strings"

	"quarterdeck/generator/diag"
)

// azureItem is a work item as the REST interface of Azure DevOps writes it.
type azureItem struct {
	ID        int
	URL       string
	Fields    map[string]json.RawMessage
	Relations []struct{ Rel, URL string }
}

// azurePoints are the fields of estimates that the processes of Azure DevOps have, with the names of
// their columns.
var azurePoints = []struct{ field, column string }{
	{"Microsoft.VSTS.Scheduling.StoryPoints", "Story Points"}, {"Microsoft.VSTS.Scheduling.Effort", "Effort"}, {"Microsoft.VSTS.Scheduling.Size", "Size"},
}

// The links by which work items wait for each other, as they are called at their two ends.
const (
	azurePredecessor = "System.LinkTypes.Dependency-Reverse"
	azureSuccessor   = "System.LinkTypes.Dependency-Forward"
)

func readAzureREST(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	d.records("value", nil, func(dec *json.Decoder) error {
		var raw *azureItem
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		switch {
		case raw == nil: // it has been deleted since the query found it
		case raw.ID == 0:
			d.problems.Errorf(d.at(), "no-id", "export it again", "record %d has no id", d.n)
		default:
			yield(d.azureItem(raw, m))
		}
		return nil
	})
	if d.n == 200 {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", "ask for the rest as well, or pass --partial",
			"these are exactly 200 work items, which is the most that Azure DevOps answers with, so it is probably only a part")
	}
	return d.problems
}

func (d *document) azureItem(raw *azureItem, m *Mapping) *Issue {
	f := fields(raw.Fields)
	i := &Issue{
		Pos: d.at(), ID: strconv.Itoa(raw.ID), Title: f.text("System.Title"), URL: strings.Replace(raw.URL, "/_apis/wit/workItems/", "/_workitems/edit/", 1),
		Type: f.text("System.WorkItemType"), Status: f.text("System.State"), Priority: f.number("Microsoft.VSTS.Common.Priority"),
		Project: f.text("System.TeamProject"), Team: f.text("System.AreaPath"), Parent: f.number("System.Parent"), Points: f.azurePoints(m.Points),
		Created: d.day("System.CreatedDate", f.text("System.CreatedDate")), Started: d.day("Microsoft.VSTS.Common.ActivatedDate", f.text("Microsoft.VSTS.Common.ActivatedDate")),
		Finished: d.day("Microsoft.VSTS.Common.ClosedDate", f.text("Microsoft.VSTS.Common.ClosedDate")),
	}
	for _, field := range []string{"Microsoft.VSTS.Scheduling.TargetDate", "Microsoft.VSTS.Scheduling.DueDate"} {
		if i.Due == 0 {
			i.Due = d.day(field, f.text(field))
		}
	}
	for tag := range strings.SplitSeq(f.text("System.Tags"), ";") {
		if tag = strings.TrimSpace(tag); tag != "" {
			i.Labels = append(i.Labels, tag)
		}
	}
	if sprint := f.text("System.IterationPath"); sprint != "" {
		i.Sprints = []string{sprint}
	}
	for _, r := range raw.Relations {
		id := r.URL[strings.LastIndexByte(r.URL, '/')+1:]
		switch r.Rel {
		case azurePredecessor:
			i.BlockedBy = append(i.BlockedBy, id)
		case azureSuccessor:
			i.Blocks = append(i.Blocks, id)
		}
	}
	i.Subtask = IsOneOf(i.Type, []string{"Task"}) && i.Parent != ""
	return i
}

// number is a whole number as it is written.
func (f fields) number(name string) string {
	var n *int
	if !f.read(name, &n) || n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// azurePoints are the estimates: those of the field that the mapping names, by its column or in
// full, or of the fields that are built in.
func (f fields) azurePoints(wanted string) (all []Points) {
	var value *float64
	add := func(field, column string) {
		if f.read(field, &value) && value != nil && *value >= 0 {
			all = append(all, Points{column, *value})
		}
		value = nil
	}
	for _, p := range azurePoints {
		if wanted == "" || strings.EqualFold(wanted, p.column) {
			add(p.field, p.column)
		}
	}
	if wanted != "" && len(all) == 0 {
		add(wanted, wanted)
	}
	return all
}
