// Command test runs the tests of the module, and says in its last line how many ran, and which
// programs were missing for the rest. Arguments are those of go test; without any it tests all
// packages. Run it from the root of the repository:
//
//	go run ./cmd/test
//	go run ./cmd/test -run Freeze ./generator/...
//
// It prints what go test prints. Where CI is set, a test that did not run is a failure. Packages
// keep drawn charts in one folder, which is empty in the beginning and removed in the end.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
)

func main() {
	args := os.Args[1:]
	if len(args) == 0 {
		args = []string{"./..."}
	}
	t := &tally{out: os.Stdout, all: slices.Contains(args, "-v"), said: map[test][]string{}, missing: map[string]int{}}
	err := run(t, args)
	fmt.Println(t.line())
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		os.Exit(failed.ExitCode())
	case err != nil:
		fmt.Fprintf(os.Stderr, "test: %v\n", err)
		os.Exit(1)
	case os.Getenv("CI") != "" && t.skipped > 0:
		fmt.Fprintln(os.Stderr, "test: CI is set, and tests did not run")
		os.Exit(1)
	}
}

// chartsOfRun tells tests where to keep drawn charts, as generator/testsite has it.
const chartsOfRun = "QUARTERDECK_TEST_CHARTS"

// run runs go test and counts what it tells.
func run(t *tally, args []string) (err error) {
	charts, err := os.MkdirTemp("", "quarterdeck-charts-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(charts)) }()
	c := exec.Command("go", append([]string{"test", "-json"}, args...)...)
	c.Env = append(os.Environ(), chartsOfRun+"="+charts)
	c.Stderr = os.Stderr
	told, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	read := t.read(told)
	if read != nil {
		_, _ = io.Copy(io.Discard, told) // so that go test can end
	}
	return errors.Join(c.Wait(), read)
}

// read takes in the events of go test -json, one a line, and what is printed among them.
func (t *tally) read(told io.Reader) error {
	lines := bufio.NewReader(told)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) == nil {
				t.take(e)
			} else if _, err := t.out.Write(line); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
