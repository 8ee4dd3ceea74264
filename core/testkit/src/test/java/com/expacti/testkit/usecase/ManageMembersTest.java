package com.expacti.testkit.usecase;

import static com.expacti.domain.identity.Permission.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.ManageMembers;
import com.expacti.application.member.ManageMembers.MemberDraft;
import com.expacti.application.member.Member;
import com.expacti.application.org.ManageKeys.KeyDraft;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.DemoOrg;
import com.expacti.testkit.TestGate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Members: who may change whom, and what a removal takes along. */
final class ManageMembersTest {
    private final TestGate gate = TestGate.create();
    private final ManageMembers members = gate.useCases().members();

    @Test
    void another_role_holds_from_the_next_call_on_and_is_in_the_log() {
        Member after = edit(gate.owner(), gate.org().reviewer(), Role.AUDITOR);

        assertEquals(Role.AUDITOR, after.person().role());
        refused(ErrorCode.FORBIDDEN, () -> gate.approve(gate.reviewer(), gate.submitted("make all")));
        String last = gate.chain().getLast().json();
        assertTrue(last.contains("member_role_changed") && last.contains("reviewer → auditor"), last);
    }

    @Test
    void an_admin_manages_all_but_owners_and_makes_none() {
        DemoOrg org = gate.org();

        assertEquals(
                Role.ADMIN,
                edit(gate.admin(), org.reviewer(), Role.ADMIN).person().role());
        refused(ErrorCode.FORBIDDEN, () -> edit(gate.admin(), org.reviewer(), Role.OWNER));
        refused(ErrorCode.FORBIDDEN, () -> edit(gate.admin(), org.owner(), Role.REVIEWER));
        refused(ErrorCode.FORBIDDEN, () -> rename(gate.admin(), org.owner(), "Oscar"));
        refused(ErrorCode.FORBIDDEN, () -> members.remove(gate.admin(), id(org.owner())));
    }

    @Test
    void nobody_changes_their_own_role() {
        DemoOrg org = gate.org();
        var _ = edit(gate.owner(), org.reviewer(), Role.OWNER);

        refused(ErrorCode.FORBIDDEN, () -> edit(gate.owner(), org.owner(), Role.REVIEWER));
        refused(ErrorCode.FORBIDDEN, () -> edit(gate.admin(), org.admin(), Role.AUDITOR));

        assertEquals(
                Role.OWNER, edit(gate.owner(), org.owner(), Role.OWNER).person().role(), "as it is");
        assertEquals(
                "Olga II", rename(gate.owner(), org.owner(), "Olga II").person().displayName());
    }

    @Test
    void those_who_only_read_or_decide_manage_nobody() {
        for (PersonCaller by : List.of(gate.reviewer(), gate.person(gate.org().auditor()))) {
            refused(ErrorCode.FORBIDDEN, () -> edit(by, gate.org().reviewer(), Role.ADMIN));
            refused(ErrorCode.FORBIDDEN, () -> members.remove(by, id(gate.org().admin())));
            assertEquals(4, members.list(by, false).size());
        }
    }

    @Test
    void a_key_gives_no_role_that_may_more_than_the_key() {
        PersonCaller key = key(gate.owner(), ORG_READ, ORG_WRITE);

        refused(ErrorCode.FORBIDDEN, () -> edit(key, gate.org().auditor(), Role.REVIEWER));

        assertEquals(
                Role.AUDITOR,
                edit(key, gate.org().reviewer(), Role.AUDITOR).person().role());
    }

    @Test
    void the_last_owner_neither_leaves_nor_is_removed() {
        UserId owner = id(gate.org().owner());
        refused(ErrorCode.CONFLICT, () -> members.remove(gate.owner(), owner));
        var _ = edit(gate.owner(), gate.org().reviewer(), Role.OWNER);

        members.remove(gate.owner(), owner);

        assertEquals(List.of(owner), ids(members.list(gate.reviewer(), true)));
        refused(ErrorCode.UNAUTHORIZED, gate::owner);
    }

    @Test
    void a_removed_persons_tokens_and_keys_are_refused_at_once() {
        var _ = edit(gate.owner(), gate.org().reviewer(), Role.ADMIN);
        PersonCaller before = gate.reviewer();
        PersonCaller key = key(before, COMMANDS_READ);

        members.remove(gate.admin(), id(gate.org().reviewer()));

        refused(ErrorCode.UNAUTHORIZED, gate::reviewer);
        for (PersonCaller each : List.of(before, key)) {
            refused(
                    ErrorCode.UNAUTHORIZED,
                    () -> gate.useCases().authenticator().again(each));
        }
        refused(ErrorCode.NOT_FOUND, () -> members.get(gate.owner(), before.user()));
        refused(ErrorCode.NOT_FOUND, () -> members.remove(gate.owner(), before.user()));
    }

    @Test
    void what_a_removed_person_issued_to_an_agent_stays_the_agents() {
        members.remove(gate.owner(), id(gate.org().admin()));

        assertEquals("approved", gate.approve(gate.submitted("make all")).status());
    }

    @Test
    void a_caller_demoted_while_they_asked_changes_nothing() {
        PersonCaller adam = gate.admin();
        var _ = edit(gate.owner(), gate.org().admin(), Role.REVIEWER);

        refused(ErrorCode.FORBIDDEN, () -> edit(adam, gate.org().auditor(), Role.REVIEWER));
    }

    @Test
    void other_orgs_people_are_not_there() {
        UserId stranger = id(gate.beside("other").org().reviewer());

        refused(ErrorCode.NOT_FOUND, () -> members.get(gate.owner(), stranger));
        refused(ErrorCode.NOT_FOUND, () -> members.remove(gate.owner(), stranger));
        refused(
                ErrorCode.NOT_FOUND,
                () -> members.edit(
                        gate.owner(), stranger, new MemberDraft(Optional.of(Role.AUDITOR), Optional.empty())));
    }

    @Test
    void a_name_that_cannot_be_shown_is_refused() {
        for (String name : List.of("", " ", "a\u0000b", "n".repeat(101))) {
            refused(ErrorCode.INVALID, () -> rename(gate.owner(), gate.org().reviewer(), name));
        }
    }

    private Member edit(PersonCaller by, DemoOrg.Member whom, Role role) {
        return members.edit(by, id(whom), new MemberDraft(Optional.of(role), Optional.empty()));
    }

    private Member rename(PersonCaller by, DemoOrg.Member whom, String name) {
        return members.edit(by, id(whom), new MemberDraft(Optional.empty(), Optional.of(name)));
    }

    private PersonCaller key(PersonCaller by, Permission... permissions) {
        var issued = gate.useCases()
                .keys()
                .issue(by, new KeyDraft("ci", Set.of(permissions), Optional.empty(), OptionalLong.empty()));
        return assertInstanceOf(
                PersonCaller.class, gate.useCases().authenticator().authenticate(issued.key()));
    }

    private static UserId id(DemoOrg.Member member) {
        return member.person().id();
    }

    private static List<UserId> ids(List<Member> members) {
        return members.stream().map(Member::person).map(Person::id).toList();
    }

    private static void refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
