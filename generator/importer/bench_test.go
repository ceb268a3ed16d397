package importer

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"
)

// jiraCSV is an export with as many rows, with all its fields and descriptions of several lines.
func jiraCSV(rows int) string {
	var b strings.Builder
	b.WriteString("Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Resolution,Created,Updated,Resolved,Due date,Description" +
		strings.Repeat(",Custom field (Asset type)", 40) + ",Sprint,Sprint,Custom field (Story point estimate),Parent,Parent key,Status Category\n")
	prose := strings.Repeat("What somebody has written about it, with a \"\"quote\"\", a comma\nand a line of its own. ", 12)
	for n := range rows {
		fmt.Fprintf(&b, "Title %d,DEMO-%d,%d,Story,Done,DEMO,Medium,Done,03/Aug/26 9:05 AM,04/Aug/26 9:05 AM,05/Sep/26 2:15 PM,,\"%s\"%s,Sprint 1,Sprint 2,5,,,Done\n", n, n, 10000+n, prose, strings.Repeat(",", 40))
	}
	return b.String()
}

// BenchmarkJira reads an export as package csv does alone, and as import does.
func BenchmarkJira(b *testing.B) {
	text := jiraCSV(4000)
	b.Run("csv", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			r := csv.NewReader(strings.NewReader(text))
			r.ReuseRecord = true
			for {
				if _, err := r.Read(); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("import", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			if problems := Find("jira").Read(NewInput("x", strings.NewReader(text)), nil, func(*Issue) { n++ }); len(problems) > 0 || n != 4000 {
				b.Fatal(n, problems)
			}
		}
	})
}
