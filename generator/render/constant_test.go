package render_test

import (
	"strings"
	"testing"

	"quarterdeck/generator/render"
)

func TestMessagesInTemplates(t *testing.T) {
	r := renderer(t, map[string]string{"templates/home.html": `<p title="{{t "ratio.none"}}">{{if true}}{{t "status-first.moved"}}{{else}}{{t "kind.debt"}}{{end}}` +
		`{{with 3}}: {{t "ratio.count" "value" . "of" 1.5}}{{end}}, {{t "status.open" | printf "%q"}}</p>`})
	got := get(t, r, planned(t, archive(t)), "index.html")
	if want := `<p title="n/a">Moved: 3 of 1.5, &#34;open&#34;</p>`; !strings.Contains(got, want) {
		t.Errorf("%s lacks %s", got, want)
	}
}

func TestMessagesThatDoNotExist(t *testing.T) {
	_, problems := render.New(render.Config{Templates: scripts(map[string]string{"templates/home.html": "<p>\n{{with .}}{{t \"no.such\"}}{{end}}</p>"}), Drawer: pen{}})
	if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), `templates/home.html:2:`) || !strings.Contains(problems[0].Text, `there is no message "no.such"`) {
		t.Errorf("problems: %v", problems)
	}
}
