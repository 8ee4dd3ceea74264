package com.expacti.testkit.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Tally;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.rule.RuleSet;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.ForAll;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class TallyPropertiesTest {
    private static final int PEOPLE = 5;
    private static final int CASES = 4_000;

    @Test
    void a_tally_is_what_the_protocol_says_person_by_person() {
        Map<String, Integer> seen = new HashMap<>();
        ForAll.forAll(CASES, random -> {
            Case one = new Case(random);
            String expected = SlowTally.of(one.view, one.policy, one.excluded, one.ballots);

            assertEquals(expected, word(one.tally()), one.toString());
            int _ = seen.merge(expected, 1, Integer::sum);
        });
        assertEquals(Set.of("denied", "met", "short"), seen.keySet(), "the cases reach every answer");
    }

    @Test
    void one_denial_of_somebody_who_may_decide_denies_whatever_comes_after() {
        ForAll.forAll(CASES, random -> {
            Case one = new Case(random);
            if (one.tally() instanceof Tally.Denied) {
                List<Ballot> more = new ArrayList<>(one.ballots);
                more.add(ballot(random.nextInt(PEOPLE), true));
                assertTrue(Tally.of(one.view, one.policy, one.excluded, more) instanceof Tally.Denied);
            }
        });
    }

    @Test
    void only_people_who_may_decide_approve_and_who_may_not_has_lapsed() {
        ForAll.forAll(CASES, random -> {
            Case one = new Case(random);
            switch (one.tally()) {
                case Tally.Met(Set<UserId> approvers) -> approvers.forEach(id -> assertTrue(one.mayDecide(id)));
                case Tally.Short(Set<UserId> approvers, Set<UserId> lapsed) -> {
                    approvers.forEach(id -> assertTrue(one.mayDecide(id)));
                    lapsed.forEach(id -> assertFalse(one.mayDecide(id)));
                    Set<UserId> voters = new HashSet<>();
                    one.ballots.forEach(b -> voters.add(b.voter()));
                    Set<UserId> both = new HashSet<>(approvers);
                    both.addAll(lapsed);
                    assertEquals(voters, both);
                }
                case Tally.Denied(Ballot by) -> {
                    assertFalse(by.allow());
                    assertTrue(one.mayDecide(by.voter()));
                }
            }
        });
    }

    @Test
    void one_person_voting_twice_is_one_vote_and_the_first() {
        ForAll.forAll(CASES, random -> {
            Case one = new Case(random);
            List<Ballot> twice = new ArrayList<>(one.ballots);
            for (Ballot ballot : one.ballots) {
                twice.add(ballot(ballot.voter(), !ballot.allow()));
            }
            assertEquals(one.tally(), Tally.of(one.view, one.policy, one.excluded, twice));
        });
    }

    @Test
    void several_policies_together_are_met_where_each_of_them_is() {
        ForAll.forAll(CASES, random -> {
            Case one = new Case(random);
            List<ApprovalPolicy> parts = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                parts.add(Case.policy(random));
            }
            Set<UserId> people = new HashSet<>(one.view.people().keySet());
            people.removeIf(_ -> random.nextInt(3) == 0);

            boolean each = parts.stream().allMatch(part -> Tally.meets(one.view, part, people));
            boolean any = !parts.isEmpty() || !people.isEmpty();

            boolean together = Tally.meets(one.view, ApprovalPolicy.together(parts), people);
            assertEquals(each && any && !(people.isEmpty()), together, parts + " by " + people);
        });
    }

    private static String word(Tally tally) {
        return switch (tally) {
            case Tally.Denied denied -> "denied";
            case Tally.Met met -> "met";
            case Tally.Short lacking -> "short";
        };
    }

    private static UserId user(int i) {
        return new UserId("user_" + i);
    }

    private static Ballot ballot(int voter, boolean allow) {
        return ballot(user(voter), allow);
    }

    private static Ballot ballot(UserId voter, boolean allow) {
        return new Ballot(
                voter,
                new CredentialId("tok"),
                allow,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FakeClock.START);
    }

    /** A few people of any role, some too close, some removed, and a few votes, also of strangers. */
    private static final class Case {
        private final OrgView view;
        private final ApprovalPolicy policy;
        private final Set<UserId> excluded = new HashSet<>();
        private final List<Ballot> ballots = new ArrayList<>();

        Case(RandomGenerator random) {
            Map<UserId, Person> people = new HashMap<>();
            for (int i = 0; i < PEOPLE; i++) {
                Role role = Role.values()[random.nextInt(Role.values().length)];
                people.put(user(i), new Person(user(i), i + "@example.com", "P" + i, role, random.nextInt(6) > 0));
                if (random.nextInt(4) == 0) {
                    excluded.add(user(i));
                }
            }
            OrgSettings s = OrgSettings.standard("Test");
            OrgSettings settings = new OrgSettings(
                    s.name(),
                    s.timeout(),
                    s.timeoutAction(),
                    s.timeoutApproveBelow(),
                    s.autoApproveBelow(),
                    false,
                    s.anomalies(),
                    random.nextInt(4) == 0);
            view = new OrgView(
                    new OrgId("org_1"),
                    1,
                    settings,
                    RuleSet.of(List.of()),
                    PolicySet.NONE,
                    people,
                    Map.of(),
                    Map.of(),
                    Map.of());
            policy = policy(random);
            int votes = random.nextInt(PEOPLE + 2);
            for (int i = 0; i < votes; i++) {
                ballots.add(ballot(random.nextInt(PEOPLE + 1), random.nextInt(5) > 0));
            }
        }

        private static ApprovalPolicy policy(RandomGenerator random) {
            return random.nextInt(6) == 0
                    ? ApprovalPolicy.together(List.of(single(random), single(random), single(random)))
                    : single(random);
        }

        private static ApprovalPolicy single(RandomGenerator random) {
            return switch (random.nextInt(4)) {
                case 0 -> ApprovalPolicy.ANY;
                case 1 -> new ApprovalPolicy.MinApprovers(random.nextInt(1, 4));
                case 2 ->
                    new ApprovalPolicy.RoleRequired(List.copyOf(EnumSet.range(Role.OWNER, Role.REVIEWER))
                            .get(random.nextInt(4)));
                default -> {
                    Set<UserId> named = new HashSet<>();
                    for (int i = random.nextInt(1, 3); i > 0; i--) {
                        named.add(user(random.nextInt(PEOPLE)));
                    }
                    yield new ApprovalPolicy.AllOf(named);
                }
            };
        }

        Tally tally() {
            return Tally.of(view, policy, excluded, ballots);
        }

        boolean mayDecide(UserId id) {
            Person person = view.people().get(id);
            return person != null
                    && person.mayDecide()
                    && (view.settings().allowSelfApproval() || !excluded.contains(id));
        }

        @Override
        public String toString() {
            return "%s by %s not %s: %s".formatted(policy, ballots, excluded, view.people());
        }
    }
}
