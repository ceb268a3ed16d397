package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"quarterdeck/generator/testsite"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"quarterdeck": func() { os.Exit(run()) }})
}

// charts is where the command keeps drawn charts until the test ends.
func charts(t *testing.T) testsite.Charts {
	t.Helper()
	c := testsite.NewCharts()
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// The scripts in testdata are the command as people use it.
func TestScripts(t *testing.T) {
	charts := charts(t)
	testscript.Run(t, testscript.Params{
		Dir:  "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"tracker": startTracker},
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", charts.Home)
			e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
			return nil
		},
	})
}
