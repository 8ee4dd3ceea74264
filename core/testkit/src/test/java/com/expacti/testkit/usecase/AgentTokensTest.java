package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.org.ManageAgents.AgentDraft;
import com.expacti.application.org.ManageAgents.IssuedToken;
import com.expacti.application.org.ManageAgents.TokenDraft;
import com.expacti.application.sshkey.AgentKey;
import com.expacti.application.sshkey.ManageSshKeys;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.Credential;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Tokens for some targets, tokens that are replaced, and public keys. */
final class AgentTokensTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g laptop";

    private final TestGate gate = TestGate.create();
    private final ManageAgents agents = gate.useCases().agents();
    private final ManageSshKeys keys = gate.useCases().sshKeys();
    private final AgentId agent = gate.org().agent();

    @Test
    void a_token_for_some_targets_is_good_for_no_other() {
        AgentCaller some = caller(issue(gate.org().development()));

        assertEquals(
                Optional.of(gate.org().development()),
                submitted(some, Optional.of("dev")).submission().target());
        refused(ErrorCode.FORBIDDEN, "", () -> submitted(some, Optional.of("prod")));
        refused(
                ErrorCode.FORBIDDEN,
                "",
                () -> submitted(some, Optional.of(gate.org().production().value())));
    }

    @Test
    void naming_no_target_is_no_way_around_the_rules_of_those_it_is_good_for() {
        AgentCaller some = caller(issue(gate.org().development()));
        refused(ErrorCode.FORBIDDEN, "", () -> submitted(some, Optional.empty()));

        var _ = agents.edit(gate.owner(), agent, standard(gate.org().production()));
        refused(ErrorCode.FORBIDDEN, "", () -> submitted(some, Optional.empty()));

        var _ = agents.edit(gate.owner(), agent, standard(gate.org().development()));
        assertEquals(
                Optional.of(gate.org().development()),
                submitted(some, Optional.empty()).submission().target());
    }

    @Test
    void a_token_is_for_some_of_its_agents_targets_or_none_is_made() {
        TargetId foreign = gate.beside("other").org().development();
        for (Set<TargetId> wrong : List.of(Set.<TargetId>of(), Set.of(foreign), Set.of(new TargetId("target_none")))) {
            refused(
                    ErrorCode.INVALID,
                    "target_ids",
                    () -> agents.issue(
                            gate.owner(), agent, new TokenDraft("ci", OptionalLong.empty(), Optional.of(wrong))));
        }
    }

    @Test
    void a_replaced_token_is_good_for_the_overlap_and_no_longer() {
        IssuedToken old = issue(gate.org().development());

        IssuedToken fresh = agents.rotate(gate.owner(), agent, old.credential().id(), 60, OptionalLong.empty());

        assertEquals(old.credential().targets(), fresh.credential().targets());
        assertFalse(old.token().equals(fresh.token()));
        assertEquals(agent, caller(old).agent());
        assertTrue(gate.chain().getLast().json().contains("token_rotated"));
        gate.clock().advance(Duration.ofSeconds(60));
        refused(ErrorCode.UNAUTHORIZED, "", () -> caller(old));
        assertEquals(agent, caller(fresh).agent());
    }

    @Test
    void without_an_overlap_the_old_one_is_revoked_at_once() {
        IssuedToken old = agents.issue(gate.owner(), agent, "ci", OptionalLong.of(600));

        IssuedToken fresh = agents.rotate(gate.owner(), agent, old.credential().id(), 0, OptionalLong.empty());

        refused(ErrorCode.UNAUTHORIZED, "", () -> caller(old));
        assertEquals(
                old.credential().expiresAt(), fresh.credential().expiresAt(), "it ends when the old one would have");
        refused(
                ErrorCode.NOT_FOUND,
                "",
                () -> agents.rotate(gate.owner(), agent, old.credential().id(), 0, OptionalLong.empty()));
    }

    @Test
    void a_token_that_is_over_is_not_brought_back_by_replacing_it() {
        IssuedToken old = agents.issue(gate.owner(), agent, "ci", OptionalLong.of(60));
        gate.clock().advance(Duration.ofSeconds(60));

        refused(
                ErrorCode.CONFLICT,
                "",
                () -> agents.rotate(gate.owner(), agent, old.credential().id(), 60, OptionalLong.of(60)));
    }

    @Test
    void whoever_replaces_a_token_may_not_decide_what_comes_with_it() {
        IssuedToken old = agents.issue(gate.owner(), agent, "ci", OptionalLong.empty());
        var _ = gate.useCases()
                .members()
                .edit(
                        gate.owner(),
                        gate.org().reviewer().person().id(),
                        new com.expacti.application.member.ManageMembers.MemberDraft(
                                Optional.of(com.expacti.domain.identity.Role.ADMIN), Optional.empty()));

        IssuedToken fresh =
                agents.rotate(gate.reviewer(), agent, old.credential().id(), 0, OptionalLong.empty());

        var waiting = submitted(caller(fresh), Optional.empty());
        refused(
                ErrorCode.FORBIDDEN,
                "",
                () -> gate.approve(gate.reviewer(), waiting.submission().id()));
    }

    @Test
    void an_overlap_is_a_day_at_most() {
        IssuedToken old = agents.issue(gate.owner(), agent, "ci", OptionalLong.empty());
        for (long wrong : List.of(-1L, 86_401L)) {
            refused(
                    ErrorCode.INVALID,
                    "overlap_seconds",
                    () -> agents.rotate(gate.owner(), agent, old.credential().id(), wrong, OptionalLong.empty()));
        }
        assertEquals(
                2,
                agents.rotate(gate.owner(), agent, old.credential().id(), 86_400, OptionalLong.empty())
                        .credential()
                        .name()
                        .length());
    }

    @Test
    void an_agent_loses_its_default_target_when_it_is_taken_away() {
        var _ = agents.edit(gate.owner(), agent, standard(gate.org().production()));
        refused(
                ErrorCode.INVALID,
                "default_target_id",
                () -> agents.edit(gate.owner(), agent, targets(Set.of(gate.org().development()), false)));

        var after = agents.edit(gate.owner(), agent, targets(Set.of(gate.org().development()), true));

        assertEquals(Optional.empty(), after.defaultTarget());
    }

    @Test
    void a_removed_member_owns_no_new_agent_and_keeps_no_hold_on_the_old() {
        gate.useCases()
                .members()
                .remove(gate.owner(), gate.org().admin().person().id());

        assertEquals(
                "renamed",
                agents.edit(
                                gate.owner(),
                                agent,
                                new AgentDraft(
                                        Optional.of("renamed"), Optional.empty(), Optional.empty(), Optional.empty()))
                        .name());
        refused(
                ErrorCode.INVALID,
                "owner_id",
                () -> agents.make(
                        gate.owner(),
                        new AgentDraft(
                                Optional.of("new"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(gate.org().admin().person().id()))));
    }

    @Test
    void a_key_is_listed_by_its_fingerprint_and_is_no_token() {
        AgentKey key = keys.add(gate.owner(), agent, KEY, Optional.empty());

        assertEquals("laptop", key.credential().name());
        assertEquals(List.of(key), keys.list(gate.reviewer(), agent));
        assertTrue(agents.tokens(gate.owner(), agent).stream().noneMatch(Credential::isSshKey));
        refused(
                ErrorCode.NOT_FOUND,
                "",
                () -> agents.revoke(gate.owner(), agent, key.credential().id()));
        refused(
                ErrorCode.UNAUTHORIZED,
                "",
                () -> gate.useCases().authenticator().authenticate(key.key().line()));
        assertTrue(gate.chain().getLast().json().contains(key.key().fingerprint()));
    }

    @Test
    void a_removed_key_is_gone_and_may_be_registered_anew() {
        AgentKey key = keys.add(gate.owner(), agent, KEY, Optional.of("ci"));
        refused(ErrorCode.CONFLICT, "", () -> keys.add(gate.owner(), agent, KEY, Optional.of("again")));

        keys.remove(gate.admin(), agent, key.credential().id());

        assertEquals(List.of(), keys.list(gate.owner(), agent));
        refused(
                ErrorCode.NOT_FOUND,
                "",
                () -> keys.remove(gate.admin(), agent, key.credential().id()));
        assertTrue(gate.chain().getLast().json().contains("ssh_key_removed"));
        assertEquals(
                "ci",
                keys.add(gate.owner(), agent, KEY, Optional.of("ci"))
                        .credential()
                        .name());
    }

    @Test
    void a_key_that_is_another_orgs_is_refused_in_the_words_for_ones_own() {
        var _ = keys.add(gate.owner(), agent, KEY, Optional.empty());
        TestGate other = gate.beside("other");

        GateException own =
                assertThrows(GateException.class, () -> keys.add(gate.owner(), agent, KEY, Optional.empty()));
        GateException foreign = assertThrows(
                GateException.class, () -> keys.add(other.owner(), other.org().agent(), KEY, Optional.empty()));

        assertEquals(own.getMessage(), foreign.getMessage());
        assertEquals(own.code(), foreign.code());
        refused(ErrorCode.NOT_FOUND, "", () -> keys.list(other.owner(), agent));
        refused(ErrorCode.NOT_FOUND, "", () -> keys.add(other.owner(), agent, KEY, Optional.empty()));
    }

    @Test
    void those_who_only_read_register_nothing() {
        refused(ErrorCode.FORBIDDEN, "", () -> keys.add(gate.reviewer(), agent, KEY, Optional.empty()));
    }

    private IssuedToken issue(TargetId target) {
        return agents.issue(
                gate.owner(), agent, new TokenDraft("ci", OptionalLong.empty(), Optional.of(Set.of(target))));
    }

    private AgentCaller caller(IssuedToken token) {
        return (AgentCaller) gate.useCases().authenticator().authenticate(token.token());
    }

    private CommandRecord submitted(AgentCaller by, Optional<String> target) {
        SubmitRequest plain = gate.request("make all");
        SubmitRequest request = new SubmitRequest(
                plain.session(),
                plain.ref(),
                plain.command(),
                plain.cwd(),
                target,
                plain.context(),
                plain.step(),
                plain.timeoutSeconds(),
                plain.spend(),
                plain.node(),
                plain.source());
        return gate.useCases().submit().submit(by, request, Optional.empty()).stored();
    }

    private static AgentDraft standard(TargetId target) {
        return new AgentDraft(Optional.empty(), Optional.of(target), Optional.empty(), Optional.empty());
    }

    private static AgentDraft targets(Set<TargetId> targets, boolean withoutDefault) {
        return new AgentDraft(
                Optional.empty(), Optional.empty(), Optional.of(targets), Optional.empty(), withoutDefault);
    }

    private static void refused(ErrorCode code, String field, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(field, refused.field().orElse(""), refused.getMessage());
    }
}
