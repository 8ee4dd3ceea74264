package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.account.Register;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.org.SetUp;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import com.expacti.testkit.TestSignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first owner of an instance where nobody signs up. */
final class SetUpTest {
    private static final String EMAIL = "owner@example.com";

    private final TestSignIn people = new TestSignIn(Register.Door.CLOSED);

    private final List<OrgId> founded = new ArrayList<>();

    private final OrgRegistry registry = new OrgRegistry() {
        @Override
        public void found(OrgId org, OrgSettings settings, List<Person> founders, List<Target> targets) {
            people.ports().database().create(org, settings);
            founders.forEach(person -> people.ports().orgs().put(org, person));
            founded.add(org);
        }

        @Override
        public List<OrgId> all() {
            return List.copyOf(founded);
        }
    };

    private final SetUp setUp = node();

    private SetUp node() {
        return new SetUp(
                registry,
                new ChangeOrg(
                        people.ports().orgs(),
                        people.useCases().views(),
                        people.useCases().announcer()),
                people.ports().clock(),
                people.ports().ids(),
                () -> Digest.ofText(people.ports().ids().next()).hex().substring(0, 32),
                new SetUp.SignIns(people.ports().accounts(), people.ports().passwords()));
    }

    private static SetUp.Answers answers(Optional<String> password) {
        return new SetUp.Answers("Acme", EMAIL, "builder", password, false);
    }

    @Test
    void the_first_owner_signs_in_with_the_password_they_chose() {
        String link = setUp.open().orElseThrow();

        SetUp.Done done = setUp.complete(link, answers(Optional.of(TestSignIn.PASSWORD)));

        PersonCaller owner = people.caller(people.login(EMAIL, TestSignIn.PASSWORD));
        assertEquals(done.user(), owner.user());
        assertEquals(done.org(), owner.org());
    }

    @Test
    void without_a_password_they_have_the_key_alone() {
        SetUp.Done done = setUp.complete(setUp.open().orElseThrow(), answers(Optional.empty()));

        assertInstanceOf(PersonCaller.class, people.useCases().authenticator().authenticate(done.apiKey()));
        refused(ErrorCode.UNAUTHORIZED, () -> people.login(EMAIL, TestSignIn.PASSWORD));
    }

    @Test
    void a_password_that_is_refused_does_not_use_the_link_up_and_a_wrong_link_costs_no_hash() {
        String link = setUp.open().orElseThrow();

        refused(ErrorCode.INVALID, () -> setUp.complete(link, answers(Optional.of("short"))));
        refused(ErrorCode.UNAUTHORIZED, () -> setUp.complete("another", answers(Optional.of(TestSignIn.PASSWORD))));
        assertEquals(0, people.ports().passwords().work());

        assertEquals(
                EMAIL,
                people.ports()
                        .orgs()
                        .load(setUp.complete(link, answers(Optional.of(TestSignIn.PASSWORD)))
                                .org())
                        .people()
                        .values()
                        .iterator()
                        .next()
                        .email());
    }

    @Test
    void once_one_node_is_set_up_the_links_of_the_others_found_no_second_org() {
        SetUp other = node();
        String unused = other.open().orElseThrow();

        SetUp.Done _ = setUp.complete(setUp.open().orElseThrow(), answers(Optional.empty()));

        refused(ErrorCode.UNAUTHORIZED, () -> other.complete(unused, answers(Optional.empty())));
        assertEquals(1, founded.size());
    }

    private static void refused(ErrorCode code, org.junit.jupiter.api.function.Executable action) {
        assertEquals(code, assertThrows(GateException.class, action).code());
    }
}
