package content

import (
	"time"
	_ "time/tzdata" // for machines without the database of time zones
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
			v.problems.Errorf(v.at, "unknown-zone", `write a name of the time zone database, such as "Europe/Warsaw", "America/New_York" or "UTC"`,
				"unknown time zone %q", Short(s))
			return nil, false
		}
		return zone, true
	})
}

// inZones has the times of all files that are in UTC read as times of the zone that site.toml
// names; for the files of an edition, its own site.toml.
func (s *Source) inZones(c *Cache) {
	place := func(files []File, site string) {
		for i := range files {
			if files[i].Path != site {
				continue
			}
			f := files[i]
			f.Path = "site.toml"
			if p, _ := c.Parse(f); p.Site != nil && p.Site.Site.Zone != nil {
				for n := range files {
					files[n].Zone = p.Site.Site.Zone
				}
				files[i].Zone = nil // so that it is parsed once
			}
			return
		}
	}
	place(s.Files, "site.toml")
	for _, e := range s.Editions {
		place(e.Files, e.Folder+"/site.toml")
	}
}

// local is a time that is written in UTC as the zone of the file has it.
func (t *text) local(at time.Time) time.Time {
	if t.zone != nil {
		return at.In(t.zone)
	}
	return at.UTC()
}

// sameZone reports whether two zones are those of one name.
func sameZone(a, b *time.Location) bool {
	return a == b || a != nil && b != nil && a.String() == b.String()
}
