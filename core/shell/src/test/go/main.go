// Reads shell texts, each ended by a NUL, and writes for each one line of JSON with what mvdan.cc/sh makes of it: whether
// it takes the text, and if so every simple command with its words and redirections and how deep in substitutions it
// stands. SecondParserTest compares that with ours.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

type word struct {
	Raw   string  `json:"raw"`
	Value *string `json:"value"`
}

type redirection struct {
	Descriptor string `json:"descriptor"`
	Operator   string `json:"operator"`
	Target     string `json:"target"`
}

type command struct {
	Kind         string        `json:"kind"`
	Depth        int           `json:"depth"`
	Assignments  []string      `json:"assignments"`
	Words        []word        `json:"words"`
	Redirections []redirection `json:"redirections"`
	at           uint
}

type answer struct {
	Takes    bool      `json:"takes"`
	Error    string    `json:"error"`
	Commands []command `json:"commands"`
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	encoder := json.NewEncoder(output)
	encoder.SetEscapeHTML(false)
	texts := strings.Split(string(input), "\x00")
	for _, text := range texts[:len(texts)-1] {
		if err := encoder.Encode(ask(text)); err != nil {
			panic(err)
		}
	}
}

func ask(text string) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Error: fmt.Sprint("panic: ", fault), Commands: []command{}}
		}
	}()
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		return answer{Error: err.Error(), Commands: []command{}}
	}
	return answer{Takes: true, Commands: commands(file, text)}
}

func commands(file *syntax.File, text string) []command {
	found := []command{}
	var open []syntax.Node
	depth := 0
	syntax.Walk(file, func(node syntax.Node) bool {
		if node == nil {
			if substitutes(open[len(open)-1]) {
				depth--
			}
			open = open[:len(open)-1]
			return true
		}
		open = append(open, node)
		if substitutes(node) {
			depth++
		}
		if stmt, ok := node.(*syntax.Stmt); ok {
			if one, ok := simple(stmt, text, depth); ok {
				found = append(found, one)
			}
		}
		return true
	})
	sort.SliceStable(found, func(i, j int) bool { return found[i].at < found[j].at })
	return found
}

func substitutes(node syntax.Node) bool {
	switch node.(type) {
	case *syntax.CmdSubst, *syntax.ProcSubst:
		return true
	}
	return false
}

func simple(stmt *syntax.Stmt, text string, depth int) (command, bool) {
	one := command{Kind: "simple", Depth: depth, Assignments: []string{}, Words: []word{}, at: stmt.Pos().Offset()}
	one.Redirections = redirections(stmt, text)
	switch cmd := stmt.Cmd.(type) {
	case nil:
		return one, len(stmt.Redirs) > 0
	case *syntax.CallExpr:
		one.at = cmd.Pos().Offset()
		for _, assign := range cmd.Assigns {
			one.Assignments = append(one.Assignments, assignment(assign))
		}
		for _, arg := range cmd.Args {
			one.Words = append(one.Words, word{written(arg, text), value(arg)})
		}
	case *syntax.DeclClause:
		one.at = cmd.Pos().Offset()
		one.Words = append(one.Words, word{written(cmd.Variant, text), &cmd.Variant.Value})
		for _, arg := range cmd.Args {
			if arg.Naked && arg.Name == nil {
				one.Words = append(one.Words, word{written(arg.Value, text), value(arg.Value)})
			} else {
				one.Words = append(one.Words, word{written(arg, text), nil})
			}
		}
	case *syntax.LetClause:
		one.at = cmd.Pos().Offset()
		one.Words = append(one.Words, word{text[one.at : one.at+3], nil})
		for _, expr := range cmd.Exprs {
			one.Words = append(one.Words, word{written(expr, text), nil})
		}
	default:
		one.Kind = "compound"
		return one, len(stmt.Redirs) > 0
	}
	if len(stmt.Redirs) > 0 && stmt.Redirs[0].Pos().Offset() < one.at {
		one.at = stmt.Redirs[0].Pos().Offset()
	}
	return one, true
}

func redirections(stmt *syntax.Stmt, text string) []redirection {
	found := []redirection{}
	for _, redirect := range stmt.Redirs {
		descriptor := ""
		if redirect.N != nil {
			descriptor = redirect.N.Value
		}
		found = append(found, redirection{descriptor, redirect.Op.String(), written(redirect.Word, text)})
	}
	return found
}

func assignment(assign *syntax.Assign) string {
	name := assign.Name.Value
	if assign.Index != nil {
		name += "[]"
	}
	if assign.Append {
		name += "+"
	}
	return name
}

func written(node syntax.Node, text string) string {
	return text[node.Pos().Offset():node.End().Offset()]
}

// value is what a word without any expansion stands for.
func value(w *syntax.Word) (known *string) {
	static := true
	syntax.Walk(w, func(node syntax.Node) bool {
		switch part := node.(type) {
		case nil, *syntax.Word, *syntax.Lit, *syntax.SglQuoted:
		case *syntax.DblQuoted:
			static = static && !part.Dollar
		default:
			static = false
		}
		return static
	})
	if !static {
		return nil
	}
	// Some escapes in $'...' make the library panic: then it has no value to compare.
	defer func() {
		if recover() != nil {
			known = nil
		}
	}()
	fields, err := expand.Fields(&expand.Config{Env: expand.ListEnviron()}, w)
	if err != nil || len(fields) != 1 {
		return nil
	}
	return &fields[0]
}
