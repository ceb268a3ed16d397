package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/publish"
)

// site.toml takes every kind of address that can be published to.
func TestAddressesOfSiteTOML(t *testing.T) {
	for _, scheme := range publish.Schemes() {
		folder := t.TempDir()
		site := "[publish.internal]\nurl = \"" + scheme + "://place/reports\"\nkeep = 3\n"
		if err := os.WriteFile(filepath.Join(folder, "site.toml"), []byte(site), 0o644); err != nil {
			t.Fatal(err)
		}
		w, err := generator.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		to, problems, err := w.Target("internal")
		w.Close()
		if err != nil || to.Keep != 3 || !strings.HasPrefix(to.URL, scheme+"://") {
			t.Errorf("%s: %+v, %v %v", scheme, to, err, problems)
		}
	}
}

// Of a run it is remembered who did it, on a build server too.
func TestWho(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{"USER": "anna"}, "anna@"},
		{map[string]string{"USER": "runner", "GITHUB_ACTOR": "anna"}, "anna"},
		{map[string]string{"USER": "runner", "GITHUB_ACTOR": "somebody", "GITEA_ACTOR": "anna"}, "anna"},
		{map[string]string{"GITLAB_USER_LOGIN": "anna", "CI_JOB_URL": "https://git.example/-/jobs/7"}, "anna (https://git.example/-/jobs/7)"},
	} {
		got := who(func(key string) string { return c.env[key] })
		if got != c.want && !(strings.HasSuffix(c.want, "@") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%v is %q, want %q", c.env, got, c.want)
		}
	}
}
