package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitFine     = 0
	exitProblems = 1 // the workspace has errors
	exitUsage    = 2 // the command line is wrong
	exitOutside  = 3 // disk, network, a signal
)

// failure is an error with an exit code. Its Err is nil where everything has
// been said already.
type failure struct {
	code int
	err  error
}

func (f failure) Error() string {
	if f.err == nil {
		return ""
	}
	return f.err.Error()
}

func (f failure) Unwrap() error { return f.err }

// usagef is a mistake on the command line.
func usagef(format string, args ...any) error { return failure{exitUsage, fmt.Errorf(format, args...)} }

// outside is a failure of the world around.
func outside(err error) error { return failure{exitOutside, err} }

// execute runs the command line and returns its exit code. Results go to stdout,
// messages to stderr.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := &cobra.Command{
		Use:   "quarterdeck",
		Short: "Quarterly delivery reports that people trust and read",
		Long: `Quarterdeck turns a workspace of Markdown plans, Markdown retro notes and TOML metric
exports into a static site: what each team said it would deliver this quarter, what it
delivered, why not the rest, and what others can learn from it.`,
		Example: `  quarterdeck new site reports     start a workspace
  quarterdeck check                list its problems, each with its place and a fix
  quarterdeck serve --open         see the site in the browser while you write
  quarterdeck build                write the site to public/internal/
  quarterdeck freeze 2026-q3       freeze a quarter as it is published
  quarterdeck publish internal     publish the site`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.AddCommand(newBuild(), newCheck(), newDigest(), newFreeze(), newNew(), newPack(), newPublish(), newReleases(), newRollback(), newServe(), newVerify(), newVersion())

	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitFine
	}
	// Cobra's own errors are about the command line.
	f := failure{exitUsage, err}
	errors.As(err, &f)
	if f.err != nil {
		fmt.Fprintf(stderr, "quarterdeck: %v\n", f.err)
		if f.code == exitUsage {
			fmt.Fprintln(stderr, "run 'quarterdeck --help' for usage")
		}
	}
	return f.code
}
