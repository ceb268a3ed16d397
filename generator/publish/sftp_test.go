package publish

import (
	"crypto/ed25519"
	"encoding/pem"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
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
	host ssh.Signer
}

func (d daemon) address() string { return fmt.Sprintf("127.0.0.1:%d", d.port) }

// ssh is a file below ~/.ssh.
func (d daemon) ssh(name string) string { return filepath.Join(d.home, ".ssh", name) }

// startSSH starts an OpenSSH server that lets the test's own user in, and makes it known
// in a home of its own, which is $HOME until the test ends. More lines may be added to its
// settings.
func startSSH(t testing.TB, more ...string) daemon {
	t.Helper()
	bin := needs(t, "sshd")
	dir := t.TempDir()
	d := daemon{home: filepath.Join(dir, "home"), port: freePort(t)}
	if err := os.MkdirAll(d.ssh(""), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", d.home)
	t.Setenv("SSH_AUTH_SOCK", "")
	if os.Getuid() == 0 {
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil { // where it locks itself up before a login
			t.Fatal(err)
		}
	}
	d.host = writeKey(t, filepath.Join(dir, "host"), nil)
	mine := writeKey(t, d.ssh("id_ed25519"), nil)
	writeFile(t, filepath.Join(dir, "authorized_keys"), string(ssh.MarshalAuthorizedKey(mine.PublicKey())))
	writeFile(t, d.ssh("known_hosts"), knownhosts.Line([]string{d.address()}, d.host.PublicKey())+"\n")
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
	}, more...)
	writeFile(t, filepath.Join(dir, "sshd_config"), strings.Join(config, "\n")+"\n")
	serve(t, d.port, exec.Command(bin, "-D", "-e", "-f", filepath.Join(dir, "sshd_config")))
	return d
}

// writeKey makes a key, and writes it as ssh-keygen would.
func writeKey(t testing.TB, file string, passphrase []byte) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	var block *pem.Block
	if passphrase == nil {
		block, err = ssh.MarshalPrivateKey(private, "")
	} else {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(private, "", passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, string(pem.EncodeToMemory(block)))
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
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
