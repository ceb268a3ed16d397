package sftp

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/sync/singleflight"

	"quarterdeck/generator/publish/target"
)

// line is the connection to a server: dialled when it is first needed, and again by the
// call after the one that it was cut under.
type line struct {
	host, port, user string          // port and user "" = as ssh has it
	terminal         bool            // a person may be asked
	open             context.Context // until hangUp
	end              context.CancelFunc
	dialing          singleflight.Group
	mu               sync.Mutex
	now              *conn // nil while there is none
}

// conn is a connection, and the file system at its other end.
type conn struct {
	*sftp.Client
	ssh    *child
	free   chan struct{} // has room for what may be under way at the same time in a walk
	links  bool          // hardlink@openssh.com
	fsync  bool          // fsync@openssh.com
	volume bool          // statvfs@openssh.com
}

func (c *conn) close() {
	c.ssh.end() // first: the other would wait for the server
	c.Close()
	<-c.ssh.ended
}

// do calls with the connection, and returns when ctx ends.
func (l *line) do(ctx context.Context, call func(c *conn) error) error {
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
	if cut(err) {
		l.drop(c)
		err = c.ssh.explain(err)
	}
	return err
}

// cut reports whether an error is that there is no connection any more.
func cut(err error) bool {
	signs := []error{sftp.ErrSSHFxConnectionLost, sftp.ErrSSHFxNoConnection, io.EOF, io.ErrClosedPipe, fs.ErrClosed, syscall.EPIPE}
	return slices.ContainsFunc(signs, func(sign error) bool { return errors.Is(err, sign) })
}

// connect returns the connection. Who needs it while it is being dialled waits for that.
func (l *line) connect(ctx context.Context) (*conn, error) {
	dialled := l.dialing.DoChan("", func() (any, error) {
		if c := l.current(); c != nil {
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
			<-c.ssh.ended
			l.drop(c)
		}()
		return c, nil
	})
	select {
	case r := <-dialled:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*conn), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (l *line) dial() (*conn, error) {
	ssh, client, err := l.login()
	if err != nil {
		return nil, err
	}
	c := &conn{Client: client, free: make(chan struct{}, atOnce), ssh: ssh}
	_, c.links = client.HasExtension("hardlink@openssh.com")
	_, c.fsync = client.HasExtension("fsync@openssh.com")
	_, c.volume = client.HasExtension("statvfs@openssh.com")
	if _, renames := client.HasExtension("posix-rename@openssh.com"); !renames {
		c.close()
		return nil, &target.Error{What: "the sftp server of " + l.host + " cannot replace a file in one step (posix-rename@openssh.com)",
			Hint: "publish to a server with OpenSSH's sftp-server, or by another kind of target"}
	}
	return c, nil
}

// drop forgets a connection that is of no use any more.
func (l *line) drop(c *conn) {
	l.mu.Lock()
	if l.now == c {
		l.now = nil
	}
	l.mu.Unlock()
	c.close()
}

func (l *line) current() *conn {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now
}

// hangUp ends the connection, and one that is being dialled, for good.
func (l *line) hangUp() {
	l.end()
	<-l.dialing.DoChan("", func() (any, error) { return nil, fs.ErrClosed }) // or whatever is under way
	if c := l.current(); c != nil {
		l.drop(c)
	}
}
