package tracker

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
)

const (
	azureVersion = "6.0" // of the interface, which Azure DevOps Server has since 2020
	azureMost    = 200   // work items at once
	azureAll     = "SELECT [System.Id] FROM WorkItems ORDER BY [System.Id]"
	azureOfOne   = "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project ORDER BY [System.Id]"
)

// azureFields are what an import reads of a work item.
var azureFields = []string{
	"System.Title", "System.WorkItemType", "System.State", "System.Tags", "System.AreaPath", "System.IterationPath", "System.TeamProject", "System.Parent",
	"System.CreatedDate", "Microsoft.VSTS.Common.ActivatedDate", "Microsoft.VSTS.Common.ClosedDate", "Microsoft.VSTS.Common.Priority",
	"Microsoft.VSTS.Scheduling.StoryPoints", "Microsoft.VSTS.Scheduling.Effort", "Microsoft.VSTS.Scheduling.Size",
	"Microsoft.VSTS.Scheduling.TargetDate", "Microsoft.VSTS.Scheduling.DueDate",
}

// azureLinks are the links by which work items wait for each other.
var azureLinks = []string{"System.LinkTypes.Dependency-Reverse", "System.LinkTypes.Dependency-Forward"}

// azureLogin is a personal access token, which needs no name.
func azureLogin(_, token string) string { return basic("", token) }

// azurePage asks the query for ids first, then for the work items, so many at once. The state is the
// ids of those that are still to be asked for.
func azurePage(ctx context.Context, a *asker, state json.RawMessage) (*Page, error) {
	if state == nil {
		ids, err := a.azureIDs(ctx)
		if err != nil {
			return nil, err
		}
		return &Page{Items: []json.RawMessage{}, Next: rest(ids)}, nil
	}
	var ids []int
	if err := json.Unmarshal(state, &ids); err != nil {
		return nil, err
	}
	now := ids[:min(len(ids), azureMost)]
	var got struct{ Value []json.RawMessage }
	err := a.post(ctx, "/_apis/wit/workitemsbatch?api-version="+azureVersion, map[string]any{"ids": now, "$expand": "Relations", "errorPolicy": "Omit"}, &got)
	if err != nil {
		return nil, err
	}
	page := &Page{Items: []json.RawMessage{}, Next: rest(ids[len(now):])}
	for _, raw := range got.Value {
		if string(raw) == "null" {
			continue // it has been deleted since the query found it
		}
		item, err := a.azureItem(raw)
		if err != nil {
			return nil, a.fault(a.query.URL, 0, "a work item has another form than expected", "check the url in site.toml").err
		}
		page.Items = append(page.Items, item)
	}
	return page, nil
}

// rest is the state of ids; nil where there are none.
func rest(ids []int) json.RawMessage {
	if len(ids) == 0 {
		return nil
	}
	state, _ := json.Marshal(ids) // numbers can always be written
	return state
}

// azureIDs are the work items that a query finds, each once.
func (a *asker) azureIDs(ctx context.Context) ([]int, error) {
	query, path := a.query.Query, ""
	if a.query.Project != "" {
		path = "/" + url.PathEscape(a.query.Project)
	}
	switch {
	case query == "" && path != "":
		query = azureOfOne
	case query == "":
		query = azureAll
	}
	type item struct{ ID int }
	var got struct {
		WorkItems         []item
		WorkItemRelations []struct{ Target *item } // of a query for links or a tree
	}
	if err := a.post(ctx, path+"/_apis/wit/wiql?api-version="+azureVersion, map[string]string{"query": query}, &got); err != nil {
		return nil, err
	}
	for _, r := range got.WorkItemRelations {
		if r.Target != nil {
			got.WorkItems = append(got.WorkItems, *r.Target)
		}
	}
	var ids []int
	seen := map[int]bool{}
	for _, i := range got.WorkItems {
		if !seen[i.ID] {
			ids = append(ids, i.ID)
			seen[i.ID] = true
		}
	}
	return ids, nil
}

// azureItem is what an import reads of a work item.
func (a *asker) azureItem(raw json.RawMessage) (json.RawMessage, error) {
	var item struct {
		Fields    json.RawMessage
		Relations []struct {
			Rel string `json:"rel"`
			URL string `json:"url"`
		}
	}
	if err := json.Unmarshal(raw, &item); err != nil {
		return nil, err
	}
	fields, err := pick(item.Fields, slices.Concat(azureFields, []string{a.query.Points})...)
	if err != nil {
		return nil, fmt.Errorf("fields: %w", err)
	}
	kept, err := pick(raw, "id", "url")
	if err != nil {
		return nil, err
	}
	if kept, err = with(kept, "fields", fields); err != nil {
		return nil, err
	}
	links := item.Relations[:0]
	for _, r := range item.Relations {
		if slices.Contains(azureLinks, r.Rel) {
			links = append(links, r)
		}
	}
	if len(links) == 0 {
		return kept, nil
	}
	return with(kept, "relations", links)
}
