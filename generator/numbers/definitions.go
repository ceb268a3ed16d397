package numbers

// Definitions returns what every number means, in the order in which a reader
// meets them. P, D, C, R and A in a formula are those of the first entries.
func Definitions() []Definition {
	return []Definition{
		{"cut-off", "Cut-off", "The day on which a plan was committed. What was in the plan on that day is the promise; what joined later is a change of scope.", "",
			"Where teams committed on different days, the first and the last of them are given."},
		{"planned", "Planned", "The items that were in the plan at the cut-off.", "P", ""},
		{"delivered", "Delivered", "The items that were delivered in the quarter, planned or not.", "D", ""},
		{"added", "Added", "Everything that was not in the plan at the cut-off and joined later, whatever became of it.", "A",
			"Among the moved (C), dropped (R) and open ones, planned and added items are always counted apart."},
		{"kept", "Kept", "Of what was planned, how much was delivered. This is the headline.", "|P ∩ D| ÷ |P|",
			"Counted in items, unless it says “by size”. By size it sums planned sizes; items without a size cannot count there, and it says how many there are. Without a plan it is n/a."},
		{"capacity", "Capacity", "Everything that was delivered, compared with what was planned. Above 100 % more items were delivered than had been promised, though not necessarily the same ones.", "|D| ÷ |P|",
			"Without a plan it is n/a."},
		{"unplanned", "Unplanned", "Of what was delivered, how much had not been in the plan.", "|A ∩ D| ÷ |D|",
			"Without a plan, or with nothing delivered, it is n/a."},
		{"moved", "Moved", "Of what was planned, how much went to a later quarter.", "|P ∩ C| ÷ |P|", "Without a plan it is n/a."},
		{"dropped", "Dropped", "Of what was planned, how much was given up.", "|P ∩ R| ÷ |P|", "Without a plan it is n/a."},
		{"unexplained", "Unexplained", "Of what was planned, how much was neither delivered nor moved nor dropped when the quarter closed. It must be none before a report is published.", "|P| − |P ∩ D| − |P ∩ C| − |P ∩ R|",
			"Only a closed quarter has unexplained items; until then the same items are open."},
		{"open", "Open", "Of what was planned, how much has no outcome yet in a quarter that has not closed.", "|P| − |P ∩ D| − |P ∩ C| − |P ∩ R|",
			"In a closed quarter the same items are unexplained."},
		{"carried-in", "Carried in", "Of what was planned, how much earlier quarters had planned too and had not delivered. Carried in twice or more means that two or more earlier plans had it.", "",
			"It counts since the item was last delivered: planning GA after Beta was delivered carries nothing in. An item keeps its history when it changes its team. What is still open in a quarter that runs is not yet carried into the next."},
		{"on-time", "On time", "Of the delivered items that had a due date, how many were delivered by that day.", "",
			"Items without a due date are left out. With none that had one it is n/a."},
		{"slip", "Slip", "How many quarters lie between the first plan of an item and its delivery; none where the quarter that first planned it delivered it.", "",
			"It counts from the first plan since the item was last delivered. An item that no earlier quarter had planned has no slip."},
		{"velocity", "Velocity", "The size that was delivered. By sprint it compares what a sprint had planned with what it completed, as the tracker says.", "Σ size over D",
			"The actual size where it is known, the planned one otherwise. Items without any size are left out and counted beside it."},
		{"mix", "Mix of work", "The share of features, groundwork, debt and operations in what was planned, beside their share in what was delivered.", "size of a kind ÷ size of all",
			"By planned size, or by actual size where only that is known. If any item has no size at all, it counts items instead and says so."},
		{"reasons", "Reasons", "Why planned items moved or were dropped, as the teams said.", "",
			"Items for which nobody gave a reason are counted as such."},
		{"estimate", "Estimate", "How large delivered items turned out to be, compared with the size they were planned with. Items that were planned with the same size form one class.", "Σ actual size ÷ Σ planned size",
			"Only delivered items with both sizes count. 1 means that the estimates held on average; 1.5 means half as much again."},
		{"asks-met", "Asks met", "Of what teams asked of one another in the quarter, how much was there by the day they needed it.", "asks met in time ÷ asks",
			"An ask without a date is needed by the last day of the quarter. Declined, late and unanswered asks count as not met. With no asks it is n/a."},
		{"follow-through", "Follow-through", "Of the actions from retros that were due by the end of the quarter, how many are done.", "actions done ÷ actions due by then",
			"In a quarter that still runs, those due by today. Actions without a due date are left out. With none due it is n/a."},
	}
}
