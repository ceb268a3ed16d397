//go:build !unix

package testsite

import "time"

// cpuTime is the time of day, where nothing better is known.
func cpuTime() time.Duration { return time.Since(began) }
