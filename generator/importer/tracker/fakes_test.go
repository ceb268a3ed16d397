package tracker

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// fake is a service as its vendor describes it, with five issues on three pages.
type fake struct {
	query Query
	env   map[string]string
	login string // that it wants
	serve func(t *testing.T, w http.ResponseWriter, r *http.Request)
	want  string // the issues as an import reads them
}

const token = "lin_secret-0123456789" // which no text may have

var fakes = map[string]fake{
	"github": {
		query: Query{Service: "github", Repository: "acme/edge", Query: "labels=edge"},
		env:   map[string]string{"QUARTERDECK_GITHUB_TOKEN": token}, login: "Bearer " + token, serve: fakeGitHub,
		want: "acme/edge#1 One, acme/edge#2 Two, acme/edge#3 Three, acme/edge#5 Five",
	},
	"gitlab": {
		query: Query{Service: "gitlab", Project: "acme/edge", Query: "labels=edge"},
		env:   map[string]string{"QUARTERDECK_GITLAB_TOKEN": token}, login: "Bearer " + token, serve: fakeGitLab,
		want: "edge#1 One, edge#2 Two, edge#3 Three, edge#4 Four, edge#5 Five",
	},
	"jira of the cloud": {
		query: Query{Service: "jira", Query: "project = FW"},
		env:   map[string]string{"QUARTERDECK_JIRA_TOKEN": token, "QUARTERDECK_JIRA_USER": "me@example.com"}, login: basic("me@example.com", token), serve: fakeJira(true),
		want: "FW-1 One, FW-2 Two, FW-3 Three, FW-4 Four, FW-5 Five",
	},
	"jira of a data center": {
		query: Query{Service: "jira", Query: "project = FW ORDER BY key"},
		env:   map[string]string{"QUARTERDECK_JIRA_TOKEN": token}, login: "Bearer " + token, serve: fakeJira(false),
		want: "FW-1 One, FW-2 Two, FW-3 Three, FW-4 Four, FW-5 Five",
	},
	"linear": {
		query: Query{Service: "linear", Query: `{"team": {"key": {"eq": "FW"}}}`},
		env:   map[string]string{"QUARTERDECK_LINEAR_TOKEN": token}, login: token, serve: fakeLinear,
		want: "FW-1 One, FW-2 Two, FW-3 Three, FW-4 Four, FW-5 Five",
	},
	"azure": {
		query: Query{Service: "azure", Project: "Web Shop"},
		env:   map[string]string{"QUARTERDECK_AZURE_TOKEN": token}, login: basic("", token), serve: fakeAzure,
		want: "1 Item 1, 2 Item 2, 200 Item 200, 201 Item 201, 202 Item 202, 400 Item 400, 401 Item 401",
	},
}

var titles = []string{"One", "Two", "Three", "Four", "Five"}

// pageOf are the numbers of the issues of a page from 0, two each.
func pageOf(page int) []int {
	return slices.DeleteFunc([]int{2*page + 1, 2*page + 2}, func(n int) bool { return n > len(titles) })
}

func write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		panic(err)
	}
}

type object map[string]any

var person = object{"login": "Person", "name": "Person", "displayName": "Person", "emailAddress": "person@example.com"}

func want(t *testing.T, r *http.Request, method, path string, parameters ...string) {
	t.Helper()
	if r.Method != method || r.URL.EscapedPath() != path {
		t.Errorf("asked with %s for %s, want %s %s", r.Method, r.URL.EscapedPath(), method, path)
	}
	for _, p := range parameters {
		key, value, _ := strings.Cut(p, "=")
		if r.URL.Query().Get(key) != value {
			t.Errorf("asked for %s, want %s", r.URL.RawQuery, p)
		}
	}
}

// link names the next page as GitHub does: at another path than the one that was asked for.
func link(w http.ResponseWriter, r *http.Request, page int, key string) {
	q := r.URL.Query()
	q.Set(key, strconv.Itoa(page+1))
	w.Header().Set("Link", fmt.Sprintf(`<http://%s/elsewhere?a=1>; rel="prev", <http://%s/numbers/7?%s>; rel="next", <http://%s/x>; rel="last"`, r.Host, r.Host, q.Encode(), r.Host))
}

func fakeGitHub(t *testing.T, w http.ResponseWriter, r *http.Request) {
	want(t, r, http.MethodGet, "/repos/acme/edge/issues", "state=all", "per_page=100", "labels=edge", "sort=created", "direction=asc")
	if r.Header.Get("Accept") != "application/vnd.github+json" || r.Header.Get("X-GitHub-Api-Version") == "" {
		t.Errorf("asked with %v", r.Header)
	}
	page, _ := strconv.Atoi(r.URL.Query().Get("after"))
	issues := []object{}
	for _, n := range pageOf(page) {
		i := object{"number": n, "title": titles[n-1], "state": "open", "html_url": fmt.Sprintf("https://github.example/acme/edge/issues/%d", n), "created_at": "2026-07-01T00:00:00Z",
			"user": person, "assignees": []object{person}, "body": "Person wrote " + token, "milestone": object{"title": "Q3", "creator": person}}
		if n == 4 {
			i["pull_request"] = object{"url": "x"}
		}
		issues = append(issues, i)
	}
	if page < 2 {
		link(w, r, page, "after")
	}
	write(w, issues)
}

func fakeGitLab(t *testing.T, w http.ResponseWriter, r *http.Request) {
	want(t, r, http.MethodGet, "/api/v4/projects/acme%2Fedge/issues", "state=all", "scope=all", "per_page=100", "labels=edge", "pagination=keyset", "order_by=created_at", "sort=asc")
	page, _ := strconv.Atoi(r.URL.Query().Get("cursor"))
	issues := []object{}
	for _, n := range pageOf(page) {
		issues = append(issues, object{"id": 1000 + n, "iid": n, "title": titles[n-1], "state": "opened", "web_url": fmt.Sprintf("https://gitlab.example/acme/edge/-/issues/%d", n),
			"created_at": "2026-07-01T00:00:00.000Z", "author": person, "assignees": []object{person}, "labels": []string{"edge"}})
	}
	if page < 2 {
		link(w, r, page, "cursor")
	}
	write(w, issues)
}

// fakeJira is Jira of the cloud, whose next pages have tokens, or of a data center, which counts.
func fakeJira(cloud bool) func(*testing.T, http.ResponseWriter, *http.Request) {
	return func(t *testing.T, w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == "/rest/api/2/serverInfo":
			write(w, object{"deploymentType": map[bool]string{true: "Cloud", false: "Server"}[cloud]})
		case path == "/rest/api/2/field":
			write(w, []object{
				{"id": "customfield_1", "name": "Sprint", "schema": object{"custom": "com.pyxis.greenhopper.jira:gh-sprint"}}, {"id": "customfield_2", "name": "Punkty", "schema": object{"custom": "com.pyxis.greenhopper.jira:jsw-story-points"}},
				{"id": "customfield_3", "name": "Reviewer"}, {"id": "summary", "name": "Summary"},
			})
		case cloud && path == "/rest/api/3/issue/103/changelog":
			start, _ := strconv.Atoi(r.URL.Query().Get("startAt"))
			write(w, object{"values": history(start, min(start+30, 45)), "total": 45, "isLast": start+30 >= 45})
		default:
			fakeJiraSearch(t, w, r, cloud)
		}
	}
}

// history are changes that an import does not read, with the one that it does in the midst.
func history(from, to int) []object {
	all := []object{}
	for n := from; n < to; n++ {
		field, from, to := "assignee", "Person", "Person B"
		if n == 2 {
			field, from, to = "status", "To Do", "In Progress"
		}
		all = append(all, object{"created": fmt.Sprintf("2026-08-01T10:00:%02d.000+0000", n), "author": person, "items": []object{{"field": field, "fromString": from, "toString": to}}})
	}
	return all
}

func fakeJiraSearch(t *testing.T, w http.ResponseWriter, r *http.Request, cloud bool) {
	var asked struct {
		JQL           string
		Fields        []string
		Expand        any
		NextPageToken string
		StartAt       int
	}
	text, err := io.ReadAll(r.Body)
	if err != nil || json.Unmarshal(text, &asked) != nil {
		t.Errorf("asked %q, %v", text, err)
	}
	if !slices.Contains(asked.Fields, "summary") || !slices.Contains(asked.Fields, "customfield_1") || !slices.Contains(asked.Fields, "customfield_2") || slices.Contains(asked.Fields, "customfield_3") {
		t.Errorf("asked for the fields %v", asked.Fields)
	}
	page := asked.StartAt / 2
	if cloud {
		want(t, r, http.MethodPost, "/rest/api/3/search/jql")
		if asked.JQL != "project = FW ORDER BY created ASC" || asked.Expand != "changelog" {
			t.Errorf("asked %q", text)
		}
		page, _ = strconv.Atoi(strings.TrimPrefix(asked.NextPageToken, "page-"))
	} else if want(t, r, http.MethodPost, "/rest/api/2/search"); asked.JQL != "project = FW ORDER BY key" {
		t.Errorf("asked %q", text)
	}
	issues := []object{}
	for _, n := range pageOf(page) {
		changes := history(0, 3)
		if n == 3 && cloud { // the newest 40 of 45, the newest first
			changes = history(5, 45)
			slices.Reverse(changes)
		}
		issues = append(issues, object{"id": strconv.Itoa(100 + n), "key": fmt.Sprintf("FW-%d", n), "fields": object{"summary": titles[n-1], "status": object{"name": "Done"}, "assignee": person, "customfield_2": n},
			"changelog": object{"total": len(changes), "histories": changes}})
	}
	answer := object{"issues": issues}
	if cloud && page < 2 {
		answer["nextPageToken"] = fmt.Sprintf("page-%d", page+1)
	}
	if !cloud {
		answer["total"], answer["startAt"] = len(titles), asked.StartAt
	}
	write(w, answer)
}

func fakeLinear(t *testing.T, w http.ResponseWriter, r *http.Request) {
	want(t, r, http.MethodPost, "/")
	var asked struct {
		Query     string
		Variables struct {
			After  string
			Filter object
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || !strings.Contains(asked.Query, "issues(first: 50") || asked.Variables.Filter["team"] == nil {
		t.Errorf("asked %+v, %v", asked, err)
	}
	page, _ := strconv.Atoi(strings.TrimPrefix(asked.Variables.After, "cursor-"))
	nodes := []object{}
	for _, n := range pageOf(page) {
		nodes = append(nodes, object{"identifier": fmt.Sprintf("FW-%d", n), "title": titles[n-1], "state": object{"name": "Todo", "type": "unstarted"}, "labels": object{"pageInfo": object{"hasNextPage": n == 2}}})
	}
	write(w, object{"data": object{"issues": object{"nodes": nodes, "pageInfo": object{"hasNextPage": page < 2, "endCursor": fmt.Sprintf("cursor-%d", page+1)}}}})
}

func fakeAzure(t *testing.T, w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Query  string
		IDs    []int
		Expand string `json:"$expand"`
	}
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		t.Error(err)
	}
	if strings.HasSuffix(r.URL.Path, "wiql") {
		want(t, r, http.MethodPost, "/Web%20Shop/_apis/wit/wiql", "api-version=6.0")
		if !strings.Contains(asked.Query, "@project") {
			t.Errorf("asked %q", asked.Query)
		}
		var items []object
		for n := range 401 {
			items = append(items, object{"id": n + 1})
		}
		write(w, object{"workItems": items})
		return
	}
	want(t, r, http.MethodPost, "/_apis/wit/workitemsbatch", "api-version=6.0")
	if len(asked.IDs) == 0 || len(asked.IDs) > 200 || asked.Expand != "Relations" {
		t.Errorf("asked for %d ids, %s", len(asked.IDs), asked.Expand)
	}
	items := []any{}
	for _, id := range asked.IDs {
		if id%200 > 2 {
			items = append(items, nil) // deleted meanwhile
			continue
		}
		items = append(items, object{"id": id, "url": fmt.Sprintf("https://azure.example/_apis/wit/workItems/%d", id), "fields": object{"System.Title": fmt.Sprintf("Item %d", id), "System.State": "New", "System.AssignedTo": person},
			"relations": []object{{"rel": "System.LinkTypes.Dependency-Reverse", "url": "https://azure.example/_apis/wit/workItems/9"}, {"rel": "ArtifactLink", "url": "Person"}}})
	}
	write(w, object{"count": len(items), "value": items})
}

// serve starts a fake that wants its login, behind a door that may answer instead of it.
func (f fake) start(t *testing.T, door func(n int, w http.ResponseWriter, r *http.Request) bool) (Query, *int) {
	t.Helper()
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.Header.Get("Authorization") != f.login {
			t.Errorf("asked with the login %q", r.Header.Get("Authorization"))
		}
		if door == nil || !door(asked, w, r) {
			f.serve(t, w, r)
		}
	}))
	t.Cleanup(server.Close)
	q := f.query
	q.URL = server.URL
	return q, &asked
}
