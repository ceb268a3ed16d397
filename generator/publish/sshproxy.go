package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
)

// proxy is how ssh reaches a host to which there is no way from here; the command that
// speaks to it on its input and output.
func (l login) proxy() *exec.Cmd {
	if l.proxyJump != "" {
		args := append([]string{"-o", "BatchMode=yes", "-W", l.address}, l.settings...)
		hops := strings.Split(l.proxyJump, ",")
		if via := hops[:len(hops)-1]; len(via) > 0 {
			args = append(args, "-J", strings.Join(via, ","))
		}
		last := hops[len(hops)-1]
		if !strings.HasPrefix(last, "ssh://") {
			last = "ssh://" + last
		}
		return exec.Command("ssh", append(args, "--", last)...)
	}
	if runtime.GOOS == "windows" {
		return exec.Command("cmd", "/c", l.proxyCommand)
	}
	return exec.Command("sh", "-c", "exec "+l.proxyCommand)
}

// connect reaches the server.
func (l login) connect(ctx context.Context) (net.Conn, error) {
	if l.proxyJump == "" && l.proxyCommand == "" {
		return new(net.Dialer).DialContext(ctx, "tcp", l.address)
	}
	cmd := l.proxy()
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p := &proxied{cmd: cmd, to: in, from: out.(*os.File)}
	cmd.Stderr = &p.said
	cmd.WaitDelay = time.Second // for what it started itself
	if err := cmd.Start(); err != nil {
		return nil, &Error{What: "ssh reaches " + l.host + " by a command that cannot be run", Hint: "mend its settings", Err: err}
	}
	return p, nil
}

// proxied is a connection through a process.
type proxied struct {
	cmd  *exec.Cmd
	to   interface{ Write([]byte) (int, error) }
	from *os.File
	said bytes.Buffer
	end  sync.Once
}

func (p *proxied) Read(b []byte) (int, error)  { return p.from.Read(b) }
func (p *proxied) Write(b []byte) (int, error) { return p.to.Write(b) }

func (p *proxied) Close() error {
	p.end.Do(func() {
		_ = p.cmd.Process.Kill() // it may have ended
		_ = p.cmd.Wait()
	})
	return nil
}

// why is what the process said, once it has ended.
func (p *proxied) why(err error) error {
	p.Close()
	if said := strings.TrimSpace(p.said.String()); said != "" {
		return fmt.Errorf("%w: %s", err, said)
	}
	return err
}

// Addresses are those of nobody: known hosts go by name.
func (p *proxied) LocalAddr() net.Addr  { return &net.TCPAddr{} }
func (p *proxied) RemoteAddr() net.Addr { return &net.TCPAddr{} }

func (p *proxied) SetDeadline(t time.Time) error {
	return errors.Join(p.SetReadDeadline(t), p.SetWriteDeadline(t))
}

// SetReadDeadline works where pipes can wait with an end.
func (p *proxied) SetReadDeadline(t time.Time) error {
	if err := p.from.SetReadDeadline(t); !errors.Is(err, os.ErrNoDeadline) {
		return err
	}
	return nil
}

// SetWriteDeadline is not needed: who cannot write does not read either.
func (p *proxied) SetWriteDeadline(time.Time) error { return nil }
