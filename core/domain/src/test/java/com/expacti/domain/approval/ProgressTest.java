package com.expacti.domain.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.ViewBuilder;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ApprovalPolicy.AllOf;
import com.expacti.domain.policy.ApprovalPolicy.MinApprovers;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people are told a waiting command still needs, and why nobody's yes could be enough. */
final class ProgressTest {
    private static final Person OLGA = ViewBuilder.person("olga", Role.OWNER);
    private static final Person ADAM = ViewBuilder.person("adam", Role.ADMIN);
    private static final Person RITA = ViewBuilder.person("rita", Role.REVIEWER);
    private static final Person AUDREY = ViewBuilder.person("audrey", Role.AUDITOR);
    private static final UserId GONE = new UserId("user_gone");

    private final ViewBuilder org =
            new ViewBuilder().with(OLGA).with(ADAM).with(RITA).with(AUDREY);

    @Test
    void a_count_says_how_many_approvals_are_missing_and_more_once_there_is_one() {
        MinApprovers three = new MinApprovers(3);

        assertEquals(List.of("3 approvals"), progress(three).needs());
        assertEquals(List.of("2 more approvals"), progress(three, RITA).needs());
        assertEquals(List.of("1 more approval"), progress(three, RITA, ADAM).needs());
        assertEquals(List.of(), progress(three, RITA, ADAM, OLGA).needs());
        assertEquals(List.of("1 approval"), progress(ApprovalPolicy.ANY).needs());
        assertEquals(List.of(), progress(ApprovalPolicy.ANY, RITA, ADAM).needs());
    }

    @Test
    void approvals_are_named_once_in_the_order_of_the_votes_and_without_those_that_do_not_count() {
        Progress progress = progress(new MinApprovers(3), RITA, AUDREY, OLGA, RITA);

        assertEquals(List.of("rita", "olga"), progress.approvals());
        assertEquals(List.of("1 more approval"), progress.needs());
    }

    @Test
    void a_no_is_no_approval() {
        Progress progress = Progress.of(org.build(), new MinApprovers(2), Set.of(), List.of(vote(RITA, false)));

        assertEquals(List.of(), progress.approvals());
        assertEquals(List.of("2 approvals"), progress.needs());
    }

    @Test
    void a_count_is_out_of_reach_only_where_fewer_may_decide() {
        assertEquals(List.of(), obstacles(new MinApprovers(3)));
        assertEquals(List.of("it needs 4 approvals, and only 3 may decide it"), obstacles(new MinApprovers(4)));
        assertEquals(List.of("it needs 3 approvals, and only 2 may decide it"), obstacles(new MinApprovers(3), OLGA));
        assertEquals(
                List.of("it needs 1 approval, and only 0 may decide it"),
                obstacles(new MinApprovers(1), OLGA, ADAM, RITA));
    }

    @Test
    void a_role_is_missing_until_somebody_of_it_or_above_approves() {
        RoleRequired admin = new RoleRequired(Role.ADMIN);

        assertEquals(List.of("admin or above"), progress(admin, RITA).needs());
        assertEquals(List.of(), progress(admin, RITA, ADAM).needs());
        assertEquals(List.of(), progress(admin, OLGA).needs());
        assertEquals(
                List.of("owner"), progress(new RoleRequired(Role.OWNER), ADAM).needs());
    }

    @Test
    void a_role_is_out_of_reach_where_nobody_who_may_decide_has_it() {
        RoleRequired admin = new RoleRequired(Role.ADMIN);

        assertEquals(List.of(), obstacles(admin));
        assertEquals(List.of(), obstacles(admin, ADAM));
        assertEquals(
                List.of("it needs the role admin or one above, and nobody who may decide it has that"),
                obstacles(admin, ADAM, OLGA));
    }

    @Test
    void people_who_are_named_are_missing_one_by_one_in_the_order_of_their_ids() {
        AllOf both = new AllOf(Set.of(RITA.id(), ADAM.id(), OLGA.id()));

        assertEquals(List.of("adam", "olga", "rita"), progress(both).needs());
        assertEquals(List.of("adam", "rita"), progress(both, OLGA).needs());
        assertEquals(List.of(), obstacles(both));
    }

    @Test
    void a_person_named_who_cannot_approve_is_an_obstacle_with_the_reason() {
        org.with(new Person(new UserId("user_paul"), "paul@example.com", "paul", Role.ADMIN, false));

        assertEquals(
                List.of(
                        "it needs adam, who stands behind it and may not decide it",
                        "it needs audrey, who is auditor and may not decide",
                        "it needs user_gone, who was removed",
                        "it needs paul, who was removed"),
                obstacles(new AllOf(Set.of(GONE, new UserId("user_paul"), AUDREY.id(), ADAM.id(), OLGA.id())), ADAM));
    }

    @Test
    void of_several_policies_at_once_each_says_what_it_misses() {
        ApprovalPolicy policy = ApprovalPolicy.together(
                List.of(new MinApprovers(3), new RoleRequired(Role.OWNER), new AllOf(Set.of(ADAM.id()))));

        assertEquals(
                List.of("adam", "owner", "2 more approvals"),
                progress(policy, RITA).needs());
    }

    private Progress progress(ApprovalPolicy policy, Person... yes) {
        return Progress.of(
                org.build(),
                policy,
                Set.of(),
                Stream.of(yes).map(person -> vote(person, true)).toList());
    }

    private List<String> obstacles(ApprovalPolicy policy, Person... behind) {
        return Progress.obstacles(
                org.build(), policy, Set.of(Stream.of(behind).map(Person::id).toArray(UserId[]::new)));
    }

    private static Ballot vote(Person voter, boolean allow) {
        return new Ballot(
                voter.id(),
                new CredentialId("tok_1"),
                allow,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }
}
