package content

import (
	"strings"

	"quarterdeck/generator/report"
)

// ref finds what a link to a path of the workspace leads to, or warns.
func (a *assembler) ref(p piece) *report.Ref {
	path, fragment, _ := strings.Cut(p.target, "#")
	if file := a.files[path]; file != nil {
		return a.refToFile(p, file, fragment)
	}
	if a.other[path] {
		return &report.Ref{Kind: report.RefFile, ID: strings.TrimPrefix(path, "content/")}
	}
	if ref := a.refToFolder(path); ref != nil {
		return ref
	}
	if path != "content" && !strings.HasPrefix(path, "content/") {
		return a.dead(p.pos, "", "%q is not below content, so it is not on the site", short(path))
	}
	a.dead(p.pos, a.near(path), "there is no %q", short(path))
	if fragment != "" && placeOf(path).role == roleRetro {
		return unheld(fragment)
	}
	return nil
}

// refToFolder is the page of a quarter's or a report's folder.
func (a *assembler) refToFolder(path string) *report.Ref {
	if path == "content" {
		return &report.Ref{Kind: report.RefHome}
	}
	at := placeOf(path + "/plan.md")
	if at.team == "" {
		at = placeOf(path + "/index.md")
	}
	q := a.quarters[at.quarter]
	switch {
	case q == nil || at.role == roleOther:
		return nil
	case at.team == "":
		return &report.Ref{Kind: report.RefQuarter, Quarter: q.ID}
	case a.at[reportKey{q.ID, at.team}] != nil:
		return &report.Ref{Kind: report.RefReport, Quarter: q.ID, ID: at.team}
	}
	return nil
}

func (a *assembler) refToFile(p piece, file *Parsed, fragment string) *report.Ref {
	ref := &report.Ref{Quarter: file.place.quarter}
	switch file.place.role {
	case roleHome:
		ref.Kind = report.RefHome
	case roleForeword:
		ref.Kind = report.RefQuarter
	case roleTeam:
		ref.Kind, ref.ID = report.RefTeam, file.place.team
	case rolePlan, roleRetro, roleMetrics:
		ref.Kind, ref.ID = report.RefReport, file.place.team
	case roleUpdate:
		ref.Kind, ref.ID = report.RefReport, file.place.team
		if file.update != nil {
			ref.Fragment = file.update.update.Anchor()
		}
	default:
		return a.dead(p.pos, "", "%s has no page", file.path)
	}
	if fragment == "" || file.broken {
		return ref
	}
	anchor, ok := file.anchors[fragment]
	if !ok {
		if ids := a.items[fragment]; len(ids) > 0 && file.place.role == rolePlan {
			return &report.Ref{Kind: report.RefDeliverable, ID: fragment}
		}
		if a.lessons[fragment] != nil && file.place.role == roleRetro {
			return &report.Ref{Kind: report.RefLesson, ID: fragment}
		}
		a.problems.Warnf(p.pos, "dead-anchor", didYouMean(fragment, sortedKeys(file.anchors)), "%s has no heading %q", file.path, short(fragment))
		if file.place.role == roleRetro {
			return unheld(fragment)
		}
		return ref
	}
	if anchor.kind != "" {
		return &report.Ref{Kind: anchor.kind, ID: anchor.id, Fragment: anchor.fragment}
	}
	ref.Fragment = anchor.fragment
	return ref
}
