package tracker

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// linearQuery asks for 50 issues with at most 20 labels and links each, which is below what Linear
// allows one question to cost.
const linearQuery = `query Issues($after: String, $filter: IssueFilter) {
  issues(first: 50, after: $after, filter: $filter, includeArchived: true, orderBy: createdAt) {
    pageInfo { hasNextPage endCursor }
    nodes {
      identifier title url priorityLabel estimate createdAt startedAt completedAt canceledAt dueDate archivedAt
      state { name type }
      team { name key }
      project { name }
      cycle { name number }
      projectMilestone { name }
      parent { identifier }
      labels(first: 20) { nodes { name } pageInfo { hasNextPage } }
      relations(first: 20) { nodes { type relatedIssue { identifier } } pageInfo { hasNextPage } }
      inverseRelations(first: 20) { nodes { type issue { identifier } } pageInfo { hasNextPage } }
    }
  }
}`

type linearMore struct {
	HasNextPage bool
	EndCursor   string
}

type linearAnswer struct {
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
	Data struct {
		Issues *struct {
			PageInfo linearMore
			Nodes    []json.RawMessage
		}
	}
}

// linearLogin sends a personal key as it is, and the token of an application as a bearer's.
func linearLogin(_, token string) string {
	if strings.HasPrefix(token, "lin_oauth_") {
		return "Bearer " + token
	}
	return token
}

// linearLimited reports whether an answer, which may have any status, says that too much was asked.
func linearLimited(body []byte) bool {
	var a linearAnswer
	if json.Unmarshal(body, &a) != nil {
		return false
	}
	for _, e := range a.Errors {
		if e.Extensions.Code == "RATELIMITED" {
			return true
		}
	}
	return false
}

// linearPage asks for issues after a cursor, which is the state.
func linearPage(ctx context.Context, a *asker, state json.RawMessage) (*Page, error) {
	filter := json.RawMessage("{}")
	if a.query.Query != "" {
		filter = json.RawMessage(a.query.Query)
		var table map[string]json.RawMessage
		if err := json.Unmarshal(filter, &table); err != nil {
			return nil, settings(`site.toml: [import.linear] query: this is no filter in JSON (hint: write one such as '{"team": {"key": {"eq": "FW"}}}')`)
		}
	}
	variables := map[string]any{"filter": filter}
	if state != nil {
		variables["after"] = state
	}
	var got linearAnswer
	if err := a.post(ctx, "", map[string]any{"query": linearQuery, "variables": variables}, &got); err != nil {
		return nil, err
	}
	if len(got.Errors) > 0 || got.Data.Issues == nil {
		f := a.fault(a.query.URL, 0, "the question is refused", a.hint(http.StatusBadRequest))
		for _, e := range got.Errors {
			f.err.Said = shortened(f.err.Said + " " + e.Message)
		}
		return nil, f.err
	}
	page := &Page{Items: got.Data.Issues.Nodes}
	a.overflow(page.Items)
	if more := got.Data.Issues.PageInfo; more.HasNextPage {
		page.Next, _ = json.Marshal(more.EndCursor) // a string can always be written
	}
	return page, nil
}

// overflow tells of issues that have more labels or links than are asked for.
func (a *asker) overflow(items []json.RawMessage) {
	for _, item := range items {
		var issue struct {
			Identifier                          string
			Labels, Relations, InverseRelations struct{ PageInfo linearMore }
		}
		if json.Unmarshal(item, &issue) != nil {
			continue // whoever reads the document says so
		}
		if issue.Labels.PageInfo.HasNextPage || issue.Relations.PageInfo.HasNextPage || issue.InverseRelations.PageInfo.HasNextPage {
			a.o.Say(fmt.Sprintf("Linear: %s has more than 20 labels or links of one kind; those after the first 20 are left out", issue.Identifier))
		}
	}
}
