package com.expacti.adapters.aws.pending;

import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.rule.PatternType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB has them. What can't be read is an error: nothing is decided by a guess. */
final class Items {
    static final String ORG = "org";
    static final String SUBMITTED = "submitted_at";
    static final String DEADLINE = "deadline";
    static final String BALLOTS = "ballots";

    /** Who has voted: a set beside the list, for a condition can look into a set. */
    static final String VOTERS = "voters";

    static final String INTENT = "intent";
    static final String HOLDER = "holder";
    static final String EPOCH = "epoch";
    /** In the index of orphans while it is there. */
    static final String ORPHANED_AT = PendingTable.sinceOf(PendingTable.ORPHANED);

    /** Moves with each write that was computed from what was read. */
    static final String REVISION = "revision";

    /** Until when a node lives. */
    static final String LEASE = "lease_until";

    /** Which call wrote last: a call that is sent twice because its answer was lost knows itself by it. */
    static final String WRITTEN_BY = "written_by";

    private Items() {}

    static Map<String, AttributeValue> write(PendingItem item) {
        Map<String, AttributeValue> out = new HashMap<>(PendingTable.key(item.org(), item.command()));
        out.put(ORG, text(item.org().value()));
        out.put(SUBMITTED, moment(item.submittedAt()));
        out.put(DEADLINE, moment(item.deadline()));
        out.put(BALLOTS, ballots(item.ballots()));
        out.put(EPOCH, number(item.epoch()));
        item.holder().ifPresent(node -> out.put(HOLDER, text(node)));
        return out;
    }

    /** By when a node would have to show itself again; long ago for what is no moment. */
    static Instant leaseOf(Map<String, AttributeValue> node) {
        return momentOf(node, LEASE);
    }

    static PendingItem read(Map<String, AttributeValue> in) {
        return new PendingItem(
                new OrgId(textOf(in, ORG)),
                new CommandId(textOf(in, PendingTable.SORT)),
                momentOf(in, SUBMITTED),
                momentOf(in, DEADLINE),
                required(in, BALLOTS).l().stream()
                        .map(one -> readBallot(one.m()))
                        .toList(),
                Optional.ofNullable(in.get(INTENT)).map(one -> readIntent(one.m())),
                optional(in, HOLDER),
                numberOf(in, EPOCH),
                Optional.ofNullable(in.get(ORPHANED_AT)).map(Items::instant));
    }

    static AttributeValue ballots(List<Ballot> ballots) {
        return AttributeValue.fromL(ballots.stream().map(Items::ballot).toList());
    }

    static AttributeValue ballot(Ballot ballot) {
        Map<String, AttributeValue> out = new HashMap<>();
        out.put("voter", text(ballot.voter().value()));
        out.put("credential", text(ballot.credential().value()));
        out.put("allow", AttributeValue.fromBool(ballot.allow()));
        ballot.comment().ifPresent(c -> out.put("comment", text(c)));
        ballot.suggestedCommand().ifPresent(s -> out.put("suggested_command", text(s)));
        ballot.remember().ifPresent(r -> out.put("remember", remember(r)));
        out.put("at", moment(ballot.at()));
        if (ballot.proof() == Ballot.Proof.STEP_UP) {
            out.put("stepped_up", AttributeValue.fromBool(true));
        }
        return AttributeValue.fromM(out);
    }

    private static AttributeValue remember(Remember remember) {
        Map<String, AttributeValue> out = new HashMap<>();
        out.put("pattern_type", text(remember.patternType().name()));
        out.put("pattern", text(remember.pattern()));
        out.put("scope", text(remember.scope()));
        remember.ttlSeconds().ifPresent(ttl -> out.put("ttl_seconds", number(ttl)));
        return AttributeValue.fromM(out);
    }

    private static Ballot readBallot(Map<String, AttributeValue> in) {
        return new Ballot(
                new UserId(textOf(in, "voter")),
                new CredentialId(textOf(in, "credential")),
                Boolean.TRUE.equals(required(in, "allow").bool()),
                optional(in, "comment"),
                optional(in, "suggested_command"),
                Optional.ofNullable(in.get("remember")).map(one -> readRemember(one.m())),
                momentOf(in, "at"),
                isTrue(in.get("stepped_up")) ? Ballot.Proof.STEP_UP : Ballot.Proof.SIGN_IN);
    }

    private static boolean isTrue(@Nullable AttributeValue value) {
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    private static Remember readRemember(Map<String, AttributeValue> in) {
        AttributeValue ttl = in.get("ttl_seconds");
        return new Remember(
                PatternType.valueOf(textOf(in, "pattern_type")),
                textOf(in, "pattern"),
                textOf(in, "scope"),
                ttl == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(ttl.n())));
    }

    static AttributeValue intent(Intent intent) {
        Map<String, AttributeValue> out = new HashMap<>();
        switch (intent) {
            case Intent.Votes _ -> out.put("kind", text("votes"));
            case Intent.TimedOut _ -> out.put("kind", text("timed_out"));
            case Intent.Cancelled(String actor, Optional<String> reason) -> {
                out.put("kind", text("cancelled"));
                out.put("actor", text(actor));
                reason.ifPresent(r -> out.put("reason", text(r)));
            }
            case Intent.Failed(String reason) -> {
                out.put("kind", text("failed"));
                out.put("reason", text(reason));
            }
        }
        return AttributeValue.fromM(out);
    }

    private static Intent readIntent(Map<String, AttributeValue> in) {
        String kind = textOf(in, "kind");
        return switch (kind) {
            case "votes" -> new Intent.Votes();
            case "timed_out" -> new Intent.TimedOut();
            case "cancelled" -> new Intent.Cancelled(textOf(in, "actor"), optional(in, "reason"));
            case "failed" -> new Intent.Failed(textOf(in, "reason"));
            default -> throw new IllegalStateException("a stored intent is of the unknown kind " + kind);
        };
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue moment(Instant at) {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    private static Instant instant(AttributeValue value) {
        return Instant.EPOCH.plus(Long.parseLong(value.n()), ChronoUnit.MICROS);
    }

    private static Instant momentOf(Map<String, AttributeValue> in, String name) {
        return instant(required(in, name));
    }

    static long numberOf(Map<String, AttributeValue> in, String name) {
        return Long.parseLong(required(in, name).n());
    }

    static String textOf(Map<String, AttributeValue> in, String name) {
        return required(in, name).s();
    }

    private static Optional<String> optional(Map<String, AttributeValue> in, String name) {
        return Optional.ofNullable(in.get(name)).map(AttributeValue::s);
    }

    private static AttributeValue required(Map<String, AttributeValue> in, String name) {
        AttributeValue value = in.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored item lacks `" + name + "`");
        }
        return value;
    }
}
