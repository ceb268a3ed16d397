package content

import (
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Headings are the names of the sections of a retro: those of site.toml, or of a team.
type Headings struct {
	names     map[report.SectionKind][]string
	languages map[string]*Headings          // of site.toml, by language tag
	kinds     map[string]report.SectionKind // of the folded names
}

// name enters the names of a kind of section.
func (h *Headings) name(kind report.SectionKind, names []string) {
	if h.names == nil {
		h.names, h.kinds = map[report.SectionKind][]string{}, map[string]report.SectionKind{}
	}
	h.names[kind] = names
	for _, name := range names {
		h.kinds[foldHeading(name)] = kind
	}
}

// builtIn are the headings that are known everywhere: in English, in German, French and Polish,
// those of Start, Stop, Continue and those of the four Ls.
var builtIn = func() *Headings {
	h := &Headings{}
	for kind, names := range builtInNames {
		h.name(kind, names)
	}
	return h
}()

var builtInNames = map[report.SectionKind][]string{
	report.SectionWell: {"What went well", "Continue", "Keep", "Liked", "Was gut lief", "Was lief gut", "Was gut gelaufen ist", "Beibehalten", "Weitermachen",
		"Ce qui a bien marché", "Ce qui a bien fonctionné", "Continuer", "Co poszło dobrze", "Co się udało", "Kontynuować"},
	report.SectionWrong: {"What went wrong", "Stop", "Loathed", "Lacked", "Was schlecht lief", "Was lief schlecht", "Was nicht gut lief", "Aufhören",
		"Ce qui a mal marché", "Ce qui n'a pas marché", "Ce qui n'a pas fonctionné", "Arrêter", "Co poszło źle", "Co się nie udało", "Przestać"},
	report.SectionChange: {"What we change", "Start", "Longed for", "Actions", "Action items", "Was wir ändern", "Maßnahmen", "Anfangen",
		"Ce que nous changeons", "Ce que l'on change", "Commencer", "Co zmieniamy", "Co zmienimy", "Działania", "Zacząć"},
	report.SectionLessons: {"Lessons", "Lessons learned", "Learned", "Was wir gelernt haben", "Gelernt", "Erkenntnisse", "Lehren",
		"Leçons", "Enseignements", "Ce que nous avons appris", "Wnioski", "Lekcje", "Czego się nauczyliśmy"},
}

// KindOf is what the section of a heading is for; "" for none of the four. The names of a team go
// before those of site.toml, and those before the ones that are built in.
func KindOf(heading string, team, site *Headings) report.SectionKind {
	folded := foldHeading(heading)
	for _, h := range []*Headings{team, site, builtIn} {
		if kind := h.kindOf(folded); kind != "" {
			return kind
		}
	}
	return ""
}

func (h *Headings) kindOf(folded string) report.SectionKind {
	if h == nil {
		return ""
	}
	if kind := h.kinds[folded]; kind != "" {
		return kind
	}
	for _, language := range slices.Sorted(maps.Keys(h.languages)) {
		if kind := h.languages[language].kindOf(folded); kind != "" {
			return kind
		}
	}
	return ""
}

// First are the names that pages use where a retro has none of its own, and those that near
// misses are compared with.
func (h *Headings) First() []string {
	var first []string
	for _, kind := range report.SectionKinds {
		if names := h.names[kind]; len(names) > 0 {
			first = append(first, names[0])
		} else {
			first = append(first, builtInNames[kind][0])
		}
	}
	return first
}

// namesKey is a heading, or a list of headings that mean the same.
func namesKey(name, meaning string, kind report.SectionKind, example []string) row[Headings] {
	return newRow(Key{Name: name, Type: "string or list of strings", Meaning: meaning, Default: asTOML(builtInNames[kind][0]), Example: asTOML(example)}, func(to *Headings, v value) {
		names := []string{}
		if _, one := v.v.(string); one {
			if s, ok := v.line(); ok {
				names = append(names, s)
			}
		} else {
			v.each(func(e value, s string) {
				if s, ok := e.clean(s); ok {
					names = append(names, s)
				}
			})
		}
		if slices.Contains(names, "") {
			v.problems.Errorf(v.at, "bad-value", "write the heading of the section", "%s: %q is not valid", name, "")
			return
		}
		to.name(kind, names)
	})
}

func headingRows() []row[Headings] {
	return []row[Headings]{
		namesKey("well", "The headings above what went well. The ones that are built in are known too: see the topic retro.", report.SectionWell, []string{"What went well", "Continue", "Liked"}),
		namesKey("wrong", "The headings above what went wrong.", report.SectionWrong, []string{"What went wrong", "Stop"}),
		namesKey("change", "The headings above the actions.", report.SectionChange, []string{"What we change", "Start"}),
		namesKey("lessons", "The headings above the lessons.", report.SectionLessons, []string{"Lessons", "Learned"}),
	}
}

var (
	headingKeys = table[Headings]{"site.retro", "[retro]", "site.toml: [retro]", slices.Concat(headingRows(), []row[Headings]{
		tableKey("languages", "Headings in other languages, one [retro.languages.<tag>] each.", func(h *Headings, b *Block, l *diag.List) { languagesKeys.read(b, h, l) }),
	})}
	languagesKeys = table[Headings]{"site.retro.languages", "[retro.languages]", "site.toml: [retro.languages]", []row[Headings]{
		namedKey("tag", "table", "The same four keys for headings in the language of this tag.", `{ well = "Das lief gut" }`, (*Headings).parseLanguage),
	}}
	languageKeys    = table[Headings]{"site.retro.language", "[retro.languages.<tag>]", "site.toml: [retro.languages.<tag>]", headingRows()}
	teamHeadingKeys = table[Headings]{"team.retro", "[retro] of a team", "content/teams/<team>.md, in the front matter: [retro]", headingRows()}
)

// parseLanguage reads the headings in another language.
func (h *Headings) parseLanguage(v value) {
	m, ok := v.v.(map[string]any)
	switch {
	case !languageForm.MatchString(v.key):
		v.problems.Errorf(v.at, "bad-value", `write a language tag such as "de"`, "%q is no language tag", diag.Short(v.key))
		return
	case !ok:
		v.mustBe("a table", "write [retro.languages."+diag.Short(v.key)+"]")
		return
	}
	if h.languages == nil {
		h.languages = map[string]*Headings{}
	}
	of := &Headings{}
	languageKeys.readAs("[retro.languages."+v.key+"]", v.block.sub(v.block.spot.Kids[v.key], m), of, v.problems)
	h.languages[v.key] = of
}

// check wants the sections of a retro to be told apart. at is where a key is.
func (h *Headings) check(at func(key string) diag.Pos, l *diag.List) {
	seen := map[string]report.SectionKind{}
	first := h.First()
	for i, kind := range report.SectionKinds {
		names := h.names[kind]
		if len(names) == 0 {
			names = first[i : i+1]
		}
		for _, name := range names {
			folded := strings.ToLower(name)
			if other := seen[folded]; other != "" && other != kind {
				l.Errorf(at(string(kind)), "same-heading", "give each section a heading of its own", "retro.%s and retro.%s have the same heading", kind, other)
			}
			seen[folded] = kind
		}
	}
}
