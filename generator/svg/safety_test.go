package svg

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// hostile are texts as a title, a team or a name may hold them.
var hostile = []string{
	`</text><script>alert(1)</script>`, `"onload="alert(1)`, `' onload='alert(1)`, `a & b &amp; &lt;c&gt;`, `]]><!--`, `<![CDATA[x]]>`,
	`{a|<b>}`, `{b}{c}{@[1]}`, `<img src=x onerror=alert(1)>`, "a\x01b\x00c\x1b", "tab\tand  spaces ", "\u202eright to left", "lone \ufffd", `javascript:alert(1)`, `\u003cscript\u003e`,
	"two\nlines", "𝔘nicode 漢字 é", `constructor`, `__proto__`,
}

// titled is a bar chart with a text in every place that shows one.
func titled(text string) Job {
	o, _ := json.Marshal(map[string]any{
		"xAxis": map[string]any{"type": "category", "data": []string{text}}, "yAxis": map[string]any{"type": "value", "name": text},
		"series": []any{map[string]any{"type": "bar", "name": text, "data": []any{map[string]any{"value": 3, "name": text, "label": map[string]any{"show": true, "formatter": text}}},
			"label":    map[string]any{"show": true, "formatter": "{b}"},
			"markArea": map[string]any{"data": []any{[]any{map[string]any{"yAxis": 1, "name": text}, map[string]any{"yAxis": 2}}}}}},
	})
	return Job{Option: o, Width: 400, Height: 200, Prefix: "x"}
}

func TestHostileText(t *testing.T) {
	d := drawer(t, Config{Workers: 1})
	plain := draw(t, d, titled("plain"))
	for _, text := range hostile {
		s := draw(t, d, titled(text))
		if draw(t, d, titled("plain")) != plain {
			t.Errorf("%q left something behind in the engine", text)
		}
		var shown strings.Builder
		dec := xml.NewDecoder(strings.NewReader(s))
		for {
			tok, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%q: not well formed: %v\n%s", text, err, s)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				if !elements[tok.Name.Local] {
					t.Errorf("%q put in <%s>", text, tok.Name.Local)
				}
				for _, a := range tok.Attr {
					if n := a.Name.Local; strings.HasPrefix(n, "on") || n == "href" {
						t.Errorf("%q put in %s=%q", text, n, a.Value)
					}
				}
			case xml.CharData:
				shown.Write(tok)
			case xml.Comment, xml.Directive, xml.ProcInst:
				t.Errorf("%q put in %v", text, tok)
			}
		}
		if word := strings.Fields(text)[0]; !strings.ContainsAny(text, "{\x01\n") && !strings.Contains(shown.String(), word) {
			t.Errorf("%q is not shown: %s", text, shown.String())
		}
	}
}

// Options that lead out of the picture, or out of an attribute, are refused.
func TestHostileOption(t *testing.T) {
	d := drawer(t, Config{Workers: 1})
	series := func(s string) string {
		return `{"xAxis":{"type":"category","data":["a"]},"yAxis":{},"series":[{"type":"bar","data":[1],` + s + `}]}`
	}
	for name, option := range map[string]string{
		"attribute in a colour": series(`"itemStyle":{"color":"red\" onload=\"alert(1)"}`),
		"element in a colour":   series(`"itemStyle":{"color":"red\"><script>alert(1)</script><path d=\""}`),
		"address in a colour":   series(`"itemStyle":{"color":"url(http://example.com/x.svg#a)"}`),
		"image in a colour":     series(`"itemStyle":{"color":{"image":"http://example.com/x.png","repeat":"repeat"}}`),
		"image as a symbol":     `{"xAxis":{"type":"category","data":["a"]},"yAxis":{},"series":[{"type":"scatter","symbol":"image://http://example.com/x.png","data":[1]}]}`,
		"prototype":             `{"series":[{"constructor":{"prototype":{"polluted":1}}}]}`,
		"proto":                 `{"__proto__":{"polluted":1}}`,
		"escaped proto":         `{"\u005f_proto__":{"polluted":1}}`,
		"two objects":           `{}{}`,
		"no object":             `[]`,
		"nothing":               ``,
		"half":                  `{"series":[`,
		"script":                `alert(1)`,
		"deep":                  strings.Repeat(`{"a":`, 1000) + "1" + strings.Repeat("}", 1000),
		"large":                 `{"a":"` + strings.Repeat("x", longestOption) + `"}`,
	} {
		if s, err := d.Draw(context.Background(), Job{Option: []byte(option), Width: 300, Height: 200, Prefix: "x"}); err == nil {
			t.Errorf("%s was drawn: %s", name, s)
		}
	}
	// A font family is dropped, so it can do nothing.
	s := draw(t, d, Job{Option: []byte(series(`"label":{"show":true,"fontSize":11,"fontFamily":"x;background:url(http://example.com)"}`)), Width: 300, Height: 200, Prefix: "x"})
	if strings.Contains(s, "example.com") {
		t.Errorf("a font family came through: %s", s)
	}
	for _, j := range []Job{{Width: 0, Height: 5, Prefix: "x"}, {Width: 5, Height: -1, Prefix: "x"}, {Width: 5, Height: longestSide + 1, Prefix: "x"}, {Width: 5, Height: 5}, {Width: 5, Height: 5, Prefix: `x"y`}, {Width: 5, Height: 5, Prefix: "1x"}} {
		j.Option = []byte(`{}`)
		if _, err := d.Draw(context.Background(), j); err == nil {
			t.Errorf("%+v was drawn", j)
		}
	}
}

func TestClean(t *testing.T) {
	const begin, end = `<svg width="9" height="8" xmlns="x" viewBox="0 0 9 8">`, `</svg>`
	for _, c := range []struct{ raw, want string }{
		{"\n<rect width=\"9\" height=\"8\" x=\"0\" y=\"0\" fill=\"none\"></rect>\n", ""},
		{`<path d="M0 0" fill="none"></path><path d="M1 1" fill="none" stroke="red"></path>`, `<path d="M1 1" fill="none" stroke="red"/>`},
		{`<style ><![CDATA[.zr0-cls-0:hover {cursor:pointer}]]></style><g class="zr0-cls-0">` + "\n" + `<path d="M1 1" fill="url(#zr12-p0)" ecmeta_ssr_type="chart" pointer-events="visible"></path>` + "\n</g>", "<g><path d=\"M1 1\" fill=\"url(#\x01p0)\"/></g>"},
		{`<pattern id="zr3-p1" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"></pattern>`, "<pattern id=\"\x01p1\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"/>"},
		{`<text style="font: normal normal 12.5px inherit" xml:space="preserve">a b</text>`, `<text style="font-size:12.5px">a b</text>`},
		{`<text style="font: italic normal bold 12px Arial" xml:space="preserve">a  b</text>`, `<text style="font-size:12px;font-weight:bold;font-style:italic" xml:space="preserve">a  b</text>`},
		{`<text style="font-size:13px;font-family:inherit;font-weight:600;cursor:pointer">a &amp; b</text>`, `<text style="font-size:13px;font-weight:600">a &amp; b</text>`},
		{"<text >a\x01b</text>", "<text>a b</text>"},
	} {
		got, err := clean(begin+c.raw+end, 9, 8)
		want := `<svg viewBox="0 0 9 8">` + c.want + `</svg>`
		if got != want || err != nil {
			t.Errorf("%s\n got %q, %v\nwant %q", c.raw, got, err, want)
		}
	}
	for _, raw := range []string{
		"", "<svg>", `<svg viewBox="0 0 9 9"></svg>`, begin, begin + "<g>" + end, begin + "</g>" + end, begin + end + "<g></g>", begin + `<a href="x"></a>` + end,
		begin + `<image href="x"></image>` + end, begin + `<foreignObject></foreignObject>` + end, begin + `<script></script>` + end, begin + `<path onclick="x"></path>` + end,
		begin + `<path d="M0 0" d="M1 1"></path>` + end, begin + `<path fill="url(http://x)"></path>` + end, begin + `<path fill="red"x="1"></path>` + end, begin + `<path d></path>` + end, begin + `<!-- x -->` + end, begin + `<path`,
	} {
		if got, err := clean(raw, 9, 8); err == nil {
			t.Errorf("%s became %q", raw, got)
		}
	}
}

// Whatever the cleaner lets through is well formed and made of known parts.
func FuzzClean(f *testing.F) {
	f.Add(`<g clip-path="url(#zr0-c0)"><path d="M0 0" fill="var(--ink)"></path></g>`)
	f.Add(`<text style="font: 12px x" xml:space="preserve"> a</text><style></style>`)
	f.Add(`<script>alert(1)</script><a href="x">`)
	f.Fuzz(func(t *testing.T, body string) {
		s, err := clean(`<svg viewBox="0 0 9 8">`+body+`</svg>`, 9, 8)
		if err != nil {
			return
		}
		if !strings.HasPrefix(s, `<svg viewBox="0 0 9 8"`) || strings.Contains(strings.ToLower(s), "<script") {
			t.Errorf("%q became %q", body, s)
		}
		for _, tag := range strings.Split(s, "<")[1:] {
			name := strings.TrimLeft(tag[:strings.IndexAny(tag+" ", " />")+strings.Count(tag[:1], "/")], "/")
			if name != "" && !elements[strings.TrimRight(name, "/> ")] {
				t.Errorf("%q let <%s through", body, name)
			}
		}
	})
}
