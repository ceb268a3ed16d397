package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/testsite"
)

// An import that is killed at any moment leaves each file as it was or as it becomes; what it had
// begun is gone after the next one.
func TestKilledImport(t *testing.T) {
	k := newKilledOf(t, 20)
	const many = 40
	kills := testsite.Rounds(many, 10)
	teams, err := os.ReadDir(filepath.Join(k.folder, "content", "2026-q3"))
	if err != nil {
		t.Fatal(err)
	}
	// Two exports, of the same items on other days, for many teams, so that writing takes a while.
	exports := []string{"august", "september"}
	words := "\n[import.jira.team]\n"
	var names []string
	rows := [2]strings.Builder{}
	for i := range rows {
		rows[i].WriteString("Summary,Issue key,Issue Type,Status,Project key,Resolved\n")
	}
	for _, e := range teams {
		if !e.IsDir() || e.Name() == "editions" {
			continue
		}
		words += fmt.Sprintf("%s = %q\n", e.Name(), e.Name())
		names = append(names, filepath.Join(k.folder, "content", "2026-q3", e.Name(), "metrics.toml"))
		for n := range 3 {
			for i := range rows {
				fmt.Fprintf(&rows[i], "Some work %d,KILL-%s-%d,Bug,Done,%s,2026-0%d-03\n", n, e.Name(), n, e.Name(), 8+i)
			}
		}
	}
	for i, name := range exports {
		k.write(t, name+".csv", rows[i].String())
	}
	site, err := os.ReadFile(filepath.Join(k.folder, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	k.write(t, "site.toml", string(site)+words)
	args := func(n int) []string {
		return []string{"import", "jira", exports[n%2] + ".csv", "--quarter", "2026-q3", "--exported", fmt.Sprintf("2026-10-0%d", 1+n%2), "--yes"}
	}
	known := map[string][2]string{} // each file after each of the two imports
	for n := range 4 {
		k.whole(t, args(n)...)
		for _, name := range names {
			both := known[name]
			both[n%2] = contents(t, name)
			known[name] = both
		}
	}
	var changed, half, amid int
	last := map[string]string{}
	for n := 0; k.inside < kills && n < 6*kills; n++ {
		if n%3 == 0 {
			k.kill(t, args(n)...)
		} else { // writing takes a small part of a run: these wait until one of the files is written
			one := names[k.random.IntN(len(names))]
			was, until := contents(t, one), time.Now().Add(2*k.took)
			k.killAfter(t, func() {
				for contents(t, one) == was && time.Now().Before(until) {
					time.Sleep(100 * time.Microsecond)
				}
			}, args(n)...)
		}
		written := 0
		for _, name := range names {
			if known[name][n%2] == contents(t, name) {
				written++
			}
		}
		if written > 0 && written < len(names) {
			amid++
		}
		for _, name := range names {
			is := contents(t, name)
			if both := known[name]; is != both[0] && is != both[1] {
				t.Fatalf("%s is neither the old one nor the new one:\n%s", name, is)
			}
			if last[name] != is {
				changed++
			}
			last[name] = is
		}
		half += len(unfinishedFiles(t, names))
	}
	t.Logf("%d killed inside, %d after the end; files changed %d times, %d kills were between two files, begun ones were seen %d times; a run takes %v", k.inside, k.late, changed, amid, half, k.took)
	if k.inside < kills {
		t.Errorf("only %d kills were inside a run", k.inside)
	}
	if kills == many && amid == 0 { // few kills may all miss
		t.Error("no kill was between two files")
	}
	// What is left behind by a run that was killed is cleared, and what somebody else is writing is not.
	left := filepath.Join(filepath.Dir(names[0]), ".metrics.toml-1234567")
	testsite.Write(t, filepath.Dir(left), filepath.Base(left), "[[item")
	for _, name := range append(unfinishedFiles(t, names), left) {
		if err := os.Chtimes(name, time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 2 {
		k.whole(t, args(n)...)
	}
	if left := unfinishedFiles(t, names); len(left) > 0 {
		t.Errorf("%v were left behind", left)
	}
	if out, err := k.command(t, "check").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, bytes.TrimSpace(out))
	}
}

func contents(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// unfinishedFiles are the hidden files beside others.
func unfinishedFiles(t *testing.T, names []string) (hidden []string) {
	t.Helper()
	for _, name := range names {
		found, err := filepath.Glob(filepath.Join(filepath.Dir(name), ".*"))
		if err != nil {
			t.Fatal(err)
		}
		hidden = append(hidden, found...)
	}
	return hidden
}
