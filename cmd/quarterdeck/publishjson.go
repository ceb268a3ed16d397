package main

import (
	"quarterdeck/generator/publish"
)

// publishedJSON is what machines get of a run.
type publishedJSON struct {
	Audience string       `json:"audience"`
	Target   string       `json:"target,omitempty"`
	Done     bool         `json:"done"`    // something was written
	Release  string       `json:"release"` // what is live; "" before the first one
	Error    string       `json:"error,omitempty"`
	Pages    changedJSON  `json:"pages"`
	Reports  []string     `json:"reports"`
	Files    changedJSON  `json:"files"`
	Mended   []string     `json:"mended"`
	Sends    int          `json:"sends"`
	Bytes    int64        `json:"bytes"`
	Check    problemsJSON `json:"check"`
}

type changedJSON struct {
	Added   []string `json:"added"`
	Changed []string `json:"changed"`
	Removed []string `json:"removed"`
}

func changed(added, altered, removed []string) changedJSON {
	return changedJSON{some(added), some(altered), some(removed)}
}

// some makes a list that is never null in JSON.
func some(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}

func (r *reporting) printJSON(result publish.Result, err error) error {
	p := result.Plan
	pages := p.Pages()
	out := publishedJSON{Audience: r.audience, Target: r.target, Done: result.Done, Release: result.Release,
		Pages: changed(pages.Added, pages.Changed, pages.Removed), Reports: some(pages.Reports),
		Files: changed(p.Added, p.Changed, p.Removed), Mended: some(p.Mended), Sends: p.Sends, Bytes: p.Bytes,
		Check: asJSONProblems(r.problems)}
	if err != nil {
		out.Error = err.Error()
	}
	return encodeJSON(r.c.OutOrStdout(), out)
}
