package page

import (
	"cmp"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// waitsFor is how many days a delivery is listed as not announced.
const waitsFor = 365

const announcementsPath = "announcements/index.html"

// Announcements is what was delivered and still has to be announced, and what has been.
type Announcements struct {
	Answer Answer
	To     []AnnouncementRow // longest waiting first
	Older  int               // that wait for over a year, and are not listed
	Done   part.Fold[AnnouncementRow]
}

// AnnouncementRow is one delivery.
type AnnouncementRow struct {
	Item      site.Link
	ID        string
	Team      site.Link
	Phase     report.Phase
	Shipped   report.Day // 0 = not known
	To        string     // "customers", "the company"
	Days      string     // how long it has waited
	Announced site.Link
}

// planAnnouncements adds the list for those who announce.
func planAnnouncements(p *site.Planner) {
	if !p.Shows(report.Shipped) {
		return
	}
	head := site.Head{Title: p.T("announcements.title"), Section: site.ShippedListPath, Description: p.T("announcements.description"),
		Crumbs: p.Crumbs(site.Link{Text: p.T("topic.shipped"), Path: site.ShippedListPath}, site.Link{Text: p.T("announcements.title"), Path: announcementsPath})}
	p.Page(announcementsPath, "announcements", func() site.Head { return head }, func() any { return announcements(p.Context) })
}

func announcements(c *site.Context) *Announcements {
	v := &Announcements{}
	var done []*report.Life
	lives := slices.Clone(c.Over.Lives().All)
	slices.SortStableFunc(lives, func(a, b *report.Life) int {
		x, y := a.Delivery(), b.Delivery()
		if x == nil || y == nil {
			return cmp.Compare(a.ID, b.ID)
		}
		return site.ByDelivery(y, x)
	})
	for _, l := range lives {
		switch {
		case l.ToAnnounce() && c.Archive.Today-site.ShippedDay(l.Delivery()) > waitsFor:
			v.Older++
		case l.ToAnnounce():
			v.To = append(v.To, announcementRow(c, l))
		case l.Notice.Announced != 0 && l.Delivery() != nil:
			done = append(done, l)
		}
	}
	slices.SortStableFunc(done, func(a, b *report.Life) int { return cmp.Compare(b.Notice.Announced, a.Notice.Announced) })
	v.Done = part.Folded(site.Each(done, func(l *report.Life) AnnouncementRow { return announcementRow(c, l) }))
	v.Answer = answer(c, "announcements.answer", "n", len(v.To))
	return v
}

func announcementRow(c *site.Context, l *report.Life) AnnouncementRow {
	d := l.Delivery()
	row := AnnouncementRow{Item: site.Link{Text: d.PublicTitle(), Path: c.ShippedPath(d.ID)}, ID: d.ID, Team: c.Team(d.Team), Phase: d.Phase,
		Shipped: d.Outcome.Finished, To: c.T("announcements.to-whom", "inside", l.Announce() == report.Internal)}
	if on := d.Outcome.Finished; on != 0 && on <= c.Archive.Today {
		row.Days = c.T("announcements.days", "n", int(c.Archive.Today-on))
	}
	if n := l.Notice; n.Announced != 0 {
		row.Announced = site.Link{Text: c.Words.Medium(n.Announced), Path: n.Announcement, External: true}
	}
	return row
}
