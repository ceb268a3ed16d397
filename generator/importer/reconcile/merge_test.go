package reconcile

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

var exported = time.Date(2026, 10, 2, 7, 0, 0, 0, time.UTC)

func TestMerge(t *testing.T) {
	rows := []Row{
		{ID: "FW-1", InPlan: true, Status: report.Delivered, Finished: day("2026-08-12"), Size: 5},
		{ID: "FW-2", InPlan: true, Status: report.Open, BlockedBy: []string{"LG-1"}},
		{ID: "FW-9", Title: "Certificates", Kind: report.Operations, Status: report.Delivered, Finished: day("2026-09-01")},
	}
	for _, c := range []struct{ name, old, want string }{
		{"a new file", "", `source = "jira"
exported = 2026-10-02T07:00:00Z

[[item]]
id = "FW-1"
status = "delivered"
finished = 2026-08-12
size = 5

[[item]]
id = "FW-2"
status = "open"
blocked_by = ["LG-1"]

[[item]]
id = "FW-9"
title = "Certificates"
kind = "operations"
status = "delivered"
finished = 2026-09-01
`},
		{"what people wrote", `# Numbers of the firewall team
source = "jira"
exported = 2026-09-01T07:00:00Z

[[item]]
id = "FW-9"            # an outage
title = "Emergency certificates"
kind = "debt"
status = "delivered"
finished = 2026-09-01
note = "On a Saturday"

[[item]] # the large one
result = "Half the alarms"
id = "fw-1"
status = "open"
size = 5

[[item]]
id = "FW-2"
status = "moved"
reason = "dependency"
blocked_by = ["DS-7"]

[quality]
deploys = 12
`, `# Numbers of the firewall team
source = "jira"
exported = 2026-10-02T07:00:00Z

[[item]]
id = "FW-9"            # an outage
title = "Emergency certificates"
kind = "debt"
status = "delivered"
finished = 2026-09-01
note = "On a Saturday"

[[item]] # the large one
result = "Half the alarms"
id = "fw-1"
status = "delivered"
size = 5
finished = 2026-08-12

[[item]]
id = "FW-2"
status = "moved"
reason = "dependency"
blocked_by = ["DS-7"]

[quality]
deploys = 12
`},
	} {
		got, err := Merge([]byte(c.old), rows, "jira", exported)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %v\n%s", c.name, err, got)
			continue
		}
		again, err := Merge(got, rows, "jira", exported.AddDate(0, 0, 3))
		if err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s: a second run makes of it: %v\n%s", c.name, err, again)
		}
	}
	if _, err := Merge([]byte("item = 3 = 4\n"), rows, "jira", exported); err == nil || !strings.Contains(err.Error(), "1:") {
		t.Errorf("a file that cannot be read: %v", err)
	}
}

// Of any rows and any file: what a second run finds to change is nothing, and no item that the
// export does not have is touched.
func TestMergeTwice(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	ids := []string{"A-1", "A-2", "A-3", "A-4", "A-5"}
	some := func() []Row {
		var rows []Row
		for _, at := range r.Perm(len(ids))[:r.IntN(len(ids)+1)] {
			row := Row{ID: ids[at], InPlan: r.IntN(2) == 0, Title: "Title " + ids[at], Kind: report.Kinds[r.IntN(4)], Status: []report.Status{report.Delivered, report.Open, report.Moved, report.Dropped}[r.IntN(4)]}
			if r.IntN(2) == 0 {
				row.Finished = day("2026-08-01") + report.Day(r.IntN(60))
			}
			if r.IntN(2) == 0 {
				row.Size = float64(r.IntN(30)) / 2
			}
			if r.IntN(3) == 0 {
				row.BlockedBy = []string{"X-1", "design"}[:1+r.IntN(2)]
			}
			rows = append(rows, row)
		}
		return rows
	}
	for range 500 {
		old, err := Merge(nil, some(), "jira", exported)
		if err != nil {
			t.Fatal(err)
		}
		// Somebody writes in it.
		old = bytes.ReplaceAll(old, []byte(`status = "moved"`), []byte("status = \"moved\" # alas\nreason = \"scope\""))
		rows := some()
		once, err := Merge(old, rows, "jira", exported)
		if err != nil {
			t.Fatalf("%v\n%s", err, old)
		}
		twice, err := Merge(once, rows, "jira", exported.Add(time.Hour))
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%v: a second run makes of\n%s\nthis\n%s", err, once, twice)
		}
		for block := range bytes.SplitSeq(old, []byte("\n\n")) {
			known := slices.ContainsFunc(rows, func(r Row) bool { return bytes.Contains(block, []byte(`"`+r.ID+`"`)) })
			if bytes.HasPrefix(block, []byte("[[item]]")) && !known && !bytes.Contains(once, bytes.TrimSpace(block)) {
				t.Fatalf("an item that the export does not have was touched:\n%s\nin\n%s", block, once)
			}
		}
	}
}

func TestDraft(t *testing.T) {
	issue := &importer.Issue{ID: "acme/app#7", URL: "https://github.com/acme/app/issues/7", Due: day("2026-08-31")}
	rows := []Row{
		{ID: "app-7", Title: "Roll back *any* ruleset #1", Kind: report.Feature, Size: 3, Issue: issue},
		{ID: "FW-1", Title: "Certificates", Kind: report.Debt, Issue: &importer.Issue{ID: "FW-1", URL: "https://tracker.example/FW-1"}},
	}
	const old = "+++\nsummary = \"Ours\"\n+++\n\n## Our own words\n\n```toml\nid = \"FW-1\" # as agreed\nkind = \"feature\"\n```\n\nProse.\n"
	const want = "+++\nsummary = \"Ours\"\n+++\n\n## Our own words\n\n```toml\nid = \"FW-1\" # as agreed\nkind = \"feature\"\nurl = \"https://tracker.example/FW-1\"\n```\n\nProse.\n\n" +
		"## Roll back \\*any\\* ruleset \\#1\n\n```toml\nid = \"app-7\"\nkind = \"feature\"\nsize = 3\ndue = 2026-08-31\n" +
		"tickets = [{ id = \"acme/app#7\", url = \"https://github.com/acme/app/issues/7\" }]\n```\n"
	got, err := Draft([]byte(old), rows)
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
	if again, err := Draft(got, rows); err != nil || !bytes.Equal(again, got) {
		t.Errorf("a second run makes of it: %v\n%s", err, again)
	}
}
