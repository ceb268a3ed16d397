package generator_test

import (
	"fmt"
	"testing"
)

func TestSentencesOne(t *testing.T) {
	te := newTeller(t)
	seed := uint64(fromEnvironment(t, "DBG", 100))
	s := randomSpace(seed)
	for _, f := range te.tell(t, s, map[string]bool{}) {
		if f.why == "that is not so" {
			fmt.Println(f)
			small := shrunk(s, func(s *plainSpace) bool {
				for _, g := range te.tell(t, s, map[string]bool{}) {
					if g.id == f.id && g.why == f.why {
						return true
					}
				}
				return false
			})
			for _, g := range te.tell(t, small, map[string]bool{}) {
				if g.id == f.id {
					fmt.Println(g, asTxtar(small))
				}
			}
		}
	}
}
