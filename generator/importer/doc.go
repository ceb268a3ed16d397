// Package importer reads what trackers export. Data flows one way:
//
//	file -> a [Format] reads it -> [Issue]
//
// A reader of a format knows the columns of one tracker, and nothing of quarters, teams or plans.
// [Mapping] tells what the words of a tracker mean. What an issue means for a plan is decided in one
// place for all trackers alike, and written into the files of the workspace, by package
// importer/reconcile.
//
// Programs that deploy, and those that page people, are read beside it:
//
//	file -> a [Source] reads it -> [Fact]
//
// Nothing is made up: an issue that is done without a date is left out and named, work that has
// begun is not dated by the day on which somebody wrote the ticket, an empty estimate is no
// size, and a number that nothing tells is not 0. No name or mail address of a person is read.
//
// Package importer/tracker asks trackers for such files itself.
package importer
