package report

import (
	"reflect"
	"strings"
	"testing"
)

// eachType visits every type of the model that an archive leads to, once.
func eachType(t reflect.Type, seen map[reflect.Type]bool, visit func(reflect.Type)) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		eachType(t.Elem(), seen, visit)
	case reflect.Map:
		eachType(t.Key(), seen, visit)
		eachType(t.Elem(), seen, visit)
	case reflect.Struct:
		if seen[t] || !model(t) {
			return
		}
		seen[t] = true
		visit(t)
		for f := range t.Fields() {
			eachType(f.Type, seen, visit)
		}
	}
}

// Every field of the model is in one row of the table, and every row is a field.
func TestEveryFieldHasARow(t *testing.T) {
	rows := map[string]int{}
	for _, row := range Fields() {
		rows[row.Field]++
		if row.To == nil {
			t.Errorf("the row of %s does not say who is shown it", row.Field)
		}
	}
	eachType(reflect.TypeFor[Archive](), map[reflect.Type]bool{}, func(typ reflect.Type) {
		for f := range typ.Fields() {
			name := typ.Name() + "." + f.Name
			switch {
			case !f.IsExported():
				t.Errorf("%s cannot be handed to any audience, because it is not exported: give it a capital letter and a row in Fields, in fields.go", name)
			case rows[name] == 0:
				t.Errorf("%s is shown to nobody, because no row says who may see it: add a row to Fields, in fields.go", name)
			case rows[name] > 1:
				t.Errorf("%s stands in %d rows of Fields: one of them would be overlooked", name, rows[name])
			}
			switch f.Type.Kind() {
			case reflect.Interface, reflect.Func, reflect.Chan, reflect.Array, reflect.UnsafePointer:
				if name == "Edition.Archive" {
					break // a rule hands it on
				}
				t.Errorf("%s is of a kind that For does not look into: %s", name, f.Type)
			}
			delete(rows, name)
		}
	})
	for name := range rows {
		t.Errorf("Fields has a row of %s, which is no field of the model: remove it", name)
	}
}

// A field without a row is zero for every audience from which anything is kept, and so
// is what lies behind it.
func TestWithoutARowNothingIsShown(t *testing.T) {
	a := smallArchive()
	for _, closed := range []string{"Deliverable.CustomerTitle", "Team.Name", "Report.Items", "Archive.Quarters", "Prose.Text", "Span.HTML"} {
		table := Fields()
		for i, row := range table {
			if row.Field == closed {
				table = append(table[:i:i], table[i+1:]...)
				break
			}
		}
		shown := table.For(a, Audience{ID: "x", Shows: []Part{Numbers, Shipped}})
		typ, field, _ := strings.Cut(closed, ".")
		found := 0
		eachValue(reflect.ValueOf(shown), map[uintptr]bool{}, func(v reflect.Value) {
			if v.Type().Name() == typ {
				found++
				if f := v.FieldByName(field); !f.IsZero() {
					t.Errorf("without its row %s is still %v", closed, f)
				}
			}
		})
		if found == 0 {
			t.Errorf("%s was not looked at: the archive has no %s", closed, typ)
		}
	}
}

// eachValue visits every struct of the model behind a value, once.
func eachValue(v reflect.Value, seen map[uintptr]bool, visit func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			eachValue(v.Elem(), seen, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachValue(v.Index(i), seen, visit)
		}
	case reflect.Map:
		for each := v.MapRange(); each.Next(); {
			eachValue(each.Value(), seen, visit)
		}
	case reflect.Struct:
		if model(v.Type()) {
			visit(v)
			for i := range v.NumField() {
				eachValue(v.Field(i), seen, visit)
			}
		}
	}
}
