package reconcile

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// facts reads samples of one source, which each file is recognised as.
func facts(t testing.TB, m *importer.Mapping, names ...string) (source *importer.Source, all []importer.Fact, problems []string) {
	t.Helper()
	for _, name := range names {
		text, err := os.ReadFile("../testdata/sources/" + name)
		if err != nil {
			t.Fatal(err)
		}
		in := importer.NewInput(name, strings.NewReader(string(text)))
		if format, _ := importer.Recognise(in, func(string) *importer.Mapping { return m }); format != nil {
			t.Errorf("%s is taken for an export of %s", name, format.Title)
		}
		of := importer.RecogniseSource(in, func(string) *importer.Mapping { return m })
		if of == nil || source != nil && of != source {
			t.Fatalf("%s is recognised as %v", name, of)
		}
		source = of
		for _, p := range source.Read(in, m, func(f importer.Fact) { all = append(all, f) }) {
			problems = append(problems, p.String())
		}
	}
	return source, all, problems
}

// The numbers of each source are worked out by hand, for the third quarter of 2026.
func TestCount(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	type left = map[report.LeftOut]int
	for _, c := range []struct {
		name, source string
		files        []string
		zone         *time.Location
		want         map[string]float64
		used, folded int
		left         left
	}{
		{"runs", "actions", []string{"actions-runs.json"}, nil,
			map[string]float64{"deploys": 3, "change_failure_rate": 0.25}, 4, 0, // 9002, 9004 and 9007; 9003 failed
			left{"early": 1, "late": 1, "cancelled": 1, "pull_request": 1, "unfinished": 1}},
		{"runs by the clock of Berlin, where the first one is of July", "actions", []string{"actions-runs.json"}, berlin,
			map[string]float64{"deploys": 4, "change_failure_rate": 0.2}, 5, 0,
			left{"late": 1, "cancelled": 1, "pull_request": 1, "unfinished": 1}},
		{"runs by the REST interface", "actions", []string{"actions-rest.json"}, nil,
			map[string]float64{"deploys": 1, "change_failure_rate": 0.5}, 2, 0, left{"unfinished": 1}},
		{"one file twice", "actions", []string{"actions-rest.json", "actions-rest.json"}, nil,
			map[string]float64{"deploys": 1, "change_failure_rate": 0.5}, 2, 2, left{"unfinished": 2}},
		{"releases", "releases", []string{"releases.json"}, nil,
			map[string]float64{"deploys": 2}, 2, 0, left{"not_released": 2, "early": 1}},
		{"releases by the REST interface", "releases", []string{"releases-rest.json"}, nil,
			map[string]float64{"deploys": 1}, 1, 0, left{"not_released": 1}},
		{"GitLab", "gitlab-dora", []string{"deployment_frequency.json", "lead_time_for_changes.json", "change_failure_rate.json", "time_to_restore_service.json"}, nil,
			// (3 × ⅓ + 1 × 1) ÷ 4; between 1 and 3 days; 5,400 s
			map[string]float64{"deploys": 4, "change_failure_rate": 0.5, "lead_time_days": 2, "restore_hours": 1.5}, 8, 0,
			left{"early": 2, "late": 1, "empty": 2}},
		{"GitLab, shares without deployments", "gitlab-dora", []string{"change_failure_rate.json"}, nil,
			map[string]float64{}, 2, 0, left{"early": 1, "empty": 1}},
		{"DevLake", "devlake", []string{"devlake-cicd-deployment-commits.csv", "devlake-issues.csv", "devlake-project-pr-metrics.csv", "devlake-relationships.csv"}, nil,
			// d1, d4 and d6 took place, d2 failed, and d4 caused i1; 1, 2 and 3 days; 90 and 30 minutes
			map[string]float64{"deploys": 3, "change_failure_rate": 0.5, "lead_time_days": 2, "restore_hours": 1}, 10, 1,
			left{"not_production": 1, "unfinished": 3, "early": 2, "not_incident": 1, "unlinked": 1}},
		{"DevLake's deployments alone", "devlake", []string{"devlake-cicd-deployment-commits.csv"}, nil,
			map[string]float64{"deploys": 3, "change_failure_rate": 0.25}, 4, 1,
			left{"not_production": 1, "unfinished": 1, "early": 1}},
		{"PagerDuty", "incidents", []string{"pagerduty-advanced.csv"}, nil,
			map[string]float64{"restore_hours": 2}, 2, 0, left{"unfinished": 1, "early": 1}},
		{"PagerDuty's analytics", "incidents", []string{"pagerduty-analytics.csv"}, nil,
			map[string]float64{"restore_hours": 0.75}, 1, 0, left{}},
		{"PagerDuty, the basic report", "incidents", []string{"pagerduty-basic.csv"}, nil,
			map[string]float64{"restore_hours": 2}, 1, 0, left{"late": 1}},
		{"Opsgenie", "incidents", []string{"opsgenie.csv"}, nil,
			map[string]float64{"restore_hours": 0.5}, 1, 0, left{"unfinished": 1}},
	} {
		source, all, problems := facts(t, &importer.Mapping{Zone: c.zone}, c.files...)
		if source.Name != c.source || len(problems) > 0 {
			t.Errorf("%s: read as %s, %q", c.name, source.Name, problems)
		}
		n := Count(all, day("2026-07-01"), day("2026-10-01"))
		if !maps.Equal(n.Values, c.want) {
			t.Errorf("%s: %v, want %v", c.name, n.Values, c.want)
		}
		i := n.Import
		if i.Used != c.used || i.Folded != c.folded || !maps.Equal(i.LeftOut, c.left) {
			t.Errorf("%s: %d used, %d folded, left out %v; want %d, %d, %v", c.name, i.Used, i.Folded, i.LeftOut, c.used, c.folded, c.left)
		}
		sum := i.Used + i.Folded
		for _, out := range i.LeftOut {
			sum += out
		}
		if sum != i.Rows {
			t.Errorf("%s: %d rows, of which %d are accounted for", c.name, i.Rows, sum)
		}
		for _, person := range []string{"Person", "example.com", "user-0"} {
			if strings.Contains(fmt.Sprint(all, n), person) {
				t.Errorf("%s: a person is read", c.name)
			}
		}
	}
}

// Numbers that are not what they look like are said to be so.
func TestCountSays(t *testing.T) {
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"lead_time_for_changes.json"}, "lead_time_days is the median of 2 medians, of a day or a month each"},
		{[]string{"change_failure_rate.json"}, "change_failure_rate is left as it is: 2 shares are known, but not of how many deployments; import deployment_frequency.json along with it"},
		{[]string{"change_failure_rate.json"}, "no number is known"},
		{[]string{"devlake-cicd-deployment-commits.csv"}, "1 folded into the deployment that they are parts of"},
		{[]string{"opsgenie.csv"}, "1 left out, not finished"},
		{[]string{"opsgenie.csv"}, "restore_hours = 0.5"},
	} {
		_, all, _ := facts(t, &importer.Mapping{}, c.files...)
		if said := Count(all, day("2026-07-01"), day("2026-10-01")).Said; !slices.Contains(said, c.want) {
			t.Errorf("%v: %q", c.files, said)
		}
	}
	n := Count([]importer.Fact{{Kind: importer.Rated, Day: day("2026-07-01"), Share: 1.5}}, day("2026-07-01"), day("2026-10-01"))
	if len(n.Values) > 0 || !strings.Contains(strings.Join(n.Said, "\n"), "there are 1.5 incidents for each deployment, which is not a share") {
		t.Errorf("more incidents than deployments: %v %q", n.Values, n.Said)
	}
}

// What a source cannot be read as is said with its file and row.
func TestSourceProblems(t *testing.T) {
	runs := func(n int, more string) string {
		run := `{"workflowName":"Deploy","status":"completed","conclusion":"success","updatedAt":"2026-07-01T08:00:00Z"}`
		return "[" + strings.TrimSuffix(strings.Repeat(run+",", n), ",") + more + "]"
	}
	for _, c := range []struct{ source, file, text, want string }{
		{"actions", "x.json", runs(2, `,{"workflowName":"Test","status":"completed","conclusion":"success","updatedAt":"2026-07-01T08:00:00Z"}`), `x.json: these are runs of 2 workflows: "Deploy", "Test" (hint: export the runs of the one that deploys: gh run list --workflow NAME`},
		{"actions", "x.json", runs(20, ""), "x.json: these are exactly 20 runs, so it is probably only a part"},
		{"actions", "x.json", runs(1, `,{"updatedAt":"soon"}`), `x.json:1:107: record 2, "updatedAt": "soon" is no day that can be read`},
		{"actions", "x.json", `{"total_count":9,"workflow_runs":[{"name":"D","status":"completed","conclusion":"success","updated_at":"2026-07-01T08:00:00Z"}]}`, "x.json: this is only a part: 1 of 9 runs"},
		{"actions", "x.json", `[{"workflowName":3,"status":"","conclusion":"","updatedAt":""}]`, `x.json:1:2: record 1, "workflowName": found a number`},
		{"actions", "x.json", `[{"workflowName":"Deploy"}]`, `x.json: this is not a list of runs of GitHub Actions: the keys "status", "conclusion", "updatedAt" are missing`},
		{"releases", "x.json", "[" + strings.TrimSuffix(strings.Repeat(`{"tagName":"v1","publishedAt":"","isDraft":false,"isPrerelease":false},`, 30), ",") + "]", "x.json: these are exactly 30 releases"},
		{"gitlab-dora", "x.json", `[{"date":"2026-07-01","value":1}]`, "x.json: the file does not tell which metric it has (hint: name the file after its metric: deployment_frequency.json"},
		{"gitlab-dora", "deployment_frequency.json", `[{"date":null,"value":1}]`, "deployment_frequency.json:1:2: record 1 has no date (hint: ask for it with interval=daily or interval=monthly)"},
		{"gitlab-dora", "deployment_frequency.json", `[{"date":"2026-07-01","value":-1}]`, "deployment_frequency.json:1:2: record 1: -1 cannot be its value"},
		{"devlake", "x.csv", "cicd_deployment_id,result,environment,finished_date\nd1,SUCCESS,PRODUCTION,2026-07-01\n", `x.csv:2:23: column "finished_date": "2026-07-01" has no time of day (hint: export it with the time of day)`},
		{"devlake", "x.csv", "created_date,resolution_date,lead_time_minutes\n2026-07-01 10:00,2026-07-01 11:00,many\n", `x.csv:2:35: column "lead_time_minutes": "many" is not a number from 0`},
		{"incidents", "x.csv", "incident_number,created_at,resolved_at\n1,2026-07-02 10:00,2026-07-01 10:00\n", "x.csv:2:1: this incident ended on 2026-07-01 10:00:00, before it began on 2026-07-02 10:00:00"},
		{"incidents", "x.csv", "incident_number,created_at,resolved_at\n1,7/2/2026 10:00,7/2/2026 11:00\n", `x.csv:2:3: column "created_at": "7/2/2026 10:00" could be read with the day first or the month first`},
	} {
		var problems []string
		for _, p := range importer.FindSource(c.source).Read(importer.NewInput(c.file, strings.NewReader(c.text)), nil, func(importer.Fact) {}) {
			problems = append(problems, p.String())
		}
		if len(problems) == 0 || !strings.HasPrefix(problems[0], c.want) {
			t.Errorf("%s: %q\nwant %s", c.source, problems, c.want)
		}
	}
}

// fuzz reads whatever there is as one source: it ends with facts or problems, and what they come
// to can be written and read back, twice the same.
func fuzzSource(f *testing.F, source, file string) {
	names, err := filepath.Glob("../testdata/sources/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		var all []importer.Fact
		for _, p := range importer.FindSource(source).Read(importer.NewInput(file, strings.NewReader(text)), nil, func(f importer.Fact) { all = append(all, f) }) {
			if p.File == "" || p.Text == "" {
				t.Errorf("a problem without a place: %+v", p)
			}
		}
		n := Count(all, day("2026-07-01"), day("2026-10-01"))
		for id, value := range n.Values {
			if !(value >= 0) || id == failureRate && value > 1 || value > 1e9 {
				t.Errorf("%s = %v", id, value)
			}
		}
		n.Import.Format, n.Import.Files = source, []string{file}
		once := noted(t, nil, n)
		if again := noted(t, once, n); string(again) != string(once) {
			t.Fatalf("a second run makes of it\n%s\n%s", once, again)
		}
	})
}

func FuzzActions(f *testing.F)    { fuzzSource(f, "actions", "x") }
func FuzzReleases(f *testing.F)   { fuzzSource(f, "releases", "x") }
func FuzzDevLake(f *testing.F)    { fuzzSource(f, "devlake", "x") }
func FuzzIncidents(f *testing.F)  { fuzzSource(f, "incidents", "x") }
func FuzzGitLabDora(f *testing.F) { fuzzSource(f, "gitlab-dora", "deployment_frequency.json") }
func FuzzGitLabLead(f *testing.F) { fuzzSource(f, "gitlab-dora", "lead_time_for_changes.json") }
