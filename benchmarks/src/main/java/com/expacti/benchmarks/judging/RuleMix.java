package com.expacti.benchmarks.judging;

import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Rules as an org has them after years: half of them remembered texts, the rest patterns, some of them denials. */
final class RuleMix {
    private static final List<String> GLOBS = List.of(
            "docker logs svc%d",
            "docker logs svc%d *",
            "kubectl get pods -n team%d *",
            "kubectl logs api-%d-*",
            "git log *",
            "git show release/%d",
            "npm run step%d",
            "systemctl status unit%d",
            "cat /srv/app%d/*.log",
            "make target%d",
            "tool%d run *",
            "aws s3 ls s3://bucket%d/*");
    private static final List<String> REGEXES = List.of(
            "kubectl get (pods|svc|deploy) -n team%d( -o wide)?",
            "docker restart svc%d-[0-9]+",
            "git checkout release/%d\\.[0-9]+",
            "tail -n [0-9]+ /var/log/app%d/.*\\.log",
            "pytest tests/unit%d/.*");
    private static final List<String> DENIALS = List.of(
            "rm -rf /srv/data%d*",
            "kubectl delete ns team%d *", "systemctl stop unit%d", "psql prod%d *", "tool%d wipe **");
    private static final List<String> DENIED_REGEXES = List.of(
            ".*--force-with-%d.*", "dd if=.* of=/dev/sd%d.*", "(?i).*drop table t%d.*", "mkfs\\..* /dev/disk%d");

    private RuleMix() {}

    /** This many rules: 50 % exact, 30 % globs, 8 % regexes, 12 % denials; a third of them scoped. */
    static List<Rule> of(int count) {
        List<Rule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int kind = i % 100;
            if (kind < 50) {
                rules.add(rule(i, RuleEffect.ALLOW, PatternType.EXACT, "deploy --release %d --to staging"));
            } else if (kind < 80) {
                rules.add(rule(i, RuleEffect.ALLOW, PatternType.GLOB, GLOBS.get(i / 3 % GLOBS.size())));
            } else if (kind < 88) {
                rules.add(rule(i, RuleEffect.ALLOW, PatternType.REGEX, REGEXES.get(i % REGEXES.size())));
            } else if (kind < 96) {
                rules.add(rule(i, RuleEffect.DENY, PatternType.GLOB, DENIALS.get(i % DENIALS.size())));
            } else {
                rules.add(rule(i, RuleEffect.DENY, PatternType.REGEX, DENIED_REGEXES.get(i % DENIED_REGEXES.size())));
            }
        }
        return rules;
    }

    /** Deny rules whose regexes need every step that is allowed, and give no text to look for first. */
    static List<Rule> hostile(int count) {
        List<Rule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String pattern = "(?s)(?:.*[a-z%d]){600}[^ -~]".formatted(i % 10);
            rules.add(rule(i, RuleEffect.DENY, PatternType.REGEX, pattern.replace("%", "%%")));
        }
        return rules;
    }

    private static Rule rule(int number, RuleEffect effect, PatternType type, String pattern) {
        RuleScope scope = number % 3 == 0 ? new RuleScope.Target("target_" + number % 50) : new RuleScope.Global();
        return new Rule(
                "rule_" + number,
                effect,
                type,
                pattern.formatted(number),
                scope,
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "user_1",
                false,
                Set.of());
    }
}
