package com.expacti.application.org;

import com.expacti.application.access.Authenticator;
import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgView;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes changes true, then tells this node and the others, so that what is revoked is refused from the next message on. */
public final class ChangeOrg {
    private final OrgStore store;
    private final OrgViewCache views;
    private final Announcer announcer;

    public ChangeOrg(OrgStore store, OrgViewCache views, Announcer announcer) {
        this.store = store;
        this.views = views;
        this.announcer = announcer;
    }

    public void apply(Caller caller, List<OrgChange> changes) {
        apply(caller.org(), caller.actor(), changes);
    }

    public void apply(OrgId org, String actor, List<OrgChange> changes) {
        moved(org, store.change(org, actor, changes));
    }

    /**
     * Makes changes that depend on how the org is at that moment: counts, other people's roles, what the rest of a record
     * says. Whoever asks is looked at again too, so that somebody demoted a moment ago changes nothing.
     *
     * @param change the changes, of the org and the caller as they are under the lock; pure, for others wait meanwhile
     * @return the org after them
     * @throws GateException {@code unauthorized forbidden}, and whatever {@code change} refuses with
     */
    public OrgView decide(
            PersonCaller caller, Permission needed, BiFunction<OrgView, PersonCaller, List<OrgChange>> change) {
        Authenticator.require(caller, needed);
        OrgView seen = views.fresh(caller.org());
        long version = store.change(caller.org(), caller.actor(), seen, now -> {
            PersonCaller still = standing(now, caller);
            Authenticator.require(still, needed);
            return change.apply(now, still);
        });
        if (version != seen.gateVersion()) {
            moved(caller.org(), version);
        }
        return views.fresh(caller.org());
    }

    /** The same where nobody calls with a credential: {@code change} itself says by what right. */
    public OrgView decide(OrgId org, String actor, Function<OrgView, List<OrgChange>> change) {
        OrgView seen = views.fresh(org);
        long version = store.change(org, actor, seen, change);
        if (version != seen.gateVersion()) {
            moved(org, version);
        }
        return views.fresh(org);
    }

    private static PersonCaller standing(OrgView now, PersonCaller caller) {
        return Optional.ofNullable(now.credentials().get(caller.credential()))
                .filter(credential -> !credential.revoked())
                .flatMap(_ -> Optional.ofNullable(now.people().get(caller.user())))
                .filter(person -> person.active() && now.vouchedFor(caller.credential(), person))
                .map(person -> new PersonCaller(
                        caller.org(), caller.credential(), caller.user(), person, caller.permissions()))
                .orElseThrow(() ->
                        new GateException(ErrorCode.UNAUTHORIZED, "the token is missing, unknown, expired or revoked"));
    }

    private void moved(OrgId org, long version) {
        views.moved(org, version);
        announcer.announce(new Event.GateMoved(org, version));
    }
}
