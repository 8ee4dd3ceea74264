package com.expacti.domain.audit;

import com.expacti.domain.command.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Hashing and verifying an org's chain. Any change, removal, reordering or insertion breaks it at that place;
 * an erased entry keeps its place, and is good only where a later, intact one says that it erased it.
 */
public final class AuditChain {
    private AuditChain() {}

    /** Lower-case hex SHA-256 of the ASCII {@code prevHash} followed by the RFC 8785 JSON of the fields. */
    static String hash(String prevHash, SortedMap<String, Object> fields) {
        var digest = Digest.sha256();
        digest.update(prevHash.getBytes(StandardCharsets.US_ASCII));
        digest.update(CanonicalJson.write(fields).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The newest entry's number and hash; zero and {@link AuditEntry#GENESIS} for an empty chain. */
    public record Head(long seq, String hash) {
        public static final Head EMPTY = new Head(0, AuditEntry.GENESIS);
    }

    /** What verification found. {@code firstBadSeq} and {@code reason} are absent where the chain is whole. */
    public record Finding(
            boolean valid,
            long entries,
            Head head,
            Optional<Head> checkpoint,
            OptionalLong firstBadSeq,
            Optional<String> reason) {}

    /**
     * Reads the entries in the order of their numbers and stops at the first bad one.
     *
     * @param claimed the head the store claims to have, which shows a tail cut off after the last entry
     * @param checkpoint a head that was kept outside the store, which shows a tail cut off together with its head
     */
    public static Finding verify(Iterator<AuditEntry> entries, Optional<Head> claimed, Optional<Head> checkpoint) {
        Head head = Head.EMPTY;
        Holes holes = new Holes();
        while (entries.hasNext()) {
            AuditEntry entry = entries.next();
            Optional<String> wrong = wrong(head, entry, checkpoint);
            if (wrong.isPresent()) {
                return bad(head, checkpoint, Math.min(entry.seq(), head.seq() + 1), wrong.get());
            }
            holes.passed(entry, head);
            head = new Head(entry.seq(), entry.hash());
        }
        Optional<Holes.Hole> open = holes.first();
        if (open.isPresent()) {
            return bad(open.get().before(), checkpoint, open.get().from(), "erased, but no later entry says so");
        }
        return end(head, claimed, checkpoint);
    }

    /**
     * Whether the entries lead from one head to the other, each of them intact and behind the one before. Of an erased one
     * only its place is looked at: what erased it may come later than {@code to}.
     *
     * @return what is wrong, with the number of the entry; empty where they do
     */
    public static Optional<String> broken(Head from, Iterator<AuditEntry> entries, Head to) {
        Head head = from;
        while (entries.hasNext()) {
            AuditEntry entry = entries.next();
            Optional<String> wrong = wrong(head, entry, Optional.of(to));
            if (wrong.isPresent()) {
                return Optional.of("entry %d: %s".formatted(entry.seq(), wrong.get()));
            }
            head = new Head(entry.seq(), entry.hash());
        }
        return head.equals(to)
                ? Optional.empty()
                : Optional.of("the entries end at %d, before the head at %d".formatted(head.seq(), to.seq()));
    }

    private static Optional<String> wrong(Head before, AuditEntry entry, Optional<Head> checkpoint) {
        if (entry.seq() != before.seq() + 1) {
            return Optional.of("expected entry %d, found %d: an entry was removed, inserted or moved"
                    .formatted(before.seq() + 1, entry.seq()));
        }
        if (!Long.valueOf(entry.seq()).equals(entry.fields().get("seq"))) {
            return Optional.of("the entry's own number is not its place: it was moved");
        }
        if (!entry.prevHash().equals(before.hash())) {
            return Optional.of("prev_hash is not the hash of the entry before");
        }
        boolean erased = entry.erasedBy().isPresent();
        if (entry.fields().containsKey("erased_by") && !erased) {
            return Optional.of("not an entry: an erased one has seq, prev_hash, hash and erased_by alone");
        }
        if (!erased && !hashes(entry)) {
            return Optional.of("hash does not fit the entry's fields: it was changed");
        }
        return checkpoint
                .filter(c -> c.seq() == entry.seq() && !c.hash().equals(entry.hash()))
                .map(c -> "differs from the checkpoint: the chain was rewritten");
    }

    /** A field of a type no entry has, which only tampering brings in, does not hash to anything. */
    static boolean hashes(AuditEntry entry) {
        try {
            return hash(entry.prevHash(), entry.fields()).equals(entry.hash());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Finding end(Head head, Optional<Head> claimed, Optional<Head> checkpoint) {
        if (checkpoint.filter(c -> c.seq() > head.seq()).isPresent()) {
            return bad(
                    head,
                    checkpoint,
                    head.seq() + 1,
                    "entries up to the checkpoint are missing: the chain was truncated");
        }
        if (claimed.filter(c -> !c.equals(head)).isPresent()) {
            return bad(head, checkpoint, head.seq() + 1, "the chain ends before its recorded head: it was truncated");
        }
        return new Finding(true, head.seq(), head, checkpoint, OptionalLong.empty(), Optional.empty());
    }

    private static Finding bad(Head head, Optional<Head> checkpoint, long seq, String reason) {
        return new Finding(false, head.seq(), head, checkpoint, OptionalLong.of(seq), Optional.of(reason));
    }
}
