package feed

import (
	"quarterdeck/generator/site"
)

// The parts of a JSON Feed, version 1.1 (https://jsonfeed.org/version/1.1).
type (
	jsonFeedFile struct {
		Version  string         `json:"version"`
		Title    string         `json:"title"`
		Home     string         `json:"home_page_url"`
		Self     string         `json:"feed_url"`
		Language string         `json:"language,omitempty"`
		Authors  []jsonAuthor   `json:"authors"`
		Items    []jsonFeedItem `json:"items"`
	}
	jsonFeedItem struct {
		ID        string       `json:"id"`
		URL       string       `json:"url"`
		Title     string       `json:"title"`
		HTML      string       `json:"content_html,omitempty"`
		Text      *string      `json:"content_text,omitempty"` // one of both must be there
		Published string       `json:"date_published"`
		Modified  string       `json:"date_modified"`
		Authors   []jsonAuthor `json:"authors"`
		Tags      []string     `json:"tags,omitempty"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
	}
)

// jsonFeed writes the feed that atomXML writes, as JSON.
func jsonFeed(head feedHead, entries []entry) ([]byte, error) {
	f := jsonFeedFile{Version: "https://jsonfeed.org/version/1.1", Title: head.title, Home: head.home, Self: head.self + ".json", Language: head.language,
		Authors: []jsonAuthor{{head.author}}, Items: []jsonFeedItem{}}
	for _, e := range entries {
		item := jsonFeedItem{ID: e.id, URL: e.url, Title: e.title, HTML: e.html, Published: feedDay(e.published), Modified: feedDay(e.updated),
			Authors: []jsonAuthor{{e.author}}, Tags: e.tags}
		if e.html == "" {
			item.Text = &e.text
		}
		f.Items = append(f.Items, item)
	}
	return site.JSON(f)
}
