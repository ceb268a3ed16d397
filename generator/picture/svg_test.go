package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"testing"
)

const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`

func TestCleanSVG(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing to take out", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + open + ` viewBox='0 0 9 9'><title>A &amp; B</title><desc>What is seen</desc>` +
			`<style><![CDATA[ a>b{} ]]></style><use xlink:href="#x"/><text xml:space="preserve"> x&#160;y </text></svg>` + "\n", ""},
		{"metadata", open + `><metadata><rdf:RDF xmlns:rdf="u">secret<metadata/></rdf:RDF></metadata><g/></svg>`, open + `><g/></svg>`},
		{"metadata with a prefix", `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:metadata id="secret"/><s:g/></s:svg>`, `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>`},
		{"comments and instructions", "<?xml version=\"1.0\"?><?secret a?><!-- secret -->" + open + `><!-- secret --><g/><?secret?></svg><!-- secret -->`, "<?xml version=\"1.0\"?>" + open + `><g/></svg>`},
		{"editors", open + ` xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
			xmlns:sodipodi = 'http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' sodipodi:docname="/home/secret.svg" width="9"><sodipodi:namedview inkscape:cx="1"><inkscape:grid/></sodipodi:namedview><g inkscape:label="secret>" id="a"/></svg>`,
			open + ` width="9"><g id="a"/></svg>`},
		{"prefixes of its own", open + ` xmlns:k="http://www.inkscape.org/namespaces/inkscape"><k:path k:a="secret"/><g k:label="secret"/></svg>`, open + `><g/></svg>`},
		{"a namespace by default", open + `><RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><svg>secret</svg></RDF><g/></svg>`, open + `><g/></svg>`},
		{"a prefix that is not declared", open + `><i:pgf>secret</i:pgf><g i:knockout="secret"/></svg>`, open + `><g/></svg>`},
		{"illustrator", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY ns_ai 'http://ns.adobe.com/AdobeIllustrator/10.0/'> <!ENTITY who "O'Neil"> ]>` +
			`<svg xmlns="&ns_svg;" xmlns:i="&ns_ai;" a='&who;'><switch><foreignObject requiredExtensions="&ns_ai;"><i:pgfRef/></foreignObject><g i:extraneous="self">&who; &lt;</g></switch><i:pgf><![CDATA[secret]]></i:pgf></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" a='O&apos;Neil'><switch><foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/"></foreignObject><g>O&apos;Neil &lt;</g></switch></svg>`},
		{"text in HTML is seen", open + ` xmlns:o="office"><foreignObject><p xmlns="http://www.w3.org/1999/xhtml" o:x="secret"><o:p>seen</o:p></p></foreignObject></svg>`,
			open + ` xmlns:o="office"><foreignObject><p xmlns="http://www.w3.org/1999/xhtml"><o:p>seen</o:p></p></foreignObject></svg>`},
		{"a mark of byte order", "\ufeff" + open + `/>`, open + `/>`},
		{"an older encoding", `<?xml version="1.0" encoding="ISO-8859-1"?>` + open + "><title>caf\xe9</title></svg>", `<?xml version="1.0" encoding="UTF-8"?>` + open + `><title>café</title></svg>`},
	} {
		got, err := Clean("a.SVG", []byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		want := c.want
		if want == "" {
			want = c.in
		}
		if string(got) != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, want)
		}
		if again, err := Clean("a.svg", got); err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s: cleaned twice it is another file: %s, %v", c.name, again, err)
		}
	}
}

// Taking out a comment must not join what is around it to the end of a CDATA section.
func TestCleanSVGKeepsBracketsApart(t *testing.T) {
	got, err := Clean("a.svg", []byte(open+`>]<!-- secret -->]<!-- secret -->></svg>`))
	want := open + `>]<![CDATA[]]>]<![CDATA[]]>></svg>`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
}

func TestMalformedSVG(t *testing.T) {
	for _, c := range []struct {
		name, in  string
		line, col int
	}{
		{"cut off", open + ">\n<g>", 2, 4},
		{"closed by another", open + ">\n<g></h></svg>", 2, 8},
		{"closed by nothing", open + "/>\n</g>", 2, 5},
		{"two at the top", open + "/>\n<svg/>", 2, 7},
		{"text outside", open + "/>\nsecret", 2, 7},
		{"no element", "\n", 2, 1},
		{"no drawing", "<html/>", 1, 8},
		{"of another namespace", "<svg xmlns=\"other\"/>", 1, 21},
		{"an unknown entity", open + ">\n&nbsp;</svg>", 2, 7},
		{"an unknown encoding", `<?xml version="1.0" encoding="UTF-16"?>` + open + "/>", 1, 40},
		{"no value", open + "\na/>", 2, 3},
	} {
		_, err := Clean("a.svg", []byte(c.in))
		var m *Malformed
		if !errors.As(err, &m) {
			t.Errorf("%s: %v", c.name, err)
		} else if m.Line != c.line || m.Col != c.col || m.What == "" {
			t.Errorf("%s: %v, want %d:%d", c.name, err, c.line, c.col)
		}
	}
}

// FuzzCleanSVG holds that no drawing makes it panic, that what is clean stays as it is, and that
// nothing is left in it which nobody sees.
func FuzzCleanSVG(f *testing.F) {
	f.Add([]byte(open + ` xmlns:i="x" i:a="1" b='2'><!-- c --><metadata>d</metadata><i:g/><?p?></svg>`))
	f.Add([]byte(`<!DOCTYPE svg [<!ENTITY a "b">]><svg c="&a;">&a;]<!-- -->]<?p?>&gt;</svg>`))
	f.Add([]byte(`<svg xmlns:o="o"><p xmlns="http://www.w3.org/1999/xhtml"><o:p/></p></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, err := Clean("a.svg", data)
		if err != nil {
			return
		}
		if again, err := Clean("a.svg", clean); err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("%q, then %q, %v", clean, again, err)
		}
		d := xml.NewDecoder(bytes.NewReader(clean))
		for first := true; ; first = false {
			token, err := d.RawToken()
			if err != nil {
				return
			}
			switch x := token.(type) {
			case xml.Comment, xml.Directive:
				t.Fatalf("%q has %T", clean, x)
			case xml.ProcInst:
				if !first {
					t.Fatalf("%q has <?%s", clean, x.Target)
				}
			case xml.StartElement:
				if x.Name.Space == "" && x.Name.Local == "metadata" && !bytes.Contains(data, []byte("xmlns")) {
					t.Fatalf("%q has metadata", clean)
				}
			}
		}
	})
}
