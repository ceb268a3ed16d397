package svg

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
)

const (
	longestOption = 2 << 20 // bytes; a chart of the reports has some thousand
	deepestOption = 64      // levels
)

// checkOption refuses what must not reach an engine: what is not one JSON object,
// or has a key with which a later drawing could be changed, because ECharts
// merges options into its own objects.
func checkOption(option []byte) error {
	if len(option) > longestOption {
		return fmt.Errorf("a chart's option has %d bytes: at most %d are drawn", len(option), longestOption)
	}
	dec := json.NewDecoder(bytes.NewReader(option))
	dec.UseNumber()
	var root any
	if err := dec.Decode(&root); err != nil {
		return fmt.Errorf("a chart's option is not JSON: %w", err)
	}
	_, isObject := root.(map[string]any)
	if _, err := dec.Token(); !isObject || !errors.Is(err, io.EOF) {
		return errors.New("a chart's option must be one JSON object")
	}
	return checkValue(root, deepestOption)
}

// checkValue refuses what is in a value, down to some levels below it.
func checkValue(v any, levels int) error {
	var inside iter.Seq[any]
	switch v := v.(type) {
	case map[string]any:
		for _, key := range []string{"__proto__", "constructor", "prototype"} {
			if _, ok := v[key]; ok {
				return fmt.Errorf("a chart's option has the key %q, which no chart needs: leave it out", key)
			}
		}
		inside = maps.Values(v)
	case []any:
		inside = slices.Values(v)
	default:
		return nil
	}
	if levels == 0 {
		return fmt.Errorf("a chart's option is nested too deeply: at most %d levels are drawn", deepestOption)
	}
	for one := range inside {
		if err := checkValue(one, levels-1); err != nil {
			return err
		}
	}
	return nil
}
