package sftp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/pkg/sftp"

	"quarterdeck/generator/publish/target"
)

const (
	patience = 20 * time.Second // to connect and to log in
	thinking = 2 * time.Minute  // the same, where a person may have to type a passphrase
)

// args are what ssh is called with, besides what the user's settings have for the host. It
// starts the sftp server there, does nothing else, and notices when nothing comes any more.
func (l *line) args() []string {
	args := []string{"-x", "-a", "-T", "-o", "PermitLocalCommand=no", "-o", "ClearAllForwardings=yes", "-o", "RemoteCommand=none",
		"-o", "ControlMaster=no", // which could outlive this run
		"-o", "LogLevel=ERROR", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3"}
	if !l.terminal {
		args = append(args, "-o", "BatchMode=yes")
	}
	return append(append(append(args, "-s"), l.address()...), "sftp")
}

// address is how ssh is told of the server.
func (l *line) address() []string {
	var args []string
	if l.port != "" {
		args = append(args, "-p", l.port)
	}
	if l.user != "" {
		args = append(args, "-l", l.user)
	}
	return append(args, l.host)
}

// child is a running ssh.
type child struct {
	in      io.WriteCloser
	out     io.Reader
	end     context.CancelFunc // asks it to end
	ended   chan struct{}      // closed when it has; what follows is there by then
	printed bytes.Buffer
	code    int // 255 where ssh failed itself, -1 where it was killed
}

// start starts ssh.
func (l *line) start() (*child, error) {
	ctx, end := context.WithCancel(l.open)
	cmd := exec.CommandContext(ctx, "ssh", l.args()...)
	cmd.Cancel = func() error {
		err := cmd.Process.Signal(syscall.SIGTERM) // so that it ends what it started itself
		if err == nil || errors.Is(err, os.ErrProcessDone) {
			return err
		}
		return cmd.Process.Kill()
	}
	cmd.WaitDelay = time.Second
	c := &child{end: end, ended: make(chan struct{})}
	cmd.Stderr = &c.printed
	var err, more error
	c.in, err = cmd.StdinPipe()
	c.out, more = cmd.StdoutPipe()
	if err = errors.Join(err, more); err == nil {
		err = cmd.Start()
	}
	if err != nil {
		end()
		if l.open.Err() != nil {
			return nil, err
		}
		what := "ssh cannot be started"
		if errors.Is(err, exec.ErrNotFound) {
			what = "ssh is not installed"
		}
		return nil, &target.Error{What: what, Hint: "install OpenSSH's client, and run the same command again", Err: err}
	}
	go func() {
		_ = cmd.Wait() // the code tells all there is to know
		c.code = cmd.ProcessState.ExitCode()
		end()
		close(c.ended)
	}()
	return c, nil
}

// login starts the sftp server through ssh.
func (l *line) login() (*child, *sftp.Client, error) {
	c, err := l.start()
	if err != nil {
		return nil, nil, err
	}
	limit := patience
	if l.terminal {
		limit = thinking
	}
	late := time.AfterFunc(limit, c.end)
	client, err := sftp.NewClientPipe(c.out, c.in, sftp.UseConcurrentWrites(true))
	inTime := late.Stop()
	if err == nil && inTime {
		return c, client, nil
	}
	if !inTime {
		err = fmt.Errorf("%s did not answer within %v", l.host, limit)
	}
	c.in.Close()
	select {
	case <-c.ended: // by itself, once it has printed why
	case <-time.After(time.Second):
	}
	c.end()
	return nil, nil, l.why(c, err)
}

// lines are the last that ssh printed, in one; "" for none.
func (c *child) lines() string {
	<-c.ended
	var lines []string
	for line := range strings.Lines(c.printed.String()) {
		if line = strings.Trim(line, "@ \t\r\n"); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines[max(0, len(lines)-3):], "; ")
}

// explain adds what ssh printed when the connection was lost.
func (c *child) explain(err error) error {
	if printed := c.lines(); printed != "" {
		return fmt.Errorf("%w (ssh: %s)", err, printed)
	}
	return err
}

// What ssh prints about the key of a host that is another one than before.
var (
	changedName = regexp.MustCompile(`ost key for (\S+) has changed`)
	changedLine = regexp.MustCompile(`Offending .* in (.+):(\d+)`)
	fingerprint = regexp.MustCompile(`[A-Z0-9]+:[A-Za-z0-9+/]{32,}`)
)

// why tells what a person has to do from what may pass. err is that of the sftp client.
func (l *line) why(c *child, err error) error {
	cause := fmt.Errorf("ssh: %w", err)
	if lines := c.lines(); lines != "" {
		cause = errors.New("ssh: " + lines)
	}
	printed := c.printed.String()
	has := func(signs ...string) bool {
		return slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(printed, sign) })
	}
	login := "ssh " + strings.Join(l.address(), " ")
	switch {
	case has("IDENTIFICATION HAS CHANGED"):
		e := &target.Error{What: l.host + " shows another key than before; somebody may be listening in", Hint: "ask its administrator", Err: cause}
		name, line := changedName.FindStringSubmatch(printed), changedLine.FindStringSubmatch(printed)
		if name != nil && line != nil {
			e.What = fmt.Sprintf("%s shows another key than before, %s; somebody may be listening in (%s, line %s)", l.host, fingerprint.FindString(printed), line[1], line[2])
			e.Hint = fmt.Sprintf("ask its administrator; if it was meant, forget the old key with: ssh-keygen -f %s -R '%s', and note the new one with: %s true", line[1], name[1], login)
		}
		return e
	case has("REVOKED HOST KEY"):
		return &target.Error{What: "the key of " + l.host + " is not to be trusted", Hint: "ask its administrator", Err: cause}
	case has("Host key verification failed"):
		return &target.Error{What: "the key of " + l.host + " is not known", Err: cause,
			Hint: fmt.Sprintf("log in once with: %s true, compare the key that it shows with what its administrator told you, and answer yes", login)}
	case has("Permission denied", "Too many authentication failures"):
		return &target.Error{What: l.host + " does not let this account in", Err: cause, Kind: fs.ErrPermission,
			Hint: fmt.Sprintf("this has to work without a password: %s true; add the key to ssh-agent with ssh-add and to authorized_keys there, or name the account in the url", login)}
	case has("configuration option", "onfiguration directive", "Bad owner or permissions", "terminating,"):
		return &target.Error{What: "ssh does not take its own settings", Hint: "correct what it names", Err: cause}
	case has("subsystem request failed"), c.code >= 0 && c.code != 255:
		return &target.Error{What: l.host + " does not speak sftp", Hint: "switch on Subsystem sftp in its sshd_config", Err: cause}
	}
	return cause
}
