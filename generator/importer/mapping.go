package importer

import (
	"maps"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/report"
)

// Mapping is what a reader needs to know besides the file.
type Mapping struct {
	report.Mapping
	Zone *time.Location // of times in UTC; nil is UTC
}

// Look finds a word in a table, whatever its capitals.
func Look[T any](table map[string]T, word string) (T, bool) {
	if v, ok := table[word]; ok {
		return v, true
	}
	for _, k := range slices.Sorted(maps.Keys(table)) {
		if strings.EqualFold(k, word) {
			return table[k], true
		}
	}
	var none T
	return none, false
}

// statuses are what the usual statuses of all trackers mean, where a mapping does not say else.
var statuses = map[string]report.Meaning{
	"done": report.MeansDelivered, "closed": report.MeansDelivered, "completed": report.MeansDelivered, "released": report.MeansDelivered, "shipped": report.MeansDelivered,
	"gotowe": report.MeansDelivered, "fertig": report.MeansDelivered, "erledigt": report.MeansDelivered, "geschlossen": report.MeansDelivered, "zamknięte": report.MeansDelivered,

	"canceled": report.MeansDropped, "cancelled": report.MeansDropped, "duplicate": report.MeansDropped, "rejected": report.MeansDropped, "removed": report.MeansDropped,
	"won't do": report.MeansDropped, "won't fix": report.MeansDropped, "not planned": report.MeansDropped,

	"backlog": report.MeansOpen, "to do": report.MeansOpen, "todo": report.MeansOpen, "open": report.MeansOpen, "opened": report.MeansOpen, "new": report.MeansOpen,
	"triage": report.MeansOpen, "ready": report.MeansOpen, "in progress": report.MeansOpen, "in review": report.MeansOpen, "in development": report.MeansOpen,
	"active": report.MeansOpen, "blocked": report.MeansOpen, "reopened": report.MeansOpen, "selected for development": report.MeansOpen,
	"do zrobienia": report.MeansOpen, "w toku": report.MeansOpen, "zu erledigen": report.MeansOpen, "in arbeit": report.MeansOpen, "in bearbeitung": report.MeansOpen, "offen": report.MeansOpen,
}

// ofFormat are statuses that mean something else in one tracker. In Azure DevOps what is resolved
// waits for somebody to look at it.
var ofFormat = map[string]map[string]report.Meaning{
	"azure": {"resolved": report.MeansOpen},
	"jira":  {"resolved": report.MeansDelivered},
}

// unfinishedResolutions are resolutions of Jira by which an issue ends without being delivered.
var unfinishedResolutions = []string{"Won't Do", "Won't Fix", "Duplicate", "Cannot Reproduce", "Declined", "Canceled", "Cancelled", "Incomplete", "Rejected", "Abandoned"}

// Unfinished reports whether a resolution is one by which an issue ends without being delivered.
func Unfinished(resolution string) bool { return IsOneOf(resolution, unfinishedResolutions) }

// kinds are what the usual types of all trackers are, where a mapping does not say else.
var kinds = map[string]report.Kind{
	"story": report.Feature, "user story": report.Feature, "feature": report.Feature, "new feature": report.Feature, "improvement": report.Feature, "epic": report.Feature,
	"enhancement": report.Feature, "product backlog item": report.Feature,
	"bug": report.Operations, "defect": report.Operations, "incident": report.Operations, "błąd w programie": report.Operations, "fehler": report.Operations,
	"service request": report.Operations, "problem": report.Operations,
	"technical debt": report.Debt, "tech debt": report.Debt, "refactoring": report.Debt,
	"spike": report.Groundwork, "enabler": report.Groundwork,
}

// Means is what the status of an issue means: what the mapping says of its name, else what is
// built in, else its category. ok is false where none of them knows it.
func (m *Mapping) Means(format string, i *Issue) (_ report.Meaning, ok bool) {
	if i.Means != "" {
		return i.Means, true
	}
	if meaning, ok := Look(m.Statuses, i.Status); ok {
		return meaning, true
	}
	if meaning, ok := Look(ofFormat[format], i.Status); ok {
		return closed(meaning, i), true
	}
	if meaning, ok := Look(statuses, i.Status); ok {
		return closed(meaning, i), true
	}
	switch i.Category {
	case Done:
		return closed(report.MeansDelivered, i), true
	case New, Active:
		return report.MeansOpen, true
	}
	return "", false
}

// closed is what an end of an issue means, by its resolution.
func closed(meaning report.Meaning, i *Issue) report.Meaning {
	if meaning == report.MeansDelivered && Unfinished(i.Resolution) {
		return report.MeansDropped
	}
	return meaning
}

// KindOf is what kind of work an issue is, by its type or one of its labels.
func (m *Mapping) KindOf(i *Issue) (report.Kind, bool) {
	for _, word := range append([]string{i.Type}, i.Labels...) {
		if kind, ok := Look(m.Kinds, word); ok {
			return kind, true
		}
	}
	for _, word := range append([]string{i.Type}, i.Labels...) {
		if kind, ok := Look(kinds, word); ok {
			return kind, true
		}
	}
	return m.Kind, m.Kind != ""
}

// QuarterOf is the latest quarter that a sprint or version of an issue is mapped to; ok is false
// where none is.
func (m *Mapping) QuarterOf(i *Issue) (latest report.QuarterID, ok bool) {
	for _, word := range append(slices.Clone(i.Sprints), i.Versions...) {
		if q, found := Look(m.Quarters, word); found && (!ok || latest.Compare(q) < 0) {
			latest, ok = q, true
		}
	}
	return latest, ok
}
