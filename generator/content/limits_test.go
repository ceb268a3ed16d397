package content

import (
	"strings"
	"testing"

	"quarterdeck/generator/content/actions"
	"quarterdeck/generator/content/markdown"
)

// Colours take the time of a thousand bytes of text for each code block, so that a file has
// them up to a number; a deliverable after so many is still read.
func TestColouredCode(t *testing.T) {
	code := strings.Repeat("```go\nx := 1\n```\n\n", 2*markdown.MaxColoured) + strings.Repeat("```toml\nx = 1\n```\n\n", 10)
	p, l := Parse(File{Path: "content/2026-q3/a/plan.md", Data: []byte(code + "## A\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\n```\n")})
	if len(l) != 0 || len(p.Plan.Items) != 1 {
		t.Errorf("%d items, want one: %s", len(p.Plan.Items), lines(l))
	}
	if n := strings.Count(p.Plan.Intro.Pieces[0].HTML, "hl-chroma"); n != markdown.MaxColoured {
		t.Errorf("%d code blocks have colours, want %d", n, markdown.MaxColoured)
	}
}

// Each action is compared with others of its team, so that a retro has them up to a number.
func TestManyActions(t *testing.T) {
	for n, problems := range map[int]int{actions.Most: 0, actions.Most + 50: 1} {
		p, l := Parse(File{Path: "content/2026-q3/a/retro.md", Data: []byte("## What we change\n\n" + strings.Repeat("- [ ] Do it — @a, due 2026-11-01\n", n))})
		if len(l) != problems || len(p.Retro.Sections[0].Actions) != actions.Most {
			t.Errorf("%d actions: %d are read, %d problems: %s", n, len(p.Retro.Sections[0].Actions), len(l), lines(l))
		}
	}
}

// A block of code that is too long for colours keeps none; one that describes a deliverable is read.
func TestLongFence(t *testing.T) {
	long := strings.Repeat("x = 1\n", markdown.MaxCode/4)
	needs := `needs = ["` + strings.Repeat(`A-10", "`, markdown.MaxCode/6) + `A-10"]`
	p, l := Parse(File{Path: "content/2026-q3/a/plan.md", Data: []byte("```go\n" + long + "```\n\n## A\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\n" + needs + "\n```\n")})
	if len(p.Plan.Items) != 1 {
		t.Fatalf("the deliverable is not read: %s", lines(l))
	}
	if strings.Contains(p.Plan.Intro.Pieces[0].HTML, "hl-chroma") {
		t.Error("a long block of code has colours")
	}
}
