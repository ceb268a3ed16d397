package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// swap puts staging in target's place and returns where the old target is now,
// or "" where there was none. Where the system can exchange two names, no reader
// ever finds target missing; elsewhere it is missing for a moment, and a run killed
// in that moment is mended by recoverTarget.
func swap(staging, target string) (retired string, err error) {
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
		return "", os.Rename(staging, target)
	}
	if exchange(staging, target) == nil {
		return staging, nil
	}
	retired, err = os.MkdirTemp(filepath.Dir(target), retiredPrefix(target)+"*")
	if err != nil {
		return "", err
	}
	if err := os.Remove(retired); err != nil {
		return "", err
	}
	if err := os.Rename(target, retired); err != nil {
		return "", err
	}
	if err := os.Rename(staging, target); err != nil {
		return "", errors.Join(err, os.Rename(retired, target))
	}
	return retired, nil
}
