package card

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// fonts are the two weights of the built-in font, parsed once: a parsed font never changes.
type fonts struct{ regular, bold *opentype.Font }

var builtIn = sync.OnceValue(func() fonts {
	parse := func(ttf []byte) *opentype.Font {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic(err) // the font is part of the program
		}
		return f
	}
	return fonts{parse(goregular.TTF), parse(gobold.TTF)}
})

func face(f *opentype.Font, size float64) font.Face {
	// The size is the only thing that could be wrong, and is one of our own.
	face, _ := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	return face
}

// writable returns a text as the font can write it: without the symbols that it lacks, such
// as emoji, and "" where it lacks a letter or a digit.
func writable(s string) string {
	var buffer sfnt.Buffer
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '\u202f': // the font has only the wide one that does not break
			r = '\u00a0'
		case r == '\u00a0':
		case unicode.IsSpace(r):
			r = ' '
			if n := out.Len(); n == 0 || strings.HasSuffix(out.String(), " ") {
				continue
			}
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			continue
		default:
			if at, err := builtIn().regular.GlyphIndex(&buffer, r); err != nil || at == 0 {
				if unicode.IsLetter(r) || unicode.IsNumber(r) {
					return ""
				}
				continue
			}
		}
		out.WriteRune(r)
	}
	return strings.TrimSpace(out.String())
}

// wrap breaks a text into lines no wider than width pixels, at most as many as given; what
// is left out is an ellipsis, and whole is false.
func wrap(f font.Face, s string, width, most int) (lines []string, whole bool) {
	fits := func(s string) bool { return font.MeasureString(f, s).Ceil() <= width }
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' })
	whole = true
	for len(words) > 0 {
		row, n := words[0], 1
		for n < len(words) && fits(row+" "+words[n]) {
			row, n = row+" "+words[n], n+1
		}
		words = words[n:]
		if !fits(row) || len(lines)+1 == most && len(words) > 0 {
			row, whole = cut(row, fits), false
		}
		if lines = append(lines, row); len(lines) == most {
			break
		}
	}
	return lines, whole
}

// cut shortens a row until it fits with its ellipsis.
func cut(row string, fits func(string) bool) string {
	rest := []rune(row)
	for len(rest) > 0 && !fits(string(rest)+"…") {
		rest = rest[:len(rest)-1]
	}
	return strings.TrimRight(string(rest), " ,;:") + "…"
}
