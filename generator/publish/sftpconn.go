package publish

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/sync/singleflight"
)

// sftpLine is the connection to a server: dialled when it is first needed, and anew by
// the call after the one that it was cut under.
type sftpLine struct {
	login
	dialing singleflight.Group
	mu      sync.Mutex
	now     *sftpConn // nil while there is none
}

type sftpConn struct {
	*sftp.Client
	ssh    *ssh.Client
	links  bool // hardlink@openssh.com
	fsync  bool // fsync@openssh.com
	volume bool // statvfs@openssh.com
}

func (c *sftpConn) close() {
	c.ssh.Close() // first: the other would wait for the server
	c.Client.Close()
}

// do calls with the connection, and returns when ctx ends.
func (l *sftpLine) do(ctx context.Context, call func(c *sftpConn) error) error {
	c, err := l.connect(ctx)
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- call(c) }()
	select {
	case err = <-ended:
	case <-ctx.Done():
		// What is under way may end by itself; else it must not go on behind our back.
		select {
		case err = <-ended:
		case <-time.After(time.Second):
			l.drop(c)
			<-ended
			return context.Cause(ctx)
		}
	}
	if errors.Is(err, sftp.ErrSSHFxConnectionLost) || errors.Is(err, sftp.ErrSSHFxNoConnection) || errors.Is(err, io.EOF) {
		l.drop(c)
	}
	return err
}

// connect returns the connection. Who needs it while it is being dialled waits for that.
func (l *sftpLine) connect(ctx context.Context) (*sftpConn, error) {
	dialled := l.dialing.DoChan("", func() (any, error) {
		l.mu.Lock()
		c := l.now
		l.mu.Unlock()
		if c != nil {
			return c, nil
		}
		c, err := l.dial()
		if err != nil {
			return nil, err
		}
		l.mu.Lock()
		l.now = c
		l.mu.Unlock()
		go func() {
			_ = c.Wait()
			l.drop(c)
		}()
		return c, nil
	})
	select {
	case r := <-dialled:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*sftpConn), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (l *sftpLine) dial() (*sftpConn, error) {
	client, err := l.login.dial(context.Background())
	if err != nil {
		return nil, err
	}
	s, err := sftp.NewClient(client, sftp.UseConcurrentWrites(true))
	if err != nil {
		client.Close()
		return nil, &Error{What: l.host + " does not speak sftp", Hint: "switch on Subsystem sftp in its sshd_config", Err: err}
	}
	c := &sftpConn{Client: s, ssh: client}
	_, c.links = s.HasExtension("hardlink@openssh.com")
	_, c.fsync = s.HasExtension("fsync@openssh.com")
	_, c.volume = s.HasExtension("statvfs@openssh.com")
	if _, renames := s.HasExtension("posix-rename@openssh.com"); !renames {
		c.close()
		return nil, &Error{What: "the sftp server of " + l.host + " cannot replace a file in one step (posix-rename@openssh.com)",
			Hint: "publish to a server with OpenSSH's sftp-server, or by another kind of target"}
	}
	return c, nil
}

// drop forgets a connection that is of no use any more.
func (l *sftpLine) drop(c *sftpConn) {
	l.mu.Lock()
	if l.now == c {
		l.now = nil
	}
	l.mu.Unlock()
	c.close()
}

func (l *sftpLine) connected() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now != nil
}

func (l *sftpLine) hangUp() {
	l.mu.Lock()
	c := l.now
	l.mu.Unlock()
	if c != nil {
		l.drop(c)
	}
}
