package report

import "slices"

// Became is what became of d, whoever did it: of what was handed over, split or merged, what its
// parts became together. Split work is delivered when all of its parts are, on the last of
// their days; where only some are, it is delivered partly. With no part delivered it is moved
// or dropped where every part was one of these, and open otherwise.
func (d *Deliverable) Became() Outcome {
	if len(d.Parts) == 0 {
		return d.Outcome
	}
	o := d.Outcome
	o.Status, o.Finished, o.Size, o.DeliveredSize = "", 0, 0, 0
	var n struct{ delivered, partly, moved, dropped int }
	for _, p := range d.Parts {
		part := p.Became()
		switch part.Status {
		case Delivered:
			n.delivered++
			o.Finished = max(o.Finished, part.Finished)
		case Partly:
			n.partly++
		case Moved, HandedOver:
			n.moved++
		case Dropped:
			n.dropped++
		}
		if o.Started == 0 || part.Started != 0 && part.Started < o.Started {
			o.Started = part.Started
		}
		if o.Reason == "" {
			o.Reason, o.Note = part.Reason, part.Note
		}
	}
	switch all := len(d.Parts); {
	case n.delivered == all:
		o.Status = Delivered
		o.Size, _ = d.sizeOfParts((*Deliverable).ActualSize)
	case n.delivered+n.partly > 0:
		o.Status, o.Finished = Partly, 0
		o.DeliveredSize, _ = d.sizeOfParts((*Deliverable).deliveredSize)
	case n.dropped == all:
		o.Status = Dropped
	case n.moved+n.dropped == all:
		o.Status = Moved
	default:
		o.Status = Open
	}
	return o
}

// Own is what became of d as far as its own team is concerned: what it handed over is out of its
// hands, whatever the other team made of it.
func (d *Deliverable) Own() Outcome {
	if d.Outcome.Status == HandedOver {
		return d.Outcome
	}
	return d.Became()
}

// Awaited reports whether all that is not known of d is up to teams that have told nothing yet: there
// is no export of theirs that could leave it out.
func (d *Deliverable) Awaited() bool {
	if len(d.Parts) == 0 {
		r := d.Quarter.Report(TeamID(d.Team))
		return r != nil && r.Metrics == nil && !slices.ContainsFunc(r.Items, (*Deliverable).told)
	}
	return !slices.ContainsFunc(d.Parts, func(p *Deliverable) bool { return p.open() && !p.Awaited() })
}

// told reports whether an export has d: a plan can say no more than that it was handed over.
func (d *Deliverable) told() bool { return d.Outcome.Status != "" && d.Outcome.Status != HandedOver }

// open reports whether it is not known yet what became of d.
func (d *Deliverable) open() bool { return d.Became().Status == "" || d.Became().Status == Open }

// OpenParts reports whether d goes on in parts of which any is open.
func (d *Deliverable) OpenParts() bool { return slices.ContainsFunc(d.Parts, (*Deliverable).open) }

// PartsDelivered is how many of its parts were delivered.
func (d *Deliverable) PartsDelivered() int {
	n := 0
	for _, p := range d.Parts {
		if p.Became().Status == Delivered {
			n++
		}
	}
	return n
}

// sizeOfParts adds up a size of the parts; 0 and false where one of them has none, or where a
// part is merged of other things too: then nobody knows its share.
func (d *Deliverable) sizeOfParts(of func(*Deliverable) float64) (sum float64, ok bool) {
	for _, p := range d.Parts {
		if len(p.Continues) > 1 || p.PlannedSize() == 0 && p.Outcome.Size == 0 {
			return 0, false
		}
		sum += of(p)
	}
	return sum, true
}

// deliveredSize is how much of d was delivered.
func (d *Deliverable) deliveredSize() float64 {
	switch o := d.Became(); o.Status {
	case Delivered:
		return d.ActualSize()
	case Partly:
		return o.DeliveredSize
	}
	return 0
}

// Came reports whether d has arrived: in its quarter, or after it where it is said to have moved.
func (d *Deliverable) Came() bool {
	return d.Outcome.Status == Delivered || d.CameLate()
}

// CameLate reports whether d moved and was done after the end of its quarter.
func (d *Deliverable) CameLate() bool { return d.Outcome.Status == Moved && d.Outcome.Finished != 0 }
