package manual

import (
	"fmt"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/paper"
)

// keys is a Markdown table of every key of a table in the reference, below a line that says where
// it is written; "" where there is no such table.
func keys(id string) string {
	for _, t := range content.Reference() {
		if t.ID == id {
			return keyTable(t)
		}
	}
	return ""
}

func keyTable(t content.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Written in: %s\n\n| Key | Type | Default | Meaning |\n| --- | --- | --- | --- |\n", escaped(t.Where))
	for _, k := range t.Keys {
		standard, meaning := code(k.Default), escaped(k.Meaning)
		if k.Required {
			standard = "required"
		}
		if len(k.Values) > 0 {
			values := make([]string, len(k.Values))
			for i, v := range k.Values {
				values[i] = code(v)
			}
			meaning += " Values: " + strings.Join(values, ", ") + "."
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", code(k.Name), escaped(k.Type), standard, meaning)
	}
	return b.String()
}

// numbersText is a section for every number.
func numbersText() string {
	var b strings.Builder
	english := i18n.English()
	for _, m := range metrics.All() {
		if m.Entry != "" { // a part of another one
			continue
		}
		fmt.Fprintf(&b, "### %s (%s)\n\n%s\n\n", m.Name(english), code(m.ID), strings.Join(paper.Lines(escaped(m.Meaning(english)), width), "\n"))
		if formula := m.Formula(english); formula != "" {
			fmt.Fprintf(&b, "Formula: `%s`\n\n", formula)
		}
		if notes := m.Notes(english); notes != "" {
			fmt.Fprintf(&b, "%s\n\n", strings.Join(paper.Lines(escaped(notes), width), "\n"))
		}
	}
	return strings.TrimSpace(b.String())
}

var special = strings.NewReplacer("|", `\|`, "<", `\<`, "*", `\*`)

// escaped makes Markdown of plain text.
func escaped(s string) string { return special.Replace(s) }

// code marks what is to be written as it is; in a table a pipe ends a cell even there.
func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + strings.ReplaceAll(s, "|", `\|`) + "`"
}

// limitsTable is a Markdown table of every bound of what is read.
func limitsTable() string {
	var b strings.Builder
	b.WriteString("| What | At most | More is |\n| --- | --- | --- |\n")
	for _, l := range content.Limits() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", escaped(l.Of), l.Most, l.Then)
	}
	return b.String()
}
