package importer

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// trelloShapes are a board as Trello exports it.
var trelloShapes = []shape{
	{title: "a board of Trello", json: true, list: "cards", required: []string{"idList", "name", "idShort"}, read: readTrello},
}

type trelloList struct {
	ID, Name string
	Closed   bool
}

type trelloCard struct {
	ID, Name, IDList, ShortURL string
	IDShort                    int
	Due                        string
	DueComplete, Closed        bool
	Labels                     []struct{ Name string }
	pos                        diag.Pos
}

type trelloAction struct {
	Type, Date string
	Data       struct {
		Card struct {
			ID string
		}
		List, ListBefore, ListAfter struct{ Name string }
	}
	pos diag.Pos
}

// mostActions is how many actions Trello exports.
const mostActions = 1000

// readTrello reads a board. Its lists are statuses; when a card came into its list is known only
// from the actions, which go back as far as Trello exports them.
func readTrello(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	var name string
	var lists []trelloList
	var actions []trelloAction
	var cards []trelloCard
	d.records("cards", map[string]any{"name": &name, "lists": &lists, "actions": func(dec *json.Decoder) error {
		action := trelloAction{pos: d.pos}
		err := dec.Decode(&action)
		actions = append(actions, action)
		return err
	}}, func(dec *json.Decoder) error {
		card := trelloCard{pos: d.pos}
		err := dec.Decode(&card)
		cards = append(cards, card)
		return err
	})
	if len(d.problems) > 0 {
		return d.problems
	}
	moves := map[string][]Change{}
	for n, a := range slices.Backward(actions) { // the newest is the first
		d.n, d.pos = n+1, a.pos
		day := d.day("date of an action", a.Date)
		switch a.Type {
		case "createCard":
			moves[a.Data.Card.ID] = append(moves[a.Data.Card.ID], Change{day, "status", "", a.Data.List.Name})
		case "updateCard":
			if a.Data.ListAfter.Name != "" {
				moves[a.Data.Card.ID] = append(moves[a.Data.Card.ID], Change{day, "status", a.Data.ListBefore.Name, a.Data.ListAfter.Name})
			}
		}
	}
	for n, c := range cards {
		d.n, d.pos = n+1, c.pos
		i := &Issue{
			Pos: c.pos, ID: strconv.Itoa(c.IDShort), Number: c.ID, Title: c.Name, URL: c.ShortURL, Project: name, Due: d.day("due", c.Due),
			Created: d.created(c.ID), Archived: c.Closed, Changes: moves[c.ID],
		}
		for _, l := range c.Labels {
			if l.Name != "" {
				i.Labels = append(i.Labels, l.Name)
			}
		}
		if at := slices.IndexFunc(lists, func(l trelloList) bool { return l.ID == c.IDList }); at >= 0 {
			i.Status, i.Archived = lists[at].Name, c.Closed || lists[at].Closed
		}
		yield(i)
	}
	if len(actions) == mostActions {
		d.problems.Warnf(diag.Pos{File: d.file}, "cut-history", "give days by hand, or with --finished-when-unknown", "Trello exports the newest %d moves only; older ones are not known", mostActions)
	}
	return d.problems
}

// created is the day of a card: its id begins with its second, in hexadecimal.
func (d *document) created(id string) report.Day {
	if len(id) != 24 {
		return 0
	}
	seconds, err := strconv.ParseInt(id[:8], 16, 64)
	if err != nil {
		return 0
	}
	return d.days.of(time.Unix(seconds, 0).UTC())
}
