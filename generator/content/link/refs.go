package link

import (
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// ref finds what a link to a path of the workspace leads to, or warns.
func (a *assembler) ref(p markdown.Piece) *report.Ref {
	path, fragment, _ := strings.Cut(p.Target, "#")
	if file := a.files[path]; file != nil {
		return a.refToFile(p, file, fragment)
	}
	if file := a.copied(path); file != "" {
		return &report.Ref{Kind: report.RefFile, ID: strings.TrimPrefix(file, "content/")}
	}
	if ref := a.refToFolder(path); ref != nil {
		return ref
	}
	for _, other := range a.elsewhere(path) {
		if file := a.files[other]; file != nil {
			return a.refToFile(p, file, fragment)
		}
		if ref := a.refToFolder(other); ref != nil {
			return ref
		}
	}
	if path != "content" && !strings.HasPrefix(path, "content/") {
		return a.dead(p.Pos, "", "%q is not below content, so it is not on the site", diag.Short(path))
	}
	a.dead(p.Pos, a.near(path), "there is no %q", diag.Short(path))
	if fragment != "" && content.PlaceOf(path).Role == content.RoleRetro {
		return unheld(fragment)
	}
	return nil
}

// refToFolder is the page of a quarter's or a report's folder.
func (a *assembler) refToFolder(path string) *report.Ref {
	if path == "content" {
		return &report.Ref{Kind: report.RefHome}
	}
	at := content.PlaceOf(path + "/plan.md")
	if at.Team == "" {
		at = content.PlaceOf(path + "/index.md")
	}
	q := a.quarters[at.Quarter]
	switch {
	case q == nil || at.Role == content.RoleOther:
		return nil
	case at.Team == "":
		return &report.Ref{Kind: report.RefQuarter, Quarter: q.ID}
	case a.at[reportKey{q.ID, a.called(at.Team)}] != nil:
		return &report.Ref{Kind: report.RefReport, Quarter: q.ID, ID: a.called(at.Team)}
	}
	return nil
}

func (a *assembler) refToFile(p markdown.Piece, file *content.Parsed, fragment string) *report.Ref {
	ref := &report.Ref{Quarter: file.Place.Quarter}
	switch file.Place.Role {
	case content.RoleHome:
		ref.Kind = report.RefHome
	case content.RoleForeword:
		ref.Kind = report.RefQuarter
	case content.RoleTeam:
		ref.Kind, ref.ID = report.RefTeam, a.called(file.Place.Team)
	case content.RolePlan, content.RoleRetro, content.RoleMetrics, content.RoleUpdate:
		ref.Kind, ref.ID = report.RefReport, a.called(file.Place.Team)
		if file.Update != nil {
			ref.Fragment = file.Update.Update.Anchor()
		}
	default:
		return a.dead(p.Pos, "", "%s has no page", file.Path)
	}
	if fragment == "" || file.Broken {
		return ref
	}
	anchor, ok := file.Anchors[fragment]
	if !ok {
		if ids := a.items[fragment]; len(ids) > 0 && file.Place.Role == content.RolePlan {
			return &report.Ref{Kind: report.RefDeliverable, ID: fragment}
		}
		if a.lessons[fragment] != nil && file.Place.Role == content.RoleRetro {
			return &report.Ref{Kind: report.RefLesson, ID: fragment}
		}
		a.problems.Warnf(p.Pos, "dead-anchor", content.DidYouMean(fragment, a.words.headings(file).Near(fragment)), "%s has no heading %q", file.Path, diag.Short(fragment))
		if file.Place.Role == content.RoleRetro {
			return unheld(fragment)
		}
		return ref
	}
	if anchor.Kind != "" {
		return &report.Ref{Kind: anchor.Kind, ID: anchor.ID, Fragment: anchor.Fragment}
	}
	ref.Fragment = anchor.Fragment
	return ref
}
