package tracker

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What a service answers instead of issues is told with its address and what to do, and no secret.
func TestFaults(t *testing.T) {
	away := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the token went to another address") }))
	defer away.Close()
	for name, c := range map[string]struct {
		service string
		env     map[string]string // nil = that of the fake
		answer  func(w http.ResponseWriter, r *http.Request)
		want    string
		asked   int
	}{
		"401": {"github", nil, status(401, `{"message": "Bad credentials `+token+`"}`),
			`GitHub: URL/repos/acme/edge/issues: 401 Unauthorized: "Bad credentials ***" (hint: QUARTERDECK_GITHUB_TOKEN is not accepted: it may have expired, or belong to another address than the url in [import.github] of site.toml)`, 1},
		"401 without a token": {"jira of the cloud", map[string]string{}, status(401, "no"),
			`401 Unauthorized: "no" (hint: set QUARTERDECK_JIRA_TOKEN, and QUARTERDECK_JIRA_USER for an account of the cloud, to a token that may read issues)`, 1},
		"403": {"gitlab", nil, status(403, `{"error": "insufficient_scope", "error_description": "The request requires higher privileges"}`),
			`403 Forbidden: "The request requires higher privileges; insufficient_scope" (hint: the token in QUARTERDECK_GITLAB_TOKEN may not read this: give it the right to read issues)`, 1},
		"404": {"gitlab", nil, status(404, `{"message": "404 Project Not Found"}`),
			`404 Not Found: "404 Project Not Found" (hint: check url and project in [import.gitlab] of site.toml; what a token may not see is not found either)`, 1},
		"a wrong query": {"jira of a data center", nil, status(400, `{"errorMessages": ["The value 'FW' does not exist for the field 'project'."], "errors": {}}`),
			`400 Bad Request: "The value 'FW' does not exist for the field 'project'." (hint: check query in [import.jira] of site.toml)`, 1},
		"a wrong filter": {"linear", nil, status(200, `{"errors": [{"message": "Unknown field teem"}]}`),
			`Linear: URL: the question is refused: "Unknown field teem" (hint: check query in [import.linear] of site.toml)`, 1},
		"a page to log in": {"azure", nil, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusNonAuthoritativeInfo)
			fmt.Fprint(w, "<html>Sign in")
		}, "a web page came instead of data, as when somebody must log in (hint: check the url in site.toml; QUARTERDECK_AZURE_TOKEN is not accepted", 1},
		"nobody has logged in": {"jira of the cloud", nil, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Seraph-LoginReason", "AUTHENTICATED_FAILED")
			fmt.Fprint(w, "{}")
		}, "401 Unauthorized (hint: QUARTERDECK_JIRA_TOKEN is not accepted", 1},
		"another address": {"github", nil, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, away.URL+"/login?token="+token, http.StatusFound)
		}, "it leads to " + away.URL + "/login (hint: the token is not sent there: ", 1},
		"another question": {"linear", nil, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/x", http.StatusFound) },
			"it leads to URL/x", 1},
		"cut off":      {"github", nil, status(200, `[{"number": 1, "ti`), "the answer is no JSON, or was cut off (hint: try again; if it is the same, check the url in site.toml)", 5},
		"another form": {"github", nil, status(200, `{"number": 1}`), "the answer has another form than expected", 1},
		"no issues":    {"github", nil, status(200, `[1]`), "an issue has another form than expected", 1},
		"no number":    {"github", nil, status(200, `[{"title": "x"}]`), "an issue has no number", 1},
		"broken":       {"github", nil, status(503, "<html>x"), "503 Service Unavailable (hint: the service has a fault: try again later)", 5},
		"too often":    {"github", nil, status(429, `{"message": "slower"}`), `429 Too Many Requests: asked too often: "slower" (hint: try again later)`, 5},
		"the same page": {"github", nil, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", `<http://x/y?page=2>; rel="next"`)
			fmt.Fprint(w, "[]")
		}, "it names the same page as the next one again", 2},
		"a long story": {"github", nil, status(418, strings.Repeat("tea\x00 ", 1000)), `418 I'm a teapot: "` + strings.TrimSpace(strings.Repeat("tea ", 50)) + ` …"`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			f := fakes[c.service]
			if c.env != nil {
				f.env, f.login = c.env, ""
			}
			q, asked := f.start(t, func(_ int, w http.ResponseWriter, r *http.Request) bool {
				c.answer(w, r)
				return true
			})
			w := newWorld(f.env)
			_, err := Ask(t.Context(), q, w.options(filepath.Join(t.TempDir(), "answers")))
			if err == nil {
				t.Fatal("it did not fail")
			}
			noSecrets(t, append(w.said, err.Error())...)
			if want := strings.ReplaceAll(c.want, "URL", q.URL); !strings.Contains(err.Error(), want) || *asked != c.asked {
				t.Errorf("asked %d times\n%v\nwant %s", *asked, err, want)
			}
			if e, ok := errors.AsType[*Error](err); !ok || strings.Contains(e.Address, "?") {
				t.Errorf("%#v", err)
			}
		})
	}
}

func status(code int, text string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		fmt.Fprint(w, text)
	}
}

// A repository that has another name now is found under it, at the same address.
func TestRenamed(t *testing.T) {
	f := fakes["github"]
	old := f.query.Repository
	f.query.Repository = "acme/border"
	q, asked := f.start(t, func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, "/repos/acme/border/") {
			return false
		}
		http.Redirect(w, r, "/repos/"+old+"/issues?"+r.URL.RawQuery, http.StatusMovedPermanently)
		return true
	})
	r, err := Ask(t.Context(), q, newWorld(f.env).options(""))
	if err != nil || issues(t, r) != f.want || *asked != 6 {
		t.Errorf("%v, asked %d times", err, *asked)
	}
}

// A certificate that nobody trusts, and a service that is not there.
func TestUnreachable(t *testing.T) {
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for url, want := range map[string]string{
		secure.URL: "this machine does not trust the certificate: add the authority that signed it",
		gone.URL:   "connection refused (hint: check the network, and the url in site.toml)",
	} {
		w := newWorld(map[string]string{"QUARTERDECK_GITHUB_TOKEN": token})
		_, err := Ask(t.Context(), Query{Service: "github", URL: url, Repository: "acme/edge"}, w.options(""))
		if err == nil || !strings.Contains(err.Error(), want) || len(w.waits) > 0 {
			t.Errorf("%v after %v, want %s", err, w.waits, want)
		}
	}
}

func TestSettings(t *testing.T) {
	env := map[string]string{"QUARTERDECK_GITHUB_TOKEN": token}
	for name, c := range map[string]struct {
		q    Query
		env  map[string]string
		want string
	}{
		"no service":        {Query{Service: "trello"}, env, `"trello" cannot be asked; the services are: azure, github, gitlab, jira, linear`},
		"no address":        {Query{Service: "jira", Query: "x"}, env, "site.toml: [import.jira] url is missing (hint: write the address at which your Jira answers)"},
		"no query":          {Query{Service: "jira", URL: "https://jira.example"}, env, "site.toml: [import.jira] has no query"},
		"neither":           {Query{Service: "gitlab"}, env, "site.toml: [import.gitlab] has no project and no group"},
		"both":              {Query{Service: "gitlab", Project: "a/b", Group: "a"}, env, "site.toml: [import.gitlab] has both project and group"},
		"not a repository":  {Query{Service: "github", Repository: "edge"}, env, `site.toml: [import.github] repository: "edge" is no repository`},
		"of another":        {Query{Service: "github", Repository: "a/b", Group: "x"}, env, "site.toml: [import.github] group: GitHub is not asked by it (hint: remove it; it is asked by repository, query)"},
		"not https":         {Query{Service: "github", Repository: "a/b", URL: "http://github.example"}, env, "site.toml: [import.github] url is not https"},
		"no service at all": {Query{Service: "github", Repository: "a/b", URL: "ftp://github.example"}, env, "site.toml: [import.github] url is not https"},
		"a password":        {Query{Service: "github", Repository: "a/b", URL: "https://me:" + token + "@github.example"}, env, "site.toml: [import.github] url has a name or a password in it"},
		"parameters":        {Query{Service: "github", Repository: "a/b", URL: "https://github.example?private_token=" + token}, env, "is no address of a service"},
		"a token":           {Query{Service: "github", Repository: "a/b", Query: "access_token=" + token}, env, "site.toml: [import.github] query has access_token (hint: remove it, and set QUARTERDECK_GITHUB_TOKEN)"},
		"a page":            {Query{Service: "github", Repository: "a/b", Query: "page=2"}, env, "query has page (hint: remove it; all pages are asked for)"},
		"no parameters":     {Query{Service: "github", Repository: "a/b", Query: "%zz"}, env, "query: these are no parameters"},
		"no filter":         {Query{Service: "linear", Query: "team = FW"}, map[string]string{"QUARTERDECK_LINEAR_TOKEN": token}, "query: this is no filter in JSON"},
		"no token":          {Query{Service: "linear"}, env, "Linear has no token (hint: set QUARTERDECK_LINEAR_TOKEN to a token that may read issues)"},
		"a name alone":      {Query{Service: "jira", URL: "https://jira.example", Query: "x"}, map[string]string{"QUARTERDECK_JIRA_USER": "me"}, "Jira has no token"},
		"half a token":      {Query{Service: "github", Repository: "a/b"}, map[string]string{"QUARTERDECK_GITHUB_TOKEN": token + "\n" + token}, "QUARTERDECK_GITHUB_TOKEN is no token"},
	} {
		w := newWorld(c.env)
		_, err := Ask(t.Context(), c.q, w.options(""))
		if !errors.Is(err, ErrSettings) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
			continue
		}
		noSecrets(t, err.Error())
	}
}

// How long to wait is told in seconds, as a date, as seconds since 1970, or not at all; and what is
// too long is not waited for.
func TestWaits(t *testing.T) {
	start := newWorld(nil).now
	for name, c := range map[string]struct {
		code    int
		header  []string
		text    string
		want    time.Duration // 0 = it is not waited for
		message string
	}{
		"seconds":           {429, []string{"Retry-After", "30"}, "", 30 * time.Second, ""},
		"a date":            {429, []string{"Retry-After", start.Add(90 * time.Second).Format(http.TimeFormat)}, "", 90 * time.Second, ""},
		"a date gone by":    {429, []string{"Retry-After", start.Add(-time.Hour).Format(http.TimeFormat)}, "", time.Second, ""},
		"no time at all":    {429, []string{"Retry-After", "0"}, "", time.Second, ""},
		"nothing":           {429, nil, "", time.Minute, ""},
		"nonsense":          {429, []string{"Retry-After", "soon"}, "", time.Minute, ""},
		"since 1970":        {403, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", fmt.Sprint(start.Add(2 * time.Minute).Unix())}, "", 2 * time.Minute, ""},
		"from now":          {429, []string{"RateLimit-Reset", "20"}, "", 20 * time.Second, ""},
		"as Jira writes it": {429, []string{"X-RateLimit-Reset", "2026-10-02T12:05Z"}, "", 5 * time.Minute, ""},
		"a secondary limit": {403, []string{"X-RateLimit-Remaining", "4000", "X-RateLimit-Reset", fmt.Sprint(start.Add(50 * time.Minute).Unix())}, `{"message": "You have exceeded a secondary rate limit"}`, time.Minute, ""},
		"403 with a wait":   {403, []string{"Retry-After", "5"}, "", 5 * time.Second, ""},
		"an overload":       {503, []string{"Retry-After", "4"}, "", 4 * time.Second, ""},
		"too long":          {429, []string{"Retry-After", "3600"}, "", 0, "it wants to be asked again at 13:00 UTC: run the same command then; with --save it goes on from there"},
		"far too long":      {429, []string{"Retry-After", "99999999999999999999"}, "", time.Minute, ""},
		"no limit":          {403, []string{"X-RateLimit-Remaining", "10"}, `{"message": "no"}`, 0, "403 Forbidden"},
	} {
		f := fakes["github"]
		q, _ := f.start(t, func(n int, w http.ResponseWriter, _ *http.Request) bool {
			if n > 1 {
				return false
			}
			for i := 0; i < len(c.header); i += 2 {
				w.Header().Set(c.header[i], c.header[i+1])
			}
			w.WriteHeader(c.code)
			fmt.Fprint(w, c.text)
			return true
		})
		w := newWorld(f.env)
		_, err := Ask(t.Context(), q, w.options(""))
		switch {
		case c.want == 0 && (err == nil || !strings.Contains(err.Error(), c.message) || len(w.waits) > 0):
			t.Errorf("%s: %v after %v", name, err, w.waits)
		case c.want != 0 && (err != nil || len(w.waits) != 1 || w.waits[0] != c.want):
			t.Errorf("%s: waited %v, want %s; %v", name, w.waits, c.want, err)
		}
	}
	f := fakes["linear"]
	q, _ := f.start(t, func(n int, w http.ResponseWriter, _ *http.Request) bool {
		if n == 1 {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"errors": [{"message": "Rate limit exceeded", "extensions": {"code": "RATELIMITED"}}]}`)
		}
		return n == 1
	})
	w := newWorld(f.env)
	if _, err := Ask(t.Context(), q, w.options("")); err != nil || len(w.waits) != 1 || w.waits[0] != time.Minute {
		t.Errorf("Linear: %v, waited %v", err, w.waits)
	}
}
