package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Account;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.AcceptInvite;
import com.expacti.application.member.ManageInvites;
import com.expacti.application.member.ManageMembers.MemberDraft;
import com.expacti.application.org.ManageKeys.KeyDraft;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Invite;
import com.expacti.testkit.DemoOrg;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Invites: who may give which role, and what it takes to accept one. */
final class InvitesTest {
    private static final String EMAIL = "nina@example.com";
    private static final String PASSWORD = "several words do well";

    private final TestGate gate = TestGate.create();
    private final ManageInvites invites = gate.useCases().invites();
    private final AcceptInvite accepting = gate.useCases().acceptInvite();

    @Test
    void whoever_opens_the_link_and_chooses_a_password_is_a_member_in_the_role_they_were_given() {
        Invite invite = invites.invite(gate.admin(), EMAIL, Role.REVIEWER);
        assertEquals(EMAIL, gate.ports().mailer().last().to());
        assertTrue(gate.ports().mailer().last().text().contains("https://gate.example.com/app/invite#token="));

        var joined = accept(PASSWORD);

        assertEquals(Role.REVIEWER, joined.person().role());
        assertEquals(gate.org().org(), joined.org());
        assertTrue(gate.ports().accounts().byEmail(EMAIL).isPresent());
        assertEquals(List.of(), invites.list(gate.owner()));
        String last = gate.chain().getLast().json();
        assertTrue(last.contains("member_joined") && last.contains(invite.id()), last);
    }

    @Test
    void the_link_s_secret_is_in_the_mail_and_nowhere_else() {
        var _ = invites.invite(gate.owner(), EMAIL, Role.REVIEWER);
        String token = gate.ports().mailer().token();

        assertTrue(gate.chain().stream().noneMatch(entry -> entry.json().contains(token)));
        assertFalse(gate.ports().mailer().last().toString().contains(token));
    }

    @Test
    void a_link_is_good_once() {
        var _ = invites.invite(gate.owner(), EMAIL, Role.REVIEWER);
        String token = gate.ports().mailer().token();
        var _ = accepting.accept(token, PASSWORD);

        refused(ErrorCode.UNAUTHORIZED, () -> accepting.accept(token, PASSWORD));
        refused(ErrorCode.UNAUTHORIZED, () -> accepting.accept("0".repeat(32), PASSWORD));
    }

    @Test
    void a_revoked_invites_link_is_dead_and_so_is_one_of_a_week_ago() {
        Invite revoked = invites.invite(gate.owner(), EMAIL, Role.REVIEWER);
        String first = gate.ports().mailer().token();
        invites.revoke(gate.admin(), revoked.id());
        refused(ErrorCode.UNAUTHORIZED, () -> accepting.accept(first, PASSWORD));
        refused(ErrorCode.NOT_FOUND, () -> invites.get(gate.owner(), revoked.id()));

        var _ = invites.invite(gate.owner(), EMAIL, Role.REVIEWER);
        gate.clock().advance(Duration.ofDays(7));
        refused(ErrorCode.UNAUTHORIZED, () -> accept(PASSWORD));
        assertEquals(List.of(), invites.list(gate.owner()));
    }

    @Test
    void one_sent_again_has_another_link_and_five_are_enough() {
        Invite invite = invites.invite(gate.owner(), EMAIL, Role.REVIEWER);
        String first = gate.ports().mailer().token();

        for (int i = 0; i < 4; i++) {
            var _ = invites.resend(gate.admin(), invite.id());
        }

        refused(ErrorCode.CONFLICT, () -> invites.resend(gate.owner(), invite.id()));
        refused(ErrorCode.UNAUTHORIZED, () -> accepting.accept(first, PASSWORD));
        assertEquals(EMAIL, accept(PASSWORD).person().email());
        assertEquals(5, gate.ports().mailer().sent().size());
    }

    @Test
    void an_account_is_joined_by_its_own_password_alone() {
        AccountId account = new AccountId("acc_nina");
        gate.ports()
                .accounts()
                .make(new Account(
                        account,
                        "Nina@Example.com",
                        Optional.of(gate.ports().passwords().hash(PASSWORD)),
                        Optional.empty()));
        var _ = invites.invite(gate.owner(), EMAIL, Role.ADMIN);

        refused(ErrorCode.UNAUTHORIZED, () -> accept("another password that is long"));
        var joined = accept(PASSWORD);

        assertEquals(
                Optional.of(account),
                gate.ports().accounts().of(gate.org().org(), joined.person().id()));
    }

    @Test
    void whoever_has_a_link_to_somebody_elses_account_guesses_a_few_times_only() {
        gate.ports()
                .accounts()
                .make(new Account(
                        new AccountId("acc_nina"),
                        EMAIL,
                        Optional.of(gate.ports().passwords().hash(PASSWORD)),
                        Optional.empty()));
        var _ = invites.invite(gate.owner(), EMAIL, Role.ADMIN);
        for (int i = 0; i < 5; i++) {
            refused(ErrorCode.UNAUTHORIZED, () -> accept("another password that is long"));
        }

        refused(ErrorCode.RATE_LIMITED, () -> accept(PASSWORD));
    }

    @Test
    void a_new_account_has_a_password_that_is_hard_to_guess_and_a_slip_costs_no_link() {
        var _ = invites.invite(gate.owner(), EMAIL, Role.REVIEWER);
        for (String weak : List.of("", "short", "password1234", "aaaaaaaaaaaaaaaa")) {
            refused(ErrorCode.INVALID, () -> accept(weak));
        }
        assertEquals(EMAIL, accept(PASSWORD).person().email());
    }

    @Test
    void only_an_owner_invites_an_owner_and_no_key_somebody_mightier_than_itself() {
        refused(ErrorCode.FORBIDDEN, () -> invites.invite(gate.admin(), EMAIL, Role.OWNER));
        refused(ErrorCode.FORBIDDEN, () -> invites.invite(gate.reviewer(), EMAIL, Role.REVIEWER));
        var issued = gate.useCases()
                .keys()
                .issue(
                        gate.owner(),
                        new KeyDraft(
                                "ci",
                                Set.of(Permission.ORG_READ, Permission.ORG_WRITE),
                                Optional.empty(),
                                OptionalLong.empty()));
        PersonCaller key = (PersonCaller) gate.useCases().authenticator().authenticate(issued.key());
        refused(ErrorCode.FORBIDDEN, () -> invites.invite(key, EMAIL, Role.REVIEWER));

        assertEquals(Role.OWNER, invites.invite(gate.owner(), EMAIL, Role.OWNER).role());
    }

    @Test
    void whoever_was_demoted_since_lets_nobody_in() {
        var _ = invites.invite(gate.admin(), EMAIL, Role.ADMIN);
        var _ = gate.useCases()
                .members()
                .edit(
                        gate.owner(),
                        id(gate.org().admin()),
                        new MemberDraft(Optional.of(Role.AUDITOR), Optional.empty()));

        refused(ErrorCode.FORBIDDEN, () -> accept(PASSWORD));

        assertEquals(4, gate.useCases().members().list(gate.owner(), false).size());
    }

    @Test
    void an_owner_who_is_one_no_more_makes_none() {
        var _ = gate.useCases()
                .members()
                .edit(
                        gate.owner(),
                        id(gate.org().reviewer()),
                        new MemberDraft(Optional.of(Role.OWNER), Optional.empty()));
        var _ = invites.invite(gate.owner(), EMAIL, Role.OWNER);
        var _ = gate.useCases()
                .members()
                .edit(
                        gate.reviewer(),
                        id(gate.org().owner()),
                        new MemberDraft(Optional.of(Role.ADMIN), Optional.empty()));

        refused(ErrorCode.FORBIDDEN, () -> accept(PASSWORD));
    }

    @Test
    void members_are_not_invited_and_those_who_were_removed_come_back_as_who_they_were() {
        UserId rita = id(gate.org().reviewer());
        gate.ports().orgs().put(gate.org().org(), new Person(rita, EMAIL, "Rita", Role.REVIEWER, true));
        refused(ErrorCode.CONFLICT, () -> invites.invite(gate.owner(), "NINA@example.com", Role.ADMIN));
        gate.useCases().members().remove(gate.owner(), rita);

        var _ = invites.invite(gate.owner(), EMAIL, Role.AUDITOR);
        var joined = accept(PASSWORD);

        assertEquals(new Person(rita, EMAIL, "Rita", Role.AUDITOR, true), joined.person());
        refused(ErrorCode.UNAUTHORIZED, gate::reviewer);
    }

    @Test
    void what_is_no_address_is_refused_by_field() {
        for (String bad : List.of("", "nina", "a@b\nBcc: c@d", "n".repeat(250) + "@example.com")) {
            GateException refused =
                    assertThrows(GateException.class, () -> invites.invite(gate.owner(), bad, Role.REVIEWER));
            assertEquals(Optional.of("email"), refused.field());
        }
    }

    @Test
    void other_orgs_invites_are_not_there() {
        TestGate other = gate.beside("other");
        Invite theirs = invites.invite(other.owner(), EMAIL, Role.REVIEWER);

        refused(ErrorCode.NOT_FOUND, () -> invites.get(gate.owner(), theirs.id()));
        refused(ErrorCode.NOT_FOUND, () -> invites.revoke(gate.owner(), theirs.id()));
        refused(ErrorCode.NOT_FOUND, () -> invites.resend(gate.owner(), theirs.id()));
        assertEquals(List.of(), invites.list(gate.owner()));
    }

    private AcceptInvite.Joined accept(String password) {
        return accepting.accept(gate.ports().mailer().token(), password);
    }

    private static UserId id(DemoOrg.Member member) {
        return member.person().id();
    }

    private static void refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
