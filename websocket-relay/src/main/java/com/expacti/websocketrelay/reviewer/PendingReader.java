package com.expacti.websocketrelay.reviewer;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.view.ReviewBody;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Progress;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what waits for an org's reviewers. */
@Singleton
final class PendingReader {
    private static final int PAGE = 200;

    private final Ledger ledger;
    private final PendingQueue queue;
    private final SessionStore sessions;
    private final OrgViewCache views;

    PendingReader(Ledger ledger, PendingQueue queue, SessionStore sessions, OrgViewCache views) {
        this.ledger = ledger;
        this.queue = queue;
        this.sessions = sessions;
        this.views = views;
    }

    /**
     * A waiting command with what people said of it so far.
     *
     * @param voters who has voted, whether or not it counts: one vote a person
     */
    record Waiting(CommandRecord stored, Optional<Session> session, ReviewBody.Votes votes, Set<UserId> voters) {

        CommandId id() {
            return stored.submission().id();
        }

        JsonObject body(OrgView view, ReviewBody.Reader reader) {
            return ReviewBody.of(view, stored, session, votes, reader);
        }
    }

    OrgView view(OrgId org) {
        return views.current(org);
    }

    Optional<CommandRecord> command(OrgId org, CommandId command) {
        return ledger.command(org, command);
    }

    Optional<Session> session(OrgId org, SessionId session) {
        return sessions.session(org, session);
    }

    Optional<PendingItem> item(OrgId org, CommandId command) {
        return queue.get(org, command);
    }

    List<PendingItem> items(OrgId org) {
        return queue.pending(org);
    }

    /** Empty where it is decided, or unknown to this org. */
    Optional<Waiting> waiting(OrgId org, CommandId command) {
        return ledger.command(org, command)
                .filter(stored -> stored.decision().isEmpty())
                .map(stored -> waiting(
                        view(org),
                        stored,
                        sessions.session(org, stored.submission().session()),
                        queue.get(org, command)));
    }

    /** Everything that waits, oldest first. */
    List<Waiting> all(OrgId org) {
        Map<CommandId, PendingItem> items =
                queue.pending(org).stream().collect(Collectors.toMap(PendingItem::command, Function.identity()));
        Map<SessionId, Optional<Session>> known = new HashMap<>();
        OrgView view = view(org);
        List<Waiting> out = new ArrayList<>();
        List<CommandRecord> page = page(org, Optional.empty());
        while (!page.isEmpty()) {
            for (CommandRecord stored : page) {
                out.add(waiting(
                        view,
                        stored,
                        known.computeIfAbsent(stored.submission().session(), id -> sessions.session(org, id)),
                        Optional.ofNullable(items.get(stored.submission().id()))));
            }
            page = page.size() < PAGE
                    ? List.of()
                    : page(org, Optional.of(page.getLast().submission().id().value()));
        }
        return out.reversed();
    }

    private static Waiting waiting(
            OrgView view, CommandRecord stored, Optional<Session> session, Optional<PendingItem> item) {
        Set<UserId> voters = item.map(PendingItem::ballots).orElse(List.of()).stream()
                .map(Ballot::voter)
                .collect(Collectors.toSet());
        return new Waiting(stored, session, votes(view, stored, item), voters);
    }

    /** What a command needs by the org's policies now, and the votes that count now. */
    static ReviewBody.Votes votes(OrgView view, CommandRecord stored, Optional<PendingItem> item) {
        return votes(view, stored, Policies.waiting(view, stored), item);
    }

    /** The same, where it is known which policy that is. */
    static ReviewBody.Votes votes(
            OrgView view, CommandRecord stored, Verdict.Review review, Optional<PendingItem> item) {
        List<Ballot> ballots = item.map(PendingItem::ballots).orElse(List.of());
        return new ReviewBody.Votes(review, Progress.of(view, review.policy(), stored.excluded(), ballots));
    }

    private List<CommandRecord> page(OrgId org, Optional<String> before) {
        CommandFilter pending = new CommandFilter(
                Optional.of("pending"), Optional.empty(), Optional.empty(), Optional.empty(), before, PAGE);
        return ledger.commands(org, pending).commands();
    }
}
