package com.expacti.application.command;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.command.Submission;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.decision.WorkingDirectory;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.rule.CompiledRule;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** "Allow and remember": the rule a vote asks to be kept, bound to where the command was seen. */
public final class RememberRules {
    private static final long TTL_SECONDS_MAX = Duration.ofDays(3650).toSeconds();

    private final InstantSource clock;
    private final IdSource ids;

    public RememberRules(InstantSource clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws GateException {@code invalid} for a rule that cannot be; then no vote is counted */
    void check(Submission submission, Remember remember) {
        if (remember.ttlSeconds().isPresent()
                && (remember.ttlSeconds().getAsLong() < 1
                        || remember.ttlSeconds().getAsLong() > TTL_SECONDS_MAX)) {
            throw GateException.invalid("whitelist.ttl_seconds", "ttl_seconds is 1 to " + TTL_SECONDS_MAX);
        }
        try {
            CompiledRule.compile(draft(submission, remember, "check", "check", Set.of()));
        } catch (InvalidRule e) {
            throw GateException.invalid("whitelist." + e.field(), e.message());
        }
    }

    /** Whether the voter may make rules still; the vote itself may stand without that. */
    static boolean mayRemember(OrgView view, UserId voter) {
        return Optional.ofNullable(view.people().get(voter))
                .filter(p -> p.active() && p.role().meets(Role.SENIOR_REVIEWER))
                .isPresent();
    }

    Optional<Rule> rule(OrgView view, Submission submission, Ballot ballot, Set<UserId> votes) {
        return ballot.remember()
                .map(r -> draft(
                        submission,
                        r,
                        ids.rule(),
                        Optional.ofNullable(view.people().get(ballot.voter()))
                                .map(p -> p.id().value())
                                .orElseThrow(() -> new GateException(ErrorCode.FORBIDDEN, "the voter was removed")),
                        votes.stream().map(UserId::value).collect(Collectors.toSet())));
    }

    private Rule draft(Submission submission, Remember remember, String id, String author, Set<String> votes) {
        return new Rule(
                id,
                RuleEffect.ALLOW,
                remember.patternType(),
                remember.pattern(),
                scope(submission, remember.scope()),
                WorkingDirectory.matters(Gate.parse(submission.command())) ? submission.cwd() : Optional.empty(),
                List.of(submission.command()),
                OptionalInt.empty(),
                remember.ttlSeconds().isPresent()
                        ? Optional.of(clock.instant()
                                .plusSeconds(remember.ttlSeconds().getAsLong()))
                        : Optional.empty(),
                "",
                author,
                true,
                votes);
    }

    /** A rule remembered from a target stays on that target unless the vote says otherwise. */
    private static RuleScope scope(Submission submission, String scope) {
        if (!scope.isEmpty()) {
            return RuleScope.parse(scope);
        }
        return submission
                .target()
                .<RuleScope>map(t -> new RuleScope.Target(t.value()))
                .orElse(new RuleScope.Global());
    }

    static boolean isKnown(OrgView view, RuleScope scope) {
        return view.knows(scope);
    }
}
