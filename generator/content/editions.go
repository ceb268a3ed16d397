package content

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// EditionFiles is the folder of an edition as it lies on disk.
type EditionFiles struct {
	Quarter report.QuarterID
	ID      string
	Folder  string // in the workspace
	Files   []File // its texts and figures.json, by path; with their paths in the workspace
	Other   []string
}

const (
	EditionFile = "edition.toml"
	FiguresFile = "figures.json"
	// maxFigures is the size up to which figures.json is read.
	maxFigures = 32 << 20
)

var editionForm = regexp.MustCompile(`^(plan|[1-9][0-9]{0,3})$`)

// editions finds the editions in the folder of a quarter. What has another name is not
// one, and whether all of it is as it was written is for others to say.
func (l *loader) editions(folder string) {
	q := PlaceOf(folder + "/x").Quarter
	list, err := fs.ReadDir(l.fsys, folder)
	if err != nil {
		l.unreadable(folder, err)
	}
	for _, d := range list {
		if !d.IsDir() || !editionForm.MatchString(d.Name()) {
			continue
		}
		e := &EditionFiles{Quarter: q, ID: d.Name(), Folder: folder + "/" + d.Name()}
		l.src.Editions = append(l.src.Editions, e)
		_ = fs.WalkDir(l.fsys, e.Folder, func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				l.unreadable(p, err)
			case p != e.Folder && ignored(d.Name()):
				if d.IsDir() {
					return fs.SkipDir
				}
			case !d.Type().IsRegular():
			case isText(p) || p == e.Folder+"/"+FiguresFile:
				e.Files = append(e.Files, File{Path: p})
			default:
				e.Other = append(e.Other, p)
			}
			return nil
		})
		slices.SortFunc(e.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
		slices.Sort(e.Other)
	}
}

// File returns a file of the edition by its path in the folder, or nil.
func (e *EditionFiles) File(within string) *File {
	i, ok := slices.BinarySearchFunc(e.Files, e.Folder+"/"+within, func(f File, p string) int { return strings.Compare(f.Path, p) })
	if !ok || e.Files[i].Unread {
		return nil
	}
	return &e.Files[i]
}

// InWorkspace returns a file under the path that it had in the workspace.
func (e *EditionFiles) InWorkspace(f File) File {
	f.Path = strings.TrimPrefix(f.Path, e.Folder+"/")
	return f
}

// number is that of a published edition; 0, before all others, for the plan.
func (e *EditionFiles) number() int {
	n, _ := strconv.Atoi(e.ID) // 0 of what is no number
	return n
}

var sumForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// editionMeta is edition.toml.
type editionMeta struct {
	report.Edition
	quarter string
}

var editionKeys = table[editionMeta]{"edition", "an edition", "content/<quarter>/editions/<edition>/" + EditionFile + ", which quarterdeck freeze writes", []row[editionMeta]{
	required(idKey("id", "The id of the edition: "+editionID.words+".", editionID, func(e *editionMeta) *string { return &e.ID })).like("1"),
	required(stringKey("quarter", "The quarter that is frozen.", func(e *editionMeta) *string { return &e.quarter })).like("2026-q3"),
	required(momentKey("frozen", "When it was frozen.", func(e *editionMeta) *time.Time { return &e.Frozen })),
	stringKey("tool", "What froze it.", func(e *editionMeta) *string { return &e.Tool }).like("quarterdeck 1.0"),
	stringKey("note", "What it corrects, or why it was made.", func(e *editionMeta) *string { return &e.Note }).like("Two outcomes corrected"),
	stringKey("forced", "Why it was frozen although something was wrong.", func(e *editionMeta) *string { return &e.Forced }).like("the report is due today"),
	listKey("missing", "What was missing when it was forced.", func(e *editionMeta) *[]string { return &e.Missing }).like([]string{"content/2026-q3/managed-rules/retro.md: no retro"}),
	tablesKey("accepted", "A problem of the quarter that it was frozen with, one [[accepted]] each: check does not count it as a warning, and a correction needs no force for it.", (*editionMeta).parseAccepted),
	stringKey("before", "The hash of the edition before it.", func(e *editionMeta) *string { return &e.Before }).like(strings.Repeat("0123456789abcdef", 4)),
	required(tableKey("files", "The SHA-256 of each of its files.", func(e *editionMeta, b *Block, l *diag.List) {
		e.Sums = map[string]string{}
		sumKeys.read(b, e, l)
	})),
}}

var acceptedKeys = table[report.Accepted]{"edition.accepted", "[[accepted]]", EditionFile + ": [[accepted]]", []row[report.Accepted]{
	required(stringKey("code", "The name of the problem, as check --json has it.", func(p *report.Accepted) *string { return &p.Code })).like("incomplete"),
	required(stringKey("file", "The file that it is in.", func(p *report.Accepted) *string { return &p.File })).like("content/2026-q3/managed-rules/retro.md"),
	required(stringKey("text", "What was wrong.", func(p *report.Accepted) *string { return &p.Text })).like("managed-rules has no retro of 2026-q3"),
}}

func (e *editionMeta) parseAccepted(b *Block, l *diag.List) {
	var p report.Accepted
	acceptedKeys.read(b, &p, l)
	e.Accepted = append(e.Accepted, p)
}

var sumKeys = table[editionMeta]{"edition.files", "[files]", EditionFile + ": [files]", []row[editionMeta]{
	namedKey("file", "string", "The SHA-256 of the file, as 64 hexadecimal digits.", asTOML(strings.Repeat("0123456789abcdef", 4)), (*editionMeta).parseSum),
}}

func (e *editionMeta) parseSum(v value) {
	sum, ok := v.v.(string)
	if !ok || !sumForm.MatchString(sum) || !fs.ValidPath(v.key) {
		v.problems.Errorf(v.at, "bad-sum", "restore the folder from version control", "%s has no SHA-256", diag.Short(v.key))
		return
	}
	e.Sums[v.key] = sum
}

// parseEdition reads edition.toml, whose bytes are data.
func (p *Parsed) parseEdition(b *Block, data []byte, l *diag.List) {
	f := &editionMeta{Edition: report.Edition{Quarter: p.Place.Quarter, Pos: b.text.at(0)}}
	e := &f.Edition
	before, _ := l.Count()
	editionKeys.read(b, f, l)
	if folder := strings.Split(p.Path, "/")[3]; e.ID != folder || f.quarter != p.Place.Quarter.String() {
		l.Errorf(b.At("id"), "moved-edition", "restore the folder from version control",
			"this is edition %s of %s, in the folder of %s of %s", diag.Short(e.ID), diag.Short(f.quarter), folder, p.Place.Quarter)
	}
	if after, _ := l.Count(); after > before {
		p.Broken = true
		return
	}
	e.Frozen = e.Frozen.UTC()
	sum := sha256.Sum256(data)
	e.Hash = hex.EncodeToString(sum[:])
	p.Edition = e
}
