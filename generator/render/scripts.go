package render

import (
	"encoding/json"
	"strings"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
)

// script is what pages load: the name that templates call it by, the files that it is made of,
// which sites have it, the licences of what is vendored in it, and the sections of the catalogue
// that it speaks.
type script struct {
	name     string
	files    []string
	sees     report.Part // "" = every site
	licences []string
	says     []string
}

// scripts are all of them.
var scripts = []script{
	{"live.js", []string{"assets/words.js", "assets/live.js"}, report.Numbers, nil, []string{"script.live."}}, // else a site has no charts
	{"echarts.js", []string{"assets/echarts/echarts.min.js"}, report.Numbers, []string{"assets/echarts/LICENSE", "assets/echarts/LICENSE-d3", "assets/echarts/LICENSE-tslib", "assets/echarts/LICENSE-zrender", "assets/echarts/NOTICE"}, nil},
	{"shipped.js", []string{"assets/words.js", "assets/shipped.js"}, report.Shipped, nil, []string{"script.shipped.", "kind."}},
	{"onward.js", []string{"assets/onward.js"}, "", nil, nil},
	{"search.js", []string{"assets/search.js"}, "", nil, nil},
	{"find.js", []string{"assets/minisearch/minisearch.min.js", "assets/words.js", "assets/lookup.js", "assets/find.js"}, "", []string{"assets/minisearch/LICENSE-minisearch"}, []string{"script.find.", "kind-first.", "status."}},
}

// speech is what assets/words.js takes: the messages of some sections, and what dates are made of.
func speech(words *i18n.Locale, sections []string) []byte {
	if len(sections) == 0 {
		return nil
	}
	texts := map[string]any{}
	for id := range words.Messages() {
		for _, section := range sections {
			if !strings.HasPrefix(id, section) {
				continue
			}
			text := words.Script(id)
			short := strings.TrimPrefix(id, section)
			if !strings.HasPrefix(section, "script.") {
				short = id
			}
			texts[short] = text
			if len(text) == 1 {
				texts[short] = text["other"]
			}
		}
	}
	long, short := words.Months()
	dates := map[string]string{}
	for _, form := range []string{"short", "medium", "medium-loose", "month-year"} {
		dates[form] = words.DatePattern(form)
	}
	b, err := json.Marshal(map[string]any{"lang": words.Tag(), "texts": texts, "dates": dates, "months": long, "short": short})
	if err != nil {
		return nil // strings can be written
	}
	return append(append([]byte("var quarterdeckWords = "), b...), ";\n"...)
}
