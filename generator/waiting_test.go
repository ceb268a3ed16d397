package generator_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/testsite"
)

// An export in the folder that site.toml names waits until it is imported, and is looked at again
// with every save.
func TestWaiting(t *testing.T) {
	folder := t.TempDir()
	const export = "Issue key,Summary,Status,Resolved\nFW-1,Versions,Done,20/Aug/26 2:40 PM\n"
	for name, text := range map[string]string{
		"site.toml":                        "title = \"Reports\"\ntoday = 2026-10-05\n[import]\nfolder = \"content/import\"\n[import.jira]\ndefault_kind = \"feature\"\n",
		"content/teams/firewall.md":        "",
		"content/2026-q3/firewall/plan.md": "+++\ncommitted = 2026-07-03\n+++\n\n## Versions\n\n```toml\nid = \"FW-1\"\nkind = \"feature\"\n```\n",
	} {
		testsite.Write(t, folder, name, []byte(text))
	}
	w := open(t, folder)
	live := generator.NewLive(w, generator.LiveOptions{})
	t.Cleanup(live.Close)
	waiting := func(changed ...string) []generator.Waiting {
		live.Refresh(changed)
		return live.Snapshot().Waiting(testsite.Quarter("2026-q3"))
	}
	if got := waiting(); len(got) != 0 {
		t.Errorf("an empty folder waits: %+v", got)
	}
	testsite.Write(t, folder, "content/import/jira.csv", []byte(export))
	got := waiting("content/import/jira.csv")
	if len(got) != 1 || len(got[0].Changes) != 1 || got[0].Changes[0].Path != "content/2026-q3/firewall/metrics.toml" || !strings.Contains(got[0].Changes[0].Diff(), "+finished = 2026-08-20\n") {
		t.Fatalf("got %+v", got)
	}
	if other := live.Snapshot().Waiting(testsite.Quarter("2026-q4")); len(other) != 0 {
		t.Errorf("a quarter that is not there waits: %+v", other)
	}

	out, problems, err := generator.Import(w, []generator.Export{{Name: "content/import/jira.csv", Text: strings.NewReader(export)}},
		generator.ImportOptions{Quarter: testsite.Quarter("2026-q3"), Exported: testsite.Day("2026-10-02").Time()})
	if err != nil {
		t.Fatal(err, problems)
	}
	names, err := out.Write(w)
	if err != nil {
		t.Fatal(err)
	}
	if got := waiting(names...); len(got) != 0 {
		t.Errorf("what was imported still waits: %+v", got)
	}

	// One of a later day is looked at alone, and one of an earlier day not any more.
	testsite.Write(t, folder, "content/import/jira-2.csv", []byte(strings.ReplaceAll(export, "20/Aug", "21/Aug")))
	testsite.Write(t, folder, "content/import/jira-0.csv", []byte(strings.ReplaceAll(export, "20/Aug", "19/Aug")))
	testsite.Write(t, folder, "content/import/jira.csv", []byte(export))
	if got := waiting("content/import"); len(got) != 0 {
		t.Errorf("jira-0.csv and jira-2.csv come before jira.csv, and wait: %+v", got)
	}
	testsite.Write(t, folder, "content/import/jira1.csv", []byte(strings.ReplaceAll(export, "20/Aug", "22/Aug")))
	if got := waiting("content/import"); len(got) != 1 || !slices.Equal(got[0].Files, []string{"content/import/jira1.csv"}) || !strings.Contains(got[0].Changes[0].Diff(), "+finished = 2026-08-22\n") {
		t.Errorf("got %+v", got)
	}
	testsite.Write(t, folder, "content/import/jira1.csv", []byte(export))
	testsite.Write(t, folder, "content/import/jira.csv", []byte(strings.ReplaceAll(export, "20/Aug", "23/Aug")))
	if err := os.Remove(filepath.Join(folder, "content/import/jira1.csv")); err != nil {
		t.Fatal(err)
	}
	if got := waiting("content/import"); len(got) != 1 || !strings.Contains(got[0].Changes[0].Diff(), "+finished = 2026-08-23\n") {
		t.Errorf("what was exported again does not wait: %+v", got)
	}
	testsite.Write(t, folder, "content/import/jira.csv", []byte(export))

	testsite.Write(t, folder, "content/import/notes.txt", []byte("what we said\n"))
	testsite.Write(t, folder, "content/import/runs.json", []byte(`[{"workflowName":"Deploy","status":"completed","conclusion":"success","updatedAt":"2026-07-01T08:00:00Z"}]`))
	got = waiting("content/import")
	if len(got) != 2 || !slices.ContainsFunc(got[0].Problems, func(p diag.Problem) bool { return p.Code == "unknown-format" }) || !strings.Contains(got[1].Refusal, "--team") {
		t.Errorf("got %+v", got)
	}
}
