// Package generator turns a workspace into a site. It is the only package that
// knows all stages; none of them knows another. Read [Build] first: it is the whole
// product as one list of steps.
//
// # The map of the house
//
// Data flows one way:
//
//		files ─ content.Parse ─▶ content.Parsed ─ link.Assemble ─▶ report.Archive
//		      ─ Archive.For ─▶ what one audience may see
//		      ─ edition.Compute ─▶ metrics.Book ─ page.Plan ─▶ site.Site
//		      ─ render.Render ─▶ bytes ─ output.Tree ─▶ public/<audience>/
//
//	  - diag: what is wrong, where, and how to mend it. Every stage speaks it.
//	  - i18n: every word that a reader of a site sees, one catalogue a language.
//	  - report: the domain, immutable once built.
//	  - content: the only reader of Markdown, TOML and YAML, one file at a time; its tables of
//	    keys are also the reference of what may be written.
//	  - content/markdown: parses the Markdown of a file, and renders parts of it, cut where links may be.
//	  - content/actions: takes the actions out of a retro.
//	  - content/link: makes the archive of all files, and finds what contradicts.
//	  - metrics: one table of all metrics, and the figures of an archive with the rows that they count.
//	  - chart: one file a chart; an ECharts option, a summary in words, a table.
//	  - edition: freezes a quarter, reads its figures back as they were published, and finds out
//	    whether what was frozen is as it was. edition/compare: what differs between two editions.
//	  - svg: draws an option with Apache ECharts in an embedded JavaScript engine.
//	  - card: draws the picture that others show beside a link to a page.
//	  - picture: takes out of pictures what nobody sees in them, such as where they were taken.
//	  - page: which pages exist, and the data of each, computed only when asked for.
//	  - part: what pages are made of, such as the rows of deliverables and of asks.
//	  - render: templates; a page becomes bytes.
//	  - output: a tree of files that changes in one step.
//	  - publish: a built tree goes to where readers are, and can be taken back.
//	  - paper: short documents as Markdown, text and HTML: reports for tools, digests for mail.
//	  - preview: `quarterdeck serve` watches the files, answers the browser, and tells
//	    open pages what has changed.
//	  - importer: reads exports of trackers. importer/reconcile: works out what they mean for the
//	    metrics.toml and plan.md that people keep, and writes it into them. [Import] is the way in;
//	    what it writes is read like any other file. importer/tracker: asks trackers themselves, for
//	    what a format of the importer reads.
//	  - scaffold: the files that `quarterdeck new` starts with.
//	  - manual: what `quarterdeck help` prints, and the same as man pages and Markdown.
//	  - sample: workspaces of any size, for benchmarks.
//	  - testsite: what tests share: archives, workspaces, a browser. Product code never imports it.
//
// A site is a function from a path to bytes ([Site.File]) over an immutable
// archive. Build calls it for every path; a preview calls it for the address that a
// browser asks for ([Site.Bytes]), over the archive as it now is ([Live]). So there is
// no partial rebuild of pages that could be stale.
//
// Reading does keep something from one save to the next, behind one type, [link.Memory]:
// parsed files, by their bytes; and the teams, quarters and links that would come out as
// they did before, because everything that they are made from is the same. It compares
// inputs, and is told nothing about what has changed; where in doubt, all quarters are
// made again. Its documentation says what is reused, when, and why that is safe, and a
// test of random edits holds it.
package generator
