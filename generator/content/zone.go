package content

import (
	"time"

	"quarterdeck/generator/diag"
)

// zoneKey is the name of a time zone.
func zoneKey[T any](name, meaning string, at func(*T) **time.Location) row[T] {
	return keyOf(Key{Name: name, Type: "string", Meaning: meaning, Example: `"Europe/Warsaw"`}, at, func(v value) (*time.Location, bool) {
		s, ok := as[string](v, "a string")
		if !ok {
			return nil, false
		}
		zone, err := time.LoadLocation(s)
		if err != nil || s == "" || s == "Local" { // these two depend on the machine, or say nothing
			v.problems.Errorf(v.at, "unknown-zone", zoneHint(), "unknown time zone %q", diag.Short(s))
			return nil, false
		}
		return zone, true
	})
}

// zoneHint tells a wrong name from a machine that knows none.
func zoneHint() string {
	if _, err := time.LoadLocation("Europe/Warsaw"); err != nil {
		return "this machine has no time zone database: install tzdata, or build quarterdeck with -tags timetzdata"
	}
	return `write a name of the time zone database, such as "Europe/Warsaw", "America/New_York" or "UTC"`
}
