// Package importer reads what trackers export, and turns it into the metrics.toml of a team and
// quarter. Data flows one way:
//
//	file -> a [Format] reads it -> [Issue] -> [Mapping] -> [Row] -> TOML
//
// A reader of a format knows the columns of one tracker, and nothing of quarters, teams or plans.
// What an issue means for a plan is decided in one place, [Decide], for all trackers alike; [Merge]
// writes it into a file that people have written in, and changes only what the export knows.
//
// Programs that deploy, and those that page people, are read beside it:
//
//	file -> a [Source] reads it -> [Fact] -> [Count] -> [Numbers] -> [quality] in TOML
//
// What an import has read and left out is noted in the same file, by [Note].
//
// Nothing is made up: an issue that is done without a date is left out and named, work that has
// begun is not dated by the day on which somebody wrote the ticket, an empty estimate is no
// size, and a number that nothing tells is not 0. No name or mail address of a person is read.
//
// Package importer/tracker asks trackers for such files itself.
package importer
