package publish

import (
	"errors"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
)

// newLogin finds out what a host's name stands for. The installed ssh says so, which
// reads all that its settings may hold; without one, there are no settings.
func newLogin(u *url.URL) (login, error) {
	me, err := user.Current()
	if err != nil {
		return login{}, err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		home = me.HomeDir
	}
	l := login{host: u.Hostname()}
	if file := filepath.Join(home, ".ssh", "config"); home != me.HomeDir { // ssh does not ask $HOME
		if _, err := os.Stat(file); err == nil {
			l.settings = []string{"-F", file}
		}
	}
	settings, err := sshSettings(u, l.settings)
	if err != nil {
		return l, err
	}
	first := func(key, fallback string) string {
		if values := settings[key]; len(values) > 0 {
			return values[0]
		}
		return fallback
	}
	account := me.Username[strings.LastIndex(me.Username, `\`)+1:] // on Windows it has a domain
	if l.user = u.User.Username(); l.user == "" {
		l.user = first("user", account)
	}
	port := u.Port()
	if port == "" {
		port = first("port", "22")
	}
	name := first("hostname", l.host)
	l.address = net.JoinHostPort(name, port)
	l.known = l.address
	if alias := first("hostkeyalias", ""); alias != "" {
		l.known = net.JoinHostPort(alias, "22") // which stands without a port
	}

	tokens := strings.NewReplacer("%%", "%", "%d", home, "%h", name, "%n", l.host, "%p", port, "%r", l.user, "%u", account)
	expand := func(file string) string {
		if rest, ok := strings.CutPrefix(file, "~/"); ok {
			return filepath.Join(home, filepath.FromSlash(rest))
		}
		if rest, ok := strings.CutPrefix(file, me.HomeDir+string(filepath.Separator)); ok {
			return filepath.Join(home, rest)
		}
		return file
	}
	for _, file := range settings["identityfile"] {
		l.keys = append(l.keys, expand(tokens.Replace(file)))
	}
	if len(l.keys) == 0 {
		for _, kind := range []string{"ed25519", "ecdsa", "rsa"} {
			l.keys = append(l.keys, filepath.Join(home, ".ssh", "id_"+kind))
		}
	}
	if jump := first("proxyjump", "none"); !strings.EqualFold(jump, "none") {
		l.proxyJump = jump
	} else if command := first("proxycommand", "none"); !strings.EqualFold(command, "none") {
		l.proxyCommand = tokens.Replace(command)
	}
	l.onlyKeys = strings.EqualFold(first("identitiesonly", "no"), "yes")
	switch l.agent = expand(tokens.Replace(first("identityagent", "SSH_AUTH_SOCK"))); l.agent {
	case "none":
		l.agent = ""
	case "SSH_AUTH_SOCK", "$SSH_AUTH_SOCK":
		l.agent = os.Getenv("SSH_AUTH_SOCK")
	}
	files := first("userknownhostsfile", "~/.ssh/known_hosts ~/.ssh/known_hosts2") + " " + first("globalknownhostsfile", "/etc/ssh/ssh_known_hosts")
	for _, file := range strings.Fields(files) {
		l.knownHosts = append(l.knownHosts, expand(tokens.Replace(file)))
	}
	return l, nil
}

// sshSettings are what ssh would do to log in, by name of the setting in small letters.
func sshSettings(u *url.URL, args []string) (map[string][]string, error) {
	args = append([]string{"-G", "-T"}, args...)
	if u.Port() != "" {
		args = append(args, "-p", u.Port())
	}
	if name := u.User.Username(); name != "" {
		args = append(args, "-l", name)
	}
	out, err := exec.Command("ssh", append(args, "--", u.Hostname())...).Output()
	var failed *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, nil
	case errors.As(err, &failed):
		return nil, &Error{What: "ssh does not take its own settings", Hint: "mend what it names", Err: errors.New(strings.TrimSpace(string(failed.Stderr)))}
	case err != nil:
		return nil, err
	}
	settings := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		settings[key] = append(settings[key], value)
	}
	return settings, nil
}
