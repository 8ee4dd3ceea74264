package com.expacti.application.passkey;

import com.expacti.application.account.Account;
import com.expacti.application.account.AccountLog;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.LostFactor;
import com.expacti.application.org.Names;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.application.passkey.Challenges.Use;
import com.expacti.application.totp.BackupCodes;
import com.expacti.application.totp.ProveAgain;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Adding and removing one's own passkeys. To do either takes the password again, and a second factor where there is one. */
public final class ManagePasskeys {
    private final PasskeyStore store;
    private final Passkeys passkeys;
    private final WebAuthn webAuthn;
    private final ProveAgain again;
    private final AccountLog log;
    private final Sources sources;

    /** Where time, ids and secrets come from, and what follows a removal. */
    public record Sources(InstantSource clock, IdSource ids, BackupCodes codes, LostFactor lost) {}

    public ManagePasskeys(
            PasskeyStore store,
            Passkeys passkeys,
            WebAuthn webAuthn,
            ProveAgain again,
            AccountLog log,
            Sources sources) {
        this.store = store;
        this.passkeys = passkeys;
        this.webAuthn = webAuthn;
        this.again = again;
        this.log = log;
        this.sources = sources;
    }

    /**
     * One that was added.
     *
     * @param backupCodes for this one time; empty where the account has some from before
     */
    public record Made(Passkey passkey, List<String> backupCodes) {
        @Override
        public String toString() {
            return "Made";
        }
    }

    /** @throws GateException {@code forbidden} for who came by a key */
    public List<Passkey> list(PersonCaller caller) {
        return store.of(again.account(caller).id());
    }

    /**
     * What the browser makes a passkey by, within ten minutes.
     *
     * @throws GateException {@code forbidden} for a wrong password or second factor, or a key; {@code conflict} where there are
     *     20; {@code rate_limited}
     */
    public CreationOptions begin(PersonCaller caller, String password, Shown shown) {
        Account account = again.withFactorIfOn(caller, password, shown);
        List<Passkey> present = store.of(account.id());
        requireRoom(present.size());
        return new CreationOptions(
                passkeys.challenge(account.id(), enrolling(caller)),
                webAuthn.rpId(),
                store.handle(account.id(), passkeys.random()),
                account.email(),
                present,
                Purpose.ENROL.life());
    }

    private static void requireRoom(int present) {
        if (present >= PasskeyStore.MAX) {
            throw full();
        }
    }

    private static GateException full() {
        return new GateException(
                ErrorCode.CONFLICT, "an account has at most %d passkeys; remove one".formatted(PasskeyStore.MAX));
    }

    private static Asked enrolling(PersonCaller caller) {
        return new Asked(Purpose.ENROL, caller.credential().value());
    }

    /**
     * Adds what the browser made.
     *
     * @throws GateException {@code invalid} where it does not answer what {@link #begin} asked of this sign-in; {@code conflict}
     *     where there are 20, or the key is in use; {@code rate_limited}
     */
    public Made finish(PersonCaller caller, String name, Attestation attestation) {
        Account account = again.account(caller);
        Names.require("name", name);
        AttemptLimits.Taken taken = again.attempt(caller);
        String challenge = passkeys.spent(account.id(), enrolling(caller), attestation.clientData())
                .orElseThrow(() -> refused("it answers no question of this sign-in, or too late; begin again"));
        WebAuthn.Registration made =
                webAuthn.register(challenge, store.handle(account.id(), passkeys.random()), attestation);
        Passkey passkey = switch (made) {
            case WebAuthn.Registration.Made good -> passkey(name, attestation, good);
            case WebAuthn.Registration.Refused _ ->
                throw refused("it is of another site, not verified by PIN or finger, or of an unknown kind");
        };
        List<String> codes = sources.codes().fresh();
        List<String> shown = switch (store.add(account.id(), passkey, BackupCodes.digests(codes))) {
            case FIRST -> codes;
            case ANOTHER -> List.of();
            case KNOWN -> throw new GateException(ErrorCode.CONFLICT, "this passkey is in use already");
            case FULL -> throw full();
        };
        again.giveBack(taken);
        log.tell(account.id(), "passkey_added", "passkey %s (%s)".formatted(name, passkey.id()));
        return new Made(passkey, shown);
    }

    private Passkey passkey(String name, Attestation attestation, WebAuthn.Registration.Made made) {
        return new Passkey(
                Passkey.PREFIX + sources.ids().next(),
                made.credentialId(),
                made.publicKey(),
                made.signCount(),
                attestation.transports(),
                made.backup(),
                name,
                sources.clock().instant(),
                Optional.empty());
    }

    private static GateException refused(String why) {
        return GateException.invalid("credential", "the passkey was not taken: " + why);
    }

    /** @throws GateException {@code invalid}; {@code not_found}; {@code forbidden} for who came by a key */
    public Passkey rename(PersonCaller caller, String id, String name) {
        Account account = again.account(caller);
        Names.require("name", name);
        if (store.rename(account.id(), id, name) == Use.REFUSED) {
            throw GateException.notFound("passkey");
        }
        log.tell(account.id(), "passkey_renamed", "passkey %s is now named %s".formatted(id, name));
        return mine(account, id);
    }

    private Passkey mine(Account account, String id) {
        return store.of(account.id()).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> GateException.notFound("passkey"));
    }

    /** @throws GateException {@code not_found}; {@code forbidden} for a wrong password or second factor; {@code rate_limited} */
    public void remove(PersonCaller caller, String id, String password, Shown shown) {
        Passkey gone = mine(again.account(caller), id);
        Account account = again.withFactorIfOn(caller, password, shown);
        if (store.remove(account.id(), id) == Use.REFUSED) {
            throw GateException.notFound("passkey");
        }
        log.tell(account.id(), "passkey_removed", "passkey %s (%s)".formatted(gone.name(), id));
        sources.lost().follow(account.id());
    }

    /**
     * What a passkey signs to prove its owner again within this sign-in.
     *
     * @throws GateException {@code conflict} where there is none; {@code forbidden} for who came by a key
     */
    public RequestOptions ask(PersonCaller caller) {
        Account account = again.account(caller);
        return passkeys.ask(account.id(), ProveAgain.asked(caller))
                .orElseThrow(() -> new GateException(ErrorCode.CONFLICT, "this account has no passkey; add one first"));
    }
}
