package publish

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// reach opens an address and asks what is there.
func reach(t *testing.T, address string) error {
	t.Helper()
	target, err := Open(t.Context(), address, "")
	if err != nil {
		return err
	}
	defer target.Close()
	_, err = target.Store.List(t.Context(), "")
	return err
}

// hinted fails unless an error is one that says what to do, in these words.
func hinted(t *testing.T, err error, words ...string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%v says not what to do", err)
	}
	for _, word := range words {
		if !strings.Contains(e.Error(), word) {
			t.Errorf("%q lacks %q", e, word)
		}
	}
}

// Whoever shows a key that nobody knows, or another one than before, gets nothing. What
// the message says to do works.
func TestHostKeys(t *testing.T) {
	d := startSSH(t)
	address := "sftp://" + d.address() + t.TempDir()
	if err := reach(t, address); err != nil {
		t.Fatal(err)
	}

	writeFile(t, d.ssh("known_hosts"), "")
	print := ssh.FingerprintSHA256(d.host.PublicKey())
	hinted(t, reach(t, address), "is not known", print, fmt.Sprintf("ssh -p %d %s@127.0.0.1", d.port, me(t)))

	other := writeKey(t, filepath.Join(t.TempDir(), "other"), nil)
	writeFile(t, d.ssh("known_hosts"), "# hosts\n"+knownhosts.Line([]string{d.address()}, other.PublicKey())+"\n")
	err := reach(t, address)
	hinted(t, err, "another key than before", print, "line 2", "ssh-keygen")
	_, command, _ := strings.Cut(err.Error(), "old key with: ")
	command, _, _ = strings.Cut(command, ", and note")
	if out, err := exec.Command("sh", "-c", command).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	hinted(t, reach(t, address), "is not known")

	// Without any list, too.
	if err := os.Remove(d.ssh("known_hosts")); err != nil {
		t.Fatal(err)
	}
	hinted(t, reach(t, address), "is not known")

	writeFile(t, d.ssh("known_hosts"), "@revoked * "+string(ssh.MarshalAuthorizedKey(d.host.PublicKey())))
	hinted(t, reach(t, address), "is not to be trusted")
}

// A host with several keys, of which one is known, shows that one.
func TestHostKeyThatIsKnownIsAskedFor(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "rsa")
	writeFile(t, file, string(pem.EncodeToMemory(block)))
	d := startSSH(t, "HostKey "+file)
	public, err := ssh.NewPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, d.ssh("known_hosts"), knownhosts.HashHostname(knownhosts.Normalize(d.address()))+" "+string(ssh.MarshalAuthorizedKey(public)))
	if err := reach(t, "sftp://"+d.address()+t.TempDir()); err != nil {
		t.Error(err)
	}
}

// Hosts for which an authority vouches need no line of their own.
func TestHostCertificates(t *testing.T) {
	dir := t.TempDir()
	authority, host := writeKey(t, filepath.Join(dir, "ca"), nil), writeKey(t, filepath.Join(dir, "certified"), nil)
	cert := &ssh.Certificate{Key: host.PublicKey(), CertType: ssh.HostCert, ValidPrincipals: []string{"127.0.0.1"}, ValidBefore: ssh.CertTimeInfinity}
	if err := cert.SignCert(rand.Reader, authority); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "cert"), string(ssh.MarshalAuthorizedKey(cert)))
	d := startSSH(t, "HostKey "+filepath.Join(dir, "certified"), "HostCertificate "+filepath.Join(dir, "cert"))
	writeFile(t, d.ssh("known_hosts"), fmt.Sprintf("@cert-authority [127.0.0.1]:%d %s", d.port, ssh.MarshalAuthorizedKey(authority.PublicKey())))
	if err := reach(t, "sftp://"+d.address()+t.TempDir()); err != nil {
		t.Error(err)
	}
}

// A key with a passphrase is for the agent, and a password for nobody.
func TestWhoLogsIn(t *testing.T) {
	d := startSSH(t)
	address := "sftp://" + d.address() + t.TempDir()
	locked, allowed := d.ssh("id_ed25519"), filepath.Join(filepath.Dir(d.home), "authorized_keys")
	mine := writeKey(t, locked, []byte("correct horse"))
	writeFile(t, allowed, string(ssh.MarshalAuthorizedKey(mine.PublicKey())))
	err := reach(t, address)
	hinted(t, err, "lets no "+me(t)+" in", "ssh-add "+locked)
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v is not a refusal", err)
	}

	startAgent(t, d)
	if err := reach(t, address); err == nil {
		t.Error("an empty agent opened the door")
	}
	add := exec.Command("ssh-add", locked)
	ask := filepath.Join(t.TempDir(), "ask")
	if err := os.WriteFile(ask, []byte("#!/bin/sh\necho correct horse\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	add.Env = append(os.Environ(), "SSH_ASKPASS="+ask, "SSH_ASKPASS_REQUIRE=force", "DISPLAY=:0")
	if out, err := add.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := reach(t, address); err != nil {
		t.Error(err)
	}

	// Nor do many other keys of the agent keep it from being heard.
	for n := range 8 {
		file := d.ssh(fmt.Sprint("other", n))
		writeKey(t, file, nil)
		if out, err := exec.Command("ssh-add", file).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if err := reach(t, address); err != nil {
		t.Error(err)
	}
	if err := os.Remove(locked); err != nil {
		t.Fatal(err)
	}
	writeFile(t, allowed, "")
	hinted(t, reach(t, address), "lets no "+me(t)+" in", "9 keys were shown")

	// With another key there is no way in, and with none.
	t.Setenv("SSH_AUTH_SOCK", "")
	writeKey(t, locked, nil)
	hinted(t, reach(t, address), "1 keys were shown", "authorized_keys")
	if err := os.Remove(locked); err != nil {
		t.Fatal(err)
	}
	hinted(t, reach(t, address), "there is no key")

	err = reach(t, "sftp://ops:s3cret@"+d.address()+"/srv")
	hinted(t, err, "password", "the agent")
	if strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v prints a password", err)
	}
}

func startAgent(t *testing.T, d daemon) {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "agent")
	c := exec.Command(needs(t, "ssh-agent"), "-D", "-a", socket)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	eventually(t, func() bool { _, err := os.Stat(socket); return err == nil })
	t.Setenv("SSH_AUTH_SOCK", socket)
}

// The address may hold no more than the name that the user's ssh has for the host.
func TestSettingsOfSSHCount(t *testing.T) {
	d := startSSH(t)
	if err := os.Rename(d.ssh("id_ed25519"), d.ssh("reports key")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(d.ssh("known_hosts"), d.ssh("hosts")); err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("Host reports\n\tHostName 127.0.0.1\n\tPort %d\n\tUser %s\n\tIdentityFile \"~/.ssh/reports key\"\n\tIdentitiesOnly yes\n\tUserKnownHostsFile ~/.ssh/hosts\n", d.port, me(t))
	settings = strings.Replace(settings, "~/.ssh/hosts", d.ssh("hosts"), 1)
	writeFile(t, d.ssh("config"), settings)
	if err := reach(t, "sftp://reports"+t.TempDir()); err != nil {
		t.Error(err)
	}
	writeFile(t, d.ssh("hosts"), "the-web-server "+string(ssh.MarshalAuthorizedKey(d.host.PublicKey())))
	writeFile(t, d.ssh("config"), settings+"Host reports\n\tHostKeyAlias the-web-server\n")
	if err := reach(t, "sftp://reports"+t.TempDir()); err != nil {
		t.Error(err)
	}
	writeFile(t, d.ssh("config"), "Nonsense 1\n")
	hinted(t, reach(t, "sftp://reports/srv"), "nonsense", "config: line 1")
}

// A host to which there is no way but through another one is reached as ssh reaches it.
func TestProxies(t *testing.T) {
	gate := startSSH(t)
	host := startSSH(t, "AllowTcpForwarding no")
	all := fmt.Sprintf("Host *\n\tUser %s\n\tHostName 127.0.0.1\n\tUserKnownHostsFile %s %s\n", me(t), gate.ssh("known_hosts"), host.ssh("known_hosts"))
	gates := fmt.Sprintf("Host gate\n\tPort %d\n\tIdentityFile %s\n", gate.port, gate.ssh("id_ed25519"))
	for name, by := range map[string]string{
		"jump":    "ProxyJump gate",
		"command": fmt.Sprintf("ProxyCommand ssh -F %s -W %%h:%%p gate", host.ssh("config")),
	} {
		far := fmt.Sprintf("Host far\n\tPort %d\n\tIdentityFile %s\n\t%s\n", host.port, host.ssh("id_ed25519"), by)
		writeFile(t, host.ssh("config"), gates+far+all)
		if err := reach(t, "sftp://far"+t.TempDir()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	far := fmt.Sprintf("Host far\n\tPort %d\n\tProxyJump nowhere:1\n", host.port)
	writeFile(t, host.ssh("config"), far+all)
	if err := reach(t, "sftp://far/srv"); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("through nowhere: %v", err)
	}
}

func TestAddressesOfSFTP(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	for address, word := range map[string]string{
		"sftp://host":                  "names no folder",
		"sftp:///srv":                  "names no folder",
		"sftp://host/srv?mode=rsync":   "mode=rsync",
		"sftp://a:b@host/srv?mode=bad": "password",
	} {
		_, err := Open(context.Background(), address, "")
		hinted(t, err, word)
	}
	for address, want := range map[string]string{
		"sftp://ops@host:2022/srv/reports": "/srv/reports",
		"sftp://host/~/reports/":           "reports",
	} {
		target, err := Open(context.Background(), address, "")
		if err != nil {
			t.Fatal(err)
		}
		if s := target.Store.(*sftpStore); s.root != want {
			t.Errorf("%s is %s, want %s", address, s.root, want)
		}
	}
}

// eventually waits for something that another process does.
func eventually(t *testing.T, done func() bool) {
	t.Helper()
	for range 400 {
		if done() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("it never happened")
}
