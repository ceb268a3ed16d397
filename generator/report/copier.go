package report

import "reflect"

// copier copies values of the model field by field: those that are open, and nothing
// else. What several pointers lead to is copied once, and what would be copied whole is
// shared.
type copier struct {
	open   map[string]bool // "Deliverable.Owner"
	shapes map[reflect.Type]*shape
	exists map[reflect.Type]func(any) bool // what a pointer leads to is left out where this says no
	mend   map[reflect.Type]func(to, from any)
}

// shape is what the copier knows of a type.
type shape struct {
	whole  bool     // nothing of it is taken out
	fields []int    // of a struct: those that are open
	of     []*shape // and what they are
	elem   *shape   // of a pointer, slice or map
	exists func(any) bool
	mend   func(to, from any)
	copies map[uintptr]reflect.Value // of what pointers of this type lead to
}

// model reports whether the fields of a struct are looked at: it is of this package, and
// says something.
func model(t reflect.Type) bool {
	return t.PkgPath() == reflect.TypeFor[Archive]().PkgPath() && t != reflect.TypeFor[Memo]()
}

// share has values of a type handed on as they are.
func (c *copier) share(t reflect.Type) { c.shapes[t] = &shape{whole: true} }

// shape returns what there is to know of a type, found out when it is first asked for.
func (c *copier) shape(t reflect.Type) *shape {
	if s := c.shapes[t]; s != nil {
		return s
	}
	s := &shape{} // not whole while it leads back to itself
	c.shapes[t] = s
	switch t.Kind() {
	case reflect.Struct:
		c.structure(s, t)
	case reflect.Pointer:
		s.elem, s.exists, s.copies = c.shape(t.Elem()), c.exists[t.Elem()], map[uintptr]reflect.Value{}
		s.whole = s.elem.whole && s.exists == nil
	case reflect.Slice, reflect.Map:
		s.elem = c.shape(t.Elem())
		s.whole = s.elem.whole
	case reflect.Func, reflect.Interface, reflect.Chan, reflect.UnsafePointer:
		// Nobody knows what lies behind it: only a rule can hand it on.
	default:
		s.whole = true
	}
	return s
}

func (c *copier) structure(s *shape, t reflect.Type) {
	if !model(t) {
		s.whole = true
		return
	}
	s.mend = c.mend[t]
	whole := s.mend == nil
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() || !c.open[t.Name()+"."+f.Name] {
			whole = false
			continue
		}
		of := c.shape(f.Type)
		s.fields, s.of = append(s.fields, i), append(s.of, of)
		whole = whole && of.whole
	}
	s.whole = whole
}

// copy fills to, which is zero, with what is open of from.
func (c *copier) copy(to, from reflect.Value, s *shape) {
	if s.whole {
		to.Set(from)
		return
	}
	switch from.Kind() {
	case reflect.Struct:
		for i, field := range s.fields {
			c.copy(to.Field(field), from.Field(field), s.of[i])
		}
		if s.mend != nil {
			s.mend(to.Addr().Interface(), from.Addr().Interface())
		}
	case reflect.Pointer:
		c.pointer(to, from, s)
	case reflect.Slice:
		c.slice(to, from, s)
	case reflect.Map:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeMapWithSize(from.Type(), from.Len()))
		for each := from.MapRange(); each.Next(); {
			// A value in a map has no address, which a rule may want.
			was, is := reflect.New(from.Type().Elem()).Elem(), reflect.New(from.Type().Elem()).Elem()
			was.Set(each.Value())
			c.copy(is, was, s.elem)
			to.SetMapIndex(each.Key(), is)
		}
	}
}

func (c *copier) pointer(to, from reflect.Value, s *shape) {
	if from.IsNil() {
		return
	}
	at := from.Pointer()
	made, ok := s.copies[at]
	if !ok {
		if s.exists != nil && !s.exists(from.Interface()) {
			made = reflect.Zero(from.Type())
		} else {
			made = reflect.New(from.Type().Elem())
		}
		s.copies[at] = made
		if !made.IsNil() {
			c.copy(made.Elem(), from.Elem(), s.elem)
		}
	}
	to.Set(made)
}

// slice leaves out what a pointer leads to that is not there.
func (c *copier) slice(to, from reflect.Value, s *shape) {
	if from.IsNil() {
		return
	}
	pointers := from.Type().Elem().Kind() == reflect.Pointer
	to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
	n := 0
	for i := range from.Len() {
		c.copy(to.Index(n), from.Index(i), s.elem)
		if !pointers || !to.Index(n).IsNil() {
			n++
		}
	}
	to.SetLen(n)
}
