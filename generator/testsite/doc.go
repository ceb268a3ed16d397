// Package testsite holds what tests of several packages share. Only tests import it.
//
//   - [Archive] builds an archive from a few lines of text; [Day], [Quarter] and [Said] are
//     values of the domain for archives made by hand.
//   - [Texts] and [Txtar] are workspaces in memory; [Write] and [WriteAll] put files into a folder.
//   - [Golden] compares with a file in testdata, or writes it.
//   - [NewCharts] is where tests keep drawn charts.
//   - [Need] finds a program that a test runs, or leaves the test out; [Rounds] is how often
//     a test repeats.
//
// The package browser below it opens pages in Chromium.
package testsite
