package report

import (
	"sync"
	"time"

	"quarterdeck/generator/diag"
)

// PlanEdition is the id of the edition that is frozen at the cut-off. The published ones
// are "1", "2", and so on.
const PlanEdition = "plan"

// Edition is a frozen, hashed snapshot of a quarter. Its folder holds the files that it was
// made from, each under its path in the workspace, then figures.json and edition.toml.
type Edition struct {
	ID      string // "plan", "1", "2", …
	Quarter QuarterID
	Frozen  time.Time // UTC, to the second
	Tool    string    // version of the tool that froze it
	Note    string    // what it corrects; "" for the plan and the first
	Forced  string    // why it was frozen although something was missing; "" where nothing was
	Missing []string  // what was missing then
	// Accepted are the problems of the quarter that it was frozen with, of the gate and of check.
	Accepted []Accepted
	Before   string // Hash of the edition before it in the same quarter; "" for the first of all
	Hash     string // SHA-256 of edition.toml, which holds those of all other files; hex
	// Sums are the SHA-256 of its files, hex, by their paths inside its folder.
	Sums map[string]string
	// Figures is figures.json: see numbers.
	Figures []byte
	// Files are those of the quarter that are copied as they are, such as pictures, with
	// their paths below content/ in the edition's own folder.
	Files []File
	// Archive is the workspace as the edition has it: its quarter and those before it, on
	// the day on which it was frozen. Asks are those of its quarter as they now link. It is
	// made when it is first asked for, and may be asked for from any goroutine.
	Archive func() *Archive
	Pos     diag.Pos // edition.toml

	// Kept holds what was read from Figures, so that a preview reads them once; it may be nil.
	Kept *Memo
}

// Accepted is a problem that an edition was frozen with.
type Accepted struct {
	Code, File, Text string
}

// Memo keeps what was made when somebody first asked. The zero value is ready.
type Memo struct {
	once sync.Once
	made any
}

// Read returns what parse makes of Figures. It may be called from any goroutine, always
// with the same function.
func (e *Edition) Read(parse func([]byte) any) any {
	if e.Kept == nil {
		return parse(e.Figures)
	}
	e.Kept.once.Do(func() { e.Kept.made = parse(e.Figures) })
	return e.Kept.made
}

// Folder is the folder of an edition in the workspace.
func (e *Edition) Folder() string {
	return "content/" + e.Quarter.String() + "/editions/" + e.ID
}

// IsPlan reports whether the edition is the one of the cut-off.
func (e *Edition) IsPlan() bool { return e.ID == PlanEdition }

// Plan returns the quarter's edition of the cut-off, or nil.
func (q *Quarter) Plan() *Edition {
	if len(q.Editions) > 0 && q.Editions[0].IsPlan() {
		return q.Editions[0]
	}
	return nil
}

// Newest returns the quarter's newest published edition, or nil.
func (q *Quarter) Newest() *Edition {
	if n := len(q.Editions); n > 0 && !q.Editions[n-1].IsPlan() {
		return q.Editions[n-1]
	}
	return nil
}

// Draft reports whether the quarter is shown from files that no published edition holds:
// there is none, or they have changed since.
func (q *Quarter) Draft() bool { return q.Shown == nil }

// Difference is a file of a quarter that is not as an edition has it.
type Difference struct {
	File string // in the workspace
	Part string // what it is of the report: "plan", "retro", "metrics", "update", "foreword", or ""
	Team string // id; "" where it is of no team
	// Line is the first line that differs, from 1, and Now and Was are its two sides, shortened.
	// 0 for a file that only one of the two has.
	Line     int
	Now, Was string
}

// Promise is a deliverable as it stood in the plan edition.
type Promise struct {
	Title        string
	Kind         Kind
	Phase        Phase
	Size         float64 // 0 = not said
	Due          Day     // 0 = none
	Owner        string
	Customers    bool
	Body         string // the prose without markup, for comparing
	ForCustomers string
}
