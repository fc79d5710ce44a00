package apitest

import (
	"net/http"

	"karete/server/access"
	"karete/server/program"
)

// Program is one that the manager registers: with roles for itself, without any
// for the person who signs in through it.
func (c *Clinic) Program(name string, roles ...access.Role) program.RegisteredProgram {
	c.t.Helper()
	in := map[string]any{"id": ID(), "name": name, "actsFor": program.Person}
	if len(roles) > 0 {
		in["actsFor"], in["roles"] = program.Itself, roles
	}
	var p program.RegisteredProgram
	c.As("admin").POST("/programs", in).Want(http.StatusCreated).JSON(&p)
	return p
}

// Token lets a program in, for that person unless who is "".
func (c *Clinic) Token(p program.RegisteredProgram, who string) program.Tokens {
	c.t.Helper()
	in := program.TokenRequest{ClientID: p.Program.ID, ClientSecret: p.ClientSecret}
	if who != "" {
		in.Username, in.Password = who, Password
	}
	var tokens program.Tokens
	c.Browser().POST("/token", in).Want(http.StatusCreated).JSON(&tokens)
	return tokens
}

// Bearer is a program that shows a token with each request.
func (c *Clinic) Bearer(token string) *Client {
	b := c.Browser()
	b.authorization = "Bearer " + token
	return b
}
