package content

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// SiteFile is site.toml, with its defaults.
type SiteFile struct {
	Site      report.Site
	Today     report.Day                 // 0 = the real one
	Headings  Headings                   // of retros
	Block     *Block                     // for positions; nil without a file
	audiences []report.Audience          // those of the file
	Imports   map[string]*report.Mapping // by format
	Drop      string                     // the folder in which serve looks for exports, below content; "" = none
}

// DefaultSite is what a site is where site.toml says nothing else.
func DefaultSite() *SiteFile {
	return &SiteFile{Site: report.Site{
		Title:    "Delivery reports",
		Language: "en",
		Fiscal:   report.Fiscal{Starts: 1},

		Themes: []string{"planning", "dependencies", "quality", "communication"},
		Audiences: []report.Audience{
			{ID: "internal", Shows: slices.Clone(report.Parts)},
			{ID: "customers", Shows: []report.Part{report.Shipped, report.Upcoming}},
		},
		Retro:    report.RetroHeadings{Well: "What went well", Wrong: "What went wrong", Change: "What we change", Lessons: "Lessons"},
		Measures: slices.Clone(report.Measures),
	}}
}

// namings are the words for how a fiscal year is named, the default first.
var namings = []string{"start", "end"}

// keepDefault is how many earlier releases a target keeps.
const keepDefault = 10

var siteKeys = siteTable(DefaultSite().Site)

// siteTable is the keys of site.toml, with its defaults.
func siteTable(or report.Site) table[SiteFile] {
	return table[SiteFile]{"site", "site.toml", "site.toml, at the top", []row[SiteFile]{
		stringKey("title", "The name of the site.", func(s *SiteFile) *string { return &s.Site.Title }).or(or.Title).like("Delivery reports"),
		formKey("base_url", "The address at which readers will find the site, which may have a path. Feeds, the sitemap and previews of links need it.",
			func(s *SiteFile) *string { return &s.Site.BaseURL }, baseURL).like("https://reports.example.com/"),
		formKey("language", "The language of the pages, as a language tag.", func(s *SiteFile) *string { return &s.Site.Language },
			matching(languageForm, `a language tag such as "en" or "en-GB"`)).or(or.Language).like("en-GB"),
		formKey("content_language", "The language in which the files are written, as a language tag.", func(s *SiteFile) *string { return &s.Site.ContentLanguage },
			matching(languageForm, `a language tag such as "en" or "en-GB"`)).or(unsaid("the language of the pages")).like("en-GB"),
		integerKey("fiscal_year_starts", "The month in which the fiscal year starts.", 1, 12, func(s *SiteFile) *int { return &s.Site.Fiscal.Starts }).or(or.Fiscal.Starts),
		newRow(Key{Name: "fiscal_year_named_by", Type: "string", Values: namings, Meaning: "Which calendar year a fiscal year is named by: the one in which it starts, or the one in which it ends.", Example: asTOML("end")},
			func(s *SiteFile, v value) {
				if word, ok := as[string](v, "a string"); ok && v.known("fiscal_year_named_by", word, namings) {
					s.Site.Fiscal.ByEnd = word == namings[1]
				}
			}).or(namings[0]),
		zoneKey("timezone", "The time zone of the days of times that are written in UTC, and of today. A time with an offset of its own is of the day that is written.",
			func(s *SiteFile) **time.Location { return &s.Site.Zone }).or(unsaid("UTC for times in files; for today, the zone of the machine")),
		dateKey("today", "The day on which the site is looked at, for a demonstration.", func(s *SiteFile) *report.Day { return &s.Today }).or(unsaid("the real day")),
		idListKey("themes", "The themes that lessons can have: "+nameID.words+".", nameID, func(s *SiteFile) *[]string { return &s.Site.Themes }).or(or.Themes).like([]string{"planning", "quality"}),
		stringKey("customer_contact", "Whom customers ask, in place of the teams' own contacts: an address of the web (https:) or of mail, with or without mailto:, or text.",
			func(s *SiteFile) *string { return &s.Site.CustomerContact }).like("support@example.com").or(unsaid("the contact of each team")),
		tablesKey("audience", "Who a site is built for, one [[audience]] each.", (*SiteFile).parseAudience).
			or(unsaid("internal, which shows every part, and customers, which shows what shipped and what comes next")),
		tableKey("publish", "Where a site is published, one [publish.<audience>] each.", (*SiteFile).parsePublish),
		tableKey("import", "How the words of a tracker are read, one [import.<format>] each.", (*SiteFile).parseImport),
		tableKey("retro", "The headings of the four sections of a retro.", func(s *SiteFile, b *Block, l *diag.List) { headingKeys.read(b, &s.Headings, l) }),
		tableKey("look", "What makes the pages look like those of the company.", func(s *SiteFile, b *Block, l *diag.List) { lookKeys.read(b, &s.Site.Look, l) }),
		listKey("priorities", "Words that a deliverable's priority may have beside the numbers from 1 to 5, the most urgent first.", func(s *SiteFile) *[]string { return &s.Site.Priorities }).like([]string{"must", "should", "could"}),
		tableKey("sizes", "Words that sizes may be written in, and the number that each counts as.", func(s *SiteFile, b *Block, l *diag.List) { sizeWordKeys.read(b, s, l) }),
		tablesKey("reason", "Reasons of the organisation's own, beside the built-in ones, one [[reason]] each.", (*SiteFile).parseReason),
		tablesKey("metric", "Numbers of the organisation's own, which teams give in [quality] of metrics.toml, one [[metric]] each.", (*SiteFile).parseMeasure),
	}}
}

var audienceKeys = table[report.Audience]{"site.audience", "an audience", "site.toml: [[audience]]", []row[report.Audience]{
	required(idKey("id", "The id of the audience, which names its folder and its target: "+nameID.words+".", nameID, func(a *report.Audience) *string { return &a.ID })).like("customers"),
	wordListKey("shows", "part", "The parts that its site shows.", report.Parts, func(a *report.Audience) *[]report.Part { return &a.Shows }).or([]string{}),
	stringKey("title", "The name of its site.", func(a *report.Audience) *string { return &a.Title }).like("What is new").or(unsaid("the title of the site")),
	stringKey("contact", "Whom it asks, in place of the teams' own contacts, written like customer_contact.",
		func(a *report.Audience) *string { return &a.Contact }).like("partners@example.com").or(unsaid("customer_contact, where neither plans nor numbers are shown")),
	boolKey("ids", "Whether it reads the ids of deliverables, such as MR-101, and finds items under them. Who is shown plans or numbers always does.",
		func(a *report.Audience) *bool { return &a.IDs }),
}}

var publishKeys = table[report.Target]{"site.publish", "[publish.<audience>]", "site.toml: [publish.<audience>]", []row[report.Target]{
	required(targetKey(formKey("url", "The address to publish to, which begins with "+strings.Join(targets, "://, ")+"://. It has no password in it.",
		func(t *report.Target) *string { return &t.URL }, publishURL))).like("file:///srv/reports"),
	integerKey("keep", "How many releases the target keeps, to go back to.", 1, 10000, func(t *report.Target) *int { return &t.Keep }).or(keepDefault).like(keepDefault),
}}

var lookKeys = table[report.Look]{"site.look", "[look]", "site.toml: [look]", []row[report.Look]{
	stringKey("company", "The name of the company, beside the title.", func(k *report.Look) *string { return &k.Company }).like("Example Ltd"),
	stringKey("logo", "A picture below content/.", func(k *report.Look) *string { return &k.Logo }).like("logo.svg"),
	formKey("accent", "The colour of links and marks, as CSS writes it.", func(k *report.Look) *string { return &k.Accent },
		matching(colourForm, `a colour such as "#0f5c58" or "teal"`)).like("#0f5c58"),
	formKey("accent_dark", "The same colour where the page is dark.", func(k *report.Look) *string { return &k.AccentDark },
		matching(colourForm, `a colour such as "#6cc4bb" or "teal"`)).like("#6cc4bb"),
	formKey("font", "The fonts of the text, the best one first.", func(k *report.Look) *string { return &k.Font }, fontList).like("Inter, 'Segoe UI', sans-serif"),
}}

var measureKeys = table[report.Measure]{"site.metric", "a metric", "site.toml: [[metric]]", []row[report.Measure]{
	required(idKey("id", "Its key in [quality]: "+measureID.words+".", measureID, func(m *report.Measure) *string { return &m.ID })).like("on_call_nights"),
	stringKey("title", "What pages call it.", func(m *report.Measure) *string { return &m.Title }).like("Nights on call").or(unsaid("made of its id")),
	stringKey("unit", `What it is counted in; "%" makes it a share from 0 to 1.`, func(m *report.Measure) *string { return &m.Unit }).like("nights"),
	wordKey("better", "Which direction is the better one.", []string{"up", "down"}, func(m *report.Measure) *string { return &m.Better }).or(unsaid("neither")),
}}

var (
	languageForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	colourForm   = regexp.MustCompile(`^(#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[A-Za-z]{3,24})$`)
	fontForm     = regexp.MustCompile(`^\s*(-?[A-Za-z][A-Za-z0-9 -]*|"[A-Za-z0-9 -]+"|'[A-Za-z0-9 -]+')\s*$`)
)

// targets are the kinds of address that a site can be published to.
var targets = []string{"file", "s3", "sftp", "git+ssh", "git+https", "git+file"}

func (p *Parsed) parseSite(b *Block, l *diag.List) {
	s := DefaultSite()
	p.Site, s.Block = s, b
	siteKeys.read(b, s, l)
	if len(s.audiences) > 0 {
		s.Site.Audiences = s.audiences
	}
	s.Headings.check(func(key string) diag.Pos { return b.At("retro", key) }, l)
	first := s.Headings.First()
	s.Site.Retro = report.RetroHeadings{Well: first[0], Wrong: first[1], Change: first[2], Lessons: first[3]}
	s.checkPublish(l)
	// What is checked against site.toml waits until it is right.
	if errors, _ := l.Count(); errors > 0 {
		p.Broken = true
	}
}

func (s *SiteFile) parseAudience(b *Block, l *diag.List) {
	var a report.Audience
	audienceKeys.read(b, &a, l)
	if slices.ContainsFunc(s.audiences, func(o report.Audience) bool { return o.ID == a.ID }) {
		l.Errorf(b.At("id"), "same-id", "keep one of them", "duplicate audience %q", a.ID)
	} else if a.ID != "" {
		s.audiences = append(s.audiences, a)
	}
}

func baseURL(s string) (out, want string) {
	if s == "" {
		return "", ""
	}
	u := webURL(s)
	if u == nil || u.RawQuery != "" || u.Fragment != "" {
		return "", `an address such as "https://reports.example.com/"`
	}
	return strings.TrimSuffix(u.String(), "/") + "/", ""
}

// webURL is an address that browsers can open, or nil where the text is not one.
func webURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.ContainsAny(s, "\"'<>`\\ ") {
		return nil
	}
	return u
}

// fontList accepts plain and quoted names, and nothing that could end a
// declaration of CSS.
func fontList(s string) (out, want string) {
	for name := range strings.SplitSeq(s, ",") {
		if !fontForm.MatchString(name) {
			return "", `names between commas, such as "Inter, 'Segoe UI', sans-serif"`
		}
	}
	return s, ""
}

func (s *SiteFile) parsePublish(b *Block, l *diag.List) {
	s.Site.Publish = map[string]report.Target{}
	for _, audience := range b.keys() {
		m, ok := b.values[audience].(map[string]any)
		if !ok {
			l.Errorf(b.At(audience), "wrong-type", "write [publish."+diag.Short(audience)+"]", "publish.%s must be a table; found %s", diag.Short(audience), typeName(b.values[audience]))
			continue
		}
		target := report.Target{Keep: keepDefault}
		publishKeys.readAs("[publish."+audience+"]", b.sub(b.spot.Kids[audience], m), &target, l)
		s.Site.Publish[audience] = target
	}
}

// targetKey is the address of a target. A password in it is never printed.
func targetKey(r row[report.Target]) row[report.Target] {
	plain := r.read
	r.read = func(to *report.Target, v value) {
		if s, ok := v.v.(string); ok && password.MatchString(s) {
			v.problems.Errorf(v.at, "password", "take it out, and change it: credentials come from the environment, the agent or the profile of the target's own tools",
				"the url contains a password")
			return
		}
		plain(to, v)
	}
	return r
}

var password = regexp.MustCompile(`^[^/]*//[^/@]*:[^/]*@`)

func publishURL(s string) (out, want string) {
	u, err := url.Parse(s)
	if err != nil || !slices.Contains(targets, u.Scheme) || u.Host == "" && u.Path == "" {
		return "", "an address that begins with " + strings.Join(targets, "://, ") + "://"
	}
	return s, ""
}

func (s *SiteFile) parseMeasure(b *Block, l *diag.List) {
	var m report.Measure
	measureKeys.read(b, &m, l)
	if m.ID == "" {
		return
	}
	m.Title = cmp.Or(m.Title, humanise(m.ID))
	if slices.ContainsFunc(s.Site.Measures, func(o report.Measure) bool { return o.ID == m.ID }) {
		l.Errorf(b.At("id"), "same-id", "choose another id", "metric %q is already defined", m.ID)
		return
	}
	s.Site.Measures = append(s.Site.Measures, m)
}

// humanise makes a title of an id: managed-rules becomes Managed rules.
func humanise(id string) string {
	words := strings.Join(strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' }), " ")
	if words == "" {
		return id
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func (s *SiteFile) checkPublish(l *diag.List) {
	var ids []string
	for _, a := range s.Site.Audiences {
		ids = append(ids, a.ID)
	}
	same := map[string]string{}
	for _, audience := range slices.Sorted(maps.Keys(s.Site.Publish)) {
		at := s.Site.Publish[audience].URL
		if other := same[at]; at != "" && other != "" {
			l.Errorf(s.Block.At("publish", audience, "url"), "same-target", "give each audience an address of its own",
				"%s and %s are published to the same address", diag.Short(other), diag.Short(audience))
		}
		same[at] = audience
		if !slices.Contains(ids, audience) {
			l.Errorf(s.Block.At("publish", audience), "unknown-audience",
				DidYouMeanOr(audience, ids, fmt.Sprintf("add [[audience]] id = %q", audience)), "unknown audience %q", diag.Short(audience))
		}
	}
}
