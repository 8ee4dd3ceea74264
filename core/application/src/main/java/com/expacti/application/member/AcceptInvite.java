package com.expacti.application.member;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.account.PasswordHashes;
import com.expacti.application.account.PasswordRules;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Invite;
import com.expacti.domain.org.OrgView;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joining an org by a link in a mail, once. The link proves the address; whoever has an account there proves it by its
 * password, for else a mail read by somebody else would be enough.
 */
public final class AcceptInvite {
    private static final int NAME_MAX = 100;

    private final InviteStore store;
    private final People people;
    private final ChangeOrg change;
    private final InstantSource clock;
    private final IdSource ids;

    /** Who has an account, what links are about, how passwords are kept, and how often one may be tried. */
    public record People(Accounts accounts, OneTimeTokens tokens, PasswordHashes hashes, AttemptLimits limits) {}

    public AcceptInvite(InviteStore store, People people, ChangeOrg change, InstantSource clock, IdSource ids) {
        this.store = store;
        this.people = people;
        this.change = change;
        this.clock = clock;
        this.ids = ids;
    }

    /** A new place in an org. */
    public record Joined(OrgId org, Person person) {}

    private record Found(OrgId org, Invite invite) {}

    /**
     * Makes the account, or takes the one its address has, and the place in the org.
     *
     * @throws GateException {@code unauthorized} for a link that is unknown, used, revoked or over, and for a password that is not
     *     the account's; {@code rate_limited}; {@code invalid} with field {@code password} for a new account's; {@code forbidden} where whoever
     *     invited may not any more
     */
    public Joined accept(String token, String password) {
        var _ = PasswordRules.require(
                password, ""); // nobody's, whoever has an account: a slip costs no look at the link
        return accept(token, invite -> account(invite, password));
    }

    /**
     * The same for whoever proves otherwise to own the address.
     *
     * @param proof whose account joins; refuses by what it throws
     */
    public Joined accept(String token, Function<Invite, AccountId> proof) {
        Found found = found(token);
        AccountId account = proof.apply(found.invite());
        OrgView after = change.decide(
                found.org(), found.invite().email(), org -> List.of(joining(org, found.invite(), account)));
        people.tokens()
                .revoke(
                        Purpose.INVITE,
                        ManageInvites.subject(found.org(), found.invite().id()));
        return new Joined(found.org(), member(after, found.invite().email()).orElseThrow());
    }

    private Found found(String token) {
        String[] subject = people.tokens()
                .look(Digest.ofText(token), Purpose.INVITE)
                .orElseThrow(AcceptInvite::refused)
                .split(" ", 2);
        OrgId org = new OrgId(subject[0]);
        return store.open(org, clock.instant()).stream()
                .filter(invite -> invite.id().equals(subject[1]))
                .findFirst()
                .map(invite -> new Found(org, invite))
                .orElseThrow(AcceptInvite::refused);
    }

    private AccountId account(Invite invite, String password) {
        String email = invite.email();
        Optional<Account> there = people.accounts().byEmail(email);
        if (there.isPresent()) {
            return proven(there.get(), invite, password);
        }
        String hash = people.hashes().hash(PasswordRules.require(password, email));
        Account fresh = new Account(new AccountId("acc_" + ids.next()), email, Optional.of(hash), Optional.empty());
        try {
            people.accounts().make(fresh);
            return fresh.id();
        } catch (GateException e) {
            // Somebody was quicker, perhaps the same person in another window: the account that is there counts.
            return people.accounts()
                    .byEmail(email)
                    .map(account -> proven(account, invite, password))
                    .orElseThrow(() -> e);
        }
    }

    private AccountId proven(Account account, Invite invite, String password) {
        AttemptLimits.Taken taken = people.limits().join(invite.id());
        return switch (people.hashes().compare(PasswordRules.normal(password), account.passwordHash())) {
            case SAME, SAME_BUT_OUTDATED -> {
                people.limits().giveBack(taken);
                yield account.id();
            }
            case DIFFERENT ->
                throw new GateException(
                        ErrorCode.UNAUTHORIZED,
                        "this address has an account, and the password is not its; set a new one if you forgot it");
        };
    }

    private OrgChange joining(OrgView org, Invite invite, AccountId account) {
        Optional<Person> before = member(org, invite.email());
        if (before.filter(Person::active).isPresent()) {
            throw new GateException(ErrorCode.CONFLICT, "a member has this address already");
        }
        requireStillMay(org, invite);
        Person person = before.map(p -> new Person(p.id(), p.email(), p.displayName(), invite.role(), true))
                .orElseGet(() -> new Person(
                        new UserId("user_" + ids.next()), invite.email(), name(invite.email()), invite.role(), true));
        return new OrgChange.MemberJoined(person, account, invite);
    }

    /** Whoever was demoted or removed since lets nobody in. */
    private static void requireStillMay(OrgView org, Invite invite) {
        boolean may = Optional.ofNullable(org.people().get(invite.invitedBy()))
                .filter(Person::active)
                .filter(by -> Access.of(by.role()).contains(Permission.ORG_WRITE))
                .filter(by -> invite.role() != Role.OWNER || by.role() == Role.OWNER)
                .isPresent();
        if (!may) {
            throw new GateException(
                    ErrorCode.FORBIDDEN, "whoever invited you may not any more; ask for another invite");
        }
    }

    private static Optional<Person> member(OrgView org, String email) {
        return org.people().values().stream()
                .filter(person -> person.email().equalsIgnoreCase(email))
                .findFirst();
    }

    private static String name(String email) {
        String local = email.substring(0, email.indexOf('@'));
        return local.substring(0, Math.min(NAME_MAX, local.length()));
    }

    private static GateException refused() {
        return new GateException(
                ErrorCode.UNAUTHORIZED,
                "the link is unknown, used, revoked or over 7 days old; ask for another invite");
    }
}
