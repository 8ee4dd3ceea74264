package com.expacti.application.org;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgView;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest picture of each org this node has seen. It may be behind; settling and redeeming compare its gate version
 * with the store's, so being behind costs a second look and never lets anything through.
 */
public final class OrgViewCache {
    private final OrgStore store;
    private final Map<OrgId, OrgView> views = new ConcurrentHashMap<>();

    public OrgViewCache(OrgStore store) {
        this.store = store;
    }

    public OrgView current(OrgId org) {
        OrgView view = views.get(org);
        return view != null ? view : reload(org);
    }

    /** Hears that the org is at {@code gateVersion}: a picture older than that is dropped. */
    public void moved(OrgId org, long gateVersion) {
        views.computeIfPresent(org, (id, view) -> view.gateVersion() < gateVersion ? null : view);
    }

    /** Nobody knows what moved meanwhile: every picture is taken anew when it is next asked for. */
    public void forget() {
        views.clear();
    }

    /** Compares with the store and reloads if it moved; returns the picture as of now. */
    public OrgView fresh(OrgId org) {
        moved(org, store.gateVersion(org));
        return current(org);
    }

    /** The orgs this node holds a picture of. */
    public Set<OrgId> known() {
        return Set.copyOf(views.keySet());
    }

    private OrgView reload(OrgId org) {
        OrgView loaded = store.load(org);
        return views.merge(org, loaded, (old, now) -> old.gateVersion() > now.gateVersion() ? old : now);
    }
}
