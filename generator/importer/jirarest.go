package importer

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
)

// jiraIssue is an issue as Jira's REST interface writes it.
type jiraIssue struct {
	Key       string
	ID        string
	Fields    map[string]json.RawMessage
	Changelog *struct {
		Total     int
		Histories []jiraHistory
	}
}

type jiraHistory struct {
	Created string
	Items   []struct {
		Field, FieldID, FromString, ToString string
	}
}

type jiraNamed struct{ Name, Key string }

func readJiraREST(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	var startAt, total int
	last := true
	names := map[string]string{}
	d.records("issues", map[string]any{"startAt": &startAt, "total": &total, "isLast": &last, "names": &names}, func(dec *json.Decoder) error {
		var raw jiraIssue
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		if raw.Key == "" {
			d.problems.Errorf(d.at(), "no-id", "export it again", "record %d has no key", d.n)
			return nil
		}
		yield(d.jiraIssue(&raw, m, names))
		return nil
	})
	if startAt+d.n < total || !last {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", fmt.Sprintf("ask for the rest with startAt=%d, or pass --partial", startAt+d.n),
			"this is only a part: %d of %d issues", d.n, max(total, d.n+1))
	}
	return d.problems
}

func (d *document) jiraIssue(raw *jiraIssue, m *Mapping, names map[string]string) *Issue {
	f := fields(raw.Fields)
	var status struct {
		Name           string
		StatusCategory jiraNamed
	}
	f.read("status", &status)
	var kind struct {
		Name    string
		Subtask bool
	}
	f.read("issuetype", &kind)
	var parent, epic jiraNamed
	f.read("parent", &parent)
	f.read("epic", &epic)
	i := &Issue{
		Pos: d.at(), ID: raw.Key, Number: raw.ID, Title: f.text("summary"), Type: kind.Name, Subtask: kind.Subtask,
		Status: status.Name, Resolution: f.named("resolution").Name, Priority: f.named("priority").Name, Project: f.named("project").Key,
		Labels: f.texts("labels"), Components: f.allNamed("components"), Versions: f.allNamed("fixVersions"), Parent: parent.Key,
		Created: d.day("created", f.text("created")), Finished: d.day("resolutiondate", f.text("resolutiondate")), Due: d.day("duedate", f.text("duedate")),
	}
	if i.Parent == "" {
		i.Parent = epic.Key
	}
	i.Category, _ = Look(jiraCategories, status.StatusCategory.Key)
	for _, id := range slices.Sorted(maps.Keys(names)) {
		switch {
		case names[id] == "Sprint":
			i.Sprints = f.sprints(id)
		case names[id] == "Epic Link" && i.Parent == "":
			i.Parent = f.text(id)
		}
	}
	f.links(i)
	i.Points = f.points(m.Points, names)
	d.changes(i, raw, m.Points)
	return i
}

// fields are those of a Jira issue; what has another form than expected is as if it were not there.
type fields map[string]json.RawMessage

func (f fields) read(name string, into any) bool {
	raw, ok := f[name]
	return ok && json.Unmarshal(raw, into) == nil
}

func (f fields) text(name string) (s string) {
	f.read(name, &s)
	return strings.TrimSpace(s)
}

func (f fields) texts(name string) (all []string) {
	f.read(name, &all)
	return all
}

func (f fields) named(name string) (n jiraNamed) {
	f.read(name, &n)
	return n
}

func (f fields) allNamed(name string) (names []string) {
	var all []jiraNamed
	f.read(name, &all)
	for _, n := range all {
		names = append(names, n.Name)
	}
	return names
}

func (f fields) links(i *Issue) {
	var links []struct {
		Type                      struct{ Name, Inward, Outward string }
		InwardIssue, OutwardIssue *jiraNamed
	}
	f.read("issuelinks", &links)
	for _, l := range links {
		switch {
		case !strings.EqualFold(l.Type.Name, "Blocks"):
		case l.InwardIssue != nil:
			i.BlockedBy = append(i.BlockedBy, l.InwardIssue.Key)
		case l.OutwardIssue != nil:
			i.Blocks = append(i.Blocks, l.OutwardIssue.Key)
		}
	}
}

// points are the estimates: those of the field that the mapping names, by its id or its name, or of
// the fields that Jira calls so where the answer has names.
func (f fields) points(field string, names map[string]string) []Points {
	wanted := []string{"Story Points", "Story point estimate"}
	if field != "" {
		wanted = []string{field}
	}
	var all []Points
	for _, id := range slices.Sorted(maps.Keys(f)) {
		name := names[id]
		if name == "" {
			name = id
		}
		var value *float64
		if (IsOneOf(name, wanted) || IsOneOf(id, wanted)) && f.read(id, &value) && value != nil && *value >= 0 {
			all = append(all, Points{name, *value})
		}
	}
	return all
}
