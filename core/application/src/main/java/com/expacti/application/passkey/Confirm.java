package com.expacti.application.passkey;

import com.expacti.application.account.Accounts;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Logins;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.org.Credential;
import java.util.List;
import java.util.Optional;

/**
 * The stronger proof that an act takes: a passkey's signature made for this very act, in this org, by this person, minutes ago, and
 * good once. A sign-in alone, stolen or not, does not have it, and a key never does.
 */
public final class Confirm {
    private final Passkeys passkeys;
    private final Accounts accounts;

    public Confirm(Passkeys passkeys, Accounts accounts) {
        this.passkeys = passkeys;
        this.accounts = accounts;
    }

    /**
     * What is confirmed.
     *
     * @param kind tells acts of different kinds apart
     * @param parts all that makes it this act and no other; none has a line feed
     * @param words what it is called where it is refused
     */
    public record Act(String kind, List<String> parts, Words words) {
        public Act {
            parts = List.copyOf(parts);
        }
    }

    /**
     * @param doing as in "approving a CRITICAL command"
     * @param noun as in "command"
     * @param keyInstead what a key therefore does not do, as in "it approves no CRITICAL command here"
     * @param askedAt the path that says what is to be signed
     */
    public record Words(String doing, String noun, String keyInstead, String askedAt) {}

    private static Asked asked(PersonCaller caller, Act act) {
        String subject = String.join(
                "\n", act.kind(), caller.org().value(), caller.user().value(), String.join("\n", act.parts()));
        return new Asked(Purpose.STEP_UP, Digest.ofText(subject).hex());
    }

    /** @throws GateException {@code forbidden} for who came by a key; {@code conflict} where there is no passkey */
    public RequestOptions ask(PersonCaller caller, Act act) {
        Logins.requireSignedIn(caller);
        return passkeys.ask(account(caller, act), asked(caller, act))
                .orElseThrow(() -> new GateException(ErrorCode.CONFLICT, "you have no passkey; add one in Settings"));
    }

    /**
     * Takes the signature, which is spent by it.
     *
     * @return the passkey that signed
     * @throws GateException {@code step_up_required} where it is missing, not for this, used or over
     */
    public Passkey require(PersonCaller caller, Act act, Optional<Assertion> assertion) {
        AccountId account = account(caller, act);
        Words words = act.words();
        if (assertion.isEmpty()) {
            throw passkeys.has(account)
                    ? required("%s takes a passkey here: ask %s what it is to sign, and send that as step_up"
                            .formatted(words.doing(), words.askedAt()))
                    : withoutPasskey(words);
        }
        return passkeys.check(account, asked(caller, act), assertion.get())
                .orElseThrow(() -> required(
                        "step_up is not a passkey of yours, was not signed for this %s, or was used or over; ask again"
                                .formatted(words.noun())));
    }

    private AccountId account(PersonCaller caller, Act act) {
        if (!caller.credential().value().startsWith(Credential.LOGIN_PREFIX)) {
            throw required("a key has no passkey, so %s; sign in, and do it there"
                    .formatted(act.words().keyInstead()));
        }
        return accounts.of(caller.org(), caller.user()).orElseThrow(() -> withoutPasskey(act.words()));
    }

    private static GateException withoutPasskey(Words words) {
        return required("%s takes a passkey here, and you have none; add one in Settings".formatted(words.doing()));
    }

    private static GateException required(String message) {
        return new GateException(ErrorCode.STEP_UP_REQUIRED, message);
    }
}
