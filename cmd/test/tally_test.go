package main

import (
	"strings"
	"testing"

	"quarterdeck/generator/testsite"
)

func TestTally(t *testing.T) {
	if without != testsite.Without {
		t.Errorf("tests say %q; this command looks for %q", testsite.Without, without)
	}
	if chartsOfRun != testsite.ChartsOfRun {
		t.Errorf("tests look in %s; this command sets %s", testsite.ChartsOfRun, chartsOfRun)
	}
	const told = `{"Action":"build-output","ImportPath":"c","Output":"c.go:1: no\n"}
{"Action":"build-fail","ImportPath":"c"}
{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestGood"}
{"Action":"output","Package":"a","Test":"TestGood","Output":"=== RUN   TestGood\n"}
{"Action":"output","Package":"a","Test":"TestGood","Output":"    a_test.go:1: quiet\n"}
{"Action":"pass","Package":"a","Test":"TestGood","Elapsed":0}
{"Action":"output","Package":"a","Test":"TestBad","Output":"=== RUN   TestBad\n"}
{"Action":"output","Package":"a","Test":"TestBad","Output":"    a_test.go:2: wrong\n"}
{"Action":"fail","Package":"a","Test":"TestBad","Elapsed":0}
{"Action":"output","Package":"a","Test":"TestPage/wide","Output":"    a_test.go:3: left out for want of chromium\n"}
{"Action":"skip","Package":"a","Test":"TestPage/wide","Elapsed":0}
{"Action":"output","Package":"a","Test":"TestShell","Output":"    a_test.go:4: left out for want of sshd\n"}
{"Action":"skip","Package":"a","Test":"TestShell","Elapsed":0}
{"Action":"skip","Package":"a","Test":"TestOther","Elapsed":0}
{"Action":"output","Package":"a","Test":"TestStuck","Output":"    a_test.go:5: never ended\n"}
{"Action":"output","Package":"a","Output":"FAIL\ta\t0.1s\n"}
{"Action":"fail","Package":"a","Elapsed":0.1}
{"Action":"output","Package":"b","Output":"PASS\n"}
{"Action":"output","Package":"b","Output":"ok  \tb\t0.1s\n"}
{"Action":"pass","Package":"b","Elapsed":0.1}
go: something else
`
	var out strings.Builder
	c := &tally{out: &out, said: map[test][]string{}, missing: map[string]int{}}
	if err := c.read(strings.NewReader(told)); err != nil {
		t.Fatal(err)
	}
	const want = `c.go:1: no
    a_test.go:2: wrong
FAIL	a	0.1s
    a_test.go:5: never ended
ok  	b	0.1s
go: something else
`
	if out.String() != want {
		t.Errorf("it prints\n%swant\n%s", out.String(), want)
	}
	if got, want := c.line(), "2 tests ran, 1 failed; 3 not run: 1 for want of chromium, 1 for want of sshd, 1 for other reasons"; got != want {
		t.Errorf("the last line is %q, want %q", got, want)
	}
	if got := (&tally{ran: 2}).line(); got != "2 tests ran, 0 failed; none was left out" {
		t.Error(got)
	}
}
