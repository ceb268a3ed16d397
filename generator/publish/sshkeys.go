package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// hostKeys are the keys by which a host is known.
type hostKeys struct {
	login
	db    ssh.HostKeyCallback
	files []string // that are there
}

func (l login) hostKeys() (hostKeys, error) {
	h := hostKeys{login: l}
	for _, file := range l.knownHosts {
		if _, err := os.Stat(file); err == nil {
			h.files = append(h.files, file)
		}
	}
	db, err := knownhosts.New(h.files...)
	if err != nil {
		return h, &Error{What: "the list of known hosts cannot be read", Hint: "mend " + strings.Join(h.files, " or "), Err: err}
	}
	h.db = db
	return h, nil
}

// nobody is a key that no host has, for asking which it should have.
type nobody struct{ ssh.PublicKey }

func (nobody) Type() string    { return "none" }
func (nobody) Marshal() []byte { return []byte("none") }

// algorithms puts first the kinds of key that are known of the host: it may have others
// too, and would show one of those.
func (h hostKeys) algorithms() []string {
	var first []string
	var unknown *knownhosts.KeyError
	if errors.As(h.db(h.known, &net.TCPAddr{}, nobody{}), &unknown) {
		for _, k := range unknown.Want {
			switch kind := k.Key.Type(); {
			case authority(k):
				for _, a := range ssh.SupportedAlgorithms().HostKeys {
					if strings.Contains(a, "-cert-") {
						first = append(first, a)
					}
				}
			case kind == ssh.KeyAlgoRSA:
				first = append(first, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
			default:
				first = append(first, kind)
			}
		}
	}
	all := first
	for _, a := range ssh.SupportedAlgorithms().HostKeys {
		if !slices.Contains(first, a) && !strings.Contains(a, "-cert-") {
			all = append(all, a)
		}
	}
	return all
}

// authority reports whether a line of known_hosts names who vouches for hosts.
func authority(k knownhosts.KnownKey) bool {
	data, err := os.ReadFile(k.Filename)
	lines := bytes.Split(data, []byte("\n"))
	return err == nil && k.Line <= len(lines) && bytes.HasPrefix(bytes.TrimSpace(lines[k.Line-1]), []byte("@cert-authority"))
}

func (h hostKeys) check(address string, remote net.Addr, key ssh.PublicKey) error {
	err := h.db(address, remote, key)
	var unknown *knownhosts.KeyError
	if err == nil {
		return nil
	}
	shown := key.Type() + " " + ssh.FingerprintSHA256(key)
	name, port, _ := net.SplitHostPort(h.address)
	logIn := fmt.Sprintf("ssh -p %s %s@%s", port, h.user, name)
	if h.host != name {
		logIn = "ssh " + h.user + "@" + h.host
	}
	switch {
	case errors.As(err, &unknown) && len(unknown.Want) == 0:
		return &Error{What: fmt.Sprintf("the key of %s is not known; it shows %s", h.address, shown),
			Hint: fmt.Sprintf("compare that with what its administrator says, and note it with: %s true", logIn)}
	case errors.As(err, &unknown):
		was := unknown.Want[0]
		return &Error{What: fmt.Sprintf("%s shows another key than before, %s; somebody may be listening in (%s, line %d)", h.address, shown, was.Filename, was.Line),
			Hint: fmt.Sprintf("ask its administrator; if it was meant, forget the old key with: ssh-keygen -f %s -R '%s', and note the new one with: %s true",
				was.Filename, knownhosts.Normalize(h.known), logIn)}
	}
	return &Error{What: "the key of " + h.address + " is not to be trusted", Hint: "ask its administrator", Err: err}
}

// keyring are the keys with which to log in.
type keyring struct {
	login
	agent     net.Conn
	encrypted []string // files that only an agent could open
	unread    []error
	found     int
}

func (l login) newKeyring() *keyring { return &keyring{login: l} }

func (k *keyring) close() {
	if k.agent != nil {
		k.agent.Close()
	}
}

// signers returns the keys of the agent, then those of files.
func (k *keyring) signers() ([]ssh.Signer, error) {
	var files []ssh.Signer
	wanted := map[string]bool{}
	for _, file := range k.keys {
		if public, err := os.ReadFile(file + ".pub"); err == nil {
			if key, _, _, _, err := ssh.ParseAuthorizedKey(public); err == nil {
				wanted[string(key.Marshal())] = true
			}
		}
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			k.unread = append(k.unread, err)
			continue
		}
		signer, err := ssh.ParsePrivateKey(data)
		var locked *ssh.PassphraseMissingError
		switch {
		case errors.As(err, &locked):
			k.encrypted = append(k.encrypted, file)
			if locked.PublicKey != nil {
				wanted[string(locked.PublicKey.Marshal())] = true
			}
		case err != nil:
			k.unread = append(k.unread, fmt.Errorf("%s: %w", file, err))
		default:
			wanted[string(signer.PublicKey().Marshal())] = true
			files = append(files, signer)
		}
	}
	var all []ssh.Signer
	if k.login.agent != "" {
		conn, err := net.Dial("unix", k.login.agent)
		if err != nil {
			k.unread = append(k.unread, err)
		} else {
			k.agent = conn
			held, err := agent.NewClient(conn).Signers()
			if err != nil {
				k.unread = append(k.unread, err)
			}
			var others []ssh.Signer
			for _, s := range held {
				if wanted[string(s.PublicKey().Marshal())] {
					all = append(all, s)
				} else if !k.onlyKeys {
					others = append(others, s)
				}
			}
			all = append(all, others...) // last: a server hears out but a few
		}
	}
	all = append(all, files...)
	k.found = len(all)
	return all, nil
}

// hint says what to do when no key was taken.
func (k *keyring) hint(l login) string {
	var parts []string
	if len(k.encrypted) > 0 {
		parts = append(parts, k.encrypted[0]+" has a passphrase: start ssh-agent and add it with ssh-add "+k.encrypted[0])
	}
	for _, err := range k.unread {
		parts = append(parts, err.Error())
	}
	switch {
	case k.found > 0:
		parts = append(parts, fmt.Sprintf("%d keys were shown: add one to authorized_keys of %s there, or name the account in the url", k.found, l.user))
	case len(parts) == 0:
		parts = append(parts, "there is no key: add one to ssh-agent, or name it with IdentityFile in ~/.ssh/config")
	}
	return strings.Join(parts, "; ")
}
