package com.expacti.application.audit;

import com.expacti.application.audit.Checkpoints.Kept;
import com.expacti.application.audit.SignerMemory.Remembered;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.AuditKeySet;
import com.expacti.domain.audit.Checkpoint;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs an org's head, if every entry since the last one that was signed is there, intact and in its place. It refuses what
 * stands behind or beside what it signed before, whoever asks and after any restart: what it is about to sign is durable in
 * its own memory before anybody is given the signature, and only one process can put it there.
 */
public final class SignCheckpoint {
    private static final int ATTEMPTS = 4;

    private final ReadChain chain;
    private final SignerMemory memory;
    private final Checkpoints archive;
    private final AuditKeys keys;
    private final InstantSource clock;
    private final Map<OrgId, String> refusals = new ConcurrentHashMap<>();

    /** Carries a refusal out of the steps that lead to a signature. */
    private static final class Refusal extends RuntimeException {
        Refusal(String reason) {
            super(reason, null, false, false);
        }
    }

    public SignCheckpoint(AuditLog log, SignerMemory memory, Checkpoints archive, AuditKeys keys, InstantSource clock) {
        this.chain = new ReadChain(log);
        this.memory = memory;
        this.archive = archive;
        this.keys = keys;
        this.clock = clock;
    }

    /** @throws RuntimeException where memory, archive, keys or log fail; nothing was given out then */
    public Signing sign(OrgId org) {
        try {
            Signing signing = signed(org);
            String _ = refusals.remove(org);
            return signing;
        } catch (Refusal refusal) {
            String reason = String.valueOf(refusal.getMessage());
            refusals.put(org, reason);
            return new Signing.Refused(reason);
        }
    }

    /** Why this process was last refused a signature of the org's head, until one is given again. */
    public Optional<String> refusal(OrgId org) {
        return Optional.ofNullable(refusals.get(org));
    }

    /** Of how many orgs it refuses to sign the head. */
    public int refused() {
        return refusals.size();
    }

    private Signing signed(OrgId org) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            AuditKeySet set = keys.published();
            Optional<SignedCheckpoint> last = standing(org, set);
            Head head = chain.head(org);
            if (last.isEmpty() && head.seq() == 0) {
                return new Signing.Nothing();
            }
            if (last.isPresent() && last.get().head().equals(head)) {
                return new Signing.Signed(last.get());
            }
            requireGrown(org, last, head);
            SignedCheckpoint next = sign(next(org, last, head, set.active()));
            if (memory.remember(org, last, next) == Remembered.DURABLY && publish(next)) {
                return new Signing.Signed(next);
            }
        }
        throw new IllegalStateException("others sign the same org's head all the time; ask again");
    }

    /**
     * The last checkpoint, as memory and archive agree on it. What is remembered and not kept was signed just before a
     * crash, and is kept now. What is kept and not remembered was signed by a key of ours: the memory came from a backup.
     */
    private Optional<SignedCheckpoint> standing(OrgId org, AuditKeySet set) {
        Optional<SignedCheckpoint> remembered = memory.last(org).map(last -> ours(org, last, set));
        Optional<SignedCheckpoint> kept = archive.last(org).map(last -> ours(org, last, set));
        long at = remembered.map(r -> r.head().seq()).orElse(0L);
        long keptAt = kept.map(k -> k.head().seq()).orElse(0L);
        if (remembered.equals(kept)) {
            return kept;
        }
        if (at == keptAt) {
            throw new Refusal("two checkpoints were signed at entry %d: the signer's memory and the archive differ"
                    .formatted(at));
        }
        if (at < keptAt) {
            Remembered _ = memory.remember(org, remembered, kept.get());
            return memory.last(org);
        }
        if (archive.keep(remembered.get()) == Kept.FOLLOWS_ANOTHER
                && archive.last(org).equals(kept)) {
            throw new Refusal(
                    "the checkpoint at entry %d does not follow what the archive ends with, at %d: lines are missing"
                            .formatted(at, keptAt));
        }
        return remembered;
    }

    private static SignedCheckpoint ours(OrgId org, SignedCheckpoint last, AuditKeySet set) {
        if (!last.checkpoint().org().equals(org) || !set.signed(last)) {
            throw new Refusal("the checkpoint at entry %d was not signed by a key of this key set for this org"
                    .formatted(last.head().seq()));
        }
        return last;
    }

    private void requireGrown(OrgId org, Optional<SignedCheckpoint> last, Head head) {
        Head from = last.map(SignedCheckpoint::head).orElse(Head.EMPTY);
        if (head.seq() < from.seq()) {
            throw new Refusal("the head at %d is behind the checkpoint signed at %d: the chain was truncated"
                    .formatted(head.seq(), from.seq()));
        }
        if (head.seq() == from.seq()) {
            throw new Refusal("the head at %d is another than the checkpoint signed there: the chain was rewritten"
                    .formatted(head.seq()));
        }
        Iterator<AuditEntry> since = chain.between(org, from.seq(), head.seq());
        Optional<Head> unsigned = last.isPresent() ? Optional.empty() : archive.unsigned(org);
        Optional<String> broken = unsigned.isPresent()
                ? AuditChain.verify(since, Optional.of(head), unsigned).reason()
                : AuditChain.broken(from, since, head);
        broken.ifPresent(reason -> {
            throw new Refusal("the chain does not lead from the checkpoint signed at %d to the head at %d: %s"
                    .formatted(from.seq(), head.seq(), reason));
        });
    }

    /** Time never goes back along the checkpoints, whatever the clock does. */
    private Checkpoint next(OrgId org, Optional<SignedCheckpoint> last, Head head, String keyId) {
        String now = AuditEntry.timestamp(clock.instant());
        String after = last.map(l -> l.checkpoint().timestamp()).orElse(now);
        return new Checkpoint(
                org,
                head,
                after.compareTo(now) > 0 ? after : now,
                keyId,
                last.map(SignedCheckpoint::digest).orElse(AuditEntry.GENESIS));
    }

    private SignedCheckpoint sign(Checkpoint checkpoint) {
        return new SignedCheckpoint(checkpoint, keys.sign(checkpoint.keyId(), checkpoint.signedText()));
    }

    /** Whether it is kept; where it is not, somebody else has kept it and what follows it. */
    private boolean publish(SignedCheckpoint next) {
        return archive.keep(next) != Kept.FOLLOWS_ANOTHER;
    }
}
