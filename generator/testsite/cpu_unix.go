//go:build unix

package testsite

import (
	"syscall"
	"time"
)

// cpuTime is what the process has used of the processors so far. Unlike the time of day it does
// not grow while other processes have them.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return time.Since(began)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
