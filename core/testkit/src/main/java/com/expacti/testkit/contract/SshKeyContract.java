package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.access.CredentialStore.Known;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.SshPublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of agents' public keys, and of tokens that end. */
public abstract class SshKeyContract {
    private Store store;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void a_key_reads_back_and_is_found_by_its_fingerprint() throws SshPublicKey.Unreadable {
        SshPublicKey key = key();
        Credential credential = credential(scene.agent);

        long _ = scene.change(new OrgChange.SshKeyAdded(credential, key));

        assertEquals(Map.of(credential.id(), key), store.sshKeys().keys(scene.org));
        assertEquals(
                Optional.of(new Known(scene.org, credential.id())),
                store.sshKeys().find(key.fingerprint()));
        assertEquals(credential, store.orgs().load(scene.org).credentials().get(credential.id()));
        assertEquals(
                Optional.empty(), store.credentials().find(Digest.ofText(key.line())), "it proves nobody by itself");
    }

    @Test
    final void a_key_is_one_agents_over_all_orgs_and_the_refusal_is_the_same_everywhere()
            throws SshPublicKey.Unreadable {
        SshPublicKey key = key();
        Scene other = new Scene(store);
        long _ = scene.change(new OrgChange.SshKeyAdded(credential(scene.agent), key));
        int entries = other.chain().size();

        String here = refusal(scene, key);
        String there = refusal(other, key);

        assertEquals(here, there);
        assertEquals(entries, other.chain().size());
        assertEquals(Map.of(), store.sshKeys().keys(other.org));
    }

    @Test
    final void of_many_who_register_a_key_at_once_one_gets_it() throws SshPublicKey.Unreadable {
        SshPublicKey key = key();
        Scene other = new Scene(store);

        List<Boolean> got = Race.run(i -> () -> {
            Scene one = i % 2 == 0 ? scene : other;
            try {
                long _ = one.change(new OrgChange.SshKeyAdded(credential(one.agent), key));
                return true;
            } catch (GateException e) {
                assertEquals(ErrorCode.CONFLICT, e.code());
                return false;
            }
        });

        assertEquals(1, got.stream().filter(g -> g).count());
    }

    @Test
    final void a_removed_key_is_nobodys_and_may_be_another_agents() throws SshPublicKey.Unreadable {
        SshPublicKey key = key();
        Credential first = credential(scene.agent);
        long _ = scene.change(new OrgChange.SshKeyAdded(first, key));

        long _ = scene.change(new OrgChange.CredentialRevoked(first.id()));

        assertEquals(Optional.empty(), store.sshKeys().find(key.fingerprint()));
        Credential second = credential(scene.otherAgent);
        long _ = scene.change(new OrgChange.SshKeyAdded(second, key));
        assertEquals(
                Optional.of(new Known(scene.org, second.id())), store.sshKeys().find(key.fingerprint()));
    }

    @Test
    final void a_removed_agents_tokens_and_keys_are_revoked_with_it() throws SshPublicKey.Unreadable {
        SshPublicKey key = key();
        long _ = scene.change(new OrgChange.SshKeyAdded(credential(scene.agent), key));
        Agent gone = new Agent(
                scene.agent, "builder", Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), false);

        long _ = scene.change(new OrgChange.AgentEdited(gone));

        assertEquals(Optional.empty(), store.sshKeys().find(key.fingerprint()));
        assertTrue(store.orgs().load(scene.org).credentials().values().stream().allMatch(Credential::revoked));
    }

    @Test
    final void a_replaced_token_ends_when_it_was_to_or_sooner() {
        Instant soon = store.ledger().now().plusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        CredentialId next = new CredentialId("tok_next");

        long _ = scene.change(new OrgChange.TokenRotated(scene.credential, soon, next));
        assertEquals(Optional.of(soon), end());

        long _ = scene.change(new OrgChange.TokenRotated(scene.credential, soon.plusSeconds(60), next));
        assertEquals(Optional.of(soon), end());
    }

    @Test
    final void a_token_for_some_targets_reads_back() {
        Credential some = new Credential(
                new CredentialId("tok_s" + store.ids().next()),
                "some",
                Optional.of(scene.agent),
                Optional.empty(),
                Optional.of(scene.olga.id()),
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false,
                Optional.of(Set.of(scene.target.id())));

        long _ = scene.change(new OrgChange.CredentialIssued(some, ""));

        assertEquals(some, store.orgs().load(scene.org).credentials().get(some.id()));
    }

    private Optional<Instant> end() {
        return Optional.ofNullable(store.orgs().load(scene.org).credentials().get(scene.credential))
                .orElseThrow()
                .expiresAt();
    }

    private String refusal(Scene in, SshPublicKey key) {
        GateException refused = assertThrows(
                GateException.class, () -> in.change(new OrgChange.SshKeyAdded(credential(in.otherAgent), key)));
        assertEquals(ErrorCode.CONFLICT, refused.code());
        return String.valueOf(refused.getMessage());
    }

    private Credential credential(AgentId agent) {
        return new Credential(
                new CredentialId(Credential.SSH_PREFIX + store.ids().next()),
                "laptop",
                Optional.of(agent),
                Optional.empty(),
                Optional.of(scene.olga.id()),
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false);
    }

    /** One nobody has used. */
    private SshPublicKey key() throws SshPublicKey.Unreadable {
        byte[] unique = Digest.ofText(store.ids().next()).hex().substring(0, 32).getBytes(StandardCharsets.US_ASCII);
        byte[] blob = ByteBuffer.allocate(51)
                .putInt(11)
                .put("ssh-ed25519".getBytes(StandardCharsets.US_ASCII))
                .putInt(32)
                .put(unique)
                .array();
        return SshPublicKey.parse("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob) + " laptop");
    }
}
