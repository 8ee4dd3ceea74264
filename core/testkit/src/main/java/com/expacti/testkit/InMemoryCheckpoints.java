package com.expacti.testkit;

import com.expacti.application.audit.Checkpoints;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checkpoints that nobody rewrites, for as long as the process lives. */
public final class InMemoryCheckpoints implements Checkpoints {
    private final Map<OrgId, List<SignedCheckpoint>> kept = new HashMap<>();
    private final Map<OrgId, Head> unsigned = new HashMap<>();

    @Override
    public synchronized Kept keep(SignedCheckpoint next) {
        OrgId org = next.checkpoint().org();
        Optional<SignedCheckpoint> last = last(org);
        if (last.equals(Optional.of(next))) {
            return Kept.KNOWN;
        }
        if (!next.checkpoint()
                .previous()
                .equals(last.map(SignedCheckpoint::digest).orElse(AuditEntry.GENESIS))) {
            return Kept.FOLLOWS_ANOTHER;
        }
        kept.computeIfAbsent(org, _ -> new ArrayList<>()).add(next);
        return Kept.APPENDED;
    }

    @Override
    public synchronized Optional<SignedCheckpoint> last(OrgId org) {
        return kept.getOrDefault(org, List.of()).stream().reduce((_, later) -> later);
    }

    @Override
    public synchronized Stream<SignedCheckpoint> all(OrgId org) {
        return List.copyOf(kept.getOrDefault(org, List.of())).stream();
    }

    @Override
    public synchronized Optional<Head> unsigned(OrgId org) {
        return Optional.ofNullable(unsigned.get(org));
    }

    /** A head as it was kept before checkpoints were signed. */
    public synchronized void keepUnsigned(OrgId org, Head head) {
        unsigned.put(org, head);
    }

    /** Somebody cut off the newest so many. */
    public synchronized void cut(OrgId org, int count) {
        List<SignedCheckpoint> all = kept.getOrDefault(org, List.of());
        kept.put(org, new ArrayList<>(all.subList(0, all.size() - count)));
    }
}
