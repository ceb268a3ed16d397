package chart

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// hostile has names that mean something to ECharts, to HTML or to a spreadsheet.
const hostile = `
quarter 2026-q2 closed
team plain name={value}
P-1 feature 3/5 delivered@2026-05-01
sprint {a|red} 2026-04-01 5 6
team html name=</script><b>"x"</b>
H-1 feature 3 moved reason={c}
team formula name==1+1
F-1 feature 3 dropped reason=<i>
ask F-1 plain late
ask F-1 html asked
`

// drawings returns every drawing of some pages.
func drawings(pages ...[]Chart) map[string]Drawing {
	all := map[string]Drawing{}
	for _, charts := range pages {
		for _, c := range charts {
			if c.Absent == "" {
				all[c.Title+" wide"] = c.Wide
				all[c.Title+" narrow"] = c.Narrow
			}
		}
	}
	return all
}

func everything(t *testing.T) map[string]Drawing {
	all := drawings(Of(OnQuarter, source(t, hostile, "2026-q2", "")), Of(OnReport, source(t, hostile, "2026-q2", "plain")), Of(OnTeam, source(t, hostile, "", "formula")))
	for _, charts := range pages(t) {
		for name, d := range drawings(charts) {
			all[name] = d
		}
	}
	v, w := 1.0, 2.0
	all["sparkline"] = Sparkline([]*float64{&v, nil, &w})
	return all
}

// TestOptions proves what the pages rely on: plain JSON, colours of tokens.css
// only, and no text of a workspace where ECharts reads a template.
func TestOptions(t *testing.T) {
	css, err := os.ReadFile("../../templates/assets/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	token := regexp.MustCompile(`^var\((--[a-z0-9-]+)\)$`)
	for name, d := range everything(t) {
		if d.Width <= 0 || d.Height <= 0 {
			t.Errorf("%s is %d by %d", name, d.Width, d.Height)
		}
		if bytes.ContainsAny(d.Option, "<>") || bytes.Contains(d.Option, []byte("function")) || bytes.Contains(d.Option, []byte("null")) {
			t.Errorf("%s holds markup, a function or a null", name)
		}
		var option any
		if err := json.Unmarshal(d.Option, &option); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		walk(option, func(key string, value any) {
			s, isText := value.(string)
			switch {
			case key == "rich" || key == "id":
				t.Errorf("%s has a field %s", name, key)
			case strings.HasSuffix(strings.ToLower(key), "color"):
				m := token.FindStringSubmatch(s)
				if m == nil || !bytes.Contains(css, []byte(m[1]+":")) {
					t.Errorf("%s: %s is %v, which is no colour of tokens.css", name, key, value)
				}
			case key == "formatter" && strings.ContainsAny(s, "{}|") && s != "{value} %" && s != "{d} {MMM}":
				t.Errorf("%s: ECharts would read the formatter %q", name, s)
			case isText && regexp.MustCompile(`^(#[0-9a-fA-F]{3,8}$|rgba?\(|hsla?\()`).MatchString(s):
				t.Errorf("%s: %s is the colour %s", name, key, s)
			}
		})
	}
}

func walk(v any, visit func(key string, value any)) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			visit(k, e)
			walk(e, visit)
		}
	case []any:
		for _, e := range v {
			walk(e, visit)
		}
	}
}

// TestNames proves that names come through as they are, on one line.
func TestNames(t *testing.T) {
	c := find(t, Of(OnQuarter, source(t, hostile, "2026-q2", "")), "c-planned")
	var o struct {
		YAxis []struct{ Data []string } `json:"yAxis"`
	}
	if err := json.Unmarshal(c.Wide.Option, &o); err != nil {
		t.Fatal(err)
	}
	if want := []string{`</script><b>"x"</b>`, "=1+1", "{value}"}; !slices.Equal(o.YAxis[0].Data, want) {
		t.Errorf("the names are %q, not %q", o.YAxis[0].Data, want)
	}
}

// TestRepeat proves that equal input gives equal bytes.
func TestRepeat(t *testing.T) {
	again := everything(t)
	for name, d := range everything(t) {
		if !bytes.Equal(d.Option, again[name].Option) {
			t.Errorf("%s differs from itself", name)
		}
	}
}

// TestDecals proves that what go-echarts lacks is in the option.
func TestDecals(t *testing.T) {
	c := find(t, Of(OnQuarter, source(t, tidewall, "2026-q2", "")), "c-planned")
	got := map[string]string{}
	var o struct {
		Series []struct {
			Name      string
			Silent    bool
			Emphasis  struct{ Disabled bool }
			ItemStyle struct {
				Color string
				Decal struct{ Symbol string }
			}
			Tooltip *struct{ Show bool }
		}
	}
	if err := json.Unmarshal(c.Wide.Option, &o); err != nil {
		t.Fatal(err)
	}
	for _, s := range o.Series {
		if !s.Silent || !s.Emphasis.Disabled {
			t.Errorf("%q lights up", s.Name)
		}
		if s.Name == "" {
			if s.Tooltip == nil || s.Tooltip.Show || s.ItemStyle.Color != "var(--paper)" {
				t.Error("a gap is to be seen")
			}
			continue
		}
		got[s.Name] = s.ItemStyle.Color + s.ItemStyle.Decal.Symbol
	}
	for name, want := range map[string]string{
		"planned": "var(--planned)", "added since": "var(--added)circle", "moved": "var(--moved)rect",
		"added, delivered": "var(--delivered)circle", "unexplained": "var(--unexplained)rect",
	} {
		if got[name] != want {
			t.Errorf("%s is drawn as %q, not %q", name, got[name], want)
		}
	}
}
