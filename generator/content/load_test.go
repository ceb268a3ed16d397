package content

import (
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/testsite"
)

func TestLoadLeavesOut(t *testing.T) {
	src, l := Load(testsite.Txtar(`
-- site.toml --
-- content/index.md --
-- content/index.md~ --
-- content/.hidden.md --
-- content/.git/config.toml --
-- content/#index.md# --
-- content/.index.md.swp --
-- content/x.swp --
-- content/2026-q3/a/p.png.orig --
-- content/2026-q3/a/p.bak --
-- content/2026-q3/a/p.BAK --
-- content/2026-q3/a/p.old --
-- content/2026-q3/a/p.save --
-- content/2026-q3/a/~WRL0001.tmp --
-- content/2026-q3/a/~$notes.docx --
-- content/2026-q3/a/plan.md.rej --
-- content/2026-q3/a/plan.md.mine --
-- content/2026-q3/a/p.swx --
-- content/2026-q3/a/p.swo --
-- content/2026-q3/a/p.png~ --
-- content/2026-q3/a/.DS_Store --
-- content/2026-q3/a/Thumbs.db --
-- content/2026-q3/a/desktop.ini --
-- content/2026-q3/a/.#plan.md --
-- content/2026-q3/a/#plan.md# --
-- content/2026-q3/a/plan.md --
-- content/2026-q3/a/updates/x.md --
-- content/2026-q3/editions/1/a/plan.md --
-- content/2026-q3/a/p.png --
-- content/2026-q3/a/page.html --
-- content/2026-q3/a/app.JS --
-- content/2026-q3/a/calm.svg --
<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>
-- content/2026-q3/a/wild.svg --
<svg><script>alert(1)</script></svg>
-- content/2026-q3/a/sly.svg --
<svg onload = "alert(1)"></svg>
-- notes/other.md --
`))
	var paths []string
	for _, f := range src.Files {
		paths = append(paths, f.Path)
	}
	if want := []string{"content/2026-q3/a/plan.md", "content/2026-q3/a/updates/x.md", "content/index.md", "site.toml"}; !slices.Equal(paths, want) {
		t.Errorf("files %v, want %v", paths, want)
	}
	if want := []string{"content/2026-q3/a/calm.svg", "content/2026-q3/a/p.png"}; !slices.Equal(src.Other, want) {
		t.Errorf("other %v, want %v", src.Other, want)
	}
	if _, warnings := l.Count(); warnings != 4 || len(l) != 4 {
		t.Errorf("want 4 warnings about what is not copied, got\n%s", lines(l))
	}
}

func lines(l diag.List) string {
	var b strings.Builder
	for _, p := range l {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}
