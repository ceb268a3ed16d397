//go:build !unix

package main

// maskOfFiles has nothing to do: files of this system have no such modes.
func maskOfFiles() {}
