//go:build unix

package main

import "syscall"

// maskOfFiles has every file that a verb makes be readable for all, and changed by its owner alone:
// 0644, and folders 0755. A site is there to be read by a web server, and a workspace by colleagues,
// whatever mask a shell or a build server sets. What asks for less, such as a target's own records,
// gets less.
func maskOfFiles() { syscall.Umask(0o022) }
