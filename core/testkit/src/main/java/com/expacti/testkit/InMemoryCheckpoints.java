package com.expacti.testkit;

import com.expacti.application.audit.Checkpoints;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.identity.OrgId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checkpoints that nobody rewrites, for as long as the process lives. */
public final class InMemoryCheckpoints implements Checkpoints {
    private final Map<OrgId, Head> kept = new ConcurrentHashMap<>();

    @Override
    public void keep(OrgId org, Head head) {
        Head _ = kept.merge(org, head, (last, next) -> {
            boolean beside = next.seq() == last.seq() && !next.hash().equals(last.hash());
            if (next.seq() < last.seq() || beside) {
                throw new IllegalStateException(
                        "the head at %d would rewind or fork what was kept at %d".formatted(next.seq(), last.seq()));
            }
            return next;
        });
    }

    @Override
    public Optional<Head> last(OrgId org) {
        return Optional.ofNullable(kept.get(org));
    }
}
