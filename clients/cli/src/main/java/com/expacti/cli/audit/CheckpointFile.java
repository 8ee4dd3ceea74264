package com.expacti.cli.audit;

import com.expacti.client.wire.Message;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Signed checkpoints of one org, one a line, each behind the one before. */
public final class CheckpointFile {
    private static final Set<String> FIELDS =
            Set.of("type", "org_id", "seq", "hash", "timestamp", "key_id", "prev_checkpoint", "signature");
    private static final String FIRST = "0".repeat(64);
    private static final int LINE_CHARS_MAX = 4096;

    private final KeySet keys;
    private final List<Chain.Checkpoint> good = new ArrayList<>();
    private Optional<Message> last = Optional.empty();

    private CheckpointFile(KeySet keys) {
        this.keys = keys;
    }

    /** @throws Unproven naming the first line that is wrong */
    public static List<Chain.Checkpoint> read(Reader text, KeySet keys) throws IOException, Unproven {
        CheckpointFile file = new CheckpointFile(keys);
        Optional<String> line = line(text);
        for (int at = 1; line.isPresent(); at++) {
            Optional<String> next = line(text);
            // What a power cut left begins the line that was written again behind it.
            if (next.isEmpty() || !next.get().startsWith(line.get())) {
                file.take(at, line.get());
            }
            line = next;
        }
        if (file.last.isPresent() && keys.isRevoked(Signed.text(file.last.get(), "key_id"))) {
            throw new Unproven("no later key vouches for the checkpoints of a revoked key");
        }
        return List.copyOf(file.good);
    }

    /** The next line; empty where there is none that is ended. */
    private static Optional<String> line(Reader text) throws IOException, Unproven {
        StringBuilder line = new StringBuilder();
        for (int c = text.read(); c >= 0; c = text.read()) {
            if (c == '\n') {
                return Optional.of(line.toString());
            }
            line.append((char) c);
            Unproven.unless(line.length() <= LINE_CHARS_MAX, "a line is longer than any checkpoint");
        }
        return Optional.empty();
    }

    private void take(int at, String line) throws Unproven {
        try {
            Message next = Signed.parse(line, "a checkpoint", FIELDS);
            check(next);
            last = Optional.of(next);
        } catch (Unproven wrong) {
            throw new Unproven("checkpoint " + at, wrong);
        }
    }

    private void check(Message next) throws Unproven {
        Unproven.unless(next.type().equals("checkpoint"), "not a checkpoint: its type is another");
        OptionalLong seq = next.number("seq");
        Unproven.unless(seq.isPresent() && seq.getAsLong() > 0, "not a checkpoint: its `seq` is no place");
        keys.check(
                Signed.text(next, "key_id"),
                Signed.canonical(next.fields(), "signature"),
                Signed.text(next, "signature"));
        String follows = FIRST;
        if (last.isPresent()) {
            Message before = last.get();
            Unproven.unless(before.text("org_id").equals(next.text("org_id")), "it is of another org");
            follows = HexFormat.of().formatHex(Signed.sha256(Signed.canonical(before.fields())));
        }
        Unproven.unless(
                Signed.text(next, "prev_checkpoint").equals(follows),
                "it does not follow the one before: one was removed, inserted or moved");
        if (last.isPresent()) {
            grown(last.get(), next, seq.getAsLong());
        }
        good.add(new Chain.Checkpoint(seq.getAsLong(), Signed.text(next, "hash")));
    }

    private void grown(Message before, Message next, long seq) throws Unproven {
        Unproven.unless(seq > good.getLast().seq(), "its seq is not above that of the one before");
        Unproven.unless(
                Signed.text(next, "timestamp").compareTo(Signed.text(before, "timestamp")) >= 0,
                "its time is before that of the one before");
        Unproven.unless(
                keys.place(Signed.text(next, "key_id")) >= keys.place(Signed.text(before, "key_id")),
                "its key was replaced before");
    }
}
