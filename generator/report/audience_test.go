package report

import (
	"reflect"
	"slices"
	"testing"
)

// say is prose with links.
func say(text string, refs ...Ref) Prose {
	p := Prose{Spans: []Span{{HTML: "<p>" + text}}, Text: text}
	for _, r := range refs {
		p.Spans = append(p.Spans, Span{HTML: "link to " + r.ID, Ref: &r})
	}
	return p
}

// smallArchive has one item of each sort: two teams, a closed and a running quarter.
func smallArchive() *Archive {
	rules, design := &Team{ID: "rules", Name: "Rules", Product: "Ada"}, &Team{ID: "design", Name: "Design"}
	past, now := &Quarter{ID: QuarterID{2026, 2}, State: Closed}, &Quarter{ID: QuarterID{2026, 3}, State: Running}
	was := &Report{Team: rules, Quarter: past, Plan: &Plan{Summary: "secret", Answers: map[string]Answer{"early": {Verdict: "adopted"}}}, Items: []*Deliverable{
		{ID: "R-1", Title: "Versions", Customers: true, CustomerTitle: "Roll back", Owner: "Bo", Outcome: Outcome{Status: Delivered, Finished: 9, Note: "late"}},
		{ID: "R-2", Title: "Moved", Customers: true, CustomerTitle: "Moved for customers", Outcome: Outcome{Status: Moved, Reason: "people"}},
		{ID: "R-3", Title: "Dropped", Customers: true, CustomerTitle: "Dropped for customers", Outcome: Outcome{Status: Dropped}},
		{ID: "R-4", Title: "Forgotten", Customers: true, CustomerTitle: "Forgotten for customers"},
		{ID: "R-5", Title: "Groundwork", Outcome: Outcome{Status: Delivered}},
		{ID: "R-6", Title: "Without a title of its own", Customers: true, Outcome: Outcome{Status: Delivered}},
	}, Retro: &Retro{Well: say("well"), Lessons: []*Lesson{{ID: "early", Title: "Ask early", Team: rules, Quarter: past, LearnedFrom: []string{"R-2"}}}}}
	is := &Report{Team: rules, Quarter: now, Items: []*Deliverable{
		{ID: "R-7", Title: "Next", Customers: true, CustomerTitle: "Coming", Outcome: Outcome{Status: Open, Note: "slow"}, Needs: []string{"D-1"}},
		{ID: "R-8", Title: "Debt"},
		{ID: "R-9", Title: "Moved now", Customers: true, Outcome: Outcome{Status: Moved}},
		{ID: "R-10", Title: "Dropped now", Customers: true, Outcome: Outcome{Status: Dropped}},
		{ID: "R-12", Title: "Some of it now", Customers: true, Outcome: Outcome{Status: Partly}},
		{ID: "R-11", Title: "Taken out of the plan", Customers: true, Removed: true},
	}}
	far := &Report{Team: design, Quarter: now, Items: []*Deliverable{{ID: "D-1", Title: "Screens"}}}
	past.Reports, now.Reports = []*Report{was}, []*Report{far, is}
	for _, q := range []*Quarter{past, now} {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				d.Team, d.Quarter, d.Body, d.ForCustomers = r.Team, q, say("inside"), say("outside")
			}
		}
	}
	past.Foreword = &Document{Body: say("foreword")}
	return &Archive{Teams: []*Team{design, rules}, Quarters: []*Quarter{past, now}, Home: &Document{Body: say("home")},
		Asks:  []*Ask{{Quarter: now, By: is.Items[0], Of: design, What: "D-1", Answer: far.Items[0]}},
		Files: []File{{"a.png"}, {"b.png"}, {"logo.png"}}, Site: Site{Look: Look{Logo: "logo.png"}, Publish: map[string]Target{"internal": {URL: "file:///srv"}}}}
}

// titles are the deliverables of an archive, as it calls them.
func titles(a *Archive) []string {
	var all []string
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				all = append(all, d.Title)
			}
		}
	}
	return all
}

func TestWhichDeliverablesThereAre(t *testing.T) {
	every := []string{"Versions", "Moved", "Dropped", "Forgotten", "Groundwork", "Without a title of its own", "Screens", "Next", "Debt", "Moved now", "Dropped now", "Some of it now", "Taken out of the plan"}
	for _, c := range []struct {
		shows         []Part
		titles        []string
		teams, quarts int
	}{
		{[]Part{Shipped, Upcoming}, []string{"Roll back", "Without a title of its own", "Coming"}, 1, 2},
		{[]Part{Shipped}, []string{"Roll back", "Without a title of its own"}, 1, 1},
		{[]Part{Upcoming}, []string{"Coming"}, 1, 1},
		{[]Part{Numbers}, every, 2, 2},
		{[]Part{Plans, Shipped}, every, 2, 2},
		{[]Part{Retros}, nil, 1, 1},
		{[]Part{Lessons}, nil, 1, 1},
		{nil, nil, 0, 0},
		{Parts, every, 2, 2},
	} {
		shown := smallArchive().For(Audience{Shows: c.shows})
		if got := titles(shown); !slices.Equal(got, c.titles) {
			t.Errorf("%v: %q, not %q", c.shows, got, c.titles)
		}
		if len(shown.Teams) != c.teams || len(shown.Quarters) != c.quarts {
			t.Errorf("%v: %d teams and %d quarters, not %d and %d", c.shows, len(shown.Teams), len(shown.Quarters), c.teams, c.quarts)
		}
	}
}

// What customers get holds exactly what is theirs.
func TestCustomersGetTheirFieldsAlone(t *testing.T) {
	shown := smallArchive().For(Audience{ID: "customers", Shows: []Part{Shipped, Upcoming}})
	rules := &Team{ID: "rules", Name: "Rules"}
	want := &Deliverable{ID: "roll-back-b46b0c", FeedID: "urn:uuid:178f6e1c-da9d-5574-9caa-0a668e3bc8c6", Title: "Roll back", CustomerTitle: "Roll back", Customers: true, ForCustomers: say("outside"), Outcome: Outcome{Status: Delivered, Finished: 9}}
	got := *shown.Quarters[0].Reports[0].Items[0]
	if got.Team != shown.Teams[0] || got.Quarter != shown.Quarters[0] || !reflect.DeepEqual(got.Team, rules) {
		t.Errorf("its team or quarter is not that of the archive: %+v", got.Team)
	}
	got.Team, got.Quarter = nil, nil
	if !reflect.DeepEqual(&got, want) {
		t.Errorf("got %+v\nwant %+v", &got, want)
	}
	if next := shown.Quarters[1].Reports[0].Items[0]; next.Outcome.Status != "" || next.Needs != nil {
		t.Errorf("customers hear how what comes is getting on: %+v", next)
	}
	r := shown.Quarters[0].Reports[0]
	if r.Plan != nil || r.Retro != nil || r.Metrics != nil || shown.Asks != nil || shown.Home != nil || shown.Quarters[0].Foreword != nil || shown.Site.Publish != nil {
		t.Error("customers get what is not theirs")
	}
	if !slices.Equal(shown.Files, []File{{"logo.png"}}) {
		t.Errorf("files: %v", shown.Files)
	}
}

// Answers to lessons are shown to those who see both the plan and the lesson.
func TestAnswersNeedPlansAndLessons(t *testing.T) {
	for _, c := range []struct {
		shows []Part
		want  int
	}{{[]Part{Plans, Lessons}, 1}, {[]Part{Plans, Retros}, 0}, {[]Part{Numbers, Lessons}, 0}} {
		if got := len(smallArchive().For(Audience{Shows: c.shows}).Quarters[0].Reports[0].Plan.Answers); got != c.want {
			t.Errorf("%v: %d answers, not %d", c.shows, got, c.want)
		}
	}
}

func TestLinksInProse(t *testing.T) {
	q := QuarterID{2026, 2}
	for _, c := range []struct {
		ref   Ref
		shows []Part
		want  string // kept, top or text
	}{
		{Ref{Kind: RefDeliverable, ID: "R-1"}, []Part{Shipped}, "kept"},
		{Ref{Kind: RefDeliverable, ID: "R-5"}, []Part{Shipped}, "text"},
		{Ref{Kind: RefDeliverable, ID: "R-5"}, []Part{Numbers}, "kept"},
		{Ref{Kind: RefDeliverable, ID: "R-7", Fragment: "public-r-7.x"}, []Part{Upcoming}, "kept"},
		{Ref{Kind: RefLesson, ID: "early"}, []Part{Shipped}, "text"},
		{Ref{Kind: RefLesson, ID: "early"}, []Part{Shipped, Lessons}, "kept"},
		{Ref{Kind: RefTeam, ID: "rules"}, []Part{Shipped}, "text"},
		{Ref{Kind: RefTeam, ID: "rules", Fragment: "team-who"}, []Part{Shipped, Retros}, "top"},
		{Ref{Kind: RefQuarter, Quarter: q}, []Part{Shipped}, "text"},
		{Ref{Kind: RefQuarter, Quarter: q, Fragment: "foreword-why"}, []Part{Numbers}, "kept"},
		{Ref{Kind: RefReport, Quarter: q, ID: "rules", Fragment: "plan-why"}, []Part{Shipped}, "text"},
		{Ref{Kind: RefReport, Quarter: q, ID: "rules", Fragment: "plan-why"}, []Part{Numbers}, "top"},
		{Ref{Kind: RefReport, Quarter: q, ID: "rules", Fragment: "plan-why"}, []Part{Plans}, "kept"},
		{Ref{Kind: RefReport, Quarter: q, ID: "rules", Fragment: "retro-why"}, []Part{Plans}, "top"},
		{Ref{Kind: RefReport, Quarter: q, ID: "rules", Fragment: "retro-why"}, []Part{Retros, Shipped}, "kept"},
		{Ref{Kind: RefHome}, []Part{Shipped}, "kept"},
		{Ref{Kind: RefHome, Fragment: "home-why"}, []Part{Shipped}, "top"},
		{Ref{Kind: RefFile, ID: "a.png", Image: true}, []Part{Shipped}, "kept"},
	} {
		a := smallArchive()
		prose := say("words", c.ref)
		for _, q := range a.Quarters {
			for _, r := range q.Reports {
				for _, d := range r.Items {
					d.ForCustomers = prose
				}
				if r.Retro != nil {
					r.Retro.Well = prose
				}
			}
		}
		shown := a.For(Audience{Shows: c.shows, IDs: true})
		var got Prose
		if r := shown.Quarters[0].Reports[0]; len(r.Items) > 0 {
			got = r.Items[0].ForCustomers
		} else {
			got = r.Retro.Well
		}
		top := c.ref
		top.Fragment = ""
		want := map[string]Prose{
			"kept": prose,
			"top":  say("words", top),
			"text": {Spans: []Span{prose.Spans[0], {HTML: "link to " + c.ref.ID}}, Text: "words"},
		}[c.want]
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%v for %v: %+v, not %s", c.ref, c.shows, got, c.want)
		}
		if !reflect.DeepEqual(prose, say("words", c.ref)) {
			t.Fatalf("%v for %v: the prose of the archive itself was changed", c.ref, c.shows)
		}
		if c.ref.Kind == RefFile != slices.Contains(shown.Files, File{"a.png"}) {
			t.Errorf("%v for %v: files %v", c.ref, c.shows, shown.Files)
		}
	}
}

// An edition hands out what the audience may see of its own archive, and customers do
// not hear that there is one.
func TestEditionsAreNarrowedToo(t *testing.T) {
	a := smallArchive()
	a.Quarters[0].Editions = []*Edition{{ID: "1", Note: "corrected", Archive: smallArchive, Figures: []byte("{}"), Sums: map[string]string{"retro.md": "0"}}}
	shown := a.For(Audience{ID: "management", Shows: []Part{Plans, Shipped}}).Quarters[0].Editions
	if len(shown) != 1 || shown[0].Note != "corrected" || shown[0].Figures != nil || shown[0].Sums != nil {
		t.Fatalf("management sees %+v", shown)
	}
	inside := shown[0].Archive()
	if inside.Audience.ID != "management" || inside.Quarters[0].Reports[0].Retro != nil || inside != shown[0].Archive() {
		t.Error("the archive of an edition is not narrowed, or made twice")
	}
	for _, q := range a.For(Audience{Shows: []Part{Shipped, Upcoming, Retros, Lessons}}).Quarters {
		if q.Editions != nil {
			t.Error("who is not inside hears of editions")
		}
	}
}

// What an audience may see of what it may see is the same.
func TestForTwiceIsForOnce(t *testing.T) {
	for _, shows := range [][]Part{{Shipped, Upcoming}, {Numbers}, {Plans}, {Retros, Shipped}, {Lessons}} {
		once := smallArchive().For(Audience{Shows: shows})
		if twice := once.For(once.Audience); !reflect.DeepEqual(once, twice) {
			t.Errorf("%v: for the second time something else", shows)
		}
	}
}

// The archive that For is called on stays as it was, whoever it is for.
func TestForChangesNothing(t *testing.T) {
	a := smallArchive()
	for mask := range 1 << len(Parts) {
		var shows []Part
		for i, p := range Parts {
			if mask>>i&1 == 1 {
				shows = append(shows, p)
			}
		}
		a.For(Audience{Shows: shows})
	}
	if !reflect.DeepEqual(a, smallArchive()) {
		t.Error("the archive was changed")
	}
}
