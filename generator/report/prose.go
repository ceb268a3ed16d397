package report

// Prose is Markdown after parsing: safe HTML whose links to other places of the
// workspace are not yet addresses, because one piece of prose can stand on
// several pages, and because an audience may not see what a link leads to.
type Prose struct {
	Spans []Span
	Text  string // the same without markup, for titles, descriptions and search
}

// Empty reports whether there is nothing to show.
func (p Prose) Empty() bool { return len(p.Spans) == 0 }

// Span is a run of safe HTML. With a Ref, HTML is what stands inside the link,
// or, for an image (Ref.Image), the tag's remaining attributes (` alt="…"`).
type Span struct {
	HTML string
	Ref  *Ref
}

// RefKind tells what a Ref leads to.
type RefKind string

const (
	RefHome        RefKind = "home"
	RefQuarter     RefKind = "quarter"     // Quarter
	RefReport      RefKind = "report"      // Quarter and ID, a team: its plan, retro or metrics
	RefTeam        RefKind = "team"        // ID
	RefDeliverable RefKind = "deliverable" // ID
	RefLesson      RefKind = "lesson"      // ID
	RefFile        RefKind = "file"        // ID: a path of File.Path
)

// Ref is a link to another place of the workspace. Fragment is the id of a
// heading in the target's prose, or "".
type Ref struct {
	Kind     RefKind
	ID       string
	Quarter  QuarterID
	Fragment string
	Image    bool
}

// Document is a file of prose that stands for itself.
type Document struct {
	Title string
	Body  Prose
	File  string // path in the workspace
}

// File is something beside the Markdown that is copied as it is: an image, a
// PDF. Path is its path below content/, which is also its path on the site.
type File struct {
	Path string
}
