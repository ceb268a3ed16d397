package tracker

import (
	"context"
	"encoding/json"
	"net/url"
)

// gitlabPage asks for issues of a project or a group, the oldest first. Versions that can page by
// keys do; all name the next page in the header Link.
func gitlabPage(ctx context.Context, a *asker, state json.RawMessage) (*Page, error) {
	first, err := a.parameters(url.Values{
		"scope": {"all"}, "state": {"all"}, "order_by": {"created_at"}, "sort": {"asc"}, "per_page": {"100"}, "pagination": {"keyset"},
	})
	if err != nil {
		return nil, err
	}
	path := "/api/v4/projects/" + url.PathEscape(a.query.Project)
	if a.query.Group != "" {
		path = "/api/v4/groups/" + url.PathEscape(a.query.Group)
	}
	return a.linked(ctx, path+"/issues", first, state, func(raw json.RawMessage) (json.RawMessage, error) {
		return pick(raw, "id", "iid", "title", "state", "issue_type", "type", "web_url", "created_at", "closed_at", "due_date", "start_date",
			"weight", "labels", "milestone", "iteration", "epic")
	})
}
