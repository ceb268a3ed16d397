package report

import "regexp"

// MaxID is the length up to which an id is accepted, in bytes.
const MaxID = 64

var (
	nameForm        = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	deliverableForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	fileName        = regexp.MustCompile(`(?i)\.(html?|xml|json|csv|js|css|txt)$`) // an item's page is a folder
)

// IsDeliverableID reports whether a word can be the id of a deliverable.
func IsDeliverableID(s string) bool {
	return len(s) <= MaxID && deliverableForm.MatchString(s) && !fileName.MatchString(s)
}

// IsNameID reports whether a word can be the id of a team, a lesson or an audience. It excludes
// the names that the site needs for itself: a quarter's editions and its summary, the themes of lessons.
func IsNameID(s string) bool {
	return len(s) <= MaxID && nameForm.MatchString(s) && s != "editions" && s != "summary" && s != "themes"
}
