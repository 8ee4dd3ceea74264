package com.expacti.cli;

import com.expacti.cli.audit.Chain;
import com.expacti.client.rest.RestClient;
import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "audit", description = "The audit log and its chain.")
final class Audit {
    private final Desk desk;

    Audit(Desk desk) {
        this.desk = desk;
    }

    @Command(
            name = "verify",
            description = "Check the chain: with FILE an export, without asking the gate; else the gate's own log.")
    int verify(
            @Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file,
            @Option(names = "--checkpoint", description = "A checkpoint the head must agree with") @Nullable
                    Path checkpoint)
            throws IOException {
        if (file == null) {
            return online();
        }
        Optional<Chain.Checkpoint> known =
                checkpoint == null ? Optional.empty() : Optional.of(Chain.Checkpoint.of(Files.readString(checkpoint)));
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return switch (Chain.verify(lines, known)) {
                case Chain.Finding.Whole(long entries, long seq, String head) -> {
                    desk.out()
                            .println("Whole: " + entries + " entries, head " + seq + " " + head
                                    + (known.isPresent()
                                            ? ", in agreement with the checkpoint."
                                            : ". Entries cut off at the end show only against a checkpoint."));
                    yield 0;
                }
                case Chain.Finding.Broken(long seq, String reason) -> {
                    desk.out().println("Broken at entry " + seq + ": " + reason + ".");
                    yield 1;
                }
            };
        }
    }

    private int online() throws IOException {
        try (RestClient rest = desk.rest()) {
            Message answer = rest.get("/audit/verify");
            if (answer.flag("valid").orElse(false)) {
                desk.out().println("Whole: " + answer.number("entries").orElse(0) + " entries, as the gate says.");
                return 0;
            }
            desk.out()
                    .println("Broken at entry " + answer.number("first_bad_seq").orElse(0) + ": "
                            + Printable.of(answer.text("reason").orElse("the gate gave no reason")) + ".");
            return 1;
        }
    }

    @Command(name = "export", description = "Write the log as JSON Lines, to stdout or a file.")
    int export(
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE")
                    @Nullable
                    Path file)
            throws IOException {
        try (RestClient rest = desk.rest();
                InputStream log = rest.stream("/audit/export")) {
            if (file == null) {
                log.transferTo(desk.out());
                desk.out().flush();
            } else {
                Files.copy(log, file);
                desk.out().println("Wrote " + file + ".");
            }
        }
        return 0;
    }
}
