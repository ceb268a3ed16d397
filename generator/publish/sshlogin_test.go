package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
	"quarterdeck/generator/testsite"
)

// reach opens an address and asks what is there.
func reach(t *testing.T, address string) error {
	t.Helper()
	return reachFrom(t, address, Opening{})
}

func reachFrom(t *testing.T, address string, from Opening) error {
	t.Helper()
	target, err := Open(address, from)
	if err != nil {
		return err
	}
	defer target.Close()
	_, err = target.Store.List(t.Context(), "")
	return err
}

// hinted fails unless an error tells what to do, in these words.
func hinted(t *testing.T, err error, words ...string) {
	t.Helper()
	var e *seam.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v does not tell what to do", err)
	}
	for _, word := range words {
		if !strings.Contains(e.Error(), word) {
			t.Errorf("%q lacks %q", e, word)
		}
	}
}

// Whoever shows a key that nobody knows, or another one than before, gets nothing. What
// the message tells to do works.
func TestHostKeys(t *testing.T) {
	d := startSSH(t)
	address := "sftp://" + d.address() + t.TempDir()
	if err := reach(t, address); err != nil {
		t.Fatal(err)
	}

	writeFile(t, d.ssh("known_hosts"), "")
	hinted(t, reach(t, address), "is not known", fmt.Sprintf("ssh -p %d 127.0.0.1", d.port), "compare the key")

	out, err := exec.Command("ssh-keygen", "-l", "-f", filepath.Join(filepath.Dir(d.home), "host.pub")).Output()
	if err != nil {
		t.Fatal(err)
	}
	print := strings.Fields(string(out))[1]
	other := daemon{key: writeKey(t, filepath.Join(t.TempDir(), "other"), "")}
	writeFile(t, d.ssh("known_hosts"), "# hosts\n"+other.known(d.address()))
	err = reach(t, address)
	hinted(t, err, "another key than before", print, "line 2", "ssh-keygen")
	_, command, _ := strings.Cut(err.Error(), "old key with: ")
	command, _, _ = strings.Cut(command, ", and note")
	if out, err := exec.Command("sh", "-c", command).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	hinted(t, reach(t, address), "is not known")

	writeFile(t, d.ssh("known_hosts"), "@revoked * "+d.key+"\n")
	hinted(t, reach(t, address), "is not to be trusted")
}

// Nobody is asked for a passphrase where there is no terminal. With an agent there is no
// need to, and a password is for nobody.
func TestWhoLogsIn(t *testing.T) {
	d := startSSH(t)
	address := "sftp://" + d.address() + t.TempDir()
	locked, allowed := d.ssh("id_ed25519"), filepath.Join(filepath.Dir(d.home), "authorized_keys")
	writeFile(t, allowed, writeKey(t, locked, "correct horse"))
	dir := t.TempDir()
	ask, asked := filepath.Join(dir, "ask"), filepath.Join(dir, "asked")
	if err := os.WriteFile(ask, []byte("#!/bin/sh\ntouch "+asked+"\necho correct horse\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"SSH_ASKPASS": ask, "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"} {
		t.Setenv(name, value)
	}
	err := reach(t, address)
	hinted(t, err, "does not let this account in", fmt.Sprintf("ssh -p %d 127.0.0.1 true", d.port), "ssh-add", "Permission denied (publickey)")
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v is not a refusal", err)
	}
	if _, err := os.Stat(asked); !errors.Is(err, fs.ErrNotExist) {
		t.Error("somebody was asked for a passphrase")
	}
	if err := reachFrom(t, address, Opening{Terminal: true}); err != nil {
		t.Errorf("where somebody can be asked: %v", err)
	}

	startAgent(t, d)
	if err := reach(t, address); err == nil {
		t.Error("an empty agent opened the door")
	}
	if out, err := exec.Command("ssh-add", locked).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := reach(t, address); err != nil {
		t.Error(err)
	}

	err = reach(t, "sftp://ops:s3cret@"+d.address()+"/srv")
	hinted(t, err, "password", "the agent")
	if strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v prints a password", err)
	}
	t.Setenv("PATH", t.TempDir())
	hinted(t, reach(t, address), "ssh is not installed")
}

// No ssh outlives the run that started it, however that ends. Who interrupts a run on a
// terminal interrupts its ssh too; the claim is given back all the same.
func TestSSHEndsWithTheRun(t *testing.T) {
	d, root := startSSH(t), t.TempDir()
	started := func() (list []*os.Process) {
		pids, err := os.ReadFile(filepath.Join(d.home, "pids"))
		if err != nil {
			t.Fatal(err)
		}
		for _, pid := range strings.Fields(string(pids)) {
			n, err := strconv.Atoi(pid)
			if err != nil {
				t.Fatal(err)
			}
			p, err := os.FindProcess(n)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, p)
		}
		return list
	}
	for n, interrupted := range []bool{false, true} {
		ctx, stop := context.WithCancel(t.Context())
		target, err := Open("sftp://"+d.address()+root, Opening{})
		if err != nil {
			t.Fatal(err)
		}
		o := hasty()
		o.Progress = func(p Progress) {
			if interrupted && p.Doing == "sending" && p.Files == 3 {
				for _, ssh := range started() {
					_ = ssh.Signal(os.Interrupt) // those of the first run are gone
				}
				stop()
			}
		}
		_, err = Publish(ctx, target, build(t, story(n)), newClock().about(), o)
		if (err != nil) != interrupted || interrupted && !errors.Is(err, context.Canceled) {
			t.Errorf("run %d: %v", n, err)
		}
		stop()
		target.Close()
		for _, ssh := range started() {
			if err := ssh.Signal(syscall.Signal(0)); !errors.Is(err, os.ErrProcessDone) {
				t.Errorf("run %d: ssh %d is still running: %v", n, ssh.Pid, err)
			}
		}
		if claims, err := os.ReadDir(filepath.Join(root, locksDir)); err != nil || len(claims) > 0 {
			t.Errorf("run %d: claims are left: %v %v", n, claims, err)
		}
	}
}

func startAgent(t *testing.T, d daemon) {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "agent")
	c := exec.Command(testsite.Need(t, "ssh-agent"), "-D", "-a", socket)
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
	settings := fmt.Sprintf("Host reports\n\tHostName 127.0.0.1\n\tPort %d\n\tUser %s\n\tIdentityFile \"%s\"\n\tUserKnownHostsFile %s\n\tRemoteCommand true\n\tRequestTTY force\n\tControlMaster auto\n\tControlPath %s\n\tControlPersist yes\n",
		d.port, me(t), d.ssh("reports key"), d.ssh("known_hosts"), filepath.Join(d.home, "control"))
	writeFile(t, d.ssh("config"), settings)
	if err := reach(t, "sftp://reports"+t.TempDir()); err != nil {
		t.Error(err)
	}
	writeFile(t, d.ssh("config"), "Nonsense 1\n")
	hinted(t, reach(t, "sftp://reports/srv"), "nonsense", "config: line 1")
}

// A host to which there is no way but through another one is reached as ssh reaches it.
func TestJumpHosts(t *testing.T) {
	gate := startSSH(t)
	host := startSSH(t, "AllowTcpForwarding no")
	all := fmt.Sprintf("Host *\n\tUser %s\n\tHostName 127.0.0.1\n\tUserKnownHostsFile %s %s\n", me(t), gate.ssh("known_hosts"), host.ssh("known_hosts"))
	gates := fmt.Sprintf("Host gate\n\tPort %d\n\tIdentityFile %s\n", gate.port, gate.ssh("id_ed25519"))
	far := fmt.Sprintf("Host far\n\tPort %d\n\tIdentityFile %s\n\tProxyJump gate\n", host.port, host.ssh("id_ed25519"))
	writeFile(t, host.ssh("config"), gates+far+all)
	if err := reach(t, "sftp://far"+t.TempDir()); err != nil {
		t.Error(err)
	}
	writeFile(t, host.ssh("config"), strings.Replace(far, "gate", "nowhere:1", 1)+all)
	if err := reach(t, "sftp://far/srv"); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("through nowhere: %v", err)
	}
}

func TestAddressesOfSFTP(t *testing.T) {
	for address, word := range map[string]string{
		"sftp://host":                  "does not name a folder",
		"sftp:///srv":                  "does not name a folder",
		"sftp://host/srv?mode=rsync":   "mode=rsync",
		"sftp://a:b@host/srv?mode=bad": "password",
	} {
		_, err := Open(address, Opening{})
		hinted(t, err, word)
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
