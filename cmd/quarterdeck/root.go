package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitFine     = 0
	exitProblems = 1 // the workspace has errors
	exitUsage    = 2 // the command line is wrong
	exitOutside  = 3 // disk, network

	exitSignal = 128 // and the number of the signal: 130 after Ctrl-C, 143 after SIGTERM
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

// exactly refuses another number of arguments, and says how the verb is called.
func exactly(n int) cobra.PositionalArgs { return between(n, n) }

// between is [exactly] where some of the arguments may be left out.
func between(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if n := min(max(len(args), least), most); n != len(args) {
			return usagef("expected %s, found %d; usage: %s", count(n, "argument"), len(args), c.UseLine())
		}
		return nil
	}
}

// outside is a failure of the world around.
func outside(err error) error { return failure{exitOutside, err} }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "quarterdeck",
		Short: "Quarterly delivery reports that people trust and read",
		Long: `Quarterdeck turns a workspace of Markdown plans, Markdown retro notes and TOML metric
exports into a static site: what each team said it would deliver this quarter, what it
delivered, why not the rest, and what others can learn from it.

Exit codes: 0 all is well, 1 the workspace has problems, 2 wrong usage, 3 a failure outside, such
as the disk or the network, 130 and 143 ended by Ctrl-C or SIGTERM, with nothing half written.
Results go to standard output, messages to standard error.`,
		Example: `  quarterdeck new site reports     start a workspace
  quarterdeck check                list its problems, each with its place and a fix
  quarterdeck serve --open         see the site in the browser while you write
  quarterdeck build                write the site to public/internal/
  quarterdeck freeze 2026-q3       freeze a quarter as it is published
  quarterdeck publish internal     publish the site`,
		Version:       version().String(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	// Topics are listed as they are asked for: `quarterdeck help plan`.
	root.SetUsageTemplate(strings.NewReplacer("Additional help topics:", "Topics of the manual:",
		"{{rpad .CommandPath .CommandPathPadding}}", "{{.Root.Name}} help {{rpad .Name .NamePadding}}").Replace(root.UsageTemplate()))
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetHelpCommand(newHelp(root))
	root.AddCommand(newBuild(), newCheck(), newDigest(), newFreeze(), newImport(), newManual(root), newNew(), newPack(), newPublish(), newReleases(),
		newRollback(), newServe(), newVerify(), newVersion())
	root.AddCommand(topics()...)
	return root
}

// refuseShells makes completion for a shell that it does not know an error; Cobra answers with
// its help. To be called when the root has its output, which the verbs of completion keep.
func refuseShells(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		var shells []string
		for _, shell := range c.Commands() {
			shells = append(shells, shell.Name())
		}
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("completion: name a shell: %s", strings.Join(shells, ", "))
			}
			return usagef("completion: unknown shell %q; use one of: %s", args[0], strings.Join(shells, ", "))
		}
	}
}

// execute runs the command line and returns its exit code. Results go to stdout,
// messages to stderr.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	refuseShells(root)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitFine
	}
	// Cobra's own errors are about the command line, and do not show how to mend it.
	f := failure{exitUsage, fmt.Errorf("%w\nrun 'quarterdeck --help' for usage", err)}
	errors.As(err, &f)
	if ctx.Err() != nil && errors.Is(f.err, context.Canceled) && !strings.Contains(f.err.Error(), "interrupted") {
		f.err = errors.New("interrupted") // publishing says so itself, and what readers see
	}
	if f.err != nil {
		fmt.Fprintf(stderr, "quarterdeck: %v\n", f.err)
	}
	return f.code
}
