// Package s3 publishes to a bucket of an S3-compatible server.
package s3

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"quarterdeck/generator/publish/target"
)

// Open opens `s3://bucket/prefix`, with `?endpoint=host:port` (AWS by default), `region`,
// `path-style=true` for servers that do not take the bucket's name for a host's, `compress=gzip` or `compress=brotli` to store
// text compressed, and `linger`. What is not TLS is for this machine alone, unless `insecure=true` allows it.
// Credentials are those of the environment (AWS_…, then MINIO_…), of ~/.aws/credentials, and on
// AWS those of the machine.
func Open(u *url.URL, _ bool) (*target.Target, error) {
	if u.Host == "" || u.User != nil || u.Port() != "" {
		return nil, target.Refuse(target.ErrAddress, "write s3://bucket/prefix?endpoint=…; credentials come from the environment or from ~/.aws", "%s does not name a bucket", u.Redacted())
	}
	o, err := optionsOf(u)
	if err != nil {
		return nil, err
	}
	client, err := minio.New(o.endpoint, &minio.Options{Creds: o.credentials(), Secure: o.secure, Region: o.region, BucketLookup: o.lookup, Transport: transport(),
		MaxRetries: 1}) // the flow tries again
	if err != nil {
		return nil, target.Refuse(target.ErrAddress, "write endpoint=host or endpoint=host:port", "endpoint=%s: %v", o.endpoint, err)
	}
	return &target.Target{Name: u.String(), Store: &bucket{client: client, name: u.Host, prefix: strings.Trim(u.Path, "/")}, Encoding: o.encoding}, nil
}

// options are the query of an address.
type options struct {
	endpoint, region string
	secure           bool
	encoding         string
	lookup           minio.BucketLookupType
}

const amazon = "s3.amazonaws.com"

func optionsOf(u *url.URL) (options, error) {
	query := u.Query()
	o := options{endpoint: cmp.Or(query.Get("endpoint"), amazon), region: query.Get("region"), secure: true}
	flags := map[string]bool{}
	for _, key := range []string{"path-style", "insecure"} {
		value, err := strconv.ParseBool(cmp.Or(query.Get(key), "false"))
		if err != nil {
			return o, target.Refuse(target.ErrAddress, "write "+key+"=true or "+key+"=false", "%s=%s is unknown", key, query.Get(key))
		}
		flags[key] = value
	}
	if flags["path-style"] {
		o.lookup = minio.BucketLookupPath
	}
	if word := query.Get("compress"); word != "" {
		all := target.Encodings()
		i := slices.IndexFunc(all, func(e target.Encoding) bool { return e.Word == word })
		if i < 0 {
			return o, target.Refuse(target.ErrAddress, "write compress=gzip or compress=brotli, or leave it out", "compress=%s is unknown", word)
		}
		o.encoding = all[i].Name
	}
	if scheme, rest, ok := strings.Cut(o.endpoint, "://"); ok {
		o.endpoint, o.secure = strings.TrimSuffix(rest, "/"), scheme != "http"
	}
	host, _, err := net.SplitHostPort(o.endpoint)
	if err != nil {
		host = o.endpoint
	}
	here := host == "localhost"
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		here = true
	}
	if !o.secure && !here && !flags["insecure"] {
		return o, target.Refuse(target.ErrAddress, "write https://, or add insecure=true if everybody on the way may read and change it", "the endpoint %s is not encrypted", o.endpoint)
	}
	return o, nil
}

func (o options) credentials() *credentials.Credentials {
	chain := []credentials.Provider{&credentials.EnvAWS{}, &credentials.EnvMinio{}, &credentials.FileAWSCredentials{}}
	if strings.HasSuffix(o.endpoint, ".amazonaws.com") { // else nobody answers
		chain = append(chain, &credentials.IAM{Client: &http.Client{Timeout: 5 * time.Second}})
	}
	return credentials.NewChainCredentials(chain)
}

func transport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 16 // twice as many as files are under way
	t.ResponseHeaderTimeout = time.Minute
	t.DisableCompression = true // what is stored compressed is decoded in Read
	return t
}

// bucket is a Store in a bucket of an S3 server, below a prefix.
type bucket struct {
	client       *minio.Client
	name, prefix string
}

func (b *bucket) key(name string) string { return path.Join(b.prefix, name) }

func (b *bucket) List(ctx context.Context, folder string) (map[string]int64, error) {
	prefix := b.key(folder)
	if prefix != "" {
		prefix += "/"
	}
	list := map[string]int64{}
	for o := range b.client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
		if o.Err != nil {
			return nil, b.fault("list", folder, o.Err)
		}
		if strings.HasSuffix(o.Key, "/") {
			continue // a folder as some tools make them
		}
		name := o.Key
		if b.prefix != "" {
			name = strings.TrimPrefix(name, b.prefix+"/")
		}
		list[name] = o.Size
	}
	return list, ctx.Err()
}

func (b *bucket) Read(ctx context.Context, name string) ([]byte, error) {
	o, err := b.client.GetObject(ctx, b.name, b.key(name), minio.GetObjectOptions{})
	if err != nil {
		return nil, b.fault("read", name, err)
	}
	defer o.Close()
	info, err := o.Stat()
	if err != nil {
		return nil, b.fault("read", name, err)
	}
	data, err := io.ReadAll(o)
	if err == nil && int64(len(data)) != info.Size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, b.fault("read", name, err)
	}
	data, err = target.Unpack(info.Metadata.Get("Content-Encoding"), data)
	return data, b.fault("read", name, err)
}

func (b *bucket) Write(ctx context.Context, name string, data []byte, as target.As) error {
	data, err := target.Pack(as.Encoding, data)
	if err != nil {
		return err
	}
	o := minio.PutObjectOptions{ContentType: as.Type, CacheControl: as.Cache, ContentEncoding: as.Encoding, DisableMultipart: len(data) < 64<<20}
	_, err = b.client.PutObject(ctx, b.name, b.key(name), bytes.NewReader(data), int64(len(data)), o)
	return b.fault("write", name, err)
}

// Copy is done by the server.
func (b *bucket) Copy(ctx context.Context, from, to string, as target.As) error {
	_, err := b.client.CopyObject(ctx, minio.CopyDestOptions{Bucket: b.name, Object: b.key(to), ReplaceMetadata: true, ContentType: as.Type, CacheControl: as.Cache, ContentEncoding: as.Encoding},
		minio.CopySrcOptions{Bucket: b.name, Object: b.key(from)})
	return b.fault("copy", from, err)
}

func (b *bucket) Remove(ctx context.Context, name string) error {
	err := b.fault("remove", name, b.client.RemoveObject(ctx, b.name, b.key(name), minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (b *bucket) Close() error { return nil }

// fault names the file that an error is about, and tells what is hopeless.
func (b *bucket) fault(doing, name string, err error) error {
	if err == nil {
		return nil
	}
	about := func(err error) error { return &fs.PathError{Op: doing, Path: b.name + "/" + b.key(name), Err: err} }
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		return about(err) // of the way there
	}
	reason := answer.Code
	if answer.Message != "" {
		reason += ": " + strings.TrimSuffix(answer.Message, ".")
	}
	switch {
	case answer.Code == "NoSuchBucket":
		return &target.Error{What: fmt.Sprintf("there is no bucket %s at %s", b.name, b.client.EndpointURL().Host), Hint: "make it, or correct the url in site.toml", Err: fs.ErrInvalid}
	case answer.Code == "NoSuchKey", answer.StatusCode == http.StatusNotFound:
		return about(fs.ErrNotExist)
	case answer.Code == "RequestTimeTooSkewed":
		return &target.Error{What: "the server's clock and that of this machine are too far apart", Hint: "set the clock", Err: about(errors.New(reason))}
	case answer.StatusCode == http.StatusForbidden, answer.StatusCode == http.StatusUnauthorized:
		return &target.Error{What: fmt.Sprintf("%s does not let this account do that", b.client.EndpointURL().Host),
			Hint: "look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or at AWS_PROFILE and ~/.aws/credentials; the account has to list, read, write and remove in the bucket", Err: about(fmt.Errorf("%w (%s)", fs.ErrPermission, reason))}
	case answer.StatusCode == http.StatusInsufficientStorage, strings.Contains(answer.Code, "StorageFull"), answer.Code == "QuotaExceeded":
		return about(syscall.ENOSPC)
	case answer.StatusCode >= 400 && answer.StatusCode < 500 && answer.StatusCode != http.StatusRequestTimeout && answer.StatusCode != http.StatusTooManyRequests && answer.Code != "RequestTimeout" && answer.Code != "SlowDown":
		return target.Final(about(errors.New(reason)))
	}
	return about(errors.New(reason))
}
