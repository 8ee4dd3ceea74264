package com.expacti.cli;

import com.expacti.cli.audit.Chain;
import com.expacti.cli.audit.CheckpointFile;
import com.expacti.cli.audit.KeySet;
import com.expacti.cli.audit.Receipt;
import com.expacti.cli.audit.Unproven;
import com.expacti.client.rest.RestClient;
import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "audit", description = "The audit log and its chain.")
final class Audit {
    private final Desk desk;

    Audit(Desk desk) {
        this.desk = desk;
    }

    /** What a log is held against. */
    static final class Proofs {
        @Option(names = "--checkpoint", paramLabel = "FILE", description = "One checkpoint that was written down")
        private @Nullable Path checkpoint;

        @Option(names = "--checkpoints", paramLabel = "FILE", description = "Signed checkpoints; needs --keys")
        private @Nullable Path checkpoints;

        @Option(names = "--keys", paramLabel = "FILE", description = "The published keys")
        private @Nullable Path keys;

        @Option(names = "--trust", paramLabel = "KEY_ID", description = "A key known before, which has to be in --keys")
        private @Nullable String trust;

        KeySet keys(String what) throws IOException, Unproven {
            if (keys == null) {
                throw new Unproven(what + ": give the published keys with --keys");
            }
            return KeySet.of(Files.readString(keys), Optional.ofNullable(trust));
        }

        List<Chain.Checkpoint> checkpoints() throws IOException, Unproven {
            List<Chain.Checkpoint> known = new ArrayList<>();
            if (checkpoint != null) {
                known.add(Chain.Checkpoint.of(Files.readString(checkpoint)));
            }
            if (checkpoints != null) {
                try (BufferedReader lines = Files.newBufferedReader(checkpoints)) {
                    known.addAll(CheckpointFile.read(lines, keys("signed checkpoints")));
                }
            }
            return known;
        }
    }

    @Command(
            name = "verify",
            description = "Check the chain: with FILE an export, without asking the gate; else the gate's own log.")
    int verify(@Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file, @Mixin Proofs proofs)
            throws IOException {
        if (file == null) {
            return online();
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            List<Chain.Checkpoint> known = proofs.checkpoints();
            return switch (Chain.verify(lines, known)) {
                case Chain.Finding.Whole(long entries, long seq, String head) -> {
                    desk.out().println("Whole: " + entries + " entries, head " + seq + " " + head + against(known));
                    yield 0;
                }
                case Chain.Finding.Broken(long seq, String reason) -> broken("at entry " + seq + ": " + reason);
            };
        } catch (Unproven wrong) {
            return broken("in what it is held against: " + wrong.getMessage());
        }
    }

    private static String against(List<Chain.Checkpoint> known) {
        return switch (known.size()) {
            case 0 -> ". Entries cut off at the end show only against a checkpoint.";
            case 1 -> ", in agreement with the checkpoint.";
            default ->
                ", in agreement with " + known.size() + " checkpoints up to entry "
                        + known.getLast().seq() + ".";
        };
    }

    private int broken(String what) {
        desk.out().println("Broken " + Printable.of(what) + ".");
        return 1;
    }

    @Command(
            name = "receipt",
            description = "Check the receipt of a decision, without asking the gate, and print what it says.")
    int receipt(
            @Parameters(paramLabel = "FILE") Path file,
            @Mixin Proofs proofs,
            @Option(names = "--command", paramLabel = "FILE", description = "The exact text it has to be of") @Nullable
                    Path command)
            throws IOException {
        try {
            Optional<String> text = command == null ? Optional.empty() : Optional.of(Files.readString(command));
            Receipt receipt = Receipt.read(Files.readString(file), proofs.keys("a receipt"), text);
            receipt.said()
                    .fields()
                    .forEach((name, value) -> desk.out().println(name + " " + Printable.of(String.valueOf(value))));
            return 0;
        } catch (Unproven wrong) {
            desk.out().println("Not proven: " + Printable.of(String.valueOf(wrong.getMessage())) + ".");
            return 1;
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
