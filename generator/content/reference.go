package content

import "quarterdeck/generator/report"

// Table is one kind of TOML table, with every key that it may have.
type Table struct {
	ID    string // "site.audience"
	Title string // what messages call it: "an audience"
	Where string // the file, and the place in it
	Keys  []Key  // in the order in which they are best written
}

// Reference is every table that can be written, file by file. These are the tables that
// files are read with, so that what it documents is what is accepted. The organisation's
// own measures, which site.toml adds to [quality], are not in it.
func Reference() []Table {
	return []Table{
		siteKeys.public(), audienceKeys.public(), publishKeys.public(), importsKeys.public(), importKeys.public(), meaningKeys.public(), importKindKeys.public(), importTeamKeys.public(), importQuarterKeys.public(), importColumnKeys.public(), importHeaderKeys.public(), importMonthKeys.public(), headingKeys.public(), languagesKeys.public(), languageKeys.public(), lookKeys.public(), measureKeys.public(), ownReasonKeys.public(), sizeWordKeys.public(),
		teamKeys.public(), teamHeadingKeys.public(), documentKeys.public(),
		planKeys.public(), answerKeys.public(), deliverableKeys.public(), ticketKeys.public(), resultKeys.public(), availabilityKeys.public(), shippedKeys.public(),
		retroKeys.public(), lessonKeys.public(), matchKeys.public(),
		metricsKeys.public(), itemKeys.public(), actualKeys.public(), sprintKeys.public(), effortKeys.public(), qualityKeys(report.Measures).public(), notesKeys.public(), noteKeysOfImport.public(), leftOutKeys.public(),
		updateKeys.public(), noteKeys.public(),
		editionKeys.public(), acceptedKeys.public(), sumKeys.public(),
	}
}
