// Package generator turns a workspace into a site. It is the only package that
// knows all stages; none of them knows another. Read [Build] first: it is the whole
// product as one list of steps.
//
// # The map of the house
//
// Data flows one way:
//
//		files ─ content.Read ─▶ report.Archive ─ Archive.For ─▶ what one audience may see
//		      ─ metrics.Compute ─▶ metrics.Book ─ page.Plan ─▶ page.Site
//		      ─ render.Render ─▶ bytes ─ output.Tree ─▶ public/<audience>/
//
//	  - diag: what is wrong, where, and how to mend it. Every stage speaks it.
//	  - report: the domain, immutable once built.
//	  - content: the only reader of Markdown and TOML. Load, Parse (pure and cached, one
//	    file at a time), Assemble (links everything, finds what contradicts).
//	  - metrics: every figure, with the rows that it counts.
//	  - chart: one file a chart; an ECharts option, a summary in words, a table.
//	  - edition: freezes a quarter, and finds out whether what was frozen is as it was.
//	  - compare: what differs between two editions: figures, items, words.
//	  - svg: draws an option with Apache ECharts in an embedded JavaScript engine.
//	  - card: draws the picture that others show beside a link to a page.
//	  - page: which pages exist, and the data of each, computed only when asked for.
//	  - render: templates; a page becomes bytes.
//	  - output: a tree of files that changes in one step.
//	  - publish: a built tree goes to where readers are, and can be taken back.
//	  - paper: short documents as Markdown, text and HTML: reports for tools, digests for mail.
//	  - preview: `quarterdeck serve` watches the files, answers the browser, and tells
//	    open pages what has changed.
//	  - scaffold: the files that `quarterdeck new` starts with.
//	  - manual: what `quarterdeck help` prints, and the same as man pages and Markdown.
//	  - sample: workspaces of any size, for benchmarks.
//
// A site is a function from a path to bytes ([Site.File]) over an immutable
// archive. Build calls it for every path; a preview calls it for the address that a
// browser asks for ([Site.Bytes]), over the archive as it now is ([Live]). So there is
// no partial rebuild that could be stale.
package generator
