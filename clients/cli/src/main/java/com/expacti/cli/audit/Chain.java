package com.expacti.cli.audit;

import com.expacti.client.wire.BadMessage;
import com.expacti.client.wire.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * An exported audit log, JSON Lines. Each entry's {@code hash} is SHA-256 of the ASCII {@code prev_hash} followed by
 * the RFC 8785 form of the entry without {@code hash} and {@code prev_hash}; the first {@code prev_hash} is 64 zeros.
 * An erased entry keeps its place in the chain, and a later entry of the export must answer for it.
 */
public final class Chain {
    private static final String GENESIS = "0".repeat(64);
    private static final Set<String> ERASED_FIELDS = Set.of("seq", "prev_hash", "hash", "erased_by");

    private final Map<Long, String> checkpoints = new HashMap<>();
    private final long covered;
    private final TreeMap<Long, Long> erasedBy = new TreeMap<>();
    private String head = GENESIS;
    private long last;
    private long entries;

    /** A head that was signed or written down elsewhere. */
    public record Checkpoint(long seq, String hash) {
        /** Reads {@code seq} and {@code hash} (or {@code head}, an object or the hash itself). */
        public static Checkpoint of(String json) throws BadMessage {
            Message whole = Message.parse(json);
            Message message = whole.object("head").orElse(whole);
            OptionalLong seq = message.number("seq");
            Optional<String> hash = message.text("hash").or(() -> message.text("head"));
            if (seq.isEmpty() || hash.isEmpty()) {
                throw new BadMessage("a checkpoint needs `seq` and `hash`");
            }
            return new Checkpoint(seq.getAsLong(), hash.get());
        }
    }

    /** What a check found. */
    public sealed interface Finding {
        record Whole(long entries, long seq, String head) implements Finding {}

        /** The first bad entry by its {@code seq}, and why. */
        record Broken(long seq, String reason) implements Finding {}
    }

    private Chain(List<Checkpoint> checkpoints) {
        checkpoints.forEach(checkpoint -> this.checkpoints.put(checkpoint.seq(), checkpoint.hash()));
        this.covered = checkpoints.stream().mapToLong(Checkpoint::seq).max().orElse(0);
    }

    /** @param checkpoints every one of which has to be in the chain */
    public static Finding verify(BufferedReader lines, List<Checkpoint> checkpoints) throws IOException {
        return new Chain(checkpoints).read(lines);
    }

    public static Finding verify(BufferedReader lines, Optional<Checkpoint> checkpoint) throws IOException {
        return verify(lines, checkpoint.stream().toList());
    }

    private Finding read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            Optional<Finding> bad = entry(line);
            if (bad.isPresent()) {
                return bad.get();
            }
        }
        return end();
    }

    private Optional<Finding> entry(String line) {
        Message entry;
        try {
            entry = Message.parse(line);
        } catch (BadMessage bad) {
            return broken(last + 1, "the line is not one JSON object");
        }
        OptionalLong numbered = entry.number("seq");
        Optional<String> hash = entry.text("hash");
        if (numbered.isEmpty() || hash.isEmpty()) {
            return broken(last + 1, "the entry has no `seq` or no `hash`");
        }
        long seq = numbered.getAsLong();
        Optional<Finding> place = place(entry, seq);
        if (place.isPresent()) {
            return place;
        }
        OptionalLong eraser = entry.number("erased_by");
        if (eraser.isPresent()) {
            if (eraser.getAsLong() <= seq) {
                return broken(seq, "it names an eraser that does not come after it");
            }
            if (!entry.fields().keySet().equals(ERASED_FIELDS)) {
                return broken(seq, "it is erased, and says more than its place");
            }
            erasedBy.put(seq, eraser.getAsLong());
        } else if (!hash.get().equals(hash(head, entry.fields()))) {
            return broken(seq, "its content does not match its hash");
        } else if (entry.text("event").equals(Optional.of("audit_erased"))) {
            answered(seq, entry);
        }
        return move(seq, hash.get());
    }

    /** An intact entry answers for those it erased, and that name it. */
    private void answered(long seq, Message eraser) {
        OptionalLong from = eraser.number("erased_from");
        OptionalLong to = eraser.number("erased_to");
        if (from.isPresent() && to.isPresent() && from.getAsLong() <= to.getAsLong()) {
            erasedBy.subMap(from.getAsLong(), true, to.getAsLong(), true)
                    .values()
                    .removeIf(by -> by == seq);
        }
    }

    private Optional<Finding> place(Message entry, long seq) {
        if (entries == 0) {
            if (seq > 1) {
                return broken(1, "it is missing: the export begins with entry " + seq);
            }
        } else if (seq != last + 1) {
            return broken(
                    seq > last ? last + 1 : seq,
                    seq > last
                            ? "it is missing: entry " + seq + " follows entry " + last
                            : "it stands behind entry " + last + ": inserted, doubled or out of order");
        }
        if (!entry.text("prev_hash").equals(Optional.of(head))) {
            return broken(
                    seq, entries == 0 ? "its prev_hash is not 64 zeros" : "it does not follow the entry before it");
        }
        return Optional.empty();
    }

    private Optional<Finding> move(long seq, String hash) {
        if (!checkpoints.getOrDefault(seq, hash).equals(hash)) {
            return broken(seq, "its hash is not the checkpoint's: the log was rewritten");
        }
        head = hash;
        last = seq;
        entries++;
        return Optional.empty();
    }

    private Finding end() {
        Map.Entry<Long, Long> unanswered = erasedBy.firstEntry();
        if (unanswered != null) {
            return new Finding.Broken(
                    unanswered.getKey(),
                    unanswered.getValue() > last
                            ? "it is erased, and entry " + unanswered.getValue() + " that erased it is missing"
                            : "it is erased, and entry " + unanswered.getValue() + " does not say that it erased it");
        }
        if (covered > last) {
            return new Finding.Broken(last + 1, "it is missing: the checkpoint stands at entry " + covered);
        }
        return new Finding.Whole(entries, last, head);
    }

    private static Optional<Finding> broken(long seq, String reason) {
        return Optional.of(new Finding.Broken(seq, reason));
    }

    static String hash(String previous, Map<String, Object> entry) {
        Map<String, Object> content = new LinkedHashMap<>(entry);
        content.remove("hash");
        content.remove("prev_hash");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous.getBytes(StandardCharsets.US_ASCII));
            digest.update(new JsonCanonicalizer(Message.print(content)).getEncodedUTF8());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("an entry that was read can't be written as RFC 8785", impossible);
        }
    }
}
