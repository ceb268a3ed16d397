package report

import "testing"

func TestIDs(t *testing.T) {
	for _, id := range []string{"MR-101", "a", "KEP-1440-alpha", "x.y_z", "0"} {
		if !IsDeliverableID(id) {
			t.Errorf("%q is refused as the id of a deliverable", id)
		}
	}
	for _, id := range []string{"", "-a", ".", "..", "a/b", "a b", "ä", "index.html", "feed.XML", string(make([]byte, 65))} {
		if IsDeliverableID(id) {
			t.Errorf("%q is taken as the id of a deliverable", id)
		}
	}
	for _, id := range []string{"", "A", "a_b", "a.b", "-", "editions", "summary", "themes"} {
		if IsNameID(id) {
			t.Errorf("%q is taken as the id of a team or a lesson", id)
		}
	}
}
