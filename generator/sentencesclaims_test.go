package generator_test

// claims are the messages that assert something of the data, with when each is true.
var claims = map[string]func(plainScope, args) bool{}
