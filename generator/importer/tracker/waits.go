package tracker

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWait is how long a service may make one wait; what is longer is for a person to decide.
const longestWait = 10 * time.Minute

// untold is how long to wait after too many questions where the service does not tell.
const untold = time.Minute

// waitFor waits before another attempt: as long as the service wants, else longer each time.
func (a *asker) waitFor(ctx context.Context, f *fault, attempt int) error {
	wait := f.wait
	if wait == 0 {
		wait = time.Second << (attempt - 1)
	}
	if wait > longestWait {
		f.err.Hint = fmt.Sprintf("it wants to be asked again at %s: run the same command then; with --save it goes on from there", a.o.Now().Add(wait).Format("15:04 MST"))
		return f.err
	}
	why := f.err.What
	if f.err.Status != 0 {
		why = strings.TrimSpace(strconv.Itoa(f.err.Status) + " " + http.StatusText(f.err.Status))
	} else if f.err.Err != nil {
		why = f.err.Err.Error()
	}
	a.o.Say(fmt.Sprintf("%s: %s; asking again in %s", a.service.Title, why, wait.Round(time.Second)))
	return a.o.Sleep(ctx, wait)
}

// limit reports whether an answer says that the service was asked too often, and how long to wait.
// Some say so with 403, which is else what a token may not do.
func (a *asker) limit(status int, h http.Header, body []byte) (wait time.Duration, limited bool) {
	switch {
	case status == http.StatusTooManyRequests:
	case status == http.StatusForbidden && (h.Get("Retry-After") != "" || h.Get("X-RateLimit-Remaining") == "0"):
	case status == http.StatusForbidden && strings.Contains(strings.ToLower(said(body)), "rate limit"):
	case a.service.limited != nil && a.service.limited(body):
	default:
		return 0, false
	}
	if wait = a.told(h); wait == 0 {
		wait = untold
	}
	return wait, true
}

// told is how long a service wants one to wait: in seconds, or until a time; 0 where it does not tell.
func (a *asker) told(h http.Header) time.Duration {
	now := a.o.Now()
	if after := h.Get("Retry-After"); after != "" {
		if until, err := http.ParseTime(after); err == nil {
			return max(until.Sub(now), time.Second)
		}
		if n, err := strconv.Atoi(after); err == nil && n >= 0 && n < 1<<30 {
			return max(time.Duration(n)*time.Second, time.Second)
		}
	}
	if left := h.Get("X-RateLimit-Remaining"); left != "" && left != "0" {
		return 0
	}
	for _, name := range []string{"X-RateLimit-Reset", "RateLimit-Reset"} {
		if until := resetOf(h.Get(name), now); !until.IsZero() {
			return max(until.Sub(now), time.Second)
		}
	}
	return 0
}

// resetOf is the time at which a limit ends: in seconds since 1970, in seconds from now, or as a
// date, with seconds or without.
func resetOf(text string, now time.Time) time.Time {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= 0 && n < 1<<40 {
		if n < 1_000_000_000 {
			return now.Add(time.Duration(n) * time.Second)
		}
		return time.Unix(n, 0)
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}
