package publish

import (
	"fmt"

	"quarterdeck/generator/publish/target"
)

// refuse returns why a plan is not carried out, or nil.
func refuse(st *state, about About, next Record, w work, p Plan, o Options) error {
	if about.Draft && !o.Draft {
		return target.Refuse(ErrDraft, "freeze what is open, or pass --draft", "the site holds reports that nobody has frozen")
	}
	if was := st.record.Audience; was != "" && was != next.Audience {
		return target.Refuse(ErrAudience, "give each audience a url of its own in site.toml",
			"the target holds the site of %s, not of %s", was, next.Audience)
	}
	if len(w.foreign) > 0 {
		return foreign(w)
	}
	if gone, all := missed(st.record.Files, p.Removed); len(gone)*5 > all && len(gone) > o.MaxDeletes {
		return target.Refuse(ErrDeletes, fmt.Sprintf("if that is meant, pass --max-deletes %d", len(gone)),
			"%d of %d files would be removed, %s", len(gone), all, some(gone))
	}
	return nil
}

// missed are the removed files that readers can miss, and how many there were. A style
// sheet that gets another name with every change is not among them.
func missed(old Files, removed []string) (gone []string, all int) {
	for name, e := range old {
		if !hashed(name, e) {
			all++
		}
	}
	for _, name := range removed {
		if !hashed(name, old[name]) {
			gone = append(gone, name)
		}
	}
	return gone, all
}

func foreign(w work) error {
	return target.Refuse(target.ErrForeign, "move it away, or publish to an empty place",
		"the target holds %s, which the site would overwrite", some(w.foreign))
}

// some names the first of a list.
func some(names []string) string {
	switch len(names) {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	}
	return fmt.Sprintf("%s and %d more", names[0], len(names)-1)
}
