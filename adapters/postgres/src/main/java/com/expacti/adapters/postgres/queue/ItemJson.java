package com.expacti.adapters.postgres.queue;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.application.queue.Intent;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.rule.PatternType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Votes and intents as JSON. What can't be read is an error: nothing is decided by a guess. */
final class ItemJson {
    private ItemJson() {}

    static Map<String, Object> ballot(Ballot ballot) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("voter", ballot.voter().value());
        out.put("credential", ballot.credential().value());
        out.put("allow", ballot.allow());
        ballot.comment().ifPresent(c -> out.put("comment", c));
        ballot.suggestedCommand().ifPresent(s -> out.put("suggested_command", s));
        ballot.remember().ifPresent(r -> out.put("remember", remember(r)));
        out.put("at", ballot.at().toString());
        if (ballot.proof() == Ballot.Proof.STEP_UP) {
            out.put("stepped_up", true);
        }
        return out;
    }

    private static Map<String, Object> remember(Remember remember) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("pattern_type", remember.patternType().name());
        out.put("pattern", remember.pattern());
        out.put("scope", remember.scope());
        remember.ttlSeconds().ifPresent(ttl -> out.put("ttl_seconds", ttl));
        return out;
    }

    static List<Ballot> ballots(String json) {
        return Json.list(json).stream().map(b -> readBallot((Map<?, ?>) b)).toList();
    }

    private static Ballot readBallot(Map<?, ?> in) {
        return new Ballot(
                new UserId(text(in, "voter")),
                new CredentialId(text(in, "credential")),
                Boolean.TRUE.equals(in.get("allow")),
                optional(in, "comment"),
                optional(in, "suggested_command"),
                Optional.ofNullable((Map<?, ?>) in.get("remember")).map(ItemJson::readRemember),
                Instant.parse(text(in, "at")),
                Boolean.TRUE.equals(in.get("stepped_up")) ? Ballot.Proof.STEP_UP : Ballot.Proof.SIGN_IN);
    }

    private static Remember readRemember(Map<?, ?> in) {
        Object ttl = in.get("ttl_seconds");
        return new Remember(
                PatternType.valueOf(text(in, "pattern_type")),
                text(in, "pattern"),
                text(in, "scope"),
                ttl instanceof Number n ? OptionalLong.of(n.longValue()) : OptionalLong.empty());
    }

    static String intent(Intent intent) {
        Map<String, Object> out = new LinkedHashMap<>();
        switch (intent) {
            case Intent.Votes votes -> out.put("kind", "votes");
            case Intent.TimedOut timedOut -> out.put("kind", "timed_out");
            case Intent.Cancelled cancelled -> {
                out.put("kind", "cancelled");
                out.put("actor", cancelled.actor());
                cancelled.reason().ifPresent(r -> out.put("reason", r));
            }
            case Intent.Failed failed -> {
                out.put("kind", "failed");
                out.put("reason", failed.reason());
            }
        }
        return Json.write(out);
    }

    static Optional<Intent> readIntent(@Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        Map<String, Object> in = Json.object(json);
        String kind = text(in, "kind");
        return Optional.of(
                switch (kind) {
                    case "votes" -> new Intent.Votes();
                    case "timed_out" -> new Intent.TimedOut();
                    case "cancelled" -> new Intent.Cancelled(text(in, "actor"), optional(in, "reason"));
                    case "failed" -> new Intent.Failed(text(in, "reason"));
                    default -> throw new IllegalStateException("a stored intent is of the unknown kind " + kind);
                });
    }

    private static String text(Map<?, ?> in, String name) {
        return optional(in, name).orElseThrow(() -> new IllegalStateException("a stored item lacks `" + name + "`"));
    }

    private static Optional<String> optional(Map<?, ?> in, String name) {
        return Optional.ofNullable((String) in.get(name));
    }
}
