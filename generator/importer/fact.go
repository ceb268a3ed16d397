package importer

import (
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Fact is what one row of a source tells.
type Fact struct {
	Pos     diag.Pos
	Kind    FactKind
	Day     report.Day     // on which it ended; 0 = the row does not say
	LeftOut report.LeftOut // why it does not count; "" = it does
	// ID is that of a deployment, or of the deployment that an incident is linked to. Rows with the
	// same id are of one deployment; "" is a deployment of its own.
	ID     string
	N      int     // how many deployments
	Failed bool    // the deployment
	Judged bool    // the source knows whether the deployment failed
	Median bool    // the value is a median of a day or a month
	Hours  float64 // how long it took
	Share  float64 // of deployments that failed
}

// FactKind is what a fact is about.
type FactKind string

// The kinds of facts.
const (
	Deployed FactKind = "deployed" // a deployment
	Changed  FactKind = "changed"  // a change reached production: Hours after its first commit
	Restored FactKind = "restored" // an incident ended: Hours after it began
	Rated    FactKind = "rated"    // Share of the deployments of a day or a month failed
	Caused   FactKind = "caused"   // the deployment ID caused an incident
)
