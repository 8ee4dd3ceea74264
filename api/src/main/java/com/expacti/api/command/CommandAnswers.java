package com.expacti.api.command;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.ApprovalBody;
import com.expacti.adapters.wire.view.CommandBody;
import com.expacti.adapters.wire.view.PolicyBody;
import com.expacti.adapters.wire.view.Sight;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Progress;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.org.OrgView;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;

/** A command as an answer shows it, by who asks: agents see no addresses, and only the submitter what it takes to run it. */
@Singleton
final class CommandAnswers {
    private final OrgViewCache views;
    private final PendingQueue queue;
    private final ApprovalTokens tokens;

    CommandAnswers(OrgViewCache views, PendingQueue queue, ApprovalTokens tokens) {
        this.views = views;
        this.queue = queue;
        this.tokens = tokens;
    }

    JsonNode of(Caller caller, CommandRecord stored) {
        OrgView view = views.current(caller.org());
        JsonObject body = switch (caller) {
            case AgentCaller agent -> CommandBody.forAgent(view, stored);
            case PersonCaller person -> CommandBody.of(view, stored, Sight.of(person));
        };
        if (stored.decision().isEmpty()) {
            body.put(
                    "required_approvals",
                    Policies.waiting(view, stored).policy().approvalsRequired());
        }
        boolean submitter = stored.submission().credential().equals(caller.credential());
        return submitter
                ? body.putAll(ApprovalBody.of(stored, tokens, Moments.RFC_3339)).node()
                : body.node();
    }

    /** With what it needs and the {@code approvals} so far, while it waits for more. */
    JsonNode withVotes(PersonCaller caller, CommandRecord stored) {
        OrgView view = views.current(caller.org());
        JsonObject body = CommandBody.of(view, stored, Sight.of(caller));
        if (stored.decision().isEmpty()) {
            Verdict.Review review = Policies.waiting(view, stored);
            Progress progress = Progress.of(view, review.policy(), stored.excluded(), ballots(stored));
            body.put("required_approvals", review.policy().approvalsRequired())
                    .putTexts("approvals", progress.approvals())
                    .put("policy", PolicyBody.of(review, progress));
        }
        return body.node();
    }

    private List<Ballot> ballots(CommandRecord stored) {
        return queue.get(stored.submission().org(), stored.submission().id())
                .map(PendingItem::ballots)
                .orElse(List.of());
    }
}
