package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quarterdeck/generator/manual"
)

// newHelp is the verb help, which knows topics besides the verbs.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [verb or topic]",
		Short: "Explain a verb or a topic",
		Long:  "Help explains a verb, or one of the topics of the manual. Without either it lists both.",
		Example: `  quarterdeck help build
  quarterdeck help plan`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if about, _, err := root.Find(args); err == nil {
				for _, c := range about.Commands() {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("no help for %q: run 'quarterdeck help' for the verbs and topics", strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			if err := about.Help(); err != nil || !about.Runnable() {
				return err
			}
			return topicOf(about)
		},
	}
}

// topicOf prints the topic that has the name of a verb, after what the verb says of itself: it could
// not be asked for else.
func topicOf(verb *cobra.Command) error {
	for _, t := range manual.Topics() {
		if t.Name == verb.Name() && verb.Parent() == verb.Root() {
			_, err := fmt.Fprintf(verb.OutOrStdout(), "\n%s", t.Text())
			return err
		}
	}
	return nil
}

// topics are commands without an action, which cobra lists as topics of the help.
func topics() []*cobra.Command {
	var list []*cobra.Command
	for _, t := range manual.Topics() {
		c := &cobra.Command{Use: t.Name, Short: t.Summary, Args: cobra.NoArgs}
		c.SetHelpFunc(func(c *cobra.Command, _ []string) { fmt.Fprint(c.OutOrStdout(), t.Text()) })
		list = append(list, c)
	}
	return list
}
