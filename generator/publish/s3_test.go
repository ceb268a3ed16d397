package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	seam "quarterdeck/generator/publish/target"
	"quarterdeck/generator/testsite"
)

func startS3(t *testing.T) place     { return startGateway(t, "") }
func startS3Gzip(t *testing.T) place { return startGateway(t, "&compress=gzip") }

// startS3Brotli has readers that understand Brotli, as browsers do.
func startS3Brotli(t *testing.T) place {
	p := startGateway(t, "&compress=brotli")
	p.see = func(name string) ([]byte, error) {
		answer, err := http.Get(p.http + name)
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		if answer.StatusCode == http.StatusNotFound {
			return nil, fs.ErrNotExist
		}
		data, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("%s: %w", answer.Status, err)
		}
		return seam.Unpack(answer.Header.Get("Content-Encoding"), data)
	}
	return p
}

const s3Key, s3Secret = "publisher", "not-a-secret"

// startGateway starts an S3 server over a folder, with a bucket that everybody may read.
func startGateway(t *testing.T, more string) place {
	t.Helper()
	endpoint := gateway(t)
	client, err := minio.New(endpoint, &minio.Options{Creds: credentials.NewStaticV4(s3Key, s3Secret, "")})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.MakeBucket(t.Context(), "reports", minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	const everybody = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"}]}`
	if err := client.SetBucketPolicy(t.Context(), "reports", everybody); err != nil {
		t.Fatal(err)
	}
	base := "http://" + endpoint + "/reports/for%20readers/"
	return place{
		url:  "s3://reports/for%20readers?endpoint=" + url.QueryEscape("http://"+endpoint) + "&path-style=true&region=us-east-1&linger=0s" + more,
		http: base,
		put: func(name string, data []byte) error {
			_, err := client.PutObject(t.Context(), "reports", "for readers/"+name, bytes.NewReader(data), int64(len(data)), minio.PutObjectOptions{})
			return err
		},
		names: func() ([]string, error) {
			var names []string
			for o := range client.ListObjects(t.Context(), "reports", minio.ListObjectsOptions{Recursive: true}) {
				if o.Err != nil {
					return nil, o.Err
				}
				names = append(names, o.Key)
			}
			return names, nil
		},
		header: func(name string) (http.Header, error) {
			answer, err := http.Get(base + name)
			if err != nil {
				return nil, err
			}
			return answer.Header, answer.Body.Close()
		},
	}
}

// gateway starts the server, and puts into the environment who may write there.
func gateway(t *testing.T) (endpoint string) {
	t.Helper()
	bin := os.Getenv("QUARTERDECK_VERSITYGW")
	if bin == "" {
		bin = testsite.Need(t, "versitygw") // go install github.com/versity/versitygw/cmd/versitygw@v1.8.0
	}
	home, root := t.TempDir(), filepath.Join(t.TempDir(), "s3")
	if err := os.MkdirAll(root, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"HOME": home, "AWS_ACCESS_KEY_ID": s3Key, "AWS_SECRET_ACCESS_KEY": s3Secret, "AWS_SESSION_TOKEN": "", "AWS_PROFILE": ""} {
		t.Setenv(name, value)
	}
	port := freePort(t)
	endpoint = fmt.Sprintf("127.0.0.1:%d", port)
	serve(t, port, exec.Command(bin, "--quiet", "--port", endpoint, "--access", s3Key, "--secret", s3Secret, "posix", root))
	return endpoint
}

// What may be in an address, and what not. Nothing secret is printed.
func TestAddressesOfBuckets(t *testing.T) {
	for address, want := range map[string]string{
		"s3://reports/a/b?endpoint=https://s3.example.com&region=eu-1&path-style=true&compress=gzip": "",
		"s3://reports": "", "s3://reports?endpoint=localhost:9000": "", "s3://reports?endpoint=http://127.0.0.1:9000": "", "s3://reports?endpoint=http://[::1]:9000": "",
		"s3://reports?endpoint=http://s3.example.com&insecure=true": "",
		"s3://reports?endpoint=http://s3.example.com":               "is not encrypted",
		"s3://reports?compress=lz4":                                 "compress=lz4 is unknown (hint: write compress=gzip or compress=brotli, or leave it out)",
		"s3://reports?path-style=maybe":                             "path-style=maybe is unknown",
		"s3://reports?reg=eu":                                       "reg is unknown in an address that begins with s3:// (hint: known: compress, endpoint, insecure, linger, path-style, region)",
		"s3:///reports":                                             "does not name a bucket",
		"s3://key@reports":                                          "does not name a bucket",
		"s3://key:hidden@reports":                                   "password",
	} {
		_, err := Open(address, Opening{})
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", address, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", address, err, want)
		case err != nil && strings.Contains(err.Error(), "hidden"):
			t.Errorf("the password is printed: %v", err)
		}
	}
}

// What a server refuses is told once, with what to do about it.
func TestFaultsOfBuckets(t *testing.T) {
	endpoint := gateway(t)
	open := func(bucket string) *Target {
		t.Helper()
		target, err := Open("s3://"+bucket+"?path-style=true&region=us-east-1&endpoint=http://"+endpoint, Opening{})
		if err != nil {
			t.Fatal(err)
		}
		return target
	}
	tree := build(t, map[string]string{"index.html": "x"})
	if _, err := Publish(t.Context(), open("nowhere"), tree, About{Audience: "internal"}, Options{}); err == nil || !strings.Contains(err.Error(), "there is no bucket nowhere") {
		t.Errorf("no bucket: %v", err)
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "hidden")
	_, err := Publish(t.Context(), open("nowhere"), tree, About{Audience: "internal"}, Options{})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "AWS_PROFILE") || strings.Contains(err.Error(), "hidden") {
		t.Errorf("a wrong secret: %v", err)
	}
}

// A name with anything in it is the name that readers ask for.
func TestNamesInBuckets(t *testing.T) {
	p := startS3(t)
	target := p.open(t)
	for _, name := range []string{"a b/ü.html", "plus+sign.html", "a&b=c.html", "100%.html", "quo'te.html", "數.html"} {
		if err := target.Store.Write(t.Context(), name, []byte(name), seam.As{Type: "text/html; charset=utf-8"}); err != nil {
			t.Fatal(err)
		}
		if err := target.Store.Copy(t.Context(), name, "copy/"+name, seam.As{Type: "text/plain"}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		list, err := target.Store.List(t.Context(), "copy")
		if _, there := list["copy/"+name]; err != nil || !there {
			t.Errorf("%s is not in %v: %v", name, list, err)
		}
		answer, err := http.Get(p.http + (&url.URL{Path: "copy/" + name}).EscapedPath())
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/plain" {
			t.Errorf("readers of %s: %s, %s", name, answer.Status, answer.Header.Get("Content-Type"))
		}
	}
	if _, err := target.Store.Read(t.Context(), "nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
