package com.expacti.testkit;

import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.notice.Delivery;
import com.expacti.application.notice.Notice;
import com.expacti.application.notice.NoticeChoices;
import com.expacti.application.notice.Outbox;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The outbox and what people chose, in memory. */
public final class InMemoryOutbox implements Outbox, NoticeChoices {
    private final InMemoryDatabase database;
    private final Set<Notice> notices = new LinkedHashSet<>();
    private final Map<Place, Kept> deliveries = new LinkedHashMap<>();
    private final Map<Member, Choice> choices = new LinkedHashMap<>();

    public InMemoryOutbox(InMemoryDatabase database) {
        this.database = database;
    }

    private record Place(OrgId org, String id) {}

    private record Member(OrgId org, UserId user) {}

    private record Kept(Delivery delivery, Instant touched) {}

    @Override
    public synchronized Optional<List<Delivery>> open(Notice notice, List<Delivery.Address> to) {
        if (!notices.add(notice)) {
            return Optional.empty();
        }
        Instant now = database.now();
        List<Delivery> fresh =
                to.stream().map(address -> Delivery.fresh(notice, address, now)).toList();
        fresh.forEach(each -> deliveries.put(new Place(notice.org(), each.id()), new Kept(each, now)));
        return Optional.of(fresh);
    }

    @Override
    public synchronized Optional<Delivery> delivery(OrgId org, String id) {
        return Optional.ofNullable(deliveries.get(new Place(org, id))).map(Kept::delivery);
    }

    @Override
    public synchronized void attempted(OrgId org, String id, String problem) {
        boolean _ = change(
                org,
                id,
                before -> copy(
                        before, Delivery.State.PENDING, before.attempts() + 1, Optional.of(problem), Optional.empty()));
    }

    @Override
    public synchronized boolean end(OrgId org, String id, Delivery.State state, Optional<String> problem) {
        int more = state == Delivery.State.SENT || state == Delivery.State.FAILED ? 1 : 0;
        return change(
                org, id, before -> copy(before, state, before.attempts() + more, problem, Optional.of(database.now())));
    }

    private boolean change(OrgId org, String id, UnaryOperator<Delivery> change) {
        Optional<Delivery> pending = delivery(org, id).filter(each -> each.state() == Delivery.State.PENDING);
        pending.ifPresent(before -> deliveries.put(new Place(org, id), new Kept(change.apply(before), database.now())));
        return pending.isPresent();
    }

    private static Delivery copy(
            Delivery of, Delivery.State state, int attempts, Optional<String> problem, Optional<Instant> ended) {
        return new Delivery(of.notice(), of.channel(), of.recipient(), state, attempts, problem, of.createdAt(), ended);
    }

    @Override
    public synchronized List<Delivery> history(OrgId org, CommandId command) {
        return deliveries.values().stream()
                .map(Kept::delivery)
                .filter(each -> each.notice().org().equals(org)
                        && each.notice().command().equals(command))
                .toList();
    }

    @Override
    public synchronized List<Late> late(Duration age, int limit) {
        Instant now = database.now();
        return deliveries.values().stream()
                .filter(kept -> kept.delivery().state() == Delivery.State.PENDING
                        && !kept.touched().isAfter(now.minus(age)))
                .map(kept -> new Late(
                        kept.delivery().notice().org(),
                        kept.delivery().id(),
                        !kept.delivery().createdAt().isAfter(now.minus(GIVEN_UP_AFTER))))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Ref> halfWaited(int limit) {
        Instant now = database.now();
        return untold(limit, Notice.Kind.REMINDER, stored -> {
            Instant from = stored.submission().submittedAt();
            Duration wait = Duration.between(from, stored.deadline().orElse(from));
            return !from.plus(wait.dividedBy(2)).isAfter(now);
        });
    }

    @Override
    public List<Ref> escalated(int limit) {
        return untold(
                limit, Notice.Kind.ESCALATED, stored -> stored.escalation().isPresent());
    }

    private List<Ref> untold(int limit, Notice.Kind kind, Predicate<CommandRecord> which) {
        List<CommandRecord> waiting = database.acrossOrgs(orgs -> orgs.stream()
                .flatMap(org -> org.commands.values().stream())
                .filter(stored -> stored.decision().isEmpty())
                .filter(stored ->
                        stored.deadline().filter(database.now()::isBefore).isPresent())
                .filter(which)
                .toList());
        synchronized (this) {
            return waiting.stream()
                    .map(stored -> new Ref(
                            stored.submission().org(), stored.submission().id()))
                    .filter(ref -> !notices.contains(new Notice(ref.org(), kind, ref.command())))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public synchronized Choice of(OrgId org, UserId user) {
        return choices.getOrDefault(new Member(org, user), Choice.STANDARD);
    }

    @Override
    public synchronized Map<UserId, Choice> chosen(OrgId org) {
        Map<UserId, Choice> out = new LinkedHashMap<>();
        choices.forEach((member, choice) -> {
            if (member.org().equals(org)) {
                out.put(member.user(), choice);
            }
        });
        return out;
    }

    @Override
    public synchronized void choose(OrgId org, UserId user, Choice choice) {
        choices.put(new Member(org, user), choice);
    }
}
