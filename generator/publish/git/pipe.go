package git

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"slices"
	"strings"

	"quarterdeck/generator/publish/target"
)

// pipe is a `git fast-import`: one process that keeps any number of objects, gives
// them back, and makes commits of them.
type pipe struct {
	repo    *repo
	cmd     *exec.Cmd
	to      *bufio.Writer
	in      io.Closer
	from    *bufio.Reader
	printed bytes.Buffer
	mark    int
}

func (r *repo) pipe() (*pipe, error) {
	p := &pipe{repo: r, cmd: r.command(context.Background(), "fast-import", "--quiet", "--force", "--date-format=raw")}
	p.cmd.Stderr = &p.printed
	in, err := p.cmd.StdinPipe()
	out, more := p.cmd.StdoutPipe()
	if err := errors.Join(err, more); err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, r.failed(p.cmd, err, "")
	}
	p.in, p.to, p.from = in, bufio.NewWriterSize(in, 1<<16), bufio.NewReaderSize(out, 1<<16)
	return p, nil
}

// end waits until all is on disk. After an error it returns what git printed.
func (p *pipe) end(cause error) error {
	err := errors.Join(p.to.Flush(), p.in.Close())
	if ended := p.cmd.Wait(); ended != nil {
		err = ended
	}
	if err = cmp.Or(err, cause); err == nil {
		return nil
	}
	return target.Final(p.repo.failed(p.cmd, err, p.printed.String()))
}

// ask writes, and returns the line that is the answer.
func (p *pipe) ask(format string, args ...any) (string, error) {
	fmt.Fprintf(p.to, format, args...)
	if err := p.to.Flush(); err != nil {
		return "", err
	}
	line, err := p.from.ReadString('\n')
	return strings.TrimSuffix(line, "\n"), err
}

// marked is the object that the last command made.
func (p *pipe) marked() (string, error) { return p.ask("get-mark :%d\n", p.mark) }

func (p *pipe) write(data []byte) (object string, err error) {
	p.mark++
	fmt.Fprintf(p.to, "blob\nmark :%d\ndata %d\n", p.mark, len(data))
	p.to.Write(data)
	fmt.Fprintln(p.to)
	return p.marked()
}

func (p *pipe) read(f file) ([]byte, error) {
	head, err := p.ask("cat-blob %s\n", f.object)
	if err != nil {
		return nil, err
	}
	if head != fmt.Sprintf("%s blob %d", f.object, f.size) {
		return nil, fmt.Errorf("git has no file %s", f.object)
	}
	data := make([]byte, f.size)
	if _, err := io.ReadFull(p.from, data); err != nil {
		return nil, err
	}
	_, err = p.from.Discard(1) // the end of the line
	return data, err
}

// commit makes a commit. Its tree is that of an earlier commit, or that of the files. No
// branch leads to it: another run on this machine may be at the same.
func (p *pipe) commit(c commit, files map[string]file) (object string, err error) {
	const ref = "refs/quarterdeck/new"
	p.mark++
	fmt.Fprintf(p.to, "commit %s\nmark :%d\ncommitter %s\ndata %d\n%s\n", ref, p.mark, c.by, len(c.message), c.message)
	if c.parent != "" {
		fmt.Fprintf(p.to, "from %s\n", c.parent)
	}
	if c.tree != "" {
		fmt.Fprintf(p.to, "M 040000 %s \"\"\n", c.tree)
	} else {
		fmt.Fprintln(p.to, "deleteall")
		for _, name := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(p.to, "M %s %s %s\n", files[name].mode, files[name].object, quoteGit(name))
		}
	}
	fmt.Fprintf(p.to, "\nreset %s\n\n", ref)
	return p.marked()
}

// quoteGit writes a path as git reads it.
func quoteGit(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(name) + `"`
}
