package generator_test

import (
	"bytes"
	"html"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/card"
)

var metaForm = regexp.MustCompile(`<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">`)

// Every page says how a link to it is shown, once, in whole addresses of what is there.
func TestEveryPageSaysHowALinkIsShown(t *testing.T) {
	const base = "https://reports.tidewall.example/"
	for _, audience := range []string{"internal", "customers"} {
		folder := exampleSite(t, audience)
		var pictures []string
		eachBuilt(t, folder, func(name string, data []byte) {
			if strings.HasPrefix(name, "cards/") {
				pictures = append(pictures, name)
				if c, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != card.Width || c.Height != card.Height {
					t.Errorf("%s %s: %v, %v", audience, name, c, err)
				}
			}
			if !strings.HasSuffix(name, ".html") {
				return
			}
			says := map[string]string{}
			for _, m := range metaForm.FindAllSubmatch(data, -1) {
				if says[string(m[1])] != "" {
					t.Errorf("%s %s says %s twice", audience, name, m[1])
				}
				says[string(m[1])] = html.UnescapeString(string(m[2]))
			}
			for _, want := range []string{"og:type", "og:site_name", "og:title", "og:description", "og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card"} {
				if says[want] == "" {
					t.Errorf("%s %s does not say %s", audience, name, want)
				}
			}
			at, ok := strings.CutPrefix(says["og:image"], base)
			if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(at))); !ok || err != nil {
				t.Errorf("%s %s: there is no picture %s", audience, name, says["og:image"])
			}
			if url, ok := says["og:url"]; ok && !strings.HasPrefix(url, base) {
				t.Errorf("%s %s: og:url %s", audience, name, url)
			}
		})
		if audience == "customers" && !slices.Equal(pictures, []string{"cards/site.png"}) {
			t.Errorf("customers are shown pictures of reports: %v", pictures)
		}
		if audience == "internal" && (!slices.Contains(pictures, "cards/2026-q3.png") || !slices.Contains(pictures, "cards/2026-q3/firewall.png")) {
			t.Errorf("there is no picture of a quarter, or none of a report: %v", pictures)
		}
	}
}
