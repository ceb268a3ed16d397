// Package edition freezes a quarter, and finds out later whether what was frozen is
// still as it was. Call [Freeze] to make an edition, [Check] to compare the editions of
// a workspace with their hashes, [Recount] to count their figures again, [Compute] for the
// figures of an archive as its editions have them, and [NewBundle] to put a site and its
// sources into one zip.
//
// # Words
//
// The manifest is edition.toml. The document is figures.json; it has an entry for all teams
// and for each team. A snapshot is a document in the terms of an archive: its ids are the
// archive's own items. A position is that of an ask or an action in a list of the document.
//
// # What an edition is
//
// The folder content/<quarter>/editions/<id>/ with the files of the quarter under the
// paths that they have in the workspace, figures.json as [Figures] makes it, and
// edition.toml, in this form and no other:
//
//	id = "2"
//	quarter = "2026-q3"
//	frozen = 2026-10-09T12:00:00Z
//	tool = "v1.4.0"
//	note = "two figures of firewall were exported too early"
//	before = "<SHA-256 of edition 1's edition.toml>"
//
//	[[accepted]]
//	code = "incomplete"
//	file = "content/2026-q3/logs/retro.md"
//	text = "logs has no retro of 2026-q3"
//
//	[files]
//	"content/2026-q3/firewall/plan.md" = "<SHA-256>"
//	…
//	# sealed <SHA-256 of all bytes before this line>
//
// Left out where empty: note; forced, missing and accepted, which an incomplete quarter has that
// was frozen all the same: accepted is what was missing, and what check warned of. Texts are TOML basic strings; files are sorted by path. What
// reads as edition.toml but is not written in this form was changed by hand.
//
// # What holds what
//
// Each file but edition.toml is held by its hash in edition.toml. That file is held by
// its last line against accidents, and by the next edition, whose before is the SHA-256
// of all of it. So a changed byte is found anywhere, and a removed edition wherever one
// was made after it. Who rewrites the newest edition together with its hashes, or
// removes it, or replaces a whole chain, is found by what lies elsewhere: the hash that
// freeze prints and the site publishes, and the history of version control.
//
// Files and folders in an edition whose names begin with a dot are not looked at:
// systems leave them in any folder, and nothing reads them.
package edition
