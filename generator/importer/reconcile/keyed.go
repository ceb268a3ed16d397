package reconcile

import (
	"slices"
	"strings"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// keyed gives issues the deliverable that they are parts of, as [report.Mapping.Key] says: an epic
// that the plan has and the export has not, or the one that a label names. Such a whole is an issue
// made of its parts; where the export has it, that counts.
func (r Request) keyed(issues []*importer.Issue) []*importer.Issue {
	prefix, labelled := strings.CutPrefix(r.Mapping.Key, report.KeyLabel)
	if r.All || !labelled && r.Mapping.Key != report.KeyEpic {
		return issues
	}
	known := map[string]bool{}
	for _, i := range issues {
		known[i.ID], known[i.Number] = true, true
	}
	planned := r.plannedKeys()
	var keys []string
	parts := map[string][]*importer.Issue{}
	out := make([]*importer.Issue, 0, len(issues))
	for _, i := range issues {
		key := i.Parent
		if labelled {
			key = labelWith(i, prefix)
		} else if known[key] || !planned[strings.ToLower(key)] && !planned[strings.ToLower(PlanID(key))] {
			key = "" // it is there itself, or nobody has promised it
		}
		if key != "" && key != i.ID {
			part := *i
			part.Parent, i = key, &part
			if parts[key] == nil && !known[key] {
				keys = append(keys, key)
			}
			parts[key] = append(parts[key], i)
		}
		out = append(out, i)
	}
	for _, key := range keys {
		out = append(out, r.whole(key, parts[key]))
	}
	return out
}

// plannedKeys are the ids and tickets of what is planned, in small letters.
func (r Request) plannedKeys() map[string]bool {
	keys := map[string]bool{}
	for _, t := range r.Teams {
		for _, p := range t.Planned {
			for _, key := range append([]string{p.ID}, p.Tickets...) {
				keys[strings.ToLower(key)] = true
			}
		}
	}
	return keys
}

// labelWith is what follows a prefix in a label of an issue; "" where it has none.
func labelWith(i *importer.Issue, prefix string) string {
	for _, label := range i.Labels {
		if len(label) > len(prefix) && strings.EqualFold(label[:len(prefix)], prefix) {
			return strings.TrimSpace(label[len(prefix):])
		}
	}
	return ""
}

// whole is an issue that is made of its parts. It is done when all of them are, on the day of the
// last one; parts that were dropped do not count. Its size is the sum, where each part has one.
func (r Request) whole(key string, parts []*importer.Issue) *importer.Issue {
	first := parts[0]
	w := &importer.Issue{Pos: first.Pos, ID: key, Title: key, Type: first.Type, Status: first.Status, Project: first.Project, Team: first.Team, Components: first.Components}
	counts := map[report.Meaning][]*importer.Issue{}
	for _, i := range parts {
		meaning, ok := r.Mapping.Means(r.Format.Name, i)
		if !ok {
			w.Status = i.Status // is asked for
			return w
		}
		if meaning != report.MeansNothing {
			counts[meaning] = append(counts[meaning], i)
			gather(w, i)
		}
	}
	delivered, open := counts[report.MeansDelivered], counts[report.MeansOpen]
	switch {
	case len(open) > 0:
		w.Means = report.MeansOpen
	case len(delivered) > 0:
		w.Means, w.Finished = report.MeansDelivered, lastOf(delivered)
	case len(counts[report.MeansDropped]) > 0:
		w.Means = report.MeansDropped
	default:
		w.Means = report.MeansNothing
	}
	w.Points = sumOf(append(slices.Clone(delivered), open...))
	return w
}

// gather takes over into a whole what one of its parts has.
func gather(i, part *importer.Issue) {
	for _, list := range []struct{ to, from *[]string }{
		{&i.Labels, &part.Labels}, {&i.Sprints, &part.Sprints}, {&i.Versions, &part.Versions}, {&i.Blocks, &part.Blocks}, {&i.BlockedBy, &part.BlockedBy},
	} {
		for _, word := range *list.from {
			if !slices.Contains(*list.to, word) {
				*list.to = append(*list.to, word)
			}
		}
	}
	started := part.Started
	if started == 0 {
		started = part.Began()
	}
	if started != 0 && (i.Started == 0 || started < i.Started) {
		i.Started = started
	}
	i.Due = max(i.Due, part.Due)
}

// lastOf is the day on which the last of some issues ended; 0 where that of one is not known.
func lastOf(issues []*importer.Issue) (last report.Day) {
	for _, i := range issues {
		if i.Ended() == 0 {
			return 0
		}
		last = max(last, i.Ended())
	}
	return last
}

// sumOf is the sum of the estimates of issues, where each has one; what has two is for a person to
// decide.
func sumOf(issues []*importer.Issue) []importer.Points {
	sum := 0.0
	for _, i := range issues {
		if len(i.Points) != 1 {
			if len(i.Points) > 1 {
				return i.Points
			}
			return nil
		}
		sum += i.Points[0].Value
	}
	if len(issues) == 0 {
		return nil
	}
	return []importer.Points{{Column: issues[0].Points[0].Column, Value: sum}}
}
