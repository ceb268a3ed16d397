package reconcile

import (
	"fmt"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// finishedResolutions are resolutions of Jira and GitHub by which an issue ends as it was meant to.
var finishedResolutions = []string{"Done", "Fixed", "Resolved", "Completed", "Implemented", "Released", "Delivered"}

// against is what of an issue speaks against what its status means, such as a day on which it was
// finished while its status is an open one; "" = nothing does.
func against(format string, meaning report.Meaning, i *importer.Issue) string {
	switch meaning {
	case report.MeansOpen:
		return againstOpen(i)
	case report.MeansDelivered:
		switch {
		case i.Category == importer.New || i.Category == importer.Active:
			return fmt.Sprintf("its category is %s", i.Category)
		case importer.Unfinished(i.Resolution):
			return fmt.Sprintf("it has the resolution %q", diag.Short(i.Resolution))
		case i.Canceled != 0:
			return fmt.Sprintf("it was cancelled on %s", i.Canceled)
		}
	case report.MeansDropped:
		switch {
		case i.Category == importer.New || i.Category == importer.Active:
			return fmt.Sprintf("its category is %s", i.Category)
		case importer.IsOneOf(i.Resolution, finishedResolutions):
			return fmt.Sprintf("it has the resolution %q", diag.Short(i.Resolution))
		case i.Finished != 0 && format != "jira": // where it is the day of any resolution
			return fmt.Sprintf("it was finished on %s", i.Finished)
		}
	}
	return ""
}

func againstOpen(i *importer.Issue) string {
	resolved := importer.IsOneOf(i.Resolution, finishedResolutions) || importer.Unfinished(i.Resolution)
	switch {
	case i.Resolution != "" && i.Finished != 0:
		return fmt.Sprintf("it has the resolution %q of %s", diag.Short(i.Resolution), i.Finished)
	case i.Category == importer.Done:
		return "its category is done"
	case i.Finished != 0:
		return fmt.Sprintf("it was finished on %s", i.Finished)
	case resolved:
		return fmt.Sprintf("it has the resolution %q", diag.Short(i.Resolution))
	case i.Canceled != 0 && !i.Archived:
		return fmt.Sprintf("it was cancelled on %s", i.Canceled)
	}
	return ""
}
