package reconcile

import (
	"testing"

	"quarterdeck/generator/report"
)

// noted writes numbers and what was read into a metrics.toml.
func noted(t *testing.T, old []byte, n *Numbers) []byte {
	t.Helper()
	merged, err := MergeNumbers(old, n, n.Import.Exported)
	if err != nil {
		t.Fatal(err)
	}
	text, err := Note(merged, n.Import, string(merged) != string(old))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestMergeNumbers(t *testing.T) {
	n := &Numbers{Values: map[string]float64{"deploys": 38, "change_failure_rate": 0.0526, "restore_hours": 1.5}}
	n.Import = report.Import{Format: "actions", Files: []string{"runs.json"}, Exported: exported, Rows: 50, Used: 40, LeftOut: map[report.LeftOut]int{"early": 7, "cancelled": 3}}
	for _, c := range []struct{ name, old, want string }{
		{"a new file", "", `exported = 2026-10-02T07:00:00Z

[quality]
deploys = 38
change_failure_rate = 0.0526
restore_hours = 1.5

[import.actions]
files = ["runs.json"]
exported = 2026-10-02T07:00:00Z
rows = 50
used = 40

[import.actions.left_out]
early = 7
cancelled = 3
`},
		{"what people wrote", `source = "jira" # ours
exported = 2026-10-01T07:00:00Z

[quality]
escaped_defects = 3 # counted by hand
lead_time_days = 4.5 # the export does not know it
deploys = 12

[import.actions]
files = ["old.json"]
rows = 9
used = 4
folded = 2

[import.actions.left_out]
late = 3

[effort]
feature = 0.5
`, `source = "jira" # ours
exported = 2026-10-01T07:00:00Z

[quality]
escaped_defects = 3 # counted by hand
lead_time_days = 4.5 # the export does not know it
deploys = 38
change_failure_rate = 0.0526
restore_hours = 1.5

[import.actions]
files = ["runs.json"]
rows = 50
used = 40
exported = 2026-10-02T07:00:00Z

[import.actions.left_out]
early = 7
cancelled = 3

[effort]
feature = 0.5
`},
	} {
		got := noted(t, []byte(c.old), n)
		if string(got) != c.want {
			t.Errorf("%s:\n%s", c.name, got)
		}
		later := *n
		later.Import.Exported = exported.AddDate(0, 0, 3)
		if again := noted(t, got, &later); string(again) != string(got) {
			t.Errorf("%s: a second run makes of it\n%s", c.name, again)
		}
	}
	if _, err := MergeNumbers([]byte("quality = { deploys = 1 }\n"), n, exported); err == nil {
		t.Error("a table without a header is edited")
	}
}
