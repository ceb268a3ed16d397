package testsite

import (
	"os"
	"path/filepath"
)

// ChartsOfRun is the variable of the environment by which cmd/test gives the tests of all
// packages one home for their caches.
const ChartsOfRun = "QUARTERDECK_TEST_CHARTS"

// Charts is where tests keep drawn charts, so that each is drawn once: a drawing costs more
// than all else on a page.
type Charts struct {
	Home string // what XDG_CACHE_HOME is for the command
	own  bool   // made here, and used by nobody else
}

// NewCharts returns that of the whole run, or a new one where there is no run of cmd/test. It
// panics where none can be made, because it may be called before there is a test that could fail.
func NewCharts() Charts {
	if home := os.Getenv(ChartsOfRun); home != "" {
		return Charts{Home: home}
	}
	home, err := os.MkdirTemp("", "quarterdeck-charts-")
	if err != nil {
		panic(err)
	}
	return Charts{Home: home, own: true}
}

// Dir is the folder of the charts, where the command keeps them as well.
func (c Charts) Dir() string { return filepath.Join(c.Home, "quarterdeck", "charts") }

// Close removes what NewCharts made.
func (c Charts) Close() error {
	if !c.own {
		return nil
	}
	return os.RemoveAll(c.Home)
}
