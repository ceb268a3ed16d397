package svg

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"time"

	"modernc.org/quickjs"
)

//go:embed before.js
var beforeBundle string

//go:embed draw.js
var afterBundle string

const (
	memoryLimit = 256 << 20 // bytes an engine may use; a drawing needs about 10 MB
	drawsALife  = 2000      // then an engine is replaced, whatever it may have kept
)

// program is the bundle, compiled when it is first needed.
type program struct {
	bundle []byte
	hash   [sha256.Size]byte // of the bundle, our scripts and the cleaner's version
	cache  *cache

	once sync.Once
	code []byte
	err  error
}

func newProgram(bundle []byte) *program {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(cleanerVersion), []byte(beforeBundle), []byte(afterBundle), bundle} {
		fmt.Fprintf(h, "%d\n", len(part))
		h.Write(part)
	}
	return &program{bundle: bundle, hash: [sha256.Size]byte(h.Sum(nil))}
}

// name is where a drawing lies in the cache: a hash of all that its bytes depend on.
func (p *program) name(j Job) string {
	h := sha256.New()
	h.Write(p.hash[:])
	fmt.Fprintf(h, "%d %d\n", j.Width, j.Height)
	h.Write(j.Option)
	return spread(hex.EncodeToString(h.Sum(nil)), ".svg")
}

// start returns a warm engine. Compiling the bundle takes most of a start's time, so
// that is done once and kept in the cache: an engine then starts in a tenth of it.
func (p *program) start(limit time.Duration) (e *engine, err error) {
	if p.once.Do(p.compile); p.err != nil {
		return nil, p.err
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("the chart engine does not start: %w", err)
	}
	e = &engine{vm: vm}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the chart engine does not start: %v", r)
		}
		if err != nil {
			e.close()
			e = nil
		}
	}()
	vm.SetMemoryLimit(memoryLimit)
	if err := vm.SetEvalTimeout(limit); err != nil {
		return e, err
	}
	if _, err := vm.Eval(beforeBundle, quickjs.EvalGlobal); err != nil {
		return e, fmt.Errorf("before.js: %w", err)
	}
	if _, err := vm.EvalBytecode(p.code); err != nil {
		return e, fmt.Errorf("the chart script fails: %w", err)
	}
	if _, err := vm.Eval(afterBundle, quickjs.EvalGlobal); err != nil {
		return e, fmt.Errorf("draw.js: %w", err)
	}
	return e, nil
}

// compile fills p.code. Its cached form holds for this engine's version on this
// kind of machine only.
func (p *program) compile() {
	h := sha256.Sum256(fmt.Appendf(nil, "%x %s %s %d", sha256.Sum256(p.bundle), quickjs.Version(), runtime.GOARCH, strconv.IntSize))
	name := "engine-" + hex.EncodeToString(h[:8]) + ".bin"
	if code, ok := p.cache.get(name); ok {
		p.code = code
		return
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		p.err = fmt.Errorf("the chart engine does not start: %w", err)
		return
	}
	defer vm.Close()
	if p.code, err = vm.Compile(string(p.bundle), quickjs.EvalGlobal); err != nil {
		p.err = fmt.Errorf("the chart script does not compile: %w", err)
		return
	}
	p.cache.put(name, p.code)
}

// engine is one instance of ECharts. One goroutine uses it at a time.
type engine struct {
	vm    *quickjs.VM
	drawn int
}

// draw returns ECharts' own SVG. After an error the engine is only good to close.
func (e *engine) draw(ctx context.Context, j Job) (raw string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the chart engine failed: %v", r)
		}
	}()
	stop := context.AfterFunc(ctx, e.vm.Interrupt)
	r, err := e.vm.Call("draw", string(j.Option), j.Width, j.Height)
	if !stop() && err == nil {
		err = context.Cause(ctx) // the interrupt may come too late for this call and hit the next
	}
	if err != nil {
		return "", fmt.Errorf("a chart cannot be drawn: %w", err)
	}
	raw, ok := r.(string)
	if !ok {
		return "", errors.New("a chart cannot be drawn: the chart script returned no text")
	}
	e.drawn++
	return raw, nil
}

func (e *engine) close() {
	defer func() { _ = recover() }() // an engine that panicked may do so again
	e.vm.Close()
}
