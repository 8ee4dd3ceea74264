package com.expacti.application.org;

import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.OrgId;
import java.util.List;

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
        long version = store.change(org, actor, changes);
        views.moved(org, version);
        announcer.announce(new Event.GateMoved(org, version));
    }
}
