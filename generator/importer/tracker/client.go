package tracker

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Limits of one call.
const (
	attempts      = 5
	longestAnswer = 64 << 20
	longestCall   = 2 * time.Minute
)

// asker asks one service: it logs in, waits where it is told to, and tries again what may go well
// the next time.
type asker struct {
	service *Service
	query   Query
	login   string   // the header Authorization; "" without a token
	secrets []string // what no text may have
	http    *http.Client
	o       Options
}

// answer is one that can be read: JSON, with the status 200.
type answer struct {
	body   []byte
	header http.Header
}

// fault is why one attempt failed.
type fault struct {
	err   *Error
	again bool          // it may go well the next time
	wait  time.Duration // until then; 0 = it was not told
}

func newAsker(q Query, o Options) (*asker, error) {
	s := Find(q.Service)
	a := &asker{service: s, query: q, o: o, http: &http.Client{Transport: o.HTTP, CheckRedirect: stayThere}}
	token, user := strings.TrimSpace(o.Env(s.Token)), ""
	if s.User != "" {
		user = strings.TrimSpace(o.Env(s.User))
	}
	switch {
	case token == "" && (s.mustHave || user != ""):
		return nil, settings("%s has no token (hint: set %s to a token that may read issues)", s.Title, s.Token)
	case token == "":
		return a, nil
	case len(token) < 8 || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, settings("%s is no token: it is too short, or has spaces or other characters that no token has (hint: copy it again)", s.Token)
	case strings.ContainsFunc(user, func(r rune) bool { return r < ' ' || r == ':' }):
		return nil, settings("%s is no name of an account (hint: copy it again)", s.User)
	}
	a.login = s.login(user, token)
	a.secrets = []string{token, strings.TrimPrefix(a.login, "Basic "), base64.StdEncoding.EncodeToString([]byte(token)), url.QueryEscape(token)}
	return a, nil
}

// errAway is that a service leads to another address, where the token must not go.
type errAway struct{ to string }

func (e errAway) Error() string { return "it leads to " + e.to }

// stayThere follows to where the token may be sent, and repeats no question as another.
func stayThere(r *http.Request, via []*http.Request) error {
	first := via[0]
	if r.URL.Host != first.URL.Host || r.URL.Scheme != first.URL.Scheme || r.Method != first.Method || len(via) > 5 {
		return errAway{r.URL.Scheme + "://" + r.URL.Host + r.URL.EscapedPath()}
	}
	return nil
}

// get asks for what is at a path below the address of the service, and reads it into a value.
func (a *asker) get(ctx context.Context, path string, parameters url.Values, into any) (http.Header, error) {
	if len(parameters) > 0 {
		path += "?" + parameters.Encode()
	}
	return a.ask(ctx, http.MethodGet, path, nil, into)
}

// post asks with a text in JSON. It must be a question that changes nothing: it may be repeated.
func (a *asker) post(ctx context.Context, path string, body, into any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = a.ask(ctx, http.MethodPost, path, text, into)
	return err
}

func (a *asker) ask(ctx context.Context, method, path string, body []byte, into any) (http.Header, error) {
	address := a.query.URL + path
	for n := 1; ; n++ {
		got, f := a.once(ctx, method, address, body)
		if f == nil {
			if err := json.Unmarshal(got.body, into); err != nil {
				return nil, a.fault(address, 0, "the answer has another form than expected", "check the url in site.toml: another service may answer there").err
			}
			return got.header, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !f.again || n == attempts {
			return nil, f.err
		}
		if err := a.waitFor(ctx, f, n); err != nil {
			return nil, err
		}
	}
}

// once is one attempt.
func (a *asker) once(ctx context.Context, method, address string, body []byte) (*answer, *fault) {
	ctx, cancel := context.WithTimeout(ctx, longestCall)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, a.fault(address, 0, "this is no address", "check the url in site.toml")
	}
	a.head(r)
	res, err := a.http.Do(r)
	if err != nil {
		return nil, a.unreachable(address, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, longestAnswer+1))
	switch {
	case err != nil:
		f := a.fault(address, 0, "the answer was cut off", "try again later")
		f.again = true
		return nil, f
	case len(text) > longestAnswer:
		return nil, a.fault(address, 0, fmt.Sprintf("the answer is longer than %d MB", longestAnswer>>20), "ask for less")
	}
	return a.examined(address, res, a.hide(text))
}

func (a *asker) head(r *http.Request) {
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "quarterdeck")
	if r.Method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for name, values := range a.service.header {
		r.Header[name] = values
	}
	if a.login != "" {
		r.Header.Set("Authorization", a.login)
	}
}

// examined is an answer that is what was asked for.
func (a *asker) examined(address string, res *http.Response, text []byte) (*answer, *fault) {
	page := isPage(string(text)) || strings.HasPrefix(res.Header.Get("Content-Type"), "text/html")
	switch wait, limited := a.limit(res.StatusCode, res.Header, text); {
	case limited:
		f := a.fault(address, res.StatusCode, "asked too often", "try again later")
		f.again, f.wait, f.err.Said = true, wait, said(text)
		return nil, f
	case a.service.denied != nil && a.service.denied(res.Header):
		f := a.fault(address, http.StatusUnauthorized, "", a.hint(http.StatusUnauthorized))
		return nil, f
	case page && res.StatusCode < 300:
		return nil, a.fault(address, 0, "a web page came instead of data, as when somebody must log in", "check the url in site.toml; "+a.hint(http.StatusUnauthorized))
	case res.StatusCode != http.StatusOK:
		f := a.fault(address, res.StatusCode, "", a.hint(res.StatusCode))
		f.again, f.err.Said = res.StatusCode >= 500 && res.StatusCode != http.StatusNotImplemented, said(text)
		f.wait = a.told(res.Header)
		return nil, f
	case !json.Valid(text):
		f := a.fault(address, 0, "the answer is no JSON, or was cut off", "try again; if it is the same, check the url in site.toml")
		f.again = true
		return nil, f
	}
	return &answer{text, res.Header}, nil
}

// unreachable is why there was no answer at all.
func (a *asker) unreachable(address string, err error) *fault {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err // without the address, which has the parameters
	}
	f := a.fault(address, 0, "", "check the network, and the url in site.toml")
	f.err.Err = err
	if away, ok := errors.AsType[errAway](err); ok {
		f.err.Err, f.err.What = nil, away.Error()
		f.err.Hint = "the token is not sent there: write that address as url in site.toml if it is the right one; " + a.hint(http.StatusUnauthorized)
		return f
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		f.err.Hint = "this machine does not trust the certificate: add the authority that signed it to those of this machine"
		return f
	}
	if strings.Contains(err.Error(), "proxy address") { // it may have a password
		f.err.Err, f.err.What, f.err.Hint = nil, "the address of the proxy cannot be read", "check HTTPS_PROXY and HTTP_PROXY"
		return f
	}
	f.again = passing(err)
	return f
}

// passing reports whether a fault of the network is one that may be over the next time: a connection
// that was cut, or took too long; but none that could not be made.
func passing(err error) bool {
	timeout, isNet := errors.AsType[net.Error](err)
	op, isOp := errors.AsType[*net.OpError](err)
	return isNet && timeout.Timeout() || isOp && op.Op != "dial" || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// fault is one at an address, without its parameters.
func (a *asker) fault(address string, status int, what, hint string) *fault {
	address, _, _ = strings.Cut(address, "?")
	return &fault{err: &Error{Service: a.service.Title, Address: address, Status: status, What: what, Hint: hint}}
}

// hide takes secrets out of what a service says.
func (a *asker) hide(text []byte) []byte {
	for _, secret := range a.secrets {
		text = bytes.ReplaceAll(text, []byte(secret), []byte("***"))
	}
	return text
}
