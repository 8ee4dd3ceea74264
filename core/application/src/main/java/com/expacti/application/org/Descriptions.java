package com.expacti.application.org;

import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.Target;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.SecretMask;
import com.expacti.domain.rule.Rule;
import java.util.stream.Collectors;

/** What the audit log says of things that changed. Secrets in patterns are masked; a credential is never among them. */
final class Descriptions {
    private Descriptions() {}

    static String describe(Target target) {
        String at = target.address()
                .map(a -> " at %s@%s:%d by %s"
                        .formatted(a.login(), a.host(), a.port(), a.auth().literal()))
                .orElse("");
        String groups = target.groupIds().stream().sorted().collect(Collectors.joining(", "));
        return "target %s, %s%s, in groups: %s"
                .formatted(
                        target.name(),
                        target.environment().name().toLowerCase(java.util.Locale.ROOT),
                        at,
                        groups.isEmpty() ? "none" : groups);
    }

    static String describe(Rule rule) {
        return "%s %s `%s` on %s"
                .formatted(
                        rule.effect().name().toLowerCase(java.util.Locale.ROOT),
                        rule.patternType().name().toLowerCase(java.util.Locale.ROOT),
                        SecretMask.mask(rule.pattern()),
                        rule.scope().format());
    }

    static String describe(OrgIssuer issuer) {
        return "issuer %s at %s for client %s, %s, set by one with the role %s"
                .formatted(
                        issuer.name(),
                        issuer.url(),
                        issuer.clientId(),
                        issuer.standing().name().toLowerCase(java.util.Locale.ROOT),
                        issuer.pointedBy().literal());
    }

    static String describe(ScopedPolicy policy) {
        return "%s for %s `%s` on %s from %s"
                .formatted(
                        terms(policy.policy()),
                        policy.patternType().name().toLowerCase(java.util.Locale.ROOT),
                        SecretMask.mask(policy.pattern()),
                        policy.scope().format(),
                        policy.minRiskLevel());
    }

    private static String terms(ApprovalPolicy policy) {
        return switch (policy) {
            case ApprovalPolicy.AnyReviewer any -> any.literal();
            case ApprovalPolicy.MinApprovers min -> min.literal() + " " + min.count();
            case ApprovalPolicy.RoleRequired required ->
                required.literal() + " " + required.role().literal();
            case ApprovalPolicy.AllOf all ->
                all.literal()
                        + all.people().stream().map(UserId::value).sorted().collect(Collectors.joining(", ", " ", ""));
            case ApprovalPolicy.Together together ->
                together.parts().stream().map(Descriptions::terms).collect(Collectors.joining(" and "));
        };
    }
}
