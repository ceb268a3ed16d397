package feed

import (
	"bytes"
	"encoding/xml"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strings"
	"time"
)

// The elements of an Atom feed (RFC 4287), in the order in which they are written.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr,omitempty"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      string         `xml:"title"`
		Updated    string         `xml:"updated"`
		Published  string         `xml:"published"`
		Author     atomPerson     `xml:"author"`
		Link       atomLink       `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Content    *atomContent   `xml:"content"`
	}
	atomPerson struct {
		Name  string `xml:"name"`
		URI   string `xml:"uri,omitempty"`
		Email string `xml:"email,omitempty"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// feedDay is a day as feeds write it. They know moments alone, so it is the day's first.
func feedDay(d report.Day) string { return d.Time().Format(time.RFC3339) }

// asked is the author of a feed, and how to reach whom its readers ask.
func asked(head feedHead) atomPerson {
	if mail, ok := strings.CutPrefix(head.contact, "mailto:"); ok {
		return atomPerson{Name: head.author, Email: mail}
	}
	return atomPerson{Name: head.author, URI: head.contact}
}

// atomXML writes a feed. A feed is as new as its newest entry: the clock plays no role, so the same
// site gives the same bytes.
func atomXML(head feedHead, entries []entry) ([]byte, error) {
	f := atomFeed{Lang: head.language, ID: head.id, Title: head.title, Updated: feedDay(head.since), Author: asked(head),
		Links: []atomLink{{"self", "application/atom+xml", head.self + ".xml"}, {"alternate", "text/html", head.home}}}
	for i, e := range entries {
		if i == 0 { // they are in order
			f.Updated = feedDay(e.updated)
		}
		a := atomEntry{ID: e.id, Title: e.title, Updated: feedDay(e.updated), Published: feedDay(e.published), Author: atomPerson{Name: e.author},
			Link: atomLink{Rel: "alternate", Type: "text/html", Href: e.url}}
		for _, tag := range e.tags {
			a.Categories = append(a.Categories, atomCategory{tag})
		}
		if e.html != "" {
			a.Content = &atomContent{"html", e.html}
		}
		f.Entries = append(f.Entries, a)
	}
	b, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), bytes.TrimSpace(b)...), '\n'), nil
}

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
		URL  string `json:"url,omitempty"`
	}
)

// jsonFeed writes the feed that atomXML writes, as JSON.
func jsonFeed(head feedHead, entries []entry) ([]byte, error) {
	f := jsonFeedFile{Version: "https://jsonfeed.org/version/1.1", Title: head.title, Home: head.home, Self: head.self + ".json", Language: head.language,
		Authors: []jsonAuthor{{head.author, head.contact}}, Items: []jsonFeedItem{}}
	for _, e := range entries {
		item := jsonFeedItem{ID: e.id, URL: e.url, Title: e.title, HTML: e.html, Published: feedDay(e.published), Modified: feedDay(e.updated),
			Authors: []jsonAuthor{{Name: e.author}}, Tags: e.tags}
		if e.html == "" {
			item.Text = &e.text
		}
		f.Items = append(f.Items, item)
	}
	return site.JSON(f)
}
