package data

import (
	"maps"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"reflect"
	"strconv"
	"strings"
)

// SchemaPath is where the schema of a kind of file is.
func SchemaPath(name string) string {
	return "data/schema/" + strconv.Itoa(dataSchema) + "/" + name + ".json"
}

// schemas are the forms of the JSON files, each with the message of its title, and who has
// such a file.
var schemas = []struct {
	name    string
	of      reflect.Type
	sees    report.Part
	columns string // the messages of its fields
}{
	{"data", reflect.TypeFor[dataFile](), report.Numbers, "column.deliverable."},
	{"deliverables", reflect.TypeFor[deliverablesFile](), report.Numbers, "column.deliverable."},
	{"shipped", reflect.TypeFor[shippedFile](), report.Shipped, "column.delivery."},
}

// PlanSchemas adds a JSON Schema for each form of a JSON file. The address holds the version: what
// was written for one stays right.
func PlanSchemas(p *site.Planner) {
	for _, s := range schemas {
		if p.Shows(s.sees) {
			p.File(SchemaPath(s.name), func() ([]byte, error) { return schemaJSON(p.T("schema."+s.name), s.of, described(p.Words, s.columns)) })
		}
	}
}

// schema is a JSON Schema, as far as the files need it.
type schema map[string]any

// described says what a member is, by its name: a column, or what has a message of its own;
// "" for what needs none.
func described(words *i18n.Locale, columns string) func(name string) string {
	return func(name string) string {
		for _, id := range []string{"schema.member." + name, columns + name} {
			if words.Has(id) {
				return words.T(id)
			}
		}
		return ""
	}
}

func (s schema) with(meaning string) schema {
	if meaning != "" {
		s["description"] = meaning
	}
	return s
}

// objectSchema is the schema of such a row.
func objectSchema[R any](columns []column[R], meaning func(string) string) schema {
	s := newObject()
	for _, c := range columns {
		s.require(c.name, maps.Clone(c.form).with(meaning(c.name)))
	}
	return s
}

func newObject() schema {
	return schema{"type": "object", "properties": schema{}, "required": []string{}}
}

// require adds a member that is always there.
func (s schema) require(name string, form schema) {
	s["properties"].(schema)[name] = form
	s["required"] = append(s["required"].([]string), name)
}

// field adds the member that a field of a struct becomes.
func (s schema) field(f reflect.StructField, meaning func(string) string) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	form := schemaOf(f.Type, meaning).with(meaning(name))
	if options == "omitempty" {
		s["properties"].(schema)[name] = form
		return
	}
	s.require(name, form)
}

// schemaJSON describes a type as its JSON looks (JSON Schema 2020-12). A field may join later, so others than those that are
// named may be there.
func schemaJSON(title string, of reflect.Type, meaning func(string) string) ([]byte, error) {
	s := schemaOf(of, meaning)
	s["$schema"], s["title"] = "https://json-schema.org/draft/2020-12/schema", title
	return site.JSON(s)
}

// figuresSchema has a member for each metric, beside the parts.
func figuresSchema(meaning func(string) string) schema {
	s := newObject()
	for _, m := range counted() {
		count := schema{"type": "integer"}
		if m.Rows == nil {
			count = schema{"type": []string{"number", "null"}}
		}
		s.require(m.Key(), count.with(meaning(m.Key())))
	}
	for field := range reflect.TypeFor[dataParts]().Fields() {
		s.field(field, meaning)
	}
	return s
}

func ratiosSchema(meaning func(string) string) schema {
	s := newObject()
	for _, m := range metrics.All() {
		if m.Ratio != nil {
			s.require(m.Key(), schemaOf(reflect.TypeFor[metrics.Ratio](), meaning).with(meaning(m.Key())))
		}
	}
	return s
}

func schemaOf(t reflect.Type, meaning func(string) string) schema {
	switch t { // these write themselves
	case reflect.TypeFor[deliverable]():
		return objectSchema(deliverableColumns, meaning)
	case reflect.TypeFor[delivery]():
		return objectSchema(deliveryColumns, meaning)
	case reflect.TypeFor[dataFigures]():
		return figuresSchema(meaning)
	case reflect.TypeFor[dataRatios]():
		return ratiosSchema(meaning)
	case reflect.TypeFor[metrics.Ratio]():
		number := schema{"type": "number"}
		return schema{"type": "object", "description": meaning("ratio"), "required": []string{"value", "of", "share"},
			"properties": schema{"value": number, "of": number, "share": schema{"type": []string{"number", "null"}}}}
	}
	switch t.Kind() {
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int:
		return schema{"type": "integer"}
	case reflect.Float64:
		return schema{"type": "number"}
	case reflect.Pointer:
		s := schemaOf(t.Elem(), meaning)
		if one, ok := s["type"].(string); ok {
			s["type"] = []string{one, "null"}
		}
		return s
	case reflect.Slice:
		return schema{"type": "array", "items": schemaOf(t.Elem(), meaning)}
	case reflect.Map:
		return schema{"type": "object", "additionalProperties": schemaOf(t.Elem(), meaning)}
	}
	s := newObject()
	for field := range t.Fields() {
		s.field(field, meaning)
	}
	return s
}
