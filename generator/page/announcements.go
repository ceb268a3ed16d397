package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/report"
)

// waitsFor is how many days a delivery is listed as not announced.
const waitsFor = 365

const announcementsPath = "announcements/index.html"

// Announcements is what was delivered and still has to be announced, and what has been.
type Announcements struct {
	Answer Answer
	To     []AnnouncementRow // longest waiting first
	Older  int               // that wait for over a year, and are not listed
	Done   Fold[AnnouncementRow]
}

// AnnouncementRow is one delivery.
type AnnouncementRow struct {
	Item      Link
	ID        string
	Team      Link
	Phase     report.Phase
	Shipped   report.Day // 0 = not known
	To        string     // "customers", "the company"
	Days      string     // how long it has waited
	Announced Link
}

// planAnnouncements adds the list for those who announce.
func planAnnouncements(p *planner) {
	if !p.shows(report.Shipped) {
		return
	}
	p.under("announcements", func(p *planner) {
		head := Head{Title: "Announcements", Section: shippedListPath, Description: "What was delivered and is not announced yet, and what has been.",
			Crumbs: p.crumbs(Link{Text: "Shipped", Path: shippedListPath}, Link{Text: "Announcements", Path: announcementsPath})}
		p.page(announcementsPath, "announcements", func() Head { return head }, func() any { return p.announcements() })
	})
}

func (p *planner) announcements() *Announcements {
	v := &Announcements{}
	var done []AnnouncementRow
	var at []report.Day // of done
	lives := slices.Clone(p.over.lives().All)
	slices.SortStableFunc(lives, func(a, b *report.Life) int {
		x, y := a.Delivery(), b.Delivery()
		if x == nil || y == nil {
			return cmp.Compare(a.ID, b.ID)
		}
		return byDelivery(y, x)
	})
	for _, l := range lives {
		switch {
		case l.ToAnnounce() && p.archive.Today-shippedDay(l.Delivery()) > waitsFor:
			v.Older++
		case l.ToAnnounce():
			v.To = append(v.To, p.announcementRow(l))
		case l.Notice.Announced != 0 && l.Delivery() != nil:
			done, at = append(done, p.announcementRow(l)), append(at, l.Notice.Announced)
		}
	}
	order := make([]int, len(done))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(at[j], at[i]) })
	var newest []AnnouncementRow
	for _, i := range order {
		newest = append(newest, done[i])
	}
	v.Done = fold(newest)
	switch n := len(v.To); n {
	case 0:
		v.Answer = Answer{Before: "All that shipped in a year and is to be announced has been."}
	default:
		v.Answer = Answer{Before: count(n, "delivery", "deliveries") + " " + are(n) + " ", Bold: "not announced yet", After: "."}
	}
	return v
}

func (p *planner) announcementRow(l *report.Life) AnnouncementRow {
	d := l.Delivery()
	row := AnnouncementRow{Item: Link{Text: d.PublicTitle(), Path: p.shippedPath(d.ID)}, ID: d.ID, Team: p.team(d.Team), Phase: d.Phase,
		Shipped: d.Outcome.Finished, To: "customers"}
	if l.Announce() == report.Internal {
		row.To = "the company"
	}
	if on := d.Outcome.Finished; on != 0 && on <= p.archive.Today {
		row.Days = count(int(p.archive.Today-on), "day")
	}
	if n := l.Notice; n.Announced != 0 {
		row.Announced = Link{Text: nb(n.Announced.Medium()), Path: n.Announcement, External: true}
	}
	return row
}
