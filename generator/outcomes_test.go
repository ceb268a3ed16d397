package generator

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/content/link"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// planOf writes a plan with a cut-off; each item is "ID key = value; key = value".
func planOf(committed string, items ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ncommitted = %s\n+++\n", committed)
	for _, item := range items {
		id, keys, _ := strings.Cut(item, " ")
		fmt.Fprintf(&b, "\n## The %s\n\n```toml\nid = %q\nkind = \"feature\"\n", id, id)
		for _, key := range strings.Split(keys, ";") {
			if key = strings.TrimSpace(key); key != "" {
				fmt.Fprintln(&b, key)
			}
		}
		b.WriteString("```\n")
	}
	return b.String()
}

// exportOf writes an export; each item is "ID key = value; key = value".
func exportOf(items ...string) string {
	var b strings.Builder
	for _, item := range items {
		id, keys, _ := strings.Cut(item, " ")
		fmt.Fprintf(&b, "[[item]]\nid = %q\n%s\n", id, strings.ReplaceAll(keys, ";", "\n"))
	}
	return b.String()
}

// setsOf are the sets that planned items and added ones fall into, without empty ones.
func setsOf(f *metrics.Figures) string {
	var out []string
	for _, set := range []struct {
		name string
		rows metrics.Rows
	}{
		{"P", f.P}, {"kept", f.Kept}, {"partly", f.Partly}, {"handed", f.HandedOver}, {"moved", f.Moved}, {"dropped", f.Dropped}, {"rest", f.Rest},
		{"added", f.Added}, {"added delivered", f.AddedDelivered}, {"D", f.Delivered}, {"early", f.Early},
		{"once", f.CarriedOnce}, {"more", f.CarriedMore}, {"on time", f.OnTime},
	} {
		if len(set.rows) > 0 {
			out = append(out, set.name+" "+testsite.IDs(set.rows))
		}
	}
	size, _ := f.KeptSize()
	return strings.ReplaceAll(strings.Join(append(out, "size "+size.Format(i18n.English()), fmt.Sprint("velocity ", f.Velocity.Size)), "; "), "\u00a0", " ")
}

// TestWhatHappened counts by hand what the sets of a quarter are where work was handed over, split,
// merged, delivered in part, or done outside of the quarter.
func TestWhatHappened(t *testing.T) {
	for _, c := range []struct {
		name     string
		files    map[string]string
		want     map[string]string // by "quarter team"
		problems string
	}{
		{
			name: "handed over and delivered there",
			files: map[string]string{
				"2026-q3/growth/plan.md":        planOf("2026-07-03", `A size = 8; due = 2026-09-20; handed_to = "insights"`, "B size = 2"),
				"2026-q3/growth/metrics.toml":   exportOf(`B status = "delivered"; finished = 2026-08-01`),
				"2026-q3/insights/plan.md":      planOf("2026-07-03", `A size = 8; from = "growth"`),
				"2026-q3/insights/metrics.toml": exportOf(`A status = "delivered"; finished = 2026-09-12; size = 13`),
			},
			want: map[string]string{
				"2026-q3":          "P A B; kept A B; D A B; on time A; size 100 % (10 of 10); velocity 15",
				"2026-q3 growth":   "P A B; kept B; handed A; D B; size 20 % (2 of 10); velocity 2",
				"2026-q3 insights": "added A; added delivered A; D A; size n/a; velocity 13",
			},
		},
		{
			name: "handed over by the export, and moved there",
			files: map[string]string{
				"2026-q3/growth/plan.md":        planOf("2026-07-03", "A"),
				"2026-q3/growth/metrics.toml":   exportOf(`A handed_to = "insights"`),
				"2026-q3/insights/plan.md":      planOf("2026-07-03", `A from = "growth"`, "C"),
				"2026-q3/insights/metrics.toml": exportOf(`A status = "moved"; reason = "people"`, `C status = "delivered"; finished = 2026-09-01`),
				"2026-q4/insights/plan.md":      planOf("2026-10-03", "A"),
			},
			want: map[string]string{
				"2026-q3":          "P A C; kept C; moved A; D C; size n/a; velocity 0",
				"2026-q3 growth":   "P A; handed A; size n/a; velocity 0",
				"2026-q3 insights": "P C; kept C; added A; D C; size n/a; velocity 0",
				"2026-q4 insights": "P A; rest A; once A; size n/a; velocity 0",
			},
		},
		{
			name: "handed over at the end of the quarter",
			files: map[string]string{
				"2026-q3/growth/plan.md":      planOf("2026-07-03", "A"),
				"2026-q3/growth/metrics.toml": exportOf(`A handed_to = "insights"`),
				"2026-q4/insights/plan.md":    planOf("2026-10-03", `A from = "growth"`),
			},
			want: map[string]string{
				"2026-q3":        "P A; moved A; size n/a; velocity 0",
				"2026-q3 growth": "P A; handed A; size n/a; velocity 0",
				"2026-q4":        "P A; rest A; once A; size n/a; velocity 0",
			},
		},
		{
			name: "split into three of which two came",
			files: map[string]string{
				"2026-q3/growth/plan.md": planOf("2026-07-03", "A size = 8", `A-1 size = 3; was = ["A"]`, `A-2 size = 3; was = ["A"]`, `A-3 size = 2; was = ["A"]`),
				"2026-q3/growth/metrics.toml": exportOf(`A-1 status = "delivered"; finished = 2026-08-01`, `A-2 status = "delivered"; finished = 2026-08-02; size = 4`,
					`A-3 status = "moved"; reason = "scope"`),
				"2026-q4/growth/plan.md": planOf("2026-10-03", "A-3 size = 2"),
			},
			want: map[string]string{
				"2026-q3 growth": "P A; partly A; size 88 % (7 of 8); velocity 7",
				"2026-q4 growth": "P A-3; rest A-3; once A-3; size 0 % (0 of 2); velocity 0",
			},
		},
		{
			name: "split into two that both came",
			files: map[string]string{
				"2026-q3/growth/plan.md":      planOf("2026-07-03", "A size = 8; due = 2026-08-05", `A-1 was = ["A"]`, `A-2 was = ["A"]`),
				"2026-q3/growth/metrics.toml": exportOf(`A-1 status = "delivered"; finished = 2026-08-01`, `A-2 status = "delivered"; finished = 2026-08-09`),
			},
			want: map[string]string{"2026-q3": "P A; kept A; D A; size 100 % (8 of 8); velocity 8"},
		},
		{
			name: "two merged into one",
			files: map[string]string{
				"2026-q3/growth/plan.md":      planOf("2026-07-03", "A size = 3", "B size = 5", `C size = 7; was = ["A", "B"]`),
				"2026-q3/growth/metrics.toml": exportOf(`C status = "delivered"; finished = 2026-08-01`),
			},
			want: map[string]string{"2026-q3": "P A B; kept A B; D A B; size 100 % (8 of 8); velocity 8"},
		},
		{
			name: "split in the quarter after",
			files: map[string]string{
				"2026-q2/growth/plan.md":      planOf("2026-04-03", "A"),
				"2026-q2/growth/metrics.toml": exportOf(`A status = "moved"; reason = "scope"`),
				"2026-q3/growth/plan.md":      planOf("2026-07-03", `A-1 was = ["A"]`, `A-2 was = ["A"]`),
				"2026-q3/growth/metrics.toml": exportOf(`A-1 status = "delivered"; finished = 2026-08-01`, `A-2 status = "moved"; reason = "scope"`),
				"2026-q4/growth/plan.md":      planOf("2026-10-03", "A-2"),
			},
			want: map[string]string{
				"2026-q3": "P A-1 A-2; kept A-1; moved A-2; D A-1; once A-1 A-2; size n/a; velocity 0",
				"2026-q4": "P A-2; rest A-2; more A-2; size n/a; velocity 0",
			},
		},
		{
			name: "partly delivered",
			files: map[string]string{
				"2026-q3/growth/plan.md":      planOf("2026-07-03", "A size = 8", "B size = 2"),
				"2026-q3/growth/metrics.toml": exportOf(`A status = "partly"; delivered_size = 5; note = "Export is missing"`, `B status = "delivered"; finished = 2026-08-01`),
			},
			want: map[string]string{"2026-q3": "P A B; kept B; partly A; D B; size 70 % (7 of 10); velocity 7"},
		},
		{
			name: "done before the plan was committed, and before the quarter",
			files: map[string]string{
				"2026-q3/growth/plan.md":      planOf("2026-07-06", "A", "B", "C"),
				"2026-q3/growth/metrics.toml": exportOf(`A status = "delivered"; finished = 2026-07-02`, `B status = "delivered"; finished = 2026-06-20`, `C status = "delivered"; finished = 2026-07-06`),
			},
			want: map[string]string{"2026-q3": "P C; kept C; D C; early A B; size n/a; velocity 0"},
			problems: `content/2026-q3/growth/plan.md:5:1: warning: "A" was finished on 2026-07-02, before the plan was committed on 2026-07-06 (hint: right if it was; then it counts neither as planned nor as delivered)
content/2026-q3/growth/plan.md:12:1: warning: "B" was finished on 2026-06-20, before the plan was committed on 2026-07-06 (hint: right if it was; then it counts neither as planned nor as delivered)`,
		},
		{
			name: "delivered three days after the quarter",
			files: map[string]string{
				"2026-q2/growth/plan.md":      planOf("2026-04-03", "A"),
				"2026-q2/growth/metrics.toml": exportOf(`A status = "moved"; reason = "estimate"; finished = 2026-07-03`),
			},
			want: map[string]string{"2026-q2": "P A; moved A; size n/a; velocity 0"},
		},
		{
			name: "taken over without being handed over",
			files: map[string]string{
				"2026-q3/growth/plan.md":      planOf("2026-07-03", "A"),
				"2026-q3/growth/metrics.toml": exportOf(`A status = "delivered"; finished = 2026-08-01`),
				"2026-q3/insights/plan.md":    planOf("2026-07-03", `A from = "growth"`),
			},
			problems: `content/2026-q3/insights/plan.md:5:1: warning: "A" is unexplained: 2026-q3 has ended (hint: say in metrics.toml whether it was delivered, moved or dropped)
content/2026-q3/insights/plan.md:10:1: "A" is taken over from growth, which reports it as its own: content/2026-q3/growth/plan.md:5:1 (hint: write handed_to = "insights" there, and nothing else)`,
		},
		{
			name: "in two plans",
			files: map[string]string{
				"2026-q4/growth/plan.md":   planOf("2026-10-03", "A"),
				"2026-q4/insights/plan.md": planOf("2026-10-03", `A`),
			},
			problems: `content/2026-q4/insights/plan.md:8:1: duplicate id "A" in 2026-q4: also at content/2026-q4/growth/plan.md:5:1 (hint: give one of them another id; or, if growth handed it over, write from = "growth" here and handed_to = "insights" there)`,
		},
		{
			name: "handed to a team that does not have it, and to nobody",
			files: map[string]string{
				"2026-q4/growth/plan.md":      planOf("2026-10-03", "A", "B"),
				"2026-q4/growth/metrics.toml": exportOf(`A handed_to = "insights"`, `B status = "handed_over"`),
			},
			problems: `content/2026-q4/growth/metrics.toml:1:1: warning: "A" was handed to insights, whose plans do not have it (hint: add it to the plan of insights, with from = "growth")
content/2026-q4/growth/metrics.toml:4:1: "B" was handed over, but not to any team (hint: add handed_to = "…": the team that has it now)`,
		},
		{
			name: "a whole with an outcome of its own",
			files: map[string]string{
				"2026-q4/growth/plan.md":      planOf("2026-10-03", "A", `A-1 was = ["A"]`),
				"2026-q4/growth/metrics.toml": exportOf(`A status = "dropped"; reason = "scope"`),
			},
			problems: `content/2026-q4/growth/metrics.toml:1:1: "A" is continued by "A-1" (content/2026-q4/growth/plan.md:12:1), which say what became of it (hint: remove it, or take "A" out of their was)`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"site.toml": "today = 2026-10-20\n", "content/teams/growth.md": "", "content/teams/insights.md": ""}
			for name, text := range c.files {
				files["content/"+name] = text
			}
			a, l := link.Read(testsite.Texts(files), link.Options{})
			var problems []string
			for _, p := range l {
				if p.Code != "no-worth" {
					problems = append(problems, p.String())
				}
			}
			if s := strings.Join(problems, "\n"); s != c.problems {
				t.Errorf("problems:\n%s\nwant:\n%s", s, c.problems)
			}
			book := metrics.Compute(a)
			for of, want := range c.want {
				quarter, team, _ := strings.Cut(of, " ")
				id, err := report.ParseQuarter(quarter)
				if err != nil {
					t.Fatal(err)
				}
				f := book.Quarter(id)
				if team != "" {
					f = book.Team(id, team)
				}
				if got := setsOf(f); got != want {
					t.Errorf("%s:\n%s\nwant:\n%s", of, got, want)
				}
				if n := len(f.Kept) + len(f.Partly) + len(f.HandedOver) + len(f.Moved) + len(f.Dropped) + len(f.Rest); n != len(f.P) {
					t.Errorf("%s: %d planned, %d in its parts", of, len(f.P), n)
				}
			}
		})
	}
}
