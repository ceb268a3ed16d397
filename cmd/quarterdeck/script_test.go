package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"quarterdeck": func() { os.Exit(run()) }})
}

// The scripts in testdata are the command as people use it.
func TestScripts(t *testing.T) {
	cache := t.TempDir() // shared, so that a chart is drawn once for all scripts
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", cache)
			e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
			return nil
		},
	})
}
