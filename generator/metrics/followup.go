package metrics

import "quarterdeck/generator/report"

// FollowUp parts the actions of all retros by where they stand today. Each track is in
// Open or in Done; Overdue are some of Open, and Raised some of both.
type FollowUp struct {
	Open, Overdue, Done, Raised []*report.Track
}

// Follow keeps the order of the tracks.
func Follow(tracks []*report.Track, today report.Day) FollowUp {
	var f FollowUp
	for _, t := range tracks {
		if t.Done() {
			f.Done = append(f.Done, t)
		} else {
			f.Open = append(f.Open, t)
		}
		if t.Overdue(today) {
			f.Overdue = append(f.Overdue, t)
		}
		if t.RaisedAgain() > 0 {
			f.Raised = append(f.Raised, t)
		}
	}
	return f
}

// Through is the follow-through of all of them: those that are done ÷ those that were due by
// today. Actions without a day are left out.
func (f FollowUp) Through(today report.Day) Ratio {
	due := func(tracks []*report.Track) (n float64) {
		for _, t := range tracks {
			if l := t.Last(); l.Due != 0 && l.Due <= today {
				n++
			}
		}
		return n
	}
	done := due(f.Done)
	return Ratio{Value: done, Of: done + due(f.Open)}
}

// Reuse is the rate at which lessons are reused: adopted ÷ matches that were answered, or had
// to be by now. Answers to lessons that do not match are left out.
func Reuse(uses []*report.Use) Ratio {
	var r Ratio
	for _, u := range uses {
		if len(u.Items) == 0 || u.Answer == nil && !u.Due {
			continue
		}
		r.Of++
		if u.Answer != nil && u.Answer.Verdict == "adopted" {
			r.Value++
		}
	}
	return r
}

// Applied are the outcomes of the items to which a lesson was applied: those that it matches in
// plans that adopted it, and of them the delivered ones. Uses may be of any lessons.
func Applied(uses []*report.Use, lesson string) (items, delivered Rows) {
	for _, u := range uses {
		if u.Lesson.ID != lesson || u.Answer == nil || u.Answer.Verdict != "adopted" {
			continue
		}
		for _, d := range u.Items {
			items = append(items, d)
			if d.Outcome.Status == report.Delivered {
				delivered = append(delivered, d)
			}
		}
	}
	return items, delivered
}
