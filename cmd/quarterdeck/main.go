// Command quarterdeck turns Markdown plans, retro notes and metric exports into a
// static site of quarterly delivery reports.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() { os.Exit(run()) }

// run is main with an exit code, so that tests can call it as a command.
func run() int {
	maskOfFiles()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	ended := make(chan int, 1)
	go func() { ended <- execute(ctx, os.Args[1:], os.Stdout, os.Stderr) }()
	select {
	case code := <-ended:
		return code
	case s := <-signals:
		cancel()
		return interrupted(s, signals, ended)
	}
}

// grace is how long a verb may take to clear up after a signal. What it leaves when it is cut off,
// the next run clears away: everything is written beside its place and put there in one step.
const grace = 600 * time.Millisecond

// interrupted waits for a verb to end after a signal, until a second one, and returns the exit code
// by which a shell knows the signal; but 0 where the verb has done all that it was asked to, as
// serve has.
func interrupted(s os.Signal, again <-chan os.Signal, ended <-chan int) int {
	select {
	case code := <-ended:
		if code == exitFine {
			return exitFine
		}
	case <-again:
	case <-time.After(grace):
	}
	if number, ok := s.(syscall.Signal); ok {
		return exitSignal + int(number)
	}
	return exitOutside
}
