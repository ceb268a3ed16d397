// Package reconcile works out what the issues and facts of an export mean for a workspace, and writes
// that into its files.
//
// Call [Decide] with the issues of an export, and [Draft], [Merge] and [Note] with what it decides:
// plan.md and metrics.toml as they become. [Compare] says how the scope of a quarter differs between
// two exports, [Suggest] makes a first mapping for site.toml, and [Count] with [MergeNumbers] turns
// deployments, changes and incidents into the numbers of [quality].
//
// What the export does not know stays as people wrote it, and a second run changes nothing. Nothing
// here reads or writes a file.
package reconcile
