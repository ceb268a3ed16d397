package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// login is where to log in and as whom, as the user's own ssh would.
type login struct {
	host                    string // as the user calls it
	address                 string // host:port
	known                   string // host:port as known_hosts has it
	user                    string
	keys                    []string // files with private keys, in order
	onlyKeys                bool     // of the agent's keys only those
	agent                   string   // socket of the agent; "" for none
	knownHosts              []string // files
	settings                []string // of another file than ssh itself would read
	proxyJump, proxyCommand string   // where there is no direct way
}

const (
	dialing = 20 * time.Second // to connect and to log in
	silence = 45 * time.Second // without a byte from the server: the connection is dead
)

// dial connects and logs in.
func (l login) dial(ctx context.Context) (*ssh.Client, error) {
	ctx, done := context.WithTimeout(ctx, dialing)
	defer done()
	hosts, err := l.hostKeys()
	if err != nil {
		return nil, err
	}
	keys := l.newKeyring()
	defer keys.close()
	plain, err := l.connect(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { plain.Close() })
	conn, channels, requests, err := ssh.NewClientConn(patient{plain}, l.known, &ssh.ClientConfig{
		User:              l.user,
		Auth:              []ssh.AuthMethod{ssh.PublicKeysCallback(keys.signers)},
		HostKeyCallback:   hosts.check,
		HostKeyAlgorithms: hosts.algorithms(),
	})
	if !stop() && err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		plain.Close()
		if through, ok := plain.(*proxied); ok {
			err = through.why(err)
		}
		var known *Error
		switch {
		case errors.As(err, &known):
			return nil, known
		case strings.Contains(err.Error(), "unable to authenticate"), strings.Contains(err.Error(), "oo many authentication failures"):
			return nil, &Error{What: fmt.Sprintf("%s lets no %s in", l.host, l.user), Hint: keys.hint(l), Err: fs.ErrPermission}
		}
		return nil, err
	}
	client := ssh.NewClient(conn, channels, requests)
	go keepAlive(client)
	return client, nil
}

// keepAlive asks the server for a sign of life, until the connection ends. A server that
// gives none lets the next read run out of time.
func keepAlive(c *ssh.Client) {
	ended := make(chan struct{})
	go func() { _ = c.Wait(); close(ended) }()
	for {
		select {
		case <-ended:
			return
		case <-time.After(silence / 3):
		}
		if _, _, err := c.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			c.Close()
			return
		}
	}
}

// patient is a connection on which waiting comes to an end.
type patient struct{ net.Conn }

func (p patient) Read(b []byte) (int, error) {
	if err := p.SetReadDeadline(time.Now().Add(silence)); err != nil {
		return 0, err
	}
	return p.Conn.Read(b)
}

func (p patient) Write(b []byte) (int, error) {
	if err := p.SetWriteDeadline(time.Now().Add(silence)); err != nil {
		return 0, err
	}
	return p.Conn.Write(b)
}
