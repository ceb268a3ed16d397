package content

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"quarterdeck/generator/diag"
)

const (
	yamlPlan   = "content/2026-q3/a/plan.md"
	yamlTeam   = "content/teams/a.md"
	yamlUpdate = "content/2026-q3/a/updates/2026-08-03.md"
)

// both has files that say the same in TOML and in YAML.
var both = []struct{ path, toml, yaml string }{
	{yamlTeam,
		"+++\nname = \"Managed rules\"\ncontact = \"#rules\"\ncomponents = [\"engine\", \"api\"]\nshared = true\ncapacity = 1_000.5\nfrom = 2026-01-02\nuntil = \"2026-12-31\"\n[retro]\nwell = [\"Good\"]\nwrong = \"Bad\"\n+++\n\nProse.\n",
		"---\nname: Managed rules\ncontact: '#rules'\ncomponents:\n- engine\n- api\nshared: True\ncapacity: 1_000.5\nfrom: 2026-01-02\nuntil: '2026-12-31'\nretro:\n  well: [Good]\n  wrong: Bad\n---\n\nProse.\n"},
	{yamlTeam, "+++\nname = \"yes\"\ndelivery = \"no\"\nproduct = \"on\"\n+++\n", "---\nname: yes\ndelivery: no\nproduct: on\n...\n"},
	{yamlTeam, "+++\n+++\n", "---\n# nothing yet\n---\n"},
	{yamlTeam, "+++\n+++\n", "---\n---\n"},
	{yamlTeam, "+++\nname = \"A b\\n\\nc\"\ngroup = \"D e\"\nproduct = \"x: y\"\n+++\n", "---\nname: >\n  A\n  b\n\n\n  c\ngroup: |\n  D\n  e\nproduct: \"x: \\\n  y\"\n---\n"},
	{yamlPlan,
		"+++\nsummary = \"Rulesets\"\ncommitted = 2026-07-03T10:00:00Z\ncapacity = 38\ndeclines = [\"P-1\"]\n[lessons]\nask-early = \"adopted\"\nask-often = \"not applicable: no design needed\"\n+++\n\nIntro.\n\n## Versioning\n\n```toml\nid = \"R-1\"\nkind = \"feature\"\nsize = 8\ntickets = [{ id = \"AB#12\", url = \"https://tracker.example/12\" }, { id = \"acme/app#67\" }]\nresult = [{ measure = \"Calls\", from = -1.5, target = 0 }]\navailability = { plans = [\"Business\"], from = 2026-07-01 }\n```\n\nText.\n",
		"---\nsummary: Rulesets\ncommitted: 2026-07-03 10:00:00Z\ncapacity: 38\ndeclines: [P-1]\nlessons:\n  ask-early: adopted\n  ask-often: \"not applicable: no design needed\"\n---\n\nIntro.\n\n## Versioning\n\n```yaml\nid: R-1\nkind: feature\nsize: 8\ntickets:\n- id: AB#12\n  url: https://tracker.example/12\n- id: acme/app#67\nresult: [{ measure: Calls, from: -1.5, target: 0 }]\navailability:\n  plans: [Business]\n  from: 2026-07-01\n```\n\nText.\n"},
	{"content/2026-q3/a/retro.md",
		"+++\nheld = 2026-10-02\n+++\n\n## Lessons\n\n### One\n\n```toml\nid = \"one\"\ntheme = \"planning\"\napplies_to = { kinds = [\"debt\"] }\n```\n\nText.\n",
		"---\nheld: 2026-10-02\n---\n\n## Lessons\n\n### One\n\n```YML\nid: one\ntheme: planning\napplies_to: { kinds: [debt] }\n```\n\nText.\n"},
	{yamlUpdate, "+++\nhealth = \"at risk\"\n[notes]\n\"A.1\" = \"Waits.\"\n+++\n\nWe wait.\n", "---\nhealth: at risk\nnotes:\n  A.1: Waits.\n---\n\nWe wait.\n"},
	{"content/2026-q3/index.md", "+++\ntitle = \"Año\"\n+++\n\nText.\n", "---\ntitle: Año\n---\n\nText.\n"},
	// What is wrong is the same, at the same place.
	{yamlTeam, "+++\nname = 1\nshared = \"yes\"\ncapacity = -1\nfrom = 2026-02-30\nuntil = 10:00:00\nnames = 1\ncomponents = [1]\nretro = 1\nmerged_into = 2026-01-01\n+++\n",
		"---\nname: 1\nshared: yes\ncapacity: -1\nfrom: 2026-02-30\nuntil: 10:00:00\nnames: 1\ncomponents: [1]\nretro: 1\nmerged_into: 2026-01-01\n---\n"},
	{yamlPlan, "+++\ncapacity = inf\ncommitted = \"20 Aug\"\n+++\n", "---\ncapacity: .inf\ncommitted: 20 Aug\n---\n"},
	{yamlUpdate, "+++\nnotes = { A-1 = 1 }\n+++\n\nText.\n", "---\nnotes: { A-1: 1 }\n---\n\nText.\n"},
}

var (
	where    = regexp.MustCompile(`:\d+:\d+: `)
	inHints  = strings.NewReplacer(" = ", ": ", " between two lines of +++", "")
	inTables = regexp.MustCompile(`write \[retro\]`)
)

func TestBothFormsSayTheSame(t *testing.T) {
	for _, c := range both {
		fromTOML, tomlProblems := Parse(File{Path: c.path, Data: []byte(c.toml)})
		fromYAML, yamlProblems := Parse(File{Path: c.path, Data: []byte(c.yaml)})
		if !reflect.DeepEqual(withoutPlaces(fromTOML), withoutPlaces(fromYAML)) {
			t.Errorf("these differ:\n%s\n%s", c.toml, c.yaml)
		}
		want := inTables.ReplaceAllString(inHints.Replace(where.ReplaceAllString(lines(tomlProblems.Sorted()), ": ")), "write retro: and its keys below it, indented")
		if got := inHints.Replace(where.ReplaceAllString(lines(yamlProblems.Sorted()), ": ")); got != want {
			t.Errorf("%s\ngot\n%swant\n%s", c.yaml, got, want)
		}
	}
}

// withoutPlaces is a parsed file without positions, and without the blocks that it was read from.
func withoutPlaces(p *Parsed) *Parsed {
	clear(reflect.ValueOf(p).Elem(), map[any]bool{})
	return p
}

var noPlace = []reflect.Type{reflect.TypeFor[diag.Pos](), reflect.TypeFor[*Block](), reflect.TypeFor[[]diag.Pos]()}

func clear(v reflect.Value, seen map[any]bool) {
	for _, t := range noPlace {
		if v.Type() == t {
			v.SetZero()
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			clear(v.Elem(), seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				clear(v.Field(i), seen)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			clear(v.Index(i), seen)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			e := reflect.New(v.Type().Elem()).Elem()
			e.Set(v.MapIndex(k))
			clear(e, seen)
			v.SetMapIndex(k, e)
		}
	}
}

func TestYAMLProblems(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"---\nname: A\n  group: B\n---\n", "3:8: not valid YAML: mapping values are not allowed in this context (hint: put text with a colon in quotes: key: \"text\"; begin the keys of a table in the same column)"},
		{"---\nname: é: b\n---\n", "2:9: not valid YAML: mapping values are not allowed in this context (hint: put text with a colon in quotes: key: \"text\"; begin the keys of a table in the same column)"},
		{"---\nname: @ann\n---\n", "2:7: not valid YAML: found character that cannot start any token (hint: put text that begins with this character in quotes: key: \"text\")"},
		{"---\nretro:\n\twell: [a]\n---\n", "3:1: not valid YAML: found character that cannot start any token (hint: indent with spaces, not with tabs)"},
		{"---\nname: a\ngroup: b\nname: c\n---\n", "4:1: this key is already defined (hint: keep one of them)"},
		{"---\ngroup: \"é\"\nretro: { well: [a], well: [b] }\n---\n", "3:21: this key is already defined (hint: keep one of them)"},
		{"---\nname: &a b\ngroup: *a\n---\n", "2:7: anchors and aliases are not read (hint: write the value out in each place; put text that begins with & or * in quotes: key: \"text\")"},
		{"---\nname: *bold* text\n---\n", "2:7: not valid YAML: unknown anchor 'bold*' referenced (hint: write the value out in each place; put text that begins with & or * in quotes: key: \"text\")"},
		{"---\n<<: { name: a }\n---\n", "2:1: merge keys are not read (hint: write the keys out in each place)"},
		{"---\nname: !!str 1\n---\n", "2:7: tags such as !!str are not read (hint: remove it, and put text in quotes)"},
		{"---\n? [name]\n: a\n---\n", "2:3: a key must be a word (hint: write key: value)"},
		{"---\n- name\n---\n", "2:1: this is not a key with a value (hint: write key: value; TOML is put between lines of +++, and a line across the page is written ***)"},
		{"---\nname = \"A\"\n---\n", "2:1: this is not a key with a value (hint: write key: value; TOML is put between lines of +++, and a line across the page is written ***)"},
		{"---\nname: a\n--- # more\ngroup: b\n---\n", "3:1: a second document begins here (hint: leave out the line that begins with ---)"},
		{"---\n%YAML 1.1\n# ---\n---\n", "2:1: YAML directives are not read (hint: remove the line, or put text that begins with % in quotes)"},
		{"---\nname: \"A\n---\n", "2:7: not valid YAML: found unexpected end of stream (hint: end the string with a quote)"},
		{"---\nname: [A\n---\n", "2:7: not valid YAML: did not find expected ',' or ']' (hint: close the brackets, and put text with brackets or commas in quotes: key: \"text\")"},
		{"---\nname: é\x01\n---\n", "2:9: a control character is not allowed (hint: remove it)"},
		{"---\nname: A\ncontact: #rules\n---\n", "3:1: warning: contact has no value: it counts as left out (hint: give it one, in quotes where it begins with #; or remove the key)"},
		{"---\nname: null\n---\n", "2:1: warning: name has no value: it counts as left out (hint: give it one, in quotes where it begins with #; or remove the key)"},
		{"---\ncomponents: [a, ]\nwas:\n- a\n-\n---\n", "5:2: was must be a list of strings; found nothing"},
		{"---\nname: A\nshared: yes\n---\n", "3:1: shared must be a boolean; found a string (hint: write shared: true)"},
		{"---\ncapacity: 010\n---\n", "2:1: capacity must be a number; found a string (hint: write capacity: 40)"},
		{"---\n# a\u2028name: A\nshared: 1\n---\n", "3:1: shared must be a boolean; found an integer (hint: write shared: true)"},
		{"---\nretro: " + strings.Repeat("[", 200_000) + "\n---\n", "2:40: nested more than 32 levels deep"},
		{"---\nretro: " + strings.Repeat("{a: ", 33) + strings.Repeat("}", 33) + "\n---\n", "2:136: nested more than 32 levels deep"},
	} {
		for name, text := range map[string]string{"plain": c.src, "windows": "\xef\xbb\xbf" + strings.ReplaceAll(c.src, "\n", "\r\n")} {
			_, l := Parse(File{Path: yamlTeam, Data: []byte(text)})
			if got := strings.TrimSuffix(lines(l.Sorted()), "\n"); got != yamlTeam+":"+c.want {
				t.Errorf("%s %.80q:\ngot  %s\nwant %s:%s", name, c.src, got, yamlTeam, c.want)
			}
		}
	}
}

// A line of --- is a line across the page where no front matter follows.
func TestDashesAreNotAlwaysFrontMatter(t *testing.T) {
	for _, src := range []string{"---\n", "---", "---\n\nText.\n", "---\nname: A\n", "----\nname: A\n---\n", "\n---\nname: A\n---\n"} {
		p, l := Parse(File{Path: yamlTeam, Data: []byte(src)})
		if len(l) > 0 || p.Team.Team.Name != "A" || p.Broken {
			t.Errorf("%q: %s", src, lines(l))
		}
	}
}

// An example in YAML is text; with an id, below a heading, it describes a deliverable.
func TestYAMLFences(t *testing.T) {
	p, l := Parse(File{Path: yamlPlan, Data: []byte("## A\n\n```yaml\nkind: Pod\n```\n\n## B\n\n```yaml\nid: B-1\nkind: debt\n```\n\n```yaml\nid: shown\n```\n\n## C\n\n  ~~~yaml\n  id: C-1\n  kind: debt\n  sise: 1\n  ~~~\n")})
	if want := yamlPlan + ":23:3: unknown key \"sise\" in a deliverable"; !strings.HasPrefix(lines(l), want) || len(l) != 1 {
		t.Errorf("got %s", lines(l))
	}
	if len(p.Plan.Items) != 2 || p.Plan.Items[0].Item.ID != "B-1" || p.Plan.Items[1].Item.ID != "C-1" {
		t.Errorf("items: %v", p.Plan.Items)
	}
	var text strings.Builder
	for _, piece := range append(p.Plan.Intro.Pieces, p.Plan.Items[0].Body.Pieces...) {
		text.WriteString(piece.HTML)
	}
	for _, want := range []string{"Pod", "shown"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is not shown: %s", want, text.String())
		}
	}
}

// Dates and times mean what they mean in TOML, wherever the machine is.
func TestYAMLMoments(t *testing.T) {
	for form, want := range map[string]string{
		"2026-08-20": "2026-08-20", "2026-08-20T23:59:00Z": "2026-08-20", "2026-08-20 00:30:00+05:00": "2026-08-20",
		"2026-08-20t10:00:00": "2026-08-20", "2026-08-20 10:00": "2026-08-20", "'2026-08-20'": "2026-08-20",
	} {
		p, l := Parse(File{Path: yamlPlan, Data: fmt.Appendf(nil, "---\ncommitted: %s\n---\n", form)})
		if got := p.Plan.Plan.Committed.String(); got != want || len(l) > 0 {
			t.Errorf("%s is %s: %s", form, got, lines(l))
		}
	}
}
