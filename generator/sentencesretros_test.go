package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// plainTrack is an action from the retro that had it first to the newest that raised it again.
type plainTrack struct {
	Team  string
	Last  *plainAction
	All   []*plainAction // from the first to the last
	Again int
}

// everyAction is every action of all retros, once.
func (s *plainSpace) everyAction() []*plainTrack {
	var all []*plainTrack
	for _, q := range s.Quarters {
		for _, r := range q.Reports {
			if r.Retro == nil {
				continue
			}
			for _, a := range r.Retro.Actions {
				known := report.Find(all, func(t *plainTrack) bool { return t.Last.Text == a.Text })
				if known == nil || !a.Again {
					all = append(all, &plainTrack{r.Team, a, []*plainAction{a}, 0})
					continue
				}
				known.Last, known.All = a, append(known.All, a)
				known.Again++
			}
		}
	}
	return all
}

func (s *plainSpace) overdue(t *plainTrack) bool {
	return !t.Last.Done && t.Last.Due != 0 && t.Last.Due < s.Today
}

// tracks counts actions of one team or all: done, open and overdue.
func (s *plainSpace) tracks(team string) (done, open, overdue int) {
	for _, t := range s.everyAction() {
		switch {
		case team != "" && t.Team != team:
		case t.Last.Done:
			done++
		default:
			if open++; s.overdue(t) {
				overdue++
			}
		}
	}
	return done, open, overdue
}

// ofTracks holds where it does with the numbers of all teams, or of one.
func ofTracks(is func(a args, done, open, overdue int) bool) claim {
	return func(c plainScope, a args) bool {
		for _, team := range append([]string{""}, "alpha", "beta", "gamma", "delta") {
			if done, open, overdue := c.space.tracks(team); is(a, done, open, overdue) {
				return true
			}
		}
		return false
	}
}

// due are the actions of all retros that were due by the end of the quarter, or by today.
func (c plainScope) due() (done, all int) {
	by := min(c.q.End-1, c.space.Today)
	for _, q := range c.space.Quarters {
		for _, r := range q.Reports {
			if r.Retro == nil || c.team != "" && c.team != r.Team {
				continue
			}
			for _, a := range r.Retro.Actions {
				if a.Due != 0 && a.Due <= by {
					if all++; a.Done {
						done++
					}
				}
			}
		}
	}
	return done, all
}

// late counts those of them that were due before today, are not done and were not raised again: of
// those that were, the last one tells.
func (c plainScope) late() (n int) {
	by := min(c.q.End-1, c.space.Today-1)
	for i, q := range c.space.Quarters {
		for _, r := range q.Reports {
			if r.Retro == nil || c.team != "" && c.team != r.Team {
				continue
			}
			for _, a := range r.Retro.Actions {
				if a.Due != 0 && a.Due <= by && !a.Done && !raisedAgain(c.space.Quarters[i+1:], r.Team, a.Text) {
					n++
				}
			}
		}
	}
	return n
}

// raisedAgain reports whether a later retro of the team has an action again.
func raisedAgain(later []*plainQuarter, team, text string) bool {
	for _, q := range later {
		for _, r := range q.Reports {
			if r.Team == team && r.Retro != nil && slices.ContainsFunc(r.Retro.Actions, func(a *plainAction) bool { return a.Again && a.Text == text }) {
				return true
			}
		}
	}
	return false
}

func followed(name string) claim {
	return func(c plainScope, a args) bool {
		done, all := c.due()
		return a.ratio(name, float64(done), float64(all))
	}
}

// retro is that of the team counted, or nil.
func (c plainScope) retro() *plainRetro {
	if r := c.q.report(c.team); r != nil {
		return r.Retro
	}
	return nil
}

func (s *plainSpace) lessonCount(theme string) (lessons, retros, again int) {
	confirmed := map[string]bool{}
	for _, q := range s.Quarters {
		for _, r := range q.Reports {
			if r.Retro != nil {
				for _, l := range r.Retro.Lessons {
					for _, id := range l.Confirms {
						confirmed[id] = true
					}
				}
			}
		}
	}
	for _, q := range s.Quarters {
		for _, r := range q.Reports {
			if r.Retro == nil {
				continue
			}
			any := false
			for _, l := range r.Retro.Lessons {
				if theme == "none" || l.Theme == theme {
					lessons++
					any = true
					if confirmed[l.ID] {
						again++
					}
				}
			}
			if any {
				retros++
			}
		}
	}
	return lessons, retros, again
}

// claimsOfRetros are of retros, actions and lessons.
var claimsOfRetros = map[string]claim{
	"retro.none":  func(c plainScope, a args) bool { return c.retro() == nil && c.state() == report.Closed },
	"retro.later": func(c plainScope, a args) bool { return c.retro() == nil && c.state() == report.Running },
	"retro.held":  func(c plainScope, a args) bool { return c.retro() != nil && a.day("day") == c.retro().Held },
	"report.retro.no-action-was-agreed": func(c plainScope, a args) bool {
		return c.retro() != nil && c.retro().Change && len(c.retro().Actions) == 0
	},
	"report.retro.nothing-was-noted": func(c plainScope, a args) bool {
		return c.retro() != nil && !c.retro().Noted && (c.retro().Well || c.retro().Wrong)
	},
	"report.retro.no-section": func(c plainScope, a args) bool {
		r := c.retro()
		return r != nil && map[string]bool{"What went well": !r.Well, "What went wrong": !r.Wrong, "What we change": !r.Change}[a.s("title")]
	},
	"report.lessons.none-was-recorded": func(c plainScope, a args) bool { return c.retro() == nil || len(c.retro().Lessons) == 0 },
	"retro.follow":                     followed("done"),
	"retros.follow":                    followed("done"),
	"retros.overdue": func(c plainScope, a args) bool {
		return a.n("n") == c.late()
	},
	"retros.actions": ofTeams(func(c plainScope, a args) bool {
		done := 0
		if c.retro() == nil {
			return false
		}
		for _, one := range c.retro().Actions {
			if one.Done {
				done++
			}
		}
		return a.all("done", done, "n", len(c.retro().Actions))
	}),
	"actions.answer": ofTracks(func(a args, done, open, overdue int) bool {
		return a.all("n", done+open, "done", done, "open", open)
	}),
	"actions.overdue-answer": ofTracks(func(a args, done, open, overdue int) bool { return a.n("n") == overdue }),
	"fig-count.of-open":      ofTracks(func(a args, done, open, overdue int) bool { return a.n("n") == open }),
	"action.overdue":         func(c plainScope, a args) bool { return c.space.dueOn(a.day("day"), true) },
	"team.actions.overdue":   func(c plainScope, a args) bool { return c.space.dueOn(a.day("day"), true) },
	"team.actions.due":       func(c plainScope, a args) bool { return c.space.dueOn(a.day("day"), false) },
	"lessons.answer": func(c plainScope, a args) bool {
		lessons, retros, again := c.space.lessonCount(a.s("theme"))
		return a.all("lessons", lessons, "retros", retros, "again", again)
	},
	"updates.silent-since-start": ofTeams(func(c plainScope, a args) bool {
		return c.updates() == 0 && c.state() == report.Running && a.n("days") == int(c.space.Today-c.q.Start)
	}),
	"updates.silent": ofTeams(func(c plainScope, a args) bool {
		return c.updates() > 0 && c.state() == report.Running && a.n("days") == c.silent()
	}),
	"updates.no-word":                   ofTeams(func(c plainScope, a args) bool { return c.state() == report.Running && a.n("days") == c.silent() }),
	"risk.silent":                       ofTeams(func(c plainScope, a args) bool { return c.state() == report.Running && a.n("days") == c.silent() }),
	"quarter.standing-rows.nothing-yet": ofTeams(func(c plainScope, a args) bool { return c.updates() == 0 }),
	"risk.off-track": ofTeams(func(c plainScope, a args) bool {
		for _, r := range c.reports() {
			if n := len(r.Updates); n > 0 {
				return r.Updates[n-1].Health == "off track" && a.day("day") == r.Updates[n-1].Day
			}
		}
		return false
	}),
}

// dueOn reports whether an action that is open is due on a day, and whether that is past.
func (s *plainSpace) dueOn(day report.Day, past bool) bool {
	return slices.ContainsFunc(s.Quarters, func(q *plainQuarter) bool {
		return slices.ContainsFunc(q.Reports, func(r *plainReport) bool {
			return r.Retro != nil && slices.ContainsFunc(r.Retro.Actions, func(a *plainAction) bool {
				return a.Due == day && !a.Done && (day < s.Today) == past
			})
		})
	})
}

func (c plainScope) updates() (n int) {
	for _, r := range c.reports() {
		n += len(r.Updates)
	}
	return n
}

// silent is for how many days a team has said nothing.
func (c plainScope) silent() int {
	since := c.q.Start
	for _, r := range c.reports() {
		for _, u := range r.Updates {
			since = max(since, u.Day)
		}
	}
	return int(c.space.Today - since)
}
