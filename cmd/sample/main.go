// Command sample writes a workspace of any size, to try things out on:
//
//	go run ./cmd/sample --teams 50 --quarters 20 <folder>
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"quarterdeck/generator/sample"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

// run returns the exit code: 0 fine, 2 wrong usage, 3 the folder cannot be written.
func run(args []string, out io.Writer) int {
	flags := flag.NewFlagSet("sample", flag.ContinueOnError)
	flags.SetOutput(out)
	teams := flags.Int("teams", 10, "how many `teams`")
	quarters := flags.Int("quarters", 4, "how many `quarters`; the last one is running")
	seed := flags.Uint64("seed", 1, "another seed makes another workspace")
	flags.Usage = func() {
		fmt.Fprintln(out, "usage: sample [--teams 10] [--quarters 4] [--seed 1] <folder>")
		flags.PrintDefaults()
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	if flags.NArg() != 1 || *teams < 1 || *quarters < 1 || *quarters > 4000 {
		flags.Usage()
		return 2
	}
	folder := flags.Arg(0)
	if left, err := os.ReadDir(folder); err == nil && len(left) > 0 {
		fmt.Fprintf(out, "%s is not empty: name a new folder\n", folder)
		return 2
	}
	files := sample.Workspace(*teams, *quarters, *seed)
	if err := files.Write(folder); err != nil {
		fmt.Fprintln(out, err)
		return 3
	}
	fmt.Fprintf(out, "%d files in %s\n", len(files), folder)
	return 0
}
