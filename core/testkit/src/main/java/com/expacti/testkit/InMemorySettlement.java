package com.expacti.testkit;

import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.DecidedEntry;
import com.expacti.application.ledger.Judged;
import com.expacti.application.ledger.MonthCount;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.org.OrgChange;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Submission;
import com.expacti.domain.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One settling transaction of one org whose gate version was found unmoved. */
final class InMemorySettlement {
    private static final Duration APPROVAL_LIFE = Duration.ofSeconds(30);

    private final InMemoryOrg org;
    private final Instant now;
    private final long gateVersion;

    InMemorySettlement(InMemoryOrg org, Instant now) {
        this.org = org;
        this.now = now;
        this.gateVersion = org.gateVersion();
    }

    /** Why a submission cannot be stored as new; a known {@code ref} answers even in a closed session. */
    static Optional<SettleResult> taken(InMemoryOrg org, Submission submission) {
        Optional<CommandRecord> known = Rows.byRef(org, submission.session(), submission.ref())
                .filter(c -> c.submission().agent().equals(submission.agent()));
        if (known.isPresent()) {
            boolean same = known.get().submission().digest().equals(submission.digest());
            return Optional.of(same ? new SettleResult.Known(known.get()) : new SettleResult.Conflict());
        }
        if (org.spentRefs.contains(new InMemoryOrg.SpentRef(submission.session(), submission.ref()))) {
            return Optional.of(new SettleResult.Conflict());
        }
        var session = Optional.ofNullable(org.sessions.get(submission.session()))
                .filter(s -> s.agent().equals(submission.agent()));
        return session.filter(s -> s.closedAt().isEmpty()).isPresent()
                ? Optional.empty()
                : Optional.of(new SettleResult.SessionClosed(session.isPresent()));
    }

    /** What was not settled just now teaches nothing. */
    SettleResult settle(Judged proposed) {
        Judged judged = counted(proposed);
        SettleResult result = settle(judged.settlement());
        if (result instanceof SettleResult.Settled) {
            judged.agent().ifPresent(agent -> org.remember(agent, judged.teach(org.history(agent))));
        }
        return result;
    }

    private Judged counted(Judged judged) {
        Optional<Claim> fresh = judged.settlement()
                .claim()
                .filter(claim -> taken(org, claim.submission()).isEmpty());
        if (fresh.isEmpty()) {
            return judged;
        }
        MonthCount count = new MonthCount(org.use, now);
        Judged admitted = count.arriving(judged, fresh.get());
        org.counted(count, now);
        return admitted;
    }

    private SettleResult settle(Settlement settlement) {
        return settlement.claim().map(claim -> arriving(settlement, claim)).orElseGet(() -> waiting(settlement));
    }

    private SettleResult arriving(Settlement settlement, Claim claim) {
        return taken(org, claim.submission())
                .orElseGet(() -> decide(
                        settlement, Rows.undecided(claim, claim.submission().submittedAt(), Optional.empty())));
    }

    private SettleResult waiting(Settlement settlement) {
        CommandRecord stored = org.commands.get(settlement.command());
        if (stored == null) {
            throw new IllegalStateException("a settlement names a command of no claim");
        }
        if (stored.decision().isPresent()) {
            return new SettleResult.Known(stored);
        }
        return settlement.timing().refusal(stored.deadline(), now).orElseGet(() -> decide(settlement, stored));
    }

    /** INVARIANT: the entry is appended before the decision is there to be seen. */
    private SettleResult decide(Settlement s, CommandRecord command) {
        Submission submission = command.submission();
        long latencyMs =
                Math.max(0, Duration.between(submission.submittedAt(), now).toMillis());
        long seq = org.append(DecidedEntry.fill(org.draft(DecidedEntry.EVENT, now), s, command, latencyMs));
        Optional<Decision.Approval> approval = s.outcome().allow()
                ? Optional.of(new Decision.Approval(now.plus(APPROVAL_LIFE), submission.spend(), gateVersion))
                : Optional.empty();
        Decision decision = new Decision(
                s.outcome(),
                s.via(),
                s.comment(),
                s.decidedBy(),
                s.reviewers(),
                s.ruleIds(),
                s.suggestedCommand(),
                seq,
                now,
                latencyMs,
                approval);
        CommandRecord decided = Rows.decided(command, decision);
        org.commands.put(submission.id(), decided);
        s.ruleIds().forEach(this::hit);
        s.remember().ifPresent(rule -> remember(s, rule));
        return new SettleResult.Settled(decided);
    }

    private void hit(String rule) {
        org.rules.computeIfPresent(
                rule, (id, r) -> new StoredRule(r.rule(), r.createdAt(), r.hits() + 1, Optional.of(now)));
    }

    /** A remembered rule is a change of the gate: it moves the version and has an entry of its own. */
    private void remember(Settlement s, Rule rule) {
        OrgChange change = new OrgChange.RuleMade(rule);
        long _ = org.append(org.draft(change.event(), now)
                .put("subject", change.subject())
                .put("command_id", s.command().value())
                .put("comment", change.description())
                .put("decided_by", s.decidedBy())
                .put("rule_ids", List.of(rule.id())));
        org.keep(rule, now);
        long _ = org.bumpGateVersion();
    }
}
