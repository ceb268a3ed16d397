package content

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// siteFile is site.toml, with its defaults.
type siteFile struct {
	site  report.Site
	today report.Day
	block *block // for positions; nil without a file
}

func defaultSite() *siteFile {
	return &siteFile{site: report.Site{
		Title:       "Delivery reports",
		Language:    "en",
		FiscalStart: 1,
		Themes:      []string{"planning", "dependencies", "quality", "communication"},
		Audiences: []report.Audience{
			{ID: "internal", Shows: slices.Clone(report.Parts)},
			{ID: "customers", Shows: []report.Part{report.Shipped, report.Upcoming}},
		},
		Retro:    report.RetroHeadings{Well: "What went well", Wrong: "What went wrong", Change: "What we change", Lessons: "Lessons"},
		Measures: slices.Clone(report.Measures),
	}}
}

const languageWant = `a language tag such as "en" or "en-GB"`

var (
	languageForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	colourForm   = regexp.MustCompile(`^(#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[A-Za-z]{3,24})$`)
	fontForm     = regexp.MustCompile(`^\s*(-?[A-Za-z][A-Za-z0-9 -]*|"[A-Za-z0-9 -]+"|'[A-Za-z0-9 -]+')\s*$`)
)

// targets are the kinds of address that a site can be published to.
var targets = []string{"file", "s3", "sftp", "git+ssh", "git+https", "git+file"}

func (p *Parsed) parseSite(t *text, l *diag.List) {
	s := defaultSite()
	p.site = s
	b := readTOML(t, 0, len(t.src), l)
	if b == nil {
		p.broken = true
		return
	}
	s.block = b
	site := &s.site
	var audiences []report.Audience
	b.read("site.toml", l,
		textField("title", &site.Title),
		formField("base_url", &site.BaseURL, baseURL),
		formField("language", &site.Language, matching(languageForm, languageWant)),
		formField("content_language", &site.ContentLanguage, matching(languageForm, languageWant)),
		intField("fiscal_year_starts", &site.FiscalStart, 1, 12),
		dayField("today", &s.today),
		listField("themes", &site.Themes, isNameID, nameForm),
		tablesField("audience", func(b *block, l *diag.List) {
			var a report.Audience
			b.read("an audience", l,
				required(idField("id", &a.ID, isNameID, nameForm)),
				wordsField("shows", "part", &a.Shows, report.Parts))
			if slices.ContainsFunc(audiences, func(o report.Audience) bool { return o.ID == a.ID }) {
				l.Errorf(b.at("id"), "same-id", "", "audience %q stands twice", a.ID)
			} else if a.ID != "" {
				audiences = append(audiences, a)
			}
		}),
		tableField("publish", s.parsePublish),
		tableField("retro", func(b *block, l *diag.List) {
			b.read("[retro]", l,
				headingField("well", &site.Retro.Well), headingField("wrong", &site.Retro.Wrong),
				headingField("change", &site.Retro.Change), headingField("lessons", &site.Retro.Lessons))
		}),
		tableField("look", func(b *block, l *diag.List) {
			look := &site.Look
			b.read("[look]", l,
				textField("company", &look.Company),
				textField("logo", &look.Logo),
				formField("accent", &look.Accent, matching(colourForm, `a colour such as "#0f5c58" or "teal"`)),
				formField("accent_dark", &look.AccentDark, matching(colourForm, `a colour such as "#6cc4bb" or "teal"`)),
				formField("font", &look.Font, fontList))
		}),
		tablesField("metric", s.parseMeasure),
	)
	if len(audiences) > 0 {
		site.Audiences = audiences
	}
	s.checkHeadings(l)
	s.checkPublish(l)
	// What is checked against site.toml waits until it is right.
	if errors, _ := l.Count(); errors > 0 {
		p.broken = true
	}
}

// formField reads a text of one line through a function that returns it in its
// final form, or says what is expected.
func formField(name string, to *string, form func(string) (out, want string)) field {
	return field{name: name, read: func(v value) {
		s, ok := v.v.(string)
		if !ok {
			v.wrong("a text", name+` = "…"`)
			return
		}
		if s, ok = v.clean(s); !ok {
			return
		}
		out, want := form(s)
		if want != "" {
			v.problems.Errorf(v.at, "bad-value", "write "+want, "%s: %q is not valid", name, short(s))
			return
		}
		*to = out
	}}
}

func matching(re *regexp.Regexp, want string) func(string) (string, string) {
	return func(s string) (string, string) {
		if re.MatchString(s) {
			return s, ""
		}
		return "", want
	}
}

func headingField(name string, to *string) field {
	return formField(name, to, func(s string) (string, string) {
		if s == "" {
			return "", "the heading of the section"
		}
		return s, ""
	})
}

func baseURL(s string) (out, want string) {
	if s == "" {
		return "", ""
	}
	want = `an address such as "https://reports.example.com/"`
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil ||
		u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(s, "\"'<>`\\ ") {
		return "", want
	}
	return strings.TrimSuffix(u.String(), "/") + "/", ""
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

func (s *siteFile) parsePublish(b *block, l *diag.List) {
	s.site.Publish = map[string]report.Target{}
	for _, audience := range b.keys() {
		m, ok := b.values[audience].(map[string]any)
		if !ok {
			l.Errorf(b.at(audience), "wrong-type", "write [publish."+short(audience)+"]", "publish.%s must be a table, not %s", short(audience), typeName(b.values[audience]))
			continue
		}
		target := report.Target{Keep: 10}
		b.sub(b.spot.kids[audience], m).read("[publish."+audience+"]", l,
			required(publishField(&target.URL)),
			intField("keep", &target.Keep, 1, 10000))
		s.site.Publish[audience] = target
	}
}

// publishField reads the address of a target. A password in it is never printed.
func publishField(to *string) field {
	plain := formField("url", to, publishURL)
	return field{name: "url", read: func(v value) {
		if s, ok := v.v.(string); ok && holdsPassword(s) {
			v.problems.Errorf(v.at, "password", "take it out, and change it: credentials come from the environment, the agent or the profile of the target's own tools",
				"url: there is a password in the address")
			return
		}
		plain.read(v)
	}}
}

var userinfo = regexp.MustCompile(`^[^/]*//[^/@]*:[^/]*@`)

func holdsPassword(s string) bool { return userinfo.MatchString(s) }

func publishURL(s string) (out, want string) {
	u, err := url.Parse(s)
	if err != nil || !slices.Contains(targets, u.Scheme) || u.Host == "" && u.Path == "" {
		return "", "an address that begins with " + strings.Join(targets, "://, ") + "://"
	}
	return s, ""
}

func (s *siteFile) parseMeasure(b *block, l *diag.List) {
	var m report.Measure
	b.read("a metric", l,
		required(idField("id", &m.ID, func(s string) bool { return len(s) <= maxID && measureID.MatchString(s) }, "small letters, digits and underscores")),
		textField("title", &m.Title),
		textField("unit", &m.Unit),
		wordField("better", &m.Better, []string{"up", "down"}),
	)
	if m.ID == "" {
		return
	}
	if m.Title == "" {
		m.Title = humanise(m.ID)
	}
	if slices.ContainsFunc(s.site.Measures, func(o report.Measure) bool { return o.ID == m.ID }) {
		l.Errorf(b.at("id"), "same-id", "choose another id", "metric %q is already defined", m.ID)
		return
	}
	s.site.Measures = append(s.site.Measures, m)
}

// humanise makes a title of an id: managed-rules becomes Managed rules.
func humanise(id string) string {
	words := strings.Join(strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' }), " ")
	if words == "" {
		return id
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// checkHeadings wants the sections of a retro to be told apart.
func (s *siteFile) checkHeadings(l *diag.List) {
	r := s.site.Retro
	seen := map[string]string{}
	for _, h := range []struct{ key, text string }{{"well", r.Well}, {"wrong", r.Wrong}, {"change", r.Change}, {"lessons", r.Lessons}} {
		folded := strings.ToLower(h.text)
		if other := seen[folded]; other != "" {
			l.Errorf(s.block.at("retro", h.key), "same-heading", "", "retro.%s has the same heading as retro.%s", h.key, other)
		}
		seen[folded] = h.key
	}
}

func (s *siteFile) checkPublish(l *diag.List) {
	var ids []string
	for _, a := range s.site.Audiences {
		ids = append(ids, a.ID)
	}
	same := map[string]string{}
	for _, audience := range sortedKeys(s.site.Publish) {
		at := s.site.Publish[audience].URL
		if other := same[at]; at != "" && other != "" {
			l.Errorf(s.block.at("publish", audience, "url"), "same-target", "give each audience an address of its own",
				"%s and %s are published to the same place", short(other), short(audience))
		}
		same[at] = audience
		if !slices.Contains(ids, audience) {
			l.Errorf(s.block.at("publish", audience), "unknown-audience",
				didYouMeanOr(audience, ids, fmt.Sprintf("add [[audience]] id = %q", audience)), "unknown audience %q", short(audience))
		}
	}
}
