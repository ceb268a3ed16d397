package page

import (
	"encoding/json"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"quarterdeck/generator/testsite"
)

// assembled counts how often each edition of a published sample was assembled.
type assembled map[string]*atomic.Int32

// published is the sample with editions of its second quarter: the plan, edition 1, and
// edition 2 that corrects it and is shown; with draft, the quarter has changed since.
func publishedSample(draft bool) (*report.Archive, assembled) {
	a, counts := sample(), assembled{}
	q := a.Quarters[1]
	put := func(id, at, note string, change func(*report.Archive, *report.Quarter)) *report.Edition {
		frozen, _ := time.Parse(time.DateTime, at+" 09:00:00")
		e := &report.Edition{ID: id, Quarter: q.ID, Frozen: frozen, Tool: "0.9", Note: note, Hash: strings.Repeat(id[:1], 64),
			Sums:  map[string]string{"content/2026-q2/rules/plan.md": "x"},
			Files: []report.File{{Path: "2026-q2/editions/" + id + "/content/2026-q2/rules/pic.png"}}}
		if n := len(q.Editions); n > 0 {
			e.Before = q.Editions[n-1].Hash
		}
		n := &atomic.Int32{}
		counts[id] = n
		e.Archive = func() *report.Archive {
			n.Add(1)
			was := sample()
			was.Quarters, was.Today = was.Quarters[:2], report.DayAt(frozen)
			its := was.Quarters[1]
			its.Shown = e
			its.Reports[0].Plan.Intro = report.Prose{Text: "See it.", Spans: []report.Span{
				{HTML: ` alt="x"`, Ref: &report.Ref{Kind: report.RefFile, ID: "2026-q2/rules/pic.png", Image: true}},
				{HTML: "this quarter", Ref: &report.Ref{Kind: report.RefQuarter, Quarter: its.ID}}}}
			change(was, its)
			return was
		}
		q.Editions = append(q.Editions, e)
		return e
	}
	put(report.PlanEdition, "2026-04-05", "", func(_ *report.Archive, its *report.Quarter) {
		r := its.Reports[0]
		r.Retro, r.Metrics, r.Items = nil, nil, r.Items[:3]
		its.State, r.Items[0].Size = report.Running, 3
		for _, d := range r.Items {
			d.Outcome = report.Outcome{}
		}
	})
	one := put("1", "2026-07-05", "", func(was *report.Archive, its *report.Quarter) {
		its.Reports[0].Items[1].Outcome = report.Outcome{Status: report.Moved, Reason: "scope"}
		gone := &report.Team{ID: "gone", Name: "Gone"}
		was.Teams = append(was.Teams, gone)
		its.Reports = append(its.Reports, &report.Report{Team: gone, Quarter: its, Plan: &report.Plan{}})
	})
	one.Forced, one.Missing = "the board meets", []string{"MR-3 is unexplained", "no <retro>"}
	two := put("2", "2026-07-12", "MR-2 was dropped", func(*report.Archive, *report.Quarter) {})
	for _, d := range q.Reports[0].Items[:3] { // as planned
		d.Promise = &report.Promise{Title: d.Title, Kind: d.Kind, Phase: d.Phase, Size: d.Size, Due: d.Due, Owner: d.Owner, Customers: d.Customers,
			Body: d.Body.Text, ForCustomers: d.ForCustomers.Text}
	}
	if !draft {
		q.Shown = two
	} else {
		for _, name := range []string{"plan.md", "metrics.toml", "retro.md", "pic.png"} {
			q.Differs = append(q.Differs, report.Difference{File: "content/2026-q2/rules/" + name, Part: strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, ".md"), ".toml"), "pic.png"), Team: "rules"})
		}
	}
	return a, counts
}

func planPublished(draft bool, parts ...report.Part) (*site.Site, assembled) {
	a, counts := publishedSample(draft)
	shown := a.For(report.Audience{ID: "test", Shows: parts})
	return Plan(shown, metrics.Compute(shown), i18n.English()), counts
}

func (c assembled) total() (n int32) {
	for _, one := range c {
		n += one.Load()
	}
	return n
}

// A preview that shows the working copy must not pay for its editions, and one edition
// not for another. The pages of a quarter that is shown as an edition are those of that one.
func TestEditionsAreAssembledWhenAsked(t *testing.T) {
	s, counts := planPublished(false, report.Parts...)
	for _, path := range []string{"index.html", "2026-q1/index.html", "2026-q3/rules/index.html", "teams/rules/index.html", "editions.json", "shipped/mr-1/index.html"} {
		p := s.Page(path)
		if p == nil {
			t.Fatalf("there is no %s", path)
		}
		if p.View != nil {
			p.View()
		} else {
			bytesOf(t, s, path)
		}
	}
	if s.Page("2026-q2/editions/index.html") == nil || s.Page("2026-q2/editions/9/index.html") != nil || s.Page("2026-q1/editions/1/index.html") != nil {
		t.Error("the list of editions is not there, or editions are that are none")
	}
	if !s.Has("2026-q2/rules/index.html") {
		t.Error("a quarter that is shown as an edition has no report")
	}
	if n := counts.total(); n != 0 {
		t.Errorf("%d editions were assembled for pages that show none", n)
	}
	viewOf[*Quarter](t, s, "2026-q2/editions/1/index.html")
	viewOf[*Report](t, s, "2026-q2/editions/1/rules/index.html")
	if counts["1"].Load() != 1 || counts.total() != 1 {
		t.Errorf("two pages of edition 1 assembled it %d times, and others %d", counts["1"].Load(), counts.total()-1)
	}
	viewOf[*Quarter](t, s, "2026-q2/index.html")
	viewOf[*Report](t, s, "2026-q2/rules/index.html")
	bytesOf(t, s, "2026-q2/data.json")
	if counts["2"].Load() != 1 || counts.total() != 2 {
		t.Errorf("the quarter assembled edition 2, which it shows, %d times, and others %d", counts["2"].Load(), counts.total()-1)
	}
	s.Paths()
	viewOf[*EditionList](t, s, "2026-q2/editions/index.html")
	if counts.total() != 3 {
		t.Errorf("three editions were assembled %d times", counts.total())
	}
}

func TestPagesOfEditions(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	for _, path := range []string{"2026-q2/editions/index.html", "2026-q2/editions/plan/index.html", "2026-q2/editions/1/rules/index.html", "2026-q2/editions/2/data.json",
		"2026-q2/editions/2/rules/deliverables.csv", "2026-q2/editions/2/charts/planned.csv", "2026-q2/editions/1/gone/index.html", "editions.json"} {
		if !slices.Contains(s.Paths(), path) || s.Page(path) == nil {
			t.Errorf("there is no %s", path)
		}
	}
	if s.Page("2026-q2/editions/2/gone/index.html") != nil || s.Page("2026-q1/editions/index.html") != nil {
		t.Error("there are pages of what is not")
	}
	if v := viewOf[*Quarter](t, s, "2026-q2/editions/1/index.html"); v.Answer.Bold != "1 of the 3\u00a0items" || len(v.Left.Rows.First) != 1 || v.Left.Rows.First[0].Outcome != "moved" {
		t.Errorf("edition 1 shows %+v", v.Answer)
	}
	if v := viewOf[*Quarter](t, s, "2026-q2/index.html"); v.Left.Rows.First[0].Outcome != "dropped" {
		t.Error("the quarter does not show its newest edition")
	}
}

// The plan edition is a plan: it claims no outcome.
func TestPlanEditionIsAPlan(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	v := viewOf[*Quarter](t, s, "2026-q2/editions/plan/index.html")
	if got := v.Answer.Bold + v.Answer.After; got != "3\u00a0items were planned at the cut-off on 3\u00a0April\u00a02026." && got != "3\u00a0items were planned at the cut-off on 3 April 2026." {
		t.Errorf("it answers %q", got)
	}
	if v.Shipped != nil || v.Left != nil || v.Retros != nil || v.Scope != nil || !v.Ahead {
		t.Error("it has sections of what became of the plan")
	}
	if v.Figs[0].Value != "3" || v.Figs[0].Definition.Text != "Planned" {
		t.Errorf("its first figure is %+v", v.Figs[0])
	}
}

// bars says in a line which edition a page is.
func bar(b *part.EditionBar) string {
	if b == nil {
		return ""
	}
	var out []string
	for _, e := range b.Entries {
		s := e.Link.Text + ", " + e.When + " (" + e.Link.Path + ")"
		if e.Current {
			s = "*" + e.Link.Text + ", " + e.When + "*"
		}
		out = append(out, strings.ReplaceAll(s, "\u00a0", " "))
	}
	return strings.Join(append(out, b.Note), "; ")
}

func TestSwitcher(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	draft, _ := planPublished(true, report.Parts...)
	for _, c := range []struct {
		site       *site.Site
		path, want string
	}{
		{s, "2026-q2/index.html", "*Edition 2, published 12 July 2026*; Edition 1, 5 Jul 2026 (2026-q2/editions/1/index.html); Plan at the cut-off, 5 Apr 2026 (2026-q2/editions/plan/index.html); Edition 2 corrects: MR-2 was dropped"},
		{s, "2026-q2/editions/1/index.html", "Edition 2, 12 Jul 2026 (2026-q2/index.html); *Edition 1, published 5 July 2026*; Plan at the cut-off, 5 Apr 2026 (2026-q2/editions/plan/index.html); "},
		{draft, "2026-q2/index.html", "*Draft, *; Edition 2, 12 Jul 2026 (2026-q2/editions/2/index.html); Edition 1, 5 Jul 2026 (2026-q2/editions/1/index.html); Plan at the cut-off, 5 Apr 2026 (2026-q2/editions/plan/index.html); "},
		{draft, "2026-q2/editions/plan/index.html", "Draft,  (2026-q2/index.html); Edition 2, 12 Jul 2026 (2026-q2/editions/2/index.html); Edition 1, 5 Jul 2026 (2026-q2/editions/1/index.html); *Plan at the cut-off, frozen 5 April 2026*; "},
		{s, "2026-q3/index.html", ""},
	} {
		if got := bar(viewOf[*Quarter](t, c.site, c.path).Editions); got != c.want {
			t.Errorf("%s says\n%s\nnot\n%s", c.path, got, c.want)
		}
	}
	report := bar(viewOf[*Report](t, s, "2026-q2/rules/index.html").Editions)
	if !strings.Contains(report, "(2026-q2/editions/1/rules/index.html)") {
		t.Errorf("the report leads to %s", report)
	}
	// A team that is gone has no report to go to.
	if gone := bar(viewOf[*Report](t, s, "2026-q2/editions/1/gone/index.html").Editions); !strings.Contains(gone, "Edition 2, 12 Jul 2026 (2026-q2/index.html)") || !strings.Contains(gone, "(2026-q2/editions/plan/index.html)") {
		t.Errorf("the report of a team that is gone leads to %s", gone)
	}
}

func TestBanners(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	draft, _ := planPublished(true, report.Parts...)
	alone := Plan(sample(), metrics.Compute(sample()), i18n.English())
	for _, c := range []struct {
		site       *site.Site
		path, want string
	}{
		{s, "2026-q2/index.html", ""},
		{s, "2026-q2/editions/2/rules/index.html", ""},
		{s, "2026-q2/editions/1/index.html", "Superseded: [edition 2 of 12 July 2026 2026-q2/index.html] replaces it. It corrects: MR-2 was dropped | Published although incomplete: the board meets MR-3 is unexplained; no <retro>"},
		{s, "2026-q2/editions/plan/rules/index.html", "The plan as frozen at the cut-off on 5 April 2026. What became of it: [2026 Q2 2026-q2/rules/index.html] ."},
		{draft, "2026-q2/rules/index.html", "Draft: changed since [edition 2 of 12 July 2026 2026-q2/editions/2/rules/index.html] in the plan of Rules, the export of Rules, the retro of Rules and one more file."},
		{draft, "2026-q2/editions/1/index.html", "Superseded: [edition 2 of 12 July 2026 2026-q2/editions/2/index.html] replaces it. It corrects: MR-2 was dropped | Published although incomplete: the board meets MR-3 is unexplained; no <retro>"},
		{alone, "2026-q1/index.html", "Draft: not published yet."},
		{alone, "2026-q3/rules/index.html", ""}, // it runs
	} {
		var got []string
		for _, b := range c.site.Page(c.path).Head.Banners {
			line := b.Text
			if b.Link.Text != "" {
				line += " [" + b.Link.Text + " " + b.Link.Path + "]"
			}
			if b.More != "" {
				line += " " + b.More
			}
			if b.Missing != nil {
				line += " " + strings.Join(b.Missing, "; ")
			}
			got = append(got, strings.ReplaceAll(line, "\u00a0", " "))
		}
		if joined := strings.Join(got, " | "); joined != c.want {
			t.Errorf("%s says\n%s\nnot\n%s", c.path, joined, c.want)
		}
	}
}

// A page of an edition stays inside it for its own quarter, and leads elsewhere only to
// what there is.
func TestLinksOfEditions(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	p := s.Page("2026-q2/editions/1/rules/index.html")
	for _, c := range []struct {
		ref  report.Ref
		want string
	}{
		{report.Ref{Kind: report.RefFile, ID: "2026-q2/rules/pic.png"}, "2026-q2/editions/1/rules/pic.png"},
		{report.Ref{Kind: report.RefFile, ID: "2026-q2/rules/other.png"}, ""},
		{report.Ref{Kind: report.RefQuarter, Quarter: report.QuarterID{Year: 2026, N: 2}, Fragment: "x"}, "2026-q2/editions/1/index.html#x"},
		{report.Ref{Kind: report.RefQuarter, Quarter: report.QuarterID{Year: 2026, N: 1}}, "2026-q1/index.html"},
		{report.Ref{Kind: report.RefReport, ID: "rules", Quarter: report.QuarterID{Year: 2026, N: 2}}, "2026-q2/editions/1/rules/index.html"},
		{report.Ref{Kind: report.RefReport, ID: "design", Quarter: report.QuarterID{Year: 2026, N: 2}}, ""},
		{report.Ref{Kind: report.RefReport, ID: "design", Quarter: report.QuarterID{Year: 2026, N: 1}}, "2026-q1/design/index.html"},
		{report.Ref{Kind: report.RefDeliverable, ID: "MR-3"}, "2026-q2/editions/1/rules/index.html#item-mr-3"},
		{report.Ref{Kind: report.RefDeliverable, ID: "MR-4"}, "2026-q3/rules/index.html#item-mr-4"},
		{report.Ref{Kind: report.RefLesson, ID: "ask-early"}, "lessons/ask-early/index.html"},
		{report.Ref{Kind: report.RefTeam, ID: "gone"}, ""},
	} {
		if got := p.Resolve(c.ref); got != c.want {
			t.Errorf("%+v leads to %q, not %q", c.ref, got, c.want)
		}
	}
	v := p.View().(*Report)
	if row := v.Rows.First[0]; row.Link.Path != "shipped/mr-1/index.html" {
		t.Errorf("a shipped item leads to %q", row.Link.Path)
	}
	if to := p.Head.Beside; len(to) != 2 || to[1].Path != "2026-q3/rules/index.html" {
		t.Errorf("beside it are %+v", to)
	}
	gone := s.Page("2026-q2/editions/1/gone/index.html")
	if gone.View().(*Report).TeamLink.Path != "" || gone.Head.Beside != nil {
		t.Error("the report of a team that is gone leads to its page")
	}
	if to := s.EditionFiles()["2026-q2/editions/1/rules/pic.png"].Path; to != "2026-q2/editions/1/content/2026-q2/rules/pic.png" {
		t.Errorf("the picture is copied from %q", to)
	}
}

// A search finds the quarter and not what was corrected.
func TestWhatASearchFindsOfEditions(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	for path, want := range map[string]string{
		"2026-q2/index.html": "", "2026-q2/editions/index.html": "", "2026-q2/editions/plan/rules/index.html": "",
		"2026-q2/editions/1/index.html": "2026-q2/index.html", "2026-q2/editions/2/rules/index.html": "2026-q2/rules/index.html",
		"2026-q2/editions/1/gone/index.html": "",
	} {
		if got := s.Page(path).Canonical; got != want {
			t.Errorf("%s names %q", path, got)
		}
	}
	sitemap := string(bytesOf(t, s, "sitemap.xml"))
	for address, listed := range map[string]bool{"2026-q2/": true, "2026-q2/editions/": true, "2026-q2/editions/plan/": true, "2026-q2/editions/1/": false, "2026-q2/editions/2/rules/": false} {
		if strings.Contains(sitemap, "<loc>https://reports.example.com/sub/"+address+"</loc>") != listed {
			t.Errorf("the sitemap lists %s: %v", address, !listed)
		}
	}
}

func TestEditionsJSON(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	testsite.Golden(t, "editions.json", bytesOf(t, s, "editions.json"))
	a, _ := publishedSample(false)
	a.Site.BaseURL = ""
	var d struct{ Editions []struct{ URL string } }
	if err := json.Unmarshal(bytesOf(t, Plan(a, metrics.Compute(a), i18n.English()), "editions.json"), &d); err != nil || d.Editions[1].URL != "2026-q2/editions/1/" {
		t.Errorf("without an address of the site: %+v (%v)", d, err)
	}
	if Plan(sample(), metrics.Compute(sample()), i18n.English()).Page("editions.json") != nil {
		t.Error("a site without editions lists them")
	}
}

func TestOthersSeeNoEdition(t *testing.T) {
	for _, parts := range [][]report.Part{{report.Shipped, report.Upcoming}, {report.Lessons, report.Shipped}, {report.Retros}} {
		s, counts := planPublished(false, parts...)
		for _, path := range s.Paths() {
			if strings.Contains(path, "edition") {
				t.Errorf("who sees %v finds %s", parts, path)
			}
			if p := s.Page(path); len(p.Head.Banners) > 0 {
				t.Errorf("who sees %v is told %+v on %s", parts, p.Head.Banners, path)
			}
		}
		if len(s.EditionFiles()) > 0 || counts.total() > 0 {
			t.Errorf("editions are there for who sees %v", parts)
		}
	}
}

// What an audience is not shown of the working copy it is not shown of an edition either.
func TestEditionsAreNarrowed(t *testing.T) {
	s, _ := planPublished(false, report.Plans)
	v := viewOf[*Report](t, s, "2026-q2/editions/1/rules/index.html")
	if v.Figs != nil || v.Retro != nil || v.Lessons != nil || v.Measured || s.Page("2026-q2/editions/1/data.json") != nil {
		t.Error("who sees plans alone sees figures, retros or lessons of an edition")
	}
	for _, step := range viewOf[*EditionList](t, s, "2026-q2/editions/index.html").Steps {
		if len(step.Figures)+len(step.OfTeams)+step.Actions.All() > 0 {
			t.Errorf("who sees plans alone is told of figures: %+v", step)
		}
	}
}

// An edition that nothing changed since draws no chart again.
func TestUnchangedEditionDrawsTheSame(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	for _, path := range []string{"", "rules/"} {
		for _, at := range s.Paths() {
			name, ok := strings.CutPrefix(at, "2026-q2/"+path+"charts/")
			if !ok || !strings.HasSuffix(name, ".js") {
				continue
			}
			now, err := s.Page(at).Bytes()
			was, wasErr := s.Page("2026-q2/editions/2/" + path + "charts/" + name).Bytes()
			if string(now) != string(was) || (err == nil) != (wasErr == nil) {
				t.Errorf("%s is drawn in another way in edition 2", at)
			}
		}
	}
}

func TestEditionListGolden(t *testing.T) {
	s, _ := planPublished(true, report.Parts...)
	v := viewOf[*EditionList](t, s, "2026-q2/editions/index.html")
	for i := range v.Rows {
		v.Rows[i].Edition = nil // it holds a function
	}
	goldenView(t, "editions.view.json", v)
}

func TestScopeRows(t *testing.T) {
	a, _ := publishedSample(true)
	q := a.Quarters[1]
	items := q.Reports[0].Items
	items[0].Promise = &report.Promise{Title: "Versions", Kind: report.Feature, Phase: report.Alpha, Size: 3, Due: day("2026-05-01"), Customers: true, Body: items[0].Body.Text, ForCustomers: items[0].ForCustomers.Text}
	items[1].Promise, items[1].Removed = &report.Promise{Title: items[1].Title, Kind: items[1].Kind, Size: 5}, true
	items[2].Promise = &report.Promise{Title: items[2].Title, Kind: items[2].Kind, Size: 2}
	v := viewOf[*Quarter](t, Plan(a, metrics.Compute(a), i18n.English()), "2026-q2/index.html")
	var got []string
	for _, r := range v.Scope.Rows.First {
		line := r.ID + ":"
		for _, d := range r.What {
			line += " " + d.What
			if d.From+d.To != "" {
				line += " " + d.From + ">" + d.To
			}
			line += ","
		}
		got = append(got, strings.ReplaceAll(line, "\u00a0", " "))
	}
	want := []string{"MR-9: added: only the export has it,", "MR-2: removed, size 5 in the plan,", "MR-1: size 3>5, due 1 May>15 May, title Versions>Ruleset versioning, phase Alpha>Beta,"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, not %q", got, want)
	}
	if note := strings.ReplaceAll(v.Scope.Note, "\u00a0", " "); note != "Since the cut-off on 3 April 2026 one item was added, one removed, one re-sized, one re-dated, one re-worded and one changed in another way. Percentages still refer to the plan." {
		t.Errorf("it says %q", note)
	}
}
