package part

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// english is a context for texts that need no more than words.
func english() *site.Context {
	return &site.Context{Archive: &report.Archive{}, Book: metrics.Compute(&report.Archive{}), Words: i18n.English()}
}
