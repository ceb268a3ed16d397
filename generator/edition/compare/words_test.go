package compare

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// marked writes passages as a reader sees them: [-gone-] {+new+}.
func marked(passages []Passage) string {
	var out []string
	for _, p := range passages {
		var runs []string
		for _, r := range p {
			switch r.Op {
			case Removed:
				runs = append(runs, "[-"+r.Text+"-]")
			case Added:
				runs = append(runs, "{+"+r.Text+"+}")
			default:
				runs = append(runs, r.Text)
			}
		}
		out = append(out, strings.Join(runs, " "))
	}
	return strings.Join(out, " / ")
}

func TestTexts(t *testing.T) {
	const long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty"
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "As it was.", "As it was.", ""},
		{"white space", "As it  was.\nAnd is.", "As it was. And is.", ""},
		{"a word", "It took eight days.", "It took nine days.", "It took [-eight-] {+nine+} days."},
		{"a sentence of three", "The first stays. The second goes. The third stays.", "The first stays. The third stays.", "[-The second goes.-]"},
		{"a new sentence", "The first stays.", "The first stays. A second joins.", "{+A second joins.+}"},
		{"two passages", "Ask early. Wait. Then build it.", "Ask late. Wait. Then build it twice.", "Ask [-early.-] {+late.+} / Then build [-it.-] {+it twice.+}"},
		{"another text", "Screens came in week ten.", "Nobody asked design before planning.", "[-Screens came in week ten.-] {+Nobody asked design before planning.+}"},
		{"all gone", "It was so.", "", "[-It was so.-]"},
		{"all new", "", "It is so.", "{+It is so.+}"},
		{"not at the end of a sentence", "Version 1.5 e.g. this one.", "Version 1.6 e.g. this one.", "Version [-1.5-] {+1.6+} e.g."},
		{"markup is text", "a <b> c d", "a <script> c d", "a [-<b>-] {+<script>+} c d"},
		{"no ASCII", "Größe acht, später mehr", "Größe neun, später mehr", "Größe [-acht,-] {+neun,+} später mehr"},
		{"context on both sides", long + " x " + long, long + " y " + long,
			"… twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty [-x-] {+y+} one two three four five six seven eight nine ten eleven …"},
	} {
		passages, more := Texts(c.before, c.after)
		got := marked(passages)
		if c.name == "context on both sides" { // the exact cut is not what a reader looks at
			if !strings.Contains(got, "thirty [-x-] {+y+} one") || !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") || len(got) > 200 {
				t.Errorf("%s: %s", c.name, got)
			}
			continue
		}
		if got != c.want || more != 0 {
			t.Errorf("%s: %s, and %d more, not %s", c.name, got, more, c.want)
		}
	}
}

// What is shown of a text that was written anew, or is huge, is bounded.
func TestTextsAreBounded(t *testing.T) {
	var before, after, sentences strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&before, "a%d ", i)
		fmt.Fprintf(&after, "b%d ", i)
		if i < 20_000 {
			fmt.Fprintf(&sentences, "This is sentence %d. ", i)
		}
	}
	for _, c := range [][2]string{
		{before.String(), after.String()},
		{sentences.String(), strings.ReplaceAll(sentences.String(), "sentence", "line")},
		{"", before.String()},
	} {
		passages, more := Texts(c[0], c[1])
		size := 0
		for _, p := range passages {
			for _, r := range p {
				size += utf8.RuneCountInString(r.Text)
			}
		}
		if len(passages) == 0 || len(passages) > mostPassages || size > mostPassages*3*longestRun {
			t.Errorf("%d passages of %d characters, %d more", len(passages), size, more)
		}
	}
}

func TestPassagesThatAreTooManyAreCounted(t *testing.T) {
	var before, after []string
	for i := range 40 {
		before = append(before, fmt.Sprintf("Number %d is old. It stays as sentence %d.", i, i))
		after = append(after, fmt.Sprintf("Number %d is new. It stays as sentence %d.", i, i))
	}
	passages, more := Texts(strings.Join(before, " "), strings.Join(after, " "))
	if len(passages) != mostPassages || more != 10 {
		t.Errorf("%d passages and %d more", len(passages), more)
	}
}

// Whatever the texts, what is shown as kept and removed is of the first one, and what is
// shown as kept and added of the second.
func FuzzTexts(f *testing.F) {
	f.Add("As it was. And is.", "As it is. And was.")
	f.Add("a\x00b\xff <i>", "… . ! ?")
	f.Fuzz(func(t *testing.T, before, after string) {
		passages, _ := Texts(before, after)
		b, a := " "+strings.Join(strings.Fields(before), " ")+" ", " "+strings.Join(strings.Fields(after), " ")+" "
		for _, p := range passages {
			for _, r := range p {
				for part := range strings.SplitSeq(r.Text, "…") {
					part = strings.TrimSpace(part)
					if r.Op != Added && !strings.Contains(b, part) && utf8.ValidString(before) && r.Cut == 0 {
						t.Fatalf("%q is not of %q", part, before)
					}
					if r.Op != Removed && !strings.Contains(a, part) && utf8.ValidString(after) && utf8.ValidString(before) && r.Cut == 0 {
						t.Fatalf("%q is not of %q", part, after)
					}
				}
			}
		}
	})
}
