package importer

import (
	"cmp"
	"encoding/json"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// releaseKinds are the list that gh writes, and the answer of the REST interface. Each release that
// was published is a deployment; whether it failed nobody can tell.
var releaseKinds = []sourceKind{
	{shape{title: "a list of GitHub releases", json: true, required: []string{"tagName", "publishedAt", "isDraft", "isPrerelease"}}, readReleases},
	{shape{title: "an answer of GitHub's REST interface", json: true, required: []string{"tag_name", "published_at", "draft", "prerelease"}}, readReleases},
}

// release is a release in both forms.
type release struct {
	IsDraft, IsPrerelease bool
	Draft, Prerelease     bool
	TagName               string
	Tag                   string `json:"tag_name"`
	URL                   string `json:"html_url"`
	PublishedAt           string
	Published             string `json:"published_at"`
}

// listedReleases is how many gh and the REST interface list unless told otherwise.
const listedReleases = 30

func readReleases(in *Input, m *Mapping, yield func(Fact)) diag.List {
	d := newDocument(in, m)
	d.records("", nil, func(dec *json.Decoder) error {
		var raw release
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		f := Fact{Pos: d.at(), Kind: Deployed, N: 1, Day: d.day("publishedAt", raw.PublishedAt+raw.Published)}
		if tag := raw.TagName + raw.Tag; tag != "" {
			f.ID = cmp.Or(raw.URL, d.file+" "+tag) // two repositories may have the same tags
		}
		if raw.IsDraft || raw.Draft || raw.IsPrerelease || raw.Prerelease {
			f.LeftOut = report.LeftNotReleased
		}
		yield(f)
		return nil
	})
	if d.n == listedReleases || d.n > 0 && d.n%100 == 0 {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", "gh release list --limit 10000 --json tagName,publishedAt,isDraft,isPrerelease, or pass --partial",
			"these are exactly %d releases, so it is probably only a part", d.n)
	}
	return d.problems
}
