package data

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"reflect"
	"strconv"
	"strings"
)

func SchemaPath(name string) string {
	return "data/schema/" + strconv.Itoa(dataSchema) + "/" + name + ".json"
}

// schemas are the forms of the JSON files, and who has such a file.
var schemas = []struct {
	name, title string
	of          reflect.Type
	sees        report.Part
	columns     []Column
}{
	{"data", "The figures of a quarter or of a team's report, and its deliverables", reflect.TypeFor[dataFile](), report.Numbers, Meanings(DataColumns)},
	{"deliverables", "The deliverables of all quarters", reflect.TypeFor[deliverablesFile](), report.Numbers, Meanings(DataColumns)},
	{"shipped", "What was delivered, newest first", reflect.TypeFor[shippedFile](), report.Shipped, Meanings(ShippedDataColumns)},
}

// PlanSchemas adds a JSON Schema for each form of a JSON file. The address holds the version: what
// was written for one stays right.
func PlanSchemas(p *site.Planner) {
	p.Under("data", func(p *site.Planner) {
		for _, s := range schemas {
			if p.Shows(s.sees) {
				p.File(SchemaPath(s.name), func() ([]byte, error) { return schemaJSON(s.title, s.of, s.columns) })
			}
		}
	})
}

// schema is a JSON Schema, as far as the files need it.
type schema map[string]any

// schemaJSON describes a type as its JSON looks (JSON Schema 2020-12). A field may join later, so others than those that are
// named may be there.
func schemaJSON(title string, of reflect.Type, columns []Column) ([]byte, error) {
	meaning := map[string]string{
		"$schema": "the address of this schema, seen from the file", "schema": "the version; it goes up when a field goes away or changes its meaning",
		"cut_off": "the first day on which a plan was committed; null where no plan has one", "cut_off_last": "the last of them", "exported": "oldest and newest export",
	}
	for _, c := range columns {
		meaning[c.Name] = c.Meaning
	}
	s := schemaOf(of, meaning)
	s["$schema"], s["title"] = "https://json-schema.org/draft/2020-12/schema", title
	return site.JSON(s)
}

func schemaOf(t reflect.Type, meaning map[string]string) schema {
	if t == reflect.TypeFor[metrics.Ratio]() { // which writes itself
		number := schema{"type": "number"}
		return schema{"type": "object", "description": "value of of; share is null where there is nothing to divide by", "required": []string{"value", "of", "share"},
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
	properties, required := schema{}, []string{}
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		field := schemaOf(t.Field(i).Type, meaning)
		if says := meaning[name]; says != "" {
			field["description"] = says
		}
		properties[name] = field
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	return schema{"type": "object", "properties": properties, "required": required}
}
