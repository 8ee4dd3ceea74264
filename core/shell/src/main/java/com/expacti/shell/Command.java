package com.expacti.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Anything that can stand where bash reads a command (bash manual, "Shell Commands"). */
public sealed interface Command extends Node
        permits SimpleCommand,
                Command.AndOr,
                Command.Pipeline,
                Command.Redirected,
                Command.Subshell,
                Command.Group,
                Command.If,
                Command.For,
                Command.ArithmeticFor,
                Command.Loop,
                Command.Case,
                Command.Select,
                Command.FunctionDefinition,
                Command.Conditional,
                Command.Arithmetic,
                Command.Coproc {

    /** {@code a && b || c}: {@code operators} has one entry fewer than {@code commands}. */
    record AndOr(List<Command> commands, List<Operator> operators, Span span) implements Command {
        /** What joins two commands. */
        public enum Operator {
            AND,
            OR
        }

        public AndOr {
            commands = List.copyOf(commands);
            operators = List.copyOf(operators);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(commands);
        }
    }

    /**
     * {@code [time] [!] a | b |& c}: {@code pipes} has one entry fewer than {@code commands}. One command alone is a
     * pipeline only when it is negated or timed; a bare {@code time} or {@code !} has no commands.
     */
    record Pipeline(boolean timed, boolean negated, List<Command> commands, List<Pipe> pipes, Span span)
            implements Command {
        /** What flows to the next command. */
        public enum Pipe {
            /** {@code |} */
            OUTPUT,
            /** {@code |&} */
            OUTPUT_AND_ERRORS
        }

        public Pipeline {
            commands = List.copyOf(commands);
            pipes = List.copyOf(pipes);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(commands);
        }
    }

    /** A compound command with redirections after it; {@code command} is never a {@link SimpleCommand}. */
    record Redirected(Command command, List<Redirection> redirections, Span span) implements Command {
        public Redirected {
            redirections = List.copyOf(redirections);
        }

        @Override
        public List<Node> children() {
            return Trees.join(List.of(command), redirections);
        }
    }

    /** {@code ( … )} */
    record Subshell(Script body, Span span) implements Command {
        @Override
        public List<Node> children() {
            return List.of(body);
        }
    }

    /** <code>{ …; }</code> */
    record Group(Script body, Span span) implements Command {
        @Override
        public List<Node> children() {
            return List.of(body);
        }
    }

    /** {@code if … then … elif … then … else … fi} */
    record If(List<Branch> branches, Optional<Script> otherwise, Span span) implements Command {
        public If {
            branches = List.copyOf(branches);
        }

        @Override
        public List<Node> children() {
            return Trees.join(branches, otherwise.stream().toList());
        }
    }

    /** One {@code if}/{@code elif} with its {@code then}. */
    record Branch(Script condition, Script body, Span span) implements Node {
        @Override
        public List<Node> children() {
            return List.of(condition, body);
        }
    }

    /** {@code for name in words; do … done}; no {@code words} at all means the positional parameters. */
    record For(String name, Optional<List<Word>> words, Script body, Span span) implements Command {
        public For {
            words = words.map(List::copyOf);
        }

        @Override
        public List<Node> children() {
            return Trees.join(words.orElse(List.of()), List.of(body));
        }
    }

    /** {@code for ((…; …; …)); do … done}; {@code header} is the text between the parentheses. */
    record ArithmeticFor(List<WordPart> header, Script body, Span span) implements Command {
        public ArithmeticFor {
            header = List.copyOf(header);
        }

        @Override
        public List<Node> children() {
            return Trees.join(header, List.of(body));
        }
    }

    /** {@code while} or {@code until}. */
    record Loop(boolean until, Script condition, Script body, Span span) implements Command {
        @Override
        public List<Node> children() {
            return List.of(condition, body);
        }
    }

    /** {@code case word in pattern|pattern) … ;; esac} */
    record Case(Word word, List<CaseArm> arms, Span span) implements Command {
        public Case {
            arms = List.copyOf(arms);
        }

        @Override
        public List<Node> children() {
            return Trees.join(List.of(word), arms);
        }
    }

    /** One arm of a {@code case}; {@code ending} is {@code ;;}, {@code ;&}, {@code ;;&} or empty for the last arm. */
    record CaseArm(List<Word> patterns, Script body, String ending, Span span) implements Node {
        public CaseArm {
            patterns = List.copyOf(patterns);
        }

        @Override
        public List<Node> children() {
            return Trees.join(patterns, List.of(body));
        }
    }

    /** {@code select name in words; do … done}; no {@code words} at all means the positional parameters. */
    record Select(String name, Optional<List<Word>> words, Script body, Span span) implements Command {
        public Select {
            words = words.map(List::copyOf);
        }

        @Override
        public List<Node> children() {
            return Trees.join(words.orElse(List.of()), List.of(body));
        }
    }

    /** {@code name() body} or {@code function name body}. */
    record FunctionDefinition(Word name, Command body, Span span) implements Command {
        @Override
        public List<Node> children() {
            return List.of(name, body);
        }
    }

    /** {@code [[ … ]]}: every operand and operator in order, as words. */
    record Conditional(List<Word> words, Span span) implements Command {
        public Conditional {
            words = List.copyOf(words);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(words);
        }
    }

    /** {@code (( … ))}: the text between the parentheses. */
    record Arithmetic(List<WordPart> parts, Span span) implements Command {
        public Arithmetic {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(parts);
        }
    }

    /** {@code coproc [name] command}; only a compound command can have a name. */
    record Coproc(Optional<Word> name, Command command, Span span) implements Command {
        @Override
        public List<Node> children() {
            List<Node> children = new ArrayList<>();
            name.ifPresent(children::add);
            children.add(command);
            return List.copyOf(children);
        }
    }
}
