package svg

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const longestOption = 2 << 20 // bytes; a chart of the reports has some thousand

// checkOption refuses what must not reach an engine: what is not one JSON object,
// or has a key with which a later drawing could be changed, because ECharts
// merges options into its own objects.
func checkOption(option []byte) error {
	if len(option) > longestOption {
		return fmt.Errorf("a chart's option has %d bytes: at most %d are drawn", len(option), longestOption)
	}
	dec := json.NewDecoder(bytes.NewReader(option))
	dec.UseNumber()
	// open holds, for every object and array around the current token, whether
	// it is an object and whether its next token is a key.
	type level struct{ object, key bool }
	var open []level
	for n := 0; ; n++ {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) && n > 0 && len(open) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("a chart's option is not JSON: %w", err)
		}
		if len(open) == 0 && (n > 0 || t != json.Delim('{')) {
			return errors.New("a chart's option must be one JSON object")
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			open = append(open, level{t == json.Delim('{'), true})
			if len(open) > 64 {
				return errors.New("a chart's option is nested too deeply: at most 64 levels are drawn")
			}
			continue
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		default:
			top := &open[len(open)-1]
			if top.object && top.key {
				if t == "__proto__" || t == "constructor" || t == "prototype" {
					return fmt.Errorf("a chart's option has the key %q, which no chart needs: leave it out", t)
				}
				top.key = false
				continue
			}
		}
		if len(open) > 0 { // a value ended: a key comes next
			open[len(open)-1].key = true
		}
	}
}
