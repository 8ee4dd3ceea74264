package com.expacti.adapters.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.org.OrgStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import com.expacti.testkit.contract.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where billing is configured: whose plan is which, and the last place, which one of many gets. */
final class PlanRoomTest {
    private final TestDatabase database = TestDatabase.get();
    private final OrgStore orgs = database.withPlans(OrgStore.class);
    private final List<Person> auditors = new ArrayList<>();
    private final OrgId org = found();

    private OrgId found() {
        String unique = database.bean(IdSource.class).next();
        List<Person> people = new ArrayList<>();
        people.add(new Person(new UserId("user_o" + unique), "olga@example.com", "Olga", Role.OWNER, true));
        for (int i = 0; i < Race.RUNNERS; i++) {
            auditors.add(new Person(
                    new UserId("user_%d_%s".formatted(i, unique)),
                    "a" + i + "@example.com",
                    "A" + i,
                    Role.AUDITOR,
                    true));
        }
        people.addAll(auditors);
        OrgId id = new OrgId("org_" + unique);
        database.bean(OrgRegistry.class).found(id, OrgSettings.standard("Acme"), people, List.of());
        return id;
    }

    @Test
    void an_org_that_billing_has_said_nothing_of_is_on_free_and_without_billing_on_none() {
        assertEquals(OrgPlan.of(Plan.FREE), orgs.load(org).plan());
        assertEquals(OrgPlan.NONE, database.bean(OrgStore.class).load(org).plan());

        long _ = orgs.change(org, "system:billing", List.of(new OrgChange.PlanChanged(OrgPlan.of(Plan.PRO), "paid")));

        assertEquals(OrgPlan.of(Plan.PRO), orgs.load(org).plan());
        assertEquals(OrgPlan.NONE, database.bean(OrgStore.class).load(org).plan());
    }

    @Test
    void of_32_who_want_the_places_that_are_left_as_many_get_one_as_there_are() {
        long _ = orgs.change(org, "system:billing", List.of(new OrgChange.PlanChanged(OrgPlan.of(Plan.PRO), "paid")));

        List<Optional<ErrorCode>> outcomes = Race.run(i -> () -> promoted(auditors.get(i)));

        assertEquals(4, outcomes.stream().filter(Optional::isEmpty).count());
        assertTrue(outcomes.stream().flatMap(Optional::stream).allMatch(code -> code == ErrorCode.PLAN_LIMIT));
        assertEquals(5, orgs.load(org).inUse().reviewers());
    }

    @Test
    void a_place_that_is_not_there_changes_nothing_and_what_is_there_stays_under_a_smaller_plan() {
        long version = orgs.gateVersion(org);

        assertEquals(Optional.of(ErrorCode.PLAN_LIMIT), promoted(auditors.getFirst()));
        assertEquals(version, orgs.gateVersion(org));

        long _ = orgs.change(org, "system:billing", List.of(new OrgChange.PlanChanged(OrgPlan.of(Plan.PRO), "paid")));
        assertEquals(Optional.empty(), promoted(auditors.getFirst()));
        long _ = orgs.change(org, "system:billing", List.of(new OrgChange.PlanChanged(OrgPlan.of(Plan.FREE), "over")));
        assertEquals(2, orgs.load(org).inUse().reviewers());
        assertEquals(Optional.of(ErrorCode.PLAN_LIMIT), promoted(auditors.get(1)));
    }

    private Optional<ErrorCode> promoted(Person auditor) {
        Person reviewer = new Person(auditor.id(), auditor.email(), auditor.displayName(), Role.REVIEWER, true);
        try {
            long _ = orgs.change(
                    org, "olga@example.com", List.of(new OrgChange.MemberRoleChanged(reviewer, Role.AUDITOR)));
            return Optional.empty();
        } catch (GateException e) {
            return Optional.of(e.code());
        }
    }
}
