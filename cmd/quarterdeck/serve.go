package main

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/preview"
)

func newServe() *cobra.Command {
	var flags workspaceFlags
	var o preview.Options
	var openIt bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site in a browser while you write",
		Long: `Serve shows the site as the workspace is now. Open pages follow every save without losing their
place. A file with errors keeps its last good page and shows its problems beside it; /-/problems
lists them all. Nothing is written to disk. Only this machine can connect, unless you pass --host.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.Port < 0 || o.Port > 65535 {
				return usagef("--port: %d is out of range: use 1 to 65535, or 0 for any free port", o.Port)
			}
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			o.Folder, o.Messages = flags.source, c.ErrOrStderr()
			o.Live = generator.LiveOptions{Today: today, CacheDir: cacheDir()}
			if openIt {
				o.Ready = func(address string) {
					if err := browse(address); err != nil {
						fmt.Fprintf(c.ErrOrStderr(), "could not open a browser (%v); open %s\n", err, address)
					}
				}
			}
			err = preview.Serve(c.Context(), w, o)
			if errors.Is(err, generator.ErrAudience) {
				return usagef("--audience: %w", err)
			}
			if errors.Is(err, generator.ErrProblems) {
				return failure{exitProblems, errors.New("nothing was served")}
			}
			if err != nil {
				return outside(err)
			}
			return nil
		},
	}
	flags.add(c)
	c.Flags().StringVar(&o.Audience, "audience", "", "`id` of the audience whose site is shown (default the first in site.toml)")
	c.Flags().StringVar(&o.Host, "host", "127.0.0.1", "`address` to listen on; 0.0.0.0 lets other machines connect")
	c.Flags().IntVar(&o.Port, "port", 4000, "`port` to listen on; if taken, the next free one; 0 for any")
	c.Flags().BoolVar(&openIt, "open", false, "open the site in a browser")
	c.Flags().BoolVar(&o.Navigate, "navigate", false, "open pages jump to the page of the file you are editing")
	return c
}

// browse opens an address in the user's browser.
func browse(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // whether a window came up is for the user to see
	return nil
}
