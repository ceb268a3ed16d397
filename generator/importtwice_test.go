package generator_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator"
	"quarterdeck/generator/testsite"
)

// Of every extract, and whatever people write in between: what a person wrote stays, and a second
// import changes nothing.
func TestImportTwice(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	for _, e := range extracts {
		t.Run(e.file, func(t *testing.T) {
			for n := range testsite.Rounds(40, 12) {
				plan := n%2 == 0
				files := e.workspace(t)
				e.into(t, files, plan)
				e.same(t, files, plan)
				written := map[string][]string{}
				for _, name := range slices.Sorted(maps.Keys(files)) {
					switch path.Base(name) {
					case "metrics.toml":
						files[name].Data, written[name] = editNumbers(r, files[name].Data)
					case "plan.md":
						files[name].Data, written[name] = editPlan(r, files[name].Data)
					}
				}
				before := texts(files)
				e.into(t, files, plan)
				for name, lines := range written {
					for _, line := range lines {
						if !strings.Contains(string(files[name].Data), line) {
							t.Fatalf("%s has lost %q:\n%s", name, line, files[name].Data)
						}
					}
					if was, is := idsIn(before[name]), idsIn(string(files[name].Data)); !slices.Equal(was, is[:min(len(was), len(is))]) {
						t.Fatalf("%s had the items %v, and has %v", name, was, is)
					}
				}
				e.same(t, files, plan)
				withoutErrors(t, files)
			}
		})
	}
}

// same imports once more, and expects that nothing changes.
func (e extract) same(t *testing.T, files fstest.MapFS, plan bool) {
	t.Helper()
	before := texts(files)
	out, _ := e.into(t, files, plan)
	for _, f := range out.Files {
		if f.Changed() {
			t.Fatalf("%s was\n%s\nand a second import makes of it\n%s", f.Path, before[f.Path], f.New)
		}
	}
}

// withoutErrors reads a workspace.
func withoutErrors(t *testing.T, files fstest.MapFS) {
	t.Helper()
	_, problems := generator.New(files).Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatalf("%v\n%v", problems, texts(files))
	}
}

func texts(files fstest.MapFS) map[string]string {
	all := map[string]string{}
	for name, f := range files {
		all[name] = string(f.Data)
	}
	return all
}

// idsIn are the ids of the items of a file, in its order.
func idsIn(text string) (ids []string) {
	for line := range strings.Lines(text) {
		if id, ok := strings.CutPrefix(line, "id = "); ok {
			id, _, _ = strings.Cut(id, "#")
			ids = append(ids, strings.TrimSpace(id))
		}
	}
	return ids
}

// editNumbers writes into a metrics.toml what a person may write there, in any order of the items.
func editNumbers(r *rand.Rand, text []byte) (_ []byte, written []string) {
	blocks := strings.Split(string(text), "\n[[item]]\n")
	head, items := blocks[0], blocks[1:]
	tail := "" // what the import has noted of itself, after the last item
	if n := len(items) - 1; n >= 0 {
		if at := strings.Index(items[n], "\n["); at >= 0 {
			items[n], tail = items[n][:at], items[n][at:]
		}
	}
	r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	add := func(line string) string {
		written = append(written, line)
		return line
	}
	for i, item := range items {
		item = strings.TrimRight(item, "\n")
		if strings.Contains(item, `status = "open"`) && r.IntN(2) == 0 {
			item = strings.Replace(item, `status = "open"`, add(`status = "moved" # since August`)+"\n"+add(`reason = "scope"`), 1)
		}
		if strings.Contains(item, `status = "delivered"`) && r.IntN(3) == 0 {
			item += "\n" + add(fmt.Sprintf(`result = "Half the alarms of round %d"`, r.IntN(100)))
		}
		if !strings.Contains(item, "note =") && r.IntN(3) == 0 {
			item += "\n" + add(`note = "Screens arrived in week ten"`)
		}
		if strings.Contains(item, "title = ") && r.IntN(2) == 0 {
			before, rest, _ := strings.Cut(item, "title = ")
			_, after, _ := strings.Cut(rest, "\n")
			item = before + add(`title = "As we call it" # not as the tracker does`) + "\n" + after
		}
		if r.IntN(4) == 0 {
			item += "\n" + add("# nobody knew of this")
		}
		items[i] = item + "\n"
	}
	if r.IntN(2) == 0 {
		head = add("# The numbers of a good team") + "\n" + head
	}
	text = []byte(strings.Join(append([]string{head}, items...), "\n[[item]]\n") + tail)
	if r.IntN(2) == 0 {
		text = append(text, "\n"+add("[quality]\ndeploys = 12")+"\n"...)
	}
	return text, written
}

// editPlan writes into a plan.md.
func editPlan(r *rand.Rand, text []byte) (_ []byte, written []string) {
	if r.IntN(2) == 0 {
		text = bytes.Replace(text, []byte("\n## "), []byte("\n## In our words: "), 1)
		written = append(written, "## In our words: ")
	}
	if r.IntN(2) == 0 {
		text = append(text, "\nWhy we do it, and `what = \"it\"` is.\n"...)
		written = append(written, "Why we do it, and `what = \"it\"` is.")
	}
	if r.IntN(2) == 0 && !bytes.Contains(text, []byte("\nsize = ")) {
		text = bytes.Replace(text, []byte("\nkind = "), []byte("\nsize = 21 # a guess\nkind = "), 1)
		written = append(written, "size = 21 # a guess")
	}
	return text, written
}
