package publish

import (
	"context"
	"slices"
	"time"

	"quarterdeck/generator/publish/target"
)

// Rollback makes a release live again that the target keeps; "" means the one that was
// live before. What it rolls back from stays, to be gone back to.
func Rollback(ctx context.Context, t *Target, id string, by About, o Options) (Result, error) {
	s, st, err := begin(ctx, t, by, o)
	if err != nil {
		return Result{}, err
	}
	s.rolling = true
	done := Result{Release: st.live}
	hint := "list those that it keeps with quarterdeck releases"
	switch {
	case st.live == "":
		return done, target.Refuse(ErrRelease, "", "nothing was ever published to %s", t.Name)
	case id == "":
		if id = st.lastGood(); id == "" {
			return done, target.Refuse(ErrRelease, hint, "the target keeps no release from before %s", st.live)
		}
	case !slices.Contains(st.ids, id):
		return done, target.Refuse(ErrRelease, hint, "the target keeps no release %q", id)
	}
	var old Record
	if err := s.readRecord(ctx, id, &old); err != nil {
		return done, before.explain("reading", t.Name, err)
	}
	if by.Audience != "" && old.Audience != by.Audience {
		return done, target.Refuse(ErrAudience, "give each audience a url of its own in site.toml", "the release %s is of %s, not of %s", id, old.Audience, by.Audience)
	}
	line := Line{didRollback, old}
	line.When, line.Who, line.Tool = by.When.UTC().Truncate(time.Second), by.Who, by.Tool
	whole := func(_ context.Context, w work) error {
		if len(w.send) > 0 {
			return target.Refuse(ErrRelease, "go back to another one, or build it from its sources and publish that",
				"of the release %s the target has lost %s", id, some(w.send))
		}
		return nil
	}
	return s.run(ctx, st, old, line, task{"rolling back", "nothing was changed", func(w work, _ Plan) error {
		if err := whole(ctx, w); err != nil || len(w.foreign) == 0 {
			return err
		}
		return foreign(w)
	}, whole})
}

// Releases lists what the target keeps, newest first, and which is live.
func Releases(ctx context.Context, t *Target) (list []Record, live string, err error) {
	s, st, err := begin(ctx, t, About{}, Options{})
	if err != nil {
		return nil, "", err
	}
	list = make([]Record, len(st.ids))
	err = s.over(ctx, st.ids, func(ctx context.Context, id string) error {
		return s.readRecord(ctx, id, &list[slices.Index(st.ids, id)])
	})
	return list, st.live, before.explain("reading", t.Name, err)
}
