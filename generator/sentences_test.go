package generator_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/render"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/page"
	"quarterdeck/generator/testsite"
)

// roundsOfSentences is the variable of the environment that says how many workspaces
// TestSentences makes, and firstOfSentences the seed of the first one.
const (
	roundsOfSentences = "QUARTERDECK_SENTENCES"
	firstOfSentences  = "QUARTERDECK_SENTENCES_FROM"
)

// A page says only what is so. Of random workspaces all pages are made, and every message that was
// used, with what it was filled in with, is compared with a plain count of what people decided and
// did. A message has to be in one of three lists: claims, with when each is true, labels, or
// uncounted, with why.
func TestSentences(t *testing.T) {
	rounds := fromEnvironment(t, roundsOfSentences, testsite.Rounds(250, 25))
	first := uint64(fromEnvironment(t, firstOfSentences, 1))
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // a round is garbage as a whole
	used, found := tellAll(t, first, rounds)
	teller := newTeller(t)
	for seed, f := range found {
		small := shrunk(randomSpace(seed), func(s *plainSpace) bool {
			return slices.ContainsFunc(teller.tell(t, s, map[string]bool{}), func(other fault) bool { return other.id == f.id })
		})
		again := teller.tell(t, small, map[string]bool{})
		at := slices.IndexFunc(again, func(other fault) bool { return other.id == f.id })
		t.Errorf("seed %d: %s\n%s", seed, again[at], asTxtar(small))
	}
	if rounds < 200 {
		return
	}
	for id := range claims {
		if !used[id] {
			t.Errorf("no workspace used %s: draw workspaces in which it is said, or take it out of the list", id)
		}
	}
}

// tellAll makes all rounds, on all processors, and returns which messages were used and, by seed,
// the first workspace in which each is not so.
func tellAll(t *testing.T, first uint64, rounds int) (used map[string]bool, found iter.Seq2[uint64, fault]) {
	used = map[string]bool{}
	faults := make([][]fault, rounds)
	var next atomic.Int64
	var one sync.Mutex
	t.Run("rounds", func(t *testing.T) {
		for n := range runtime.GOMAXPROCS(0) {
			t.Run(strconv.Itoa(n), func(t *testing.T) {
				t.Parallel()
				teller, mine := newTeller(t), map[string]bool{}
				for n := int(next.Add(1)) - 1; n < rounds; n = int(next.Add(1)) - 1 {
					faults[n] = teller.tell(t, randomSpace(first+uint64(n)), mine)
				}
				one.Lock()
				defer one.Unlock()
				maps.Copy(used, mine)
			})
		}
	})
	return used, func(yield func(uint64, fault) bool) {
		failed := map[string]bool{}
		for n, list := range faults {
			for _, f := range list {
				if !failed[f.id] && !yield(first+uint64(n), f) {
					return
				}
				failed[f.id] = true // one workspace shows what is wrong
			}
		}
	}
}

// fromEnvironment is a number in the environment.
func fromEnvironment(t *testing.T, name string, without int) int {
	text := os.Getenv(name)
	if text == "" {
		return without
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// fault is a sentence that is not true.
type fault struct {
	page, id string
	args     args
	why      string
}

func (f fault) String() string {
	return fmt.Sprintf("%s says %s with %v: %s", f.page, f.id, map[string]any(f.args), f.why)
}

// args are the parameters of a message by name.
type args map[string]any

// argsOf are the pairs that a message was given.
func argsOf(list []any) args {
	a := args{}
	for i := 0; i+1 < len(list); i += 2 {
		a[list[i].(string)] = list[i+1]
	}
	return a
}

// teller makes pages and hears what they say.
type teller struct {
	renderer *render.Renderer
	words    *i18n.Locale
	hear     func(id string, args []any)
	unsaid   map[string]bool // messages that need no count
}

func newTeller(t *testing.T) *teller {
	te := &teller{hear: func(string, []any) {}, unsaid: idsOf(slices.Concat(labels, uncounted))}
	var one sync.Mutex // a site is planned by several goroutines
	te.words = i18n.English().Reporting(func(id string, args []any) {
		one.Lock()
		defer one.Unlock()
		te.hear(id, args)
	})
	r, problems := render.New(render.Config{Drawer: notDrawn{}, Words: te.words})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	te.renderer = r
	return te
}

// tell returns what is said and not so, one fault a message, and notes every message that is used.
func (te *teller) tell(t *testing.T, space *plainSpace, used map[string]bool) []fault {
	m := made(t, space)
	defer m.close()
	var faults []fault
	seen := map[string]bool{}
	at, shown := "", m
	te.hear = func(id string, list []any) {
		a := argsOf(list)
		used[id] = true
		if seen[id] {
			return
		}
		claim, ok := claims[id]
		if !ok && te.unsaid[id] {
			return
		}
		if !ok {
			seen[id] = true
			faults = append(faults, fault{shown.archive.Audience.ID + ": " + at, id, a, "it is in none of the lists"})
			return
		}
		if !shown.holds(at, id, claim, a) {
			seen[id] = true
			faults = append(faults, fault{shown.archive.Audience.ID + ": " + at, id, a, "that is not so"})
		}
	}
	defer func() { te.hear = func(string, []any) {} }()
	for _, to := range m.archive.Site.Audiences {
		shown, at = m.seenBy(to), to.ID
		s, problems := generator.SiteOf(m.workspace, shown.archive, te.renderer)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for _, path := range s.Plan().Paths() {
			at = path
			if err := te.page(s, path); err != nil {
				t.Fatalf("%s: %v\n%s", path, err, asTxtar(space))
			}
		}
		for _, q := range shown.archive.Quarters {
			at = q.ID.String() + "/digest.md"
			if _, err := paper.Markdown(page.Digest(s.Plan(), page.DigestOptions{Quarter: q.ID, Upcoming: true})); err != nil {
				t.Fatal(err)
			}
		}
	}
	return faults
}

// page makes a page, but no picture.
func (te *teller) page(s *generator.Site, path string) error {
	p := s.Plan().Page(path)
	if p.Card != nil {
		p.Card()
		return nil
	}
	_, err := te.renderer.Render(context.Background(), s.Plan(), p)
	if errors.Is(err, site.ErrAbsent) || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Each message of pages is in one list alone, and in the catalogue.
func TestListsOfSentences(t *testing.T) {
	words, listed := i18n.English(), map[string]int{}
	for id := range claims {
		listed[id]++
	}
	for _, group := range slices.Concat(labels, uncounted) {
		for id := range idsOf([]unsaid{group}) {
			listed[id]++
		}
	}
	for id, n := range listed {
		if n > 1 || !words.Has(id) {
			t.Errorf("%s is in %d lists; in the catalogue: %t", id, n, words.Has(id))
		}
	}
}
