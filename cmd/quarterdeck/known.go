package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"quarterdeck/generator/diag"
)

// warned is a warning that was printed before. Its line may have moved since.
type warned struct{ Code, File, Text string }

// printNews writes the problems of a workspace before a verb does its work: the errors, and the
// warnings that no verb has printed before. The others are one line: only check repeats them.
func printNews(w io.Writer, l diag.List, source string) {
	before := knownWarnings(source)
	known := 0
	var news diag.List
	for _, p := range l {
		if p.Severity == diag.Warning && before[warned{p.Code, p.File, p.Text}] {
			known++
			continue
		}
		news = append(news, p)
	}
	printProblems(w, news, 0)
	if known > 0 {
		fmt.Fprintf(w, "%s as before; quarterdeck check lists them\n", count(known, "warning"))
	}
	rememberWarnings(source, l)
}

// warningsFile is where the warnings of a workspace are kept; "" where there is no place for them.
func warningsFile(source string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	abs, err := filepath.Abs(source)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(abs))
	return filepath.Join(dir, "quarterdeck", "warnings", hex.EncodeToString(sum[:8])+".json")
}

// knownWarnings are those that were printed before. Where they cannot be read, none is known and
// all are printed.
func knownWarnings(source string) map[warned]bool {
	data, err := os.ReadFile(warningsFile(source))
	if err != nil {
		return nil
	}
	var list []warned
	if err := json.Unmarshal(data, &list); err != nil {
		return nil
	}
	known := map[warned]bool{}
	for _, one := range list {
		known[one] = true
	}
	return known
}

// rememberWarnings keeps the warnings of a workspace as printed. Where they cannot be kept, the
// next verb prints them again: a cache is no reason to fail.
func rememberWarnings(source string, l diag.List) {
	file := warningsFile(source)
	if file == "" {
		return
	}
	list := []warned{}
	for _, p := range l {
		if p.Severity == diag.Warning {
			list = append(list, warned{p.Code, p.File, p.Text})
		}
	}
	data, err := json.Marshal(list)
	if err == nil && os.MkdirAll(filepath.Dir(file), 0o755) == nil {
		_ = os.WriteFile(file, data, 0o644)
	}
}
