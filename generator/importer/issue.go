package importer

import (
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Issue is one record of an export, in the words of its tracker. A field that the export does not
// have is empty. Days are those of [Mapping.Zone] where the export has times in UTC.
type Issue struct {
	Pos        diag.Pos // where it begins
	ID         string   // what people quote, such as ABC-12 or acme/app#67
	Number     string   // the tracker's own number, which Parent may be
	Title      string
	URL        string
	Type       string // such as Story, Bug
	Subtask    bool   // the type is one of parts
	Status     string
	Category   Category // of the status
	Resolution string
	Priority   string
	Project    string
	Team       string
	Labels     []string
	Components []string
	Sprints    []string // the oldest first
	Versions   []string // in which it is to be released
	Parent     string   // ID or Number of its parent or epic
	Points     []Points // the columns of estimates that are filled
	Created    report.Day
	Started    report.Day
	Finished   report.Day
	Canceled   report.Day
	Due        report.Day
	Archived   bool
	Blocks     []string // ids of issues that wait for this one
	BlockedBy  []string
	Changes    []Change       // the oldest first; nil where the export has no history
	Means      report.Meaning `json:",omitempty"` // of an issue that is made of its parts; else "", and Status tells
	Cut        bool           `json:",omitempty"` // only a part of its history is there
}

// Category is what kind of status one is.
type Category string

// The categories that trackers have; "" where an export does not tell.
const (
	New    Category = "to do"
	Active Category = "in progress"
	Done   Category = "done"
)

// Points is an estimate, with the name of its column.
type Points struct {
	Column string
	Value  float64
}

// Change is a line of an issue's history.
type Change struct {
	Day             report.Day
	Field, From, To string
}
