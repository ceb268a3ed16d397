package publish

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"

	"quarterdeck/generator/testsite"
)

func startSFTPLinked(t *testing.T) place { return startSFTP(t, "link", "current") }
func startSFTPCopied(t *testing.T) place { return startSFTP(t, "copy&linger=0s", "") }

func startSFTP(t *testing.T, mode, served string) place {
	d := startSSH(t)
	root := filepath.Join(t.TempDir(), "for readers, naïve")
	p := place{
		url:   "sftp://" + d.address() + (&url.URL{Path: root}).EscapedPath() + "?mode=" + mode,
		http:  nginx(t, filepath.Join(root, served)),
		names: func() ([]string, error) { return filesBelow(filepath.Dir(root)) },
	}
	if served == "" {
		p.put = func(name string, data []byte) error {
			return os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), data, 0o644)
		}
	}
	return p
}

// daemon is an sshd of the test's own, and a home from which one may log in.
type daemon struct {
	home string
	port int
	key  string // of the host, as known_hosts has it
}

func (d daemon) address() string { return fmt.Sprintf("127.0.0.1:%d", d.port) }

// ssh is a file below ~/.ssh.
func (d daemon) ssh(name string) string { return filepath.Join(d.home, ".ssh", name) }

// known is a line of known_hosts.
func (d daemon) known(address string) string {
	host, port, _ := strings.Cut(address, ":")
	return fmt.Sprintf("[%s]:%s %s\n", host, port, d.key)
}

// alsoAt makes the host known at another address, and only there.
func (d daemon) alsoAt(t testing.TB, address string) {
	t.Helper()
	writeFile(t, d.ssh("known_hosts"), d.known(address))
}

// settings are the lines of ~/.ssh/config with which the test's user can log in.
func (d daemon) settings() string {
	return fmt.Sprintf("Host *\n\tIdentityFile %s\n\tUserKnownHostsFile %s\n", d.ssh("id_ed25519"), d.ssh("known_hosts"))
}

// startSSH starts an OpenSSH server that lets the test's own user in, and makes it known
// in a home of its own, which is $HOME until the test ends. ssh does not ask $HOME, so the
// first one on the path until then is told, and notes who it is. More lines may be added
// to the settings of the server.
func startSSH(t testing.TB, more ...string) daemon {
	t.Helper()
	bin, client := testsite.Need(t, "sshd"), testsite.Need(t, "ssh")
	dir := t.TempDir()
	d := daemon{home: filepath.Join(dir, "home"), port: freePort(t)}
	for _, folder := range []string{d.ssh(""), filepath.Join(dir, "bin")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", d.home)
	t.Setenv("SSH_AUTH_SOCK", "")
	wrapper := fmt.Sprintf("#!/bin/sh\necho $$ >>'%s'\nexec %s -F '%s' \"$@\"\n", filepath.Join(d.home, "pids"), client, d.ssh("config"))
	if err := os.WriteFile(filepath.Join(dir, "bin", "ssh"), []byte(wrapper), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Join(dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	if os.Getuid() == 0 {
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil { // where it locks itself up before a login
			t.Fatal(err)
		}
	}
	d.key = writeKey(t, filepath.Join(dir, "host"), "")
	writeFile(t, filepath.Join(dir, "authorized_keys"), writeKey(t, d.ssh("id_ed25519"), ""))
	d.alsoAt(t, d.address())
	writeFile(t, d.ssh("config"), d.settings())
	config := append([]string{
		"ListenAddress " + d.address(),
		"HostKey " + filepath.Join(dir, "host"),
		"AuthorizedKeysFile " + filepath.Join(dir, "authorized_keys"),
		"PidFile " + filepath.Join(dir, "pid"),
		"PermitRootLogin prohibit-password",
		"PasswordAuthentication no",
		"KbdInteractiveAuthentication no",
		"UsePAM no",
		"StrictModes no",
		"MaxStartups 100",
		"Subsystem sftp internal-sftp",
		"SetEnv SHLVL=2", // else bash reads what the user has for shells in which somebody types
	}, more...)
	writeFile(t, filepath.Join(dir, "sshd_config"), strings.Join(config, "\n")+"\n")
	serve(t, d.port, exec.Command(bin, "-D", "-e", "-f", filepath.Join(dir, "sshd_config")))
	return d
}

// writeKey makes a key, and returns its public half.
func writeKey(t testing.TB, file, passphrase string) string {
	t.Helper()
	os.Remove(file)
	if out, err := exec.Command(testsite.Need(t, "ssh-keygen"), "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	public, err := os.ReadFile(file + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(public))
}

func writeFile(t testing.TB, file, holds string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(holds), 0o600); err != nil {
		t.Fatal(err)
	}
}

func me(t *testing.T) string {
	t.Helper()
	u, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	return u.Username
}
