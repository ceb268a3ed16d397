// Package publish brings a built site to where its readers are, so that they see the
// old release or the new one, and takes it back when that was a mistake.
//
// [Open] a target by its URL, [ReadTree] what `build` wrote, then call [Publish];
// [Rollback] makes an earlier release live again and [Releases] lists them.
//
// # How a release is sent
//
//		ReadTree ─▶ Files ┐
//		                  ├─ compare ─▶ Plan ─ refuse ─▶ lock ─▶ send ─▶ place ─▶ read back ─▶ show ─▶ log, clear up
//		target ─▶ state ──┘
//
//	  - tree.go, release.go: what was built, and the record of a release.
//	  - plan.go, refuse.go: what differs, what of it readers will see, what is not done.
//	  - publish.go: the flow, the same for every target. Read it first. rollback.go is the
//	    same flow without sending.
//	  - state.go, log.go: what a target knows about itself, below `.quarterdeck/`.
//	    A file is stored once, under the hash of what it holds
//	    (`.quarterdeck/blobs/<sum>`), where no reader sees it. A run that was cut off is
//	    therefore resumed, and what two releases share is sent once.
//	  - lock.go: one publisher at a time, and none that was killed keeps others out.
//	  - send.go: several files at once. retry.go: a fault of the world is tried again.
//	  - place.go: what makes a release live. Where the target has links, a folder
//	    `releases/<id>/` is made of the blobs and the link `current` changes in one step.
//	    Elsewhere blobs are copied to the names that readers ask for, inside the target:
//	    files with a hash in their name first, pages next, entry pages last. Removed files
//	    go at the end, [Target.Linger] after the new release became live: on a page
//	    of the old one that somebody has just opened, links still lead somewhere.
//	    as.go: with which headers.
//	  - proof.go: a sample and the entry pages are read back, as readers get them, before
//	    the link changes, or else before the release counts as live; where they differ,
//	    the old release stays or comes back.
//	  - finish.go: releases beyond those that are kept go, and what only they needed.
//	  - open.go: the table of kinds of target: a folder of this machine, one behind SSH, a
//	    bucket, a branch of git. A kind is one package below this one, which implements
//	    [target.Store] and decides nothing, and one row there. Those with folders share
//	    package disk. The tests of all kinds are a table too: a row in kinds_test.go that
//	    starts a real server.
//
// Readers keep pages open. So a file with a hash in its name stays for [Options.Grace]
// after the last release that needed it: a page of the old release finds its assets
// while the new one is live, on every target.
//
// # What a crash leaves
//
// Before anything is stored, the journal (`.quarterdeck/pending`) names the release that
// is under way, the names that it touches and the assets of its pages. The next run takes
// those names as unknown and writes them again, and keeps the assets for readers who have
// such a page open. A release counts as one once it was live, which the log tells; what
// else is there of releases and blobs, the next run that succeeds takes away. A branch of git
// has no journal that anybody could see: what is not pushed never was.
package publish
