package com.expacti.application.org;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.PasswordHashes;
import com.expacti.application.account.PasswordRules;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgSettings;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The first org of an instance that has none: whoever holds the one-time link, printed when the server started, becomes
 * its owner. The link dies with its use, with the process, or after an hour.
 */
public final class SetUp {
    private static final Duration LIFE = Duration.ofHours(1);

    private final OrgRegistry registry;
    private final ChangeOrg change;
    private final InstantSource clock;
    private final IdSource ids;
    private final SecretSource secrets;
    private final SignIns signIns;
    private final AtomicReference<Optional<Link>> link = new AtomicReference<>(Optional.empty());

    /** What the owner's sign-in is made with. */
    public record SignIns(Accounts accounts, PasswordHashes hashes) {}

    public SetUp(
            OrgRegistry registry,
            ChangeOrg change,
            InstantSource clock,
            IdSource ids,
            SecretSource secrets,
            SignIns signIns) {
        this.signIns = signIns;
        this.registry = registry;
        this.change = change;
        this.clock = clock;
        this.ids = ids;
        this.secrets = secrets;
    }

    private record Link(Digest token, Instant until) {}

    /**
     * What whoever sets up says.
     *
     * @param password for the owner to sign in with; without one they have the API key alone
     * @param allowSelfApproval whether the only reviewer may decide their own agent's commands
     */
    public record Answers(
            String orgName, String email, String agentName, Optional<String> password, boolean allowSelfApproval) {
        @Override
        public String toString() {
            return "Answers";
        }
    }

    /** The first credentials, for this one time. */
    public record Done(OrgId org, UserId user, AgentId agent, String apiKey, String agentToken) {
        @Override
        public String toString() {
            return "Done[" + org + "]";
        }
    }

    /** A new link's token, if the instance has no org yet. */
    public Optional<String> open() {
        if (!registry.all().isEmpty()) {
            return Optional.empty();
        }
        String token = secrets.hex32();
        link.set(Optional.of(new Link(Digest.ofText(token), clock.instant().plus(LIFE))));
        return Optional.of(token);
    }

    /** @throws GateException {@code unauthorized} for a link that is unknown, used or over; {@code invalid} */
    public Done complete(String token, Answers answers) {
        check(answers);
        requireUnfounded();
        Optional<String> hash = answers.password()
                .map(password -> PasswordRules.require(password, answers.email()))
                .filter(_ -> isGood(token)) // a stranger's guess costs no hash
                .map(signIns.hashes()::hash);
        Optional<Link> open = java.util.Objects.requireNonNull(link.get(), "the link is never null");
        if (!isGood(token) || !link.compareAndSet(open, Optional.empty())) {
            throw new GateException(
                    ErrorCode.UNAUTHORIZED,
                    "the set-up link is unknown, used or over an hour old; restart to get another");
        }
        return found(answers, hash);
    }

    /** Each node prints a link of its own; with the first that is used all of them end. */
    private void requireUnfounded() {
        if (!registry.all().isEmpty()) {
            throw new GateException(
                    ErrorCode.UNAUTHORIZED, "this instance has been set up; ask its owner for an invitation");
        }
    }

    private boolean isGood(String token) {
        Optional<Link> open = java.util.Objects.requireNonNull(link.get(), "the link is never null");
        return open.filter(l -> clock.instant().isBefore(l.until()))
                .filter(l -> MessageDigest.isEqual(
                        l.token().hex().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        Digest.ofText(token).hex().getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isPresent();
    }

    /** Whoever holds the link is trusted with the address they give. */
    private List<OrgChange> account(Person owner, OrgId org, Optional<String> hash) {
        return hash.map(h -> {
                    AccountId account = new AccountId("acc_" + ids.next());
                    signIns.accounts().make(new Account(account, owner.email(), Optional.of(h), Optional.of(org)));
                    return List.<OrgChange>of(new OrgChange.AccountLinked(owner.id(), account));
                })
                .orElse(List.of());
    }

    private Done found(Answers answers, Optional<String> hash) {
        OrgId org = new OrgId("org_" + ids.next());
        Person owner = new Person(new UserId("user_" + ids.next()), answers.email(), answers.email(), Role.OWNER, true);
        registry.found(org, OrgSettings.standard(answers.orgName()), List.of(owner), List.of());
        Agent agent = new Agent(
                new AgentId("agent_" + ids.next()),
                answers.agentName(),
                Optional.of(owner.id()),
                Optional.of(owner.id()),
                Optional.empty(),
                Set.of(),
                true);
        Set<Permission> deciding = EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT));
        Credential key = new Credential(
                new CredentialId("key_" + ids.next()),
                "first key",
                Optional.empty(),
                Optional.of(owner.id()),
                Optional.of(owner.id()),
                deciding,
                Optional.empty(),
                false);
        Credential shell = new Credential(
                new CredentialId("tok_" + ids.next()),
                "first token",
                Optional.of(agent.id()),
                Optional.empty(),
                Optional.of(owner.id()),
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false);
        String apiKey = "expacti_" + secrets.hex32();
        String agentToken = "expacti_shell_" + secrets.hex32();
        List<OrgChange> changes = new ArrayList<>(account(owner, org, hash));
        changes.addAll(List.of(
                new OrgChange.SettingsEdited(
                        settings(answers),
                        "allow_self_approval " + answers.allowSelfApproval() + ", answered at set-up"),
                new OrgChange.AgentMade(agent),
                new OrgChange.CredentialIssued(key, Digest.ofText(apiKey).hex()),
                new OrgChange.CredentialIssued(shell, Digest.ofText(agentToken).hex())));
        change.apply(org, answers.email(), changes);
        return new Done(org, owner.id(), agent.id(), apiKey, agentToken);
    }

    private static OrgSettings settings(Answers answers) {
        OrgSettings standard = OrgSettings.standard(answers.orgName());
        return new OrgSettings(
                standard.name(),
                standard.timeout(),
                standard.timeoutAction(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                standard.anomalies(),
                answers.allowSelfApproval());
    }

    private static void check(Answers answers) {
        Names.require("org_name", answers.orgName());
        Names.require("agent_name", answers.agentName());
        Names.require("email", answers.email());
        if (!answers.email().matches("[^@\\s]+@[^@\\s]+")) {
            throw GateException.invalid("email", "email is an address like you@example.com");
        }
    }
}
