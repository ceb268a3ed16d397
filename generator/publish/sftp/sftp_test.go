package sftp

import (
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"testing"

	"github.com/pkg/sftp"

	"quarterdeck/generator/publish/target"
)

// A server that answers no more than that it failed is asked for the room on its disk.
func TestFullDisk(t *testing.T) {
	here, there := net.Pipe()
	memory := sftp.InMemHandler()
	server := sftp.NewRequestServer(there, sftp.Handlers{FileGet: memory.FileGet, FilePut: noRoom{}, FileCmd: noRoom{memory.FileCmd}, FileList: memory.FileList})
	served := make(chan struct{})
	go func() { _ = server.Serve(); close(served) }()
	client, err := sftp.NewClientPipe(here, here)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { server.Close(); client.Close(); <-served }()
	c := &conn{Client: client, volume: true}
	err = c.Fault("write", "/srv/index.html", c.Create("/srv/index.html", []byte("home")))
	if !target.Full(err) || !strings.Contains(err.Error(), "/srv/index.html") {
		t.Errorf("%v does not tell of a full disk", err)
	}
}

type noRoom struct{ sftp.FileCmder }

func (noRoom) Filewrite(*sftp.Request) (io.WriterAt, error) { return noRoom{}, nil }

func (noRoom) WriteAt([]byte, int64) (int, error) { return 0, errors.New("failure") }

func (noRoom) StatVFS(*sftp.Request) (*sftp.StatVFS, error) {
	return &sftp.StatVFS{Bsize: 4096, Frsize: 4096, Blocks: 100}, nil
}

func TestFolders(t *testing.T) {
	for address, want := range map[string]string{
		"sftp://ops@host:2022/srv/reports": "/srv/reports/x",
		"sftp://host/~/reports/":           "reports/x",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		opened, err := Open(u, false)
		if err != nil {
			t.Fatal(err)
		}
		if got := opened.Store.(*store).Path("x"); got != want {
			t.Errorf("%s is %s, want %s", address, got, want)
		}
	}
}
