package com.expacti.testkit;

import com.expacti.application.idempotency.AnswerStore;
import com.expacti.application.idempotency.Asked;
import com.expacti.application.idempotency.Begun;
import com.expacti.application.idempotency.KeptAnswer;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers in memory. */
public final class InMemoryAnswerStore implements AnswerStore {
    private final InstantSource clock;
    private final Map<Place, Kept> answers = new LinkedHashMap<>();

    private record Place(OrgId org, CredentialId credential, String key) {}

    private record Kept(Digest request, Instant begun, boolean done, Optional<KeptAnswer> answer) {}

    public InMemoryAnswerStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Begun begin(Asked asked) {
        Instant now = clock.instant();
        Kept kept = answers.get(place(asked));
        if (kept == null || !kept.begun().plus(KEPT).isAfter(now)) {
            answers.put(place(asked), new Kept(asked.request(), now, false, Optional.empty()));
            return new Begun.Fresh();
        }
        if (!kept.request().equals(asked.request())) {
            return new Begun.Different();
        }
        if (kept.done()) {
            return kept.answer().<Begun>map(Begun.Answered::new).orElseGet(Begun.Unkept::new);
        }
        return kept.begun().plus(LONGEST).isAfter(now) ? new Begun.Running() : new Begun.Lost();
    }

    @Override
    public void keep(Asked asked, KeptAnswer answer) {
        end(asked, Optional.of(answer));
    }

    @Override
    public void finish(Asked asked) {
        end(asked, Optional.empty());
    }

    private synchronized void end(Asked asked, Optional<KeptAnswer> answer) {
        var _ = answers.computeIfPresent(
                place(asked),
                (place, kept) -> isOpen(asked, kept) ? new Kept(kept.request(), kept.begun(), true, answer) : kept);
    }

    @Override
    public synchronized void release(Asked asked) {
        var _ = answers.computeIfPresent(place(asked), (place, kept) -> isOpen(asked, kept) ? null : kept);
    }

    private static boolean isOpen(Asked asked, Kept kept) {
        return !kept.done() && kept.request().equals(asked.request());
    }

    @Override
    public synchronized List<OrgId> withOld(int most) {
        return answers.entrySet().stream()
                .filter(entry -> isOld(entry.getValue()))
                .map(entry -> entry.getKey().org())
                .distinct()
                .limit(most)
                .toList();
    }

    @Override
    public synchronized int forget(OrgId org, int most) {
        List<Place> old = answers.entrySet().stream()
                .filter(entry -> entry.getKey().org().equals(org) && isOld(entry.getValue()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(answers::remove);
        return old.size();
    }

    private boolean isOld(Kept kept) {
        return !kept.begun().plus(KEPT).isAfter(clock.instant());
    }

    private static Place place(Asked asked) {
        return new Place(asked.org(), asked.credential(), asked.key());
    }
}
