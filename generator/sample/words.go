package sample

import (
	"math/rand/v2"
	"strings"
)

// The words of which names, titles and sentences are made.
var (
	fields = []string{"design", "rules", "cache", "bots", "logs", "billing", "search", "mail", "storage", "identity", "edge", "mobile", "network"}
	crafts = []string{"platform", "engine", "tools", "services"}
	verbs  = []string{"version", "measure", "replace", "publish", "simplify", "review", "automate", "split", "retire", "document"}
	nouns  = []string{"ruleset", "session", "certificate", "invoice", "index", "replica", "gateway", "report", "template", "schedule", "quota", "alert"}
	things = []string{"service", "page", "export", "pipeline", "store", "interface", "limits", "checks", "history", "format"}

	subjects   = []string{"the rollout", "our first customer", "the review", "support", "the migration", "every region", "the old interface", "the new format", "a small team", "the load test"}
	predicates = []string{"took two weeks longer than anyone had planned", "showed what we had missed in the draft", "is ready before the cut-off", "depends on a decision of last year",
		"halves the time that readers wait", "needs a date and not a promise", "went to one customer in ten", "can be taken back within an hour", "costs less than the meeting about it", "keeps the data where it was"}
	tails = []string{"because we asked early", "while the others wait", "so that nobody is surprised", "and we say so here", "as the numbers of May show", "without a change for customers"}
)

func one[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// sentence is a sentence without its capital and its full stop.
func sentence(r *rand.Rand) string {
	s := one(r, subjects) + " " + one(r, predicates)
	if r.IntN(2) == 0 {
		s += ", " + one(r, tails)
	}
	return s
}

func sentences(r *rand.Rand, n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = capital(sentence(r)) + "."
	}
	return strings.Join(all, " ")
}

// capital changes the first letter, which is ASCII in all words here.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
