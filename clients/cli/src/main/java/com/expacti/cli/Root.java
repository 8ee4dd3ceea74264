package com.expacti.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program itself, and its commands of one word. */
@Command(
        name = "expacti",
        mixinStandardHelpOptions = true,
        version = "expacti 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "See what your agents want to run, and decide.")
final class Root {
    private final Decide decide;
    private final Look look;

    Root(Desk desk) {
        this.decide = new Decide(desk);
        this.look = new Look(desk);
    }

    @Command(name = "approve", description = "Allow a waiting command, once.")
    int approve(
            @Parameters(paramLabel = "<id>") String id,
            @Parameters(paramLabel = "<comment>", defaultValue = "") String comment)
            throws IOException {
        return decide.decide(id, "approve", comment);
    }

    @Command(name = "deny", description = "Deny a waiting command; the agent reads the comment.")
    int deny(
            @Parameters(paramLabel = "<id>") String id,
            @Parameters(paramLabel = "<comment>", defaultValue = "") String comment)
            throws IOException {
        return decide.decide(id, "deny", comment);
    }

    @Command(name = "commands", description = "List commands, newest first.")
    int commands(
            @Option(names = "--status", defaultValue = "", description = "pending, approved, denied, …") String status,
            @Option(names = "--limit", defaultValue = "20", description = "1 to 200") int limit,
            @Option(names = "--json", description = "As the gate answers it") boolean json)
            throws IOException {
        return look.commands(status, limit, json);
    }

    @Command(name = "explain", description = "What the gate would make of a command. Nothing is stored.")
    int explain(
            @Parameters(paramLabel = "<command>") String command,
            @Option(names = "--cwd", defaultValue = "", description = "Where it would run") String cwd,
            @Option(names = "--target", defaultValue = "", description = "On which target") String target)
            throws IOException {
        return look.explain(command, cwd, target);
    }

    @Command(name = "status", description = "Who you are to the gate, and who is there to decide.")
    int status() throws IOException {
        return look.status();
    }
}
