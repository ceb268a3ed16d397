// Package part holds what pages are made of: rows of deliverables, asks, actions and changes of
// scope, a long list of which some rows are folded away, the forecast, the updates and the retro
// of a report, the bar of editions. Each type is the data that a template of templates/parts, or a
// section of a page, shows; it comes from a [site.Context] and what it is about, whatever page it
// is on.
//
// Which pages exist, and which parts each has, is for the package page to say.
package part
