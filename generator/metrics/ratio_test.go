package metrics

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
)

func TestRatio(t *testing.T) {
	tests := []struct {
		r             Ratio
		percent, text string
		json          string
	}{
		{Ratio{11, 14}, "79 %", "79 % (11 of 14)", `{"value":11,"of":14,"share":0.7857}`},
		{Ratio{28, 36}, "78 %", "78 % (28 of 36)", `{"value":28,"of":36,"share":0.7778}`},
		{Ratio{0, 0}, "n/a", "n/a", `{"value":0,"of":0,"share":null}`},
		{Ratio{3, 0}, "n/a", "n/a", `{"value":3,"of":0,"share":null}`},
		{Ratio{0, 5}, "0 %", "0 % (0 of 5)", `{"value":0,"of":5,"share":0}`},
		{Ratio{5, 5}, "100 %", "100 % (5 of 5)", `{"value":5,"of":5,"share":1}`},
		{Ratio{249, 250}, "99 %", "99 % (249 of 250)", `{"value":249,"of":250,"share":0.996}`},
		{Ratio{1, 400}, "1 %", "1 % (1 of 400)", `{"value":1,"of":400,"share":0.0025}`},
		{Ratio{301, 300}, "101 %", "101 % (301 of 300)", `{"value":301,"of":300,"share":1.0033}`},
		{Ratio{57, 200}, "29 %", "29 % (57 of 200)", `{"value":57,"of":200,"share":0.285}`},
		{Ratio{7.5, 136}, "6 %", "6 % (7.5 of 136)", `{"value":7.5,"of":136,"share":0.0551}`},
		{Ratio{0.1 + 0.2, 1}, "30 %", "30 % (0.3 of 1)", `{"value":0.3,"of":1,"share":0.3}`},
		{Ratio{12, 8}, "150 %", "150 % (12 of 8)", `{"value":12,"of":8,"share":1.5}`},
	}
	english := i18n.English()
	for _, tt := range tests {
		if got := tt.r.PercentIn(english); got != spaced(tt.percent) {
			t.Errorf("%v: PercentIn is %q, not %q", tt.r, got, spaced(tt.percent))
		}
		if got := tt.r.Format(english); got != spaced(tt.text) {
			t.Errorf("%v: Format is %q, not %q", tt.r, got, spaced(tt.text))
		}
		if count := " (" + tt.r.CountIn(english) + ")"; tt.r.Of > 0 && !strings.HasSuffix(tt.text, count) {
			t.Errorf("%v: CountIn is %q, not as in %q", tt.r, count, tt.text)
		}
		b, err := json.Marshal(tt.r)
		if err != nil || string(b) != tt.json {
			t.Errorf("%v: JSON is %s (%v), not %s", tt.r, b, err, tt.json)
		}
	}
}

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// spaced writes the no-break space that a reader of the tests would not see.
func spaced(s string) string { return strings.Replace(s, " %", nbsp+"%", 1) }

func TestAmount(t *testing.T) {
	for v, want := range map[float64]string{
		136: "136", 7.5: "7.5", 1.0 / 3: "0.33", -0.0001: "0", 1e16: "10000000000000000", math.Inf(1): "0",
	} {
		if got := Amount(v); got != want {
			t.Errorf("Amount(%v) is %q, not %q", v, got, want)
		}
	}
}
