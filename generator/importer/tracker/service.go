package tracker

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
)

// Service is a tracker that can be asked.
type Service struct {
	Name  string // as the format of the importer that reads its answers
	Title string
	Token string // the environment variable of the token
	User  string // the environment variable of the name to log in with; "" where there is none

	url      string   // where the vendor answers; "" = each customer has an address of its own
	needs    []string // keys of the query of which one is required
	takes    []string // the other keys that it can be asked by
	mustHave bool     // a token is required
	list     string   // the key of the list in the document; "" = the document is the list
	id       string   // the key by which two records are one
	header   http.Header
	login    func(user, token string) string // the header Authorization
	page     func(context.Context, *asker, json.RawMessage) (*Page, error)
	limited  func(body []byte) bool   // of a service that tells in the answer that it was asked too often
	denied   func(h http.Header) bool // of a service that tells in a header that it does not accept the token
}

// Services are all services, by name. One more is a file, and a row here.
var Services = []Service{
	{
		Name: "azure", Title: "Azure DevOps", Token: "QUARTERDECK_AZURE_TOKEN",
		takes: []string{"query", "project"}, list: "value", id: "id", login: azureLogin, page: azurePage,
	},
	{
		Name: "github", Title: "GitHub", Token: "QUARTERDECK_GITHUB_TOKEN", url: "https://api.github.com",
		needs: []string{"repository"}, takes: []string{"query"}, id: "number", login: bearer, page: githubPage,
		header: http.Header{"Accept": {"application/vnd.github+json"}, "X-Github-Api-Version": {"2022-11-28"}},
	},
	{
		Name: "gitlab", Title: "GitLab", Token: "QUARTERDECK_GITLAB_TOKEN", url: "https://gitlab.com",
		needs: []string{"project", "group"}, takes: []string{"query"}, id: "id", login: bearer, page: gitlabPage,
	},
	{
		Name: "jira", Title: "Jira", Token: "QUARTERDECK_JIRA_TOKEN", User: "QUARTERDECK_JIRA_USER",
		needs: []string{"query"}, list: "issues", id: "id", login: jiraLogin, page: jiraPage, denied: jiraDenied,
	},
	{
		Name: "linear", Title: "Linear", Token: "QUARTERDECK_LINEAR_TOKEN", url: "https://api.linear.app/graphql", mustHave: true,
		takes: []string{"query"}, list: "nodes", id: "identifier", login: linearLogin, page: linearPage, limited: linearLimited,
	},
}

// Find returns the service of a name; nil where there is none.
func Find(name string) *Service {
	if i := slices.IndexFunc(Services, func(s Service) bool { return s.Name == name }); i >= 0 {
		return &Services[i]
	}
	return nil
}

// Names are the names of all services.
func Names() []string {
	var names []string
	for _, s := range Services {
		names = append(names, s.Name)
	}
	return names
}

func bearer(_, token string) string { return "Bearer " + token }

func basic(user, token string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+token))
}
