// Package tracker asks trackers for their issues. [Ask] is the way in: it asks one service for what
// a [Query] says, page after page to the end, and returns a [Recording], whose document a format of
// package importer reads like any other export. It knows nothing of what an issue means.
//
//	Query -> a [Service] asks for a page -> client: login, waits, repeats -> Recording -> document
//
// A service is one file and a row of [Services]: one function, which asks for the page that comes
// after a state. The state is JSON, so that a recording which was interrupted can be continued.
//
// A token comes from the environment, is sent to the address of the query alone, and is in no
// message and no recording. Of what a service answers only the keys are kept that an import reads:
// names of people are not among them.
package tracker
