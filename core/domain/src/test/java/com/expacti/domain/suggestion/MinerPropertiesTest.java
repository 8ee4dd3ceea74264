package com.expacti.domain.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of every suggestion, whatever was approved and denied. */
final class MinerPropertiesTest {
    private static final int CASES = Math.min(20_000, Integer.getInteger("expacti.fuzz.cases", 150));
    private static final long SEED = Long.getLong("expacti.seed", 20_260_301);

    private static final List<String> FORMS = List.of(
            "rm /tmp/build-%s",
            "rm -rf /tmp/build-%s",
            "rm /tmp/%s",
            "rm %s",
            "cat /var/log/app/%s.log",
            "cat /etc/%s",
            "docker logs %s",
            "docker restart web-%s",
            "kubectl set image deployment/api api=myapp:%s",
            "kubectl set image deployment/%s api=myapp:1",
            "kubectl delete pod web-%s",
            "kubectl get pods -n %s",
            "git show %s",
            "git checkout feature/%s",
            "git push origin %s",
            "systemctl restart %s",
            "touch out/%s",
            "cp /tmp/build-%s /srv/app/releases/%s",
            "sudo rm /tmp/build-%s",
            "sh -c 'rm /tmp/build-%s'",
            "echo 'a b' %s",
            "npm test");

    private static final List<String> VALUES = List.of(
            "1", "2", "3", "17", "204", "a", "ab", "web", "db", "4f2a9c1", "9b01e7d", "v1.2.0", "v1.3.0", "../x", "..",
            "-rf", "--all", "*", "$HOME", "x;id", "x/y", "x/../y", "prod", "$(id)", "'q r'", "\"z\"", "é", "main",
            "a=b", "a:b", "", "~");

    @Test
    void no_suggested_rule_takes_what_was_denied_or_reaches_high() {
        int suggested = 0;
        for (int i = 0; i < CASES; i++) {
            Past past = past(new Random(SEED + i));

            List<Proposal> proposals = Miner.propose(past);

            for (Proposal proposal : proposals) {
                SuggestionVectorsTest.sound(proposal, past);
            }
            suggested += proposals.size();
        }
        assertTrue(suggested > CASES / 10, "only %d suggestions in %d cases".formatted(suggested, CASES));
    }

    @Test
    void the_order_in_which_commands_were_seen_changes_nothing() {
        for (int i = 0; i < CASES / 4; i++) {
            Past past = past(new Random(SEED + i));
            List<Seen> shuffled = new ArrayList<>(past.approved());
            Collections.shuffle(shuffled, new Random(i));

            List<Proposal> again =
                    Miner.propose(new Past(shuffled, past.denied(), past.dismissals(), past.rules(), past.now()));

            assertEquals(Miner.propose(past), again, "seed " + (SEED + i));
        }
    }

    @Test
    void a_suggestion_that_became_a_rule_is_not_suggested_again() {
        for (int i = 0; i < CASES / 4; i++) {
            Past past = past(new Random(SEED + i));
            List<Proposal> proposals = Miner.propose(past);

            Past after = new Past(
                    past.approved(),
                    past.denied(),
                    List.of(),
                    RuleSet.of(proposals.stream().map(Proposal::rule).toList()),
                    past.now());

            List<String> patterns =
                    Miner.propose(after).stream().map(Proposal::pattern).toList();
            assertTrue(proposals.stream().map(Proposal::pattern).noneMatch(patterns::contains), "seed " + (SEED + i));
        }
    }

    @Test
    void one_more_command_never_makes_a_wildcard_wider() {
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            List<Seen> series = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                series.add(
                        seen("kubectl set image deployment/api api=myapp:" + Integer.toHexString(random.nextInt()), 1));
            }
            series.add(seen(command(random), 1 + random.nextInt(3)));

            for (Proposal proposal : propose(series, List.of())) {
                boolean expected = proposal.pattern().startsWith("kubectl set image deployment/api api=myapp:")
                        || proposal.patternType() == PatternType.EXACT;
                assertTrue(expected, proposal.toString());
            }
        }
    }

    @Test
    void a_series_of_thousands_folds_and_one_odd_command_among_them_changes_nothing() {
        List<Seen> series = new ArrayList<>();
        for (int n = 0; n < 3_000; n++) {
            series.add(seen("rm /tmp/build-" + n, 1));
        }
        series.add(seen("rm /tmp/other", 1));

        List<Proposal> proposals = propose(series, List.of());

        assertEquals(
                List.of("rm /tmp/build-*"),
                proposals.stream().map(Proposal::pattern).toList());
        assertEquals(3_000, proposals.getFirst().approvals());
    }

    private static List<Proposal> propose(List<Seen> approved, List<Seen> denied) {
        return Miner.propose(new Past(approved, denied, List.of(), RuleSet.of(List.of()), SuggestionVectors.day(30)));
    }

    private static Past past(Random random) {
        List<Seen> approved = new ArrayList<>();
        List<Seen> denied = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            forms.add(FORMS.get(random.nextInt(FORMS.size())));
        }
        Set<String> once = new java.util.HashSet<>();
        for (int i = 0; i < 30; i++) {
            String text = command(forms.get(random.nextInt(forms.size())), random);
            if (once.add(text)) {
                approved.add(seen(text, 1 + random.nextInt(4)));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            denied.add(seen(command(forms.get(random.nextInt(forms.size())), random), 1));
        }
        return new Past(approved, denied, List.of(), RuleSet.of(List.of()), SuggestionVectors.day(30));
    }

    private static String command(Random random) {
        return command(FORMS.get(random.nextInt(FORMS.size())), random);
    }

    private static String command(String form, Random random) {
        String text = form;
        while (text.contains("%s")) {
            text = text.replaceFirst(
                    "%s",
                    java.util.regex.Matcher.quoteReplacement(
                            VALUES.get(random.nextInt(random.nextInt(5) == 0 ? VALUES.size() : 12))));
        }
        return text;
    }

    private static Seen seen(String command, int times) {
        return new Seen(
                command,
                Optional.empty(),
                new Seen.Place(Optional.empty(), Set.of(), Environment.NONE),
                times,
                Set.of("Rita"),
                SuggestionVectors.day(1),
                SuggestionVectors.day(2));
    }
}
