package link

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What a quarter was frozen with is no warning any more: the same problem elsewhere, and another
// one in the same file, are.
func TestAcceptedProblemsAreHints(t *testing.T) {
	fsys := frozenWorkspace()
	const plan, meta = "content/2026-q2/ours/plan.md", "content/2026-q2/editions/2/edition.toml"
	fsys[plan] = &fstest.MapFile{Data: []byte(string(fsys[plan].Data) + "\nSee [there](../nowhere.md) and [here](../neither.md).\n")}
	_, before := Read(fsys, Options{})
	if _, warnings := before.Count(); !strings.Contains(lines(before), "warning: there is no \"content/2026-q2/nowhere.md\"") || warnings < 2 {
		t.Fatal(lines(before))
	}
	text := strings.Replace(string(fsys[meta].Data), "[files]", "[[accepted]]\ncode = \"dead-link\"\nfile = \""+plan+"\"\ntext = 'there is no \"content/2026-q2/nowhere.md\"'\n[files]", 1)
	fsys[meta] = &fstest.MapFile{Data: []byte(text)}
	var m Memory
	for range 2 { // what is taken over is as it was found
		_, after := Read(fsys, Options{Memory: &m})
		got := lines(after)
		if !strings.Contains(got, "hint: there is no \"content/2026-q2/nowhere.md\" (hint: its quarter was frozen with it)") || !strings.Contains(got, "warning: there is no \"content/2026-q2/neither.md\"") {
			t.Error(got)
		}
	}
}
