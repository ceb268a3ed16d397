package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"testing"
)

// builtOn is the sample with groundwork: MR-5 of Q1 made MR-1 possible, which Q2 delivered; MR-6 of Q2
// is for MR-4, which Q3 has open, and for MR-77, which no plan has.
func builtOn(shows ...report.Part) *site.Site {
	a := sample()
	put := func(n int, d *report.Deliverable) {
		r := a.Quarters[n].Report("rules")
		d.Team, d.Quarter, d.Kind, d.Outcome.Status = r.Team, r.Quarter, report.Groundwork, report.Delivered
		r.Items = append(r.Items, d)
	}
	put(0, &report.Deliverable{ID: "MR-5", Title: "Format", Enables: []string{"MR-9"}, Value: "Rules can be compared", Outcome: report.Outcome{Result: "Comparing takes a second"}})
	put(1, &report.Deliverable{ID: "MR-6", Title: "Tokens", Enables: []string{"MR-4", "MR-77"}, Value: "Screens look alike"})
	a.Quarters[1].Report("rules").Items[0].Value = "No tickets for a roll-back"
	a = a.For(report.Audience{ID: "test", Shows: shows, IDs: true})
	return Plan(a, metrics.Compute(a), i18n.English())
}

func TestGroundworkLedger(t *testing.T) {
	v := viewOf[*Groundwork](t, builtOn(report.Parts...), groundworkPath)
	if v.Answer != "One item of groundwork has not paid off yet." || len(v.Fold.First) != 1 {
		t.Fatalf("%q, %+v", v.Answer, v.Fold)
	}
	row := v.Fold.First[0]
	if row.ID != "MR-6" || spaced(row.Age) != "1 quarter" || len(row.Enables) != 1 || row.Enables[0].ID != "MR-4" || row.Enables[0].State != "open" || row.Unplanned[0] != "MR-77" {
		t.Errorf("the row is %+v", row)
	}
	if builtOn(report.Shipped, report.Upcoming).Has(groundworkPath) {
		t.Error("customers see the ledger")
	}
}

// Both ways, also a quarter later, on the item's page for life and in its row.
func TestGroundworkBothWays(t *testing.T) {
	s := builtOn(report.Parts...)
	under := viewOf[*ShippedItem](t, s, "shipped/mr-5/index.html").Ground
	if under == nil || len(under.Enables) != 1 || under.Enables[0].ID != "MR-9" || spaced(under.Enables[0].Later) != "1 quarter later" || len(under.StandsOn) != 0 {
		t.Errorf("the groundwork's page says %+v", under)
	}
	upon := viewOf[*ShippedItem](t, s, "shipped/mr-9/index.html").Ground
	if upon == nil || len(upon.StandsOn) != 2 || upon.StandsOn[0].ID != "MR-5" || spaced(upon.StandsOn[0].Later) != "1 quarter earlier" {
		t.Errorf("the page of what stands on it says %+v", upon)
	}
	if viewOf[*ShippedItem](t, builtOn(report.Shipped), "shipped/mr-1/index.html").Ground != nil {
		t.Error("customers see groundwork")
	}
	tie := func(path, id string) (ties []part.Tie) {
		for _, i := range viewOf[*Report](t, s, path).Rows.First {
			if i.ID == id {
				return i.Ties
			}
		}
		return nil
	}
	if ties := tie("2026-q1/rules/index.html", "MR-5"); len(ties) != 1 || ties[0].Verb != "Enables" || spaced(ties[0].State) != "delivered in 2026 Q2" {
		t.Errorf("the row of the groundwork has %+v", ties)
	}
	if ties := tie("2026-q3/rules/index.html", "MR-4"); len(ties) != 2 || ties[1].Verb != "Builds on" || ties[1].To.Path != "shipped/mr-6/index.html" || spaced(ties[1].State) != "delivered in 2026 Q2" {
		t.Errorf("the row of what stands on it has %+v", ties)
	}
	ground := viewOf[*Quarter](t, s, "2026-q2/index.html").Ground
	if ground == nil || ground.Ledger.Path != groundworkPath || len(ground.Rows.First) != 1 || ground.Rows.First[0].Item.ID != "MR-6" {
		t.Errorf("the quarter has %+v", ground)
	}
}

// What an item should change stands beside what it did change, for those inside alone.
func TestWorth(t *testing.T) {
	s := builtOn(report.Parts...)
	if w := viewOf[*ShippedItem](t, s, "shipped/mr-5/index.html").Worth; len(w) != 1 || w[0].Worth != (part.Worth{Value: "Rules can be compared", Result: "Comparing takes a second"}) || w[0].Due {
		t.Errorf("its page says %+v", w)
	}
	if w := viewOf[*ShippedItem](t, s, "shipped/mr-1/index.html").Worth; len(w) != 1 || !w[0].Due || w[0].Quarter.Text != "2026 Q2" {
		t.Errorf("what has no result yet: %+v", w)
	}
	row := viewOf[*Report](t, s, "2026-q1/rules/index.html").Rows.First[2]
	if row.ID != "MR-5" || row.Worth == nil || row.Worth.Result != "Comparing takes a second" {
		t.Errorf("its row says %+v", row.Worth)
	}
	if w := viewOf[*ShippedItem](t, builtOn(report.Shipped), "shipped/mr-1/index.html").Worth; w != nil {
		t.Errorf("customers see %+v", w)
	}
}
