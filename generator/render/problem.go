package render

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"quarterdeck/generator/diag"
)

// templateError is how text/template and html/template name a place:
// "template: parts/figs:12:7: …", "html/template:quarter:3: …", or without a line where a template as a whole is wrong.
var templateError = regexp.MustCompile(`(?s)^(?:html/template:|template: )([^: ]+):(?:(\d+):)?(?:(\d+):)? (.*)$`)

// executing is what text/template says before the reason.
var executing = regexp.MustCompile(`^executing "[^"]*" at (<.*?>): `)

// problem turns an error of a template into a place in a file and a reason.
func problem(err error) diag.Problem {
	p := diag.Problem{Severity: diag.Error, Code: "template", Text: err.Error(),
		Hint: "compare the template with the built-in one of the same name"}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return p
	}
	p.File = "templates/" + m[1] + ".html"
	p.Line, _ = strconv.Atoi(m[2])
	p.Col, _ = strconv.Atoi(m[3])
	if p.Col > 0 {
		p.Col++ // text/template counts columns from 0
	}
	p.Text = executing.ReplaceAllString(m[4], "at $1: ")
	return p
}

// failed turns the error of an execution into an *Error that names the page.
// A cancelled context stays what it is.
func (e *executor) failed(err error) error {
	var inner *Error
	if errors.As(err, &inner) { // a chart's template inside the page's
		return inner
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	p := problem(err)
	if p.File == "" {
		return fmt.Errorf("page %s: %w", e.page.Path, err)
	}
	p.Text = strings.TrimSpace(p.Text) + ", on page " + e.page.Path
	return &Error{p}
}
