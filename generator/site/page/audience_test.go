package page

import (
	"fmt"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"reflect"
	"testing"
)

// Whatever an audience is shown, no link of a view leads to a page that its site
// does not have.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for mask := range 1 << len(report.Parts) {
		var parts []report.Part
		for i, part := range report.Parts {
			if mask>>i&1 == 1 {
				parts = append(parts, part)
			}
		}
		s := plan(parts...)
		dead := map[string]bool{}
		for _, path := range s.Paths() {
			p := s.Page(path)
			check := func(l site.Link) {
				if l.Path != "" && l.Path[0] != '#' && !l.External && !s.Has(l.Path) {
					dead[fmt.Sprintf("%s has a link %q to %s", path, l.Text, l.Path)] = true
				}
			}
			eachLink(reflect.ValueOf(p.Head), check)
			check(site.Link{Path: p.Head.Redirect})
			if p.View != nil {
				eachLink(reflect.ValueOf(p.View()), check)
			}
		}
		for what := range dead {
			t.Errorf("an audience that sees %v: %s", parts, what)
		}
	}
}

// eachLink calls f for every Link in a view. The archive is not part of it.
func eachLink(v reflect.Value, f func(site.Link)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Type().String() != "*report.Quarter" && v.Type().String() != "*report.Deliverable" && v.Type().String() != "*metrics.Figures" {
			eachLink(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachLink(v.Index(i), f)
		}
	case reflect.Struct:
		if l, ok := v.Interface().(site.Link); ok {
			f(l)
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachLink(v.Field(i), f)
			}
		}
	}
}
