package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.session.Session;
import com.expacti.domain.org.OrgView;
import java.util.Locale;

/** A session, as REST and the reviewer socket show it. */
public final class SessionBody {
    private SessionBody() {}

    public static JsonObject of(OrgView view, Session session, Moments moments) {
        JsonObject labels = JsonObject.object();
        session.labels().forEach(labels::put);
        return JsonObject.object()
                .put("id", session.id().value())
                .put("kind", session.kind().name().toLowerCase(Locale.ROOT))
                .put("agent", Parties.agent(view, session.agent()))
                .put("goal", session.goal())
                .putNode("target", Parties.target(view, session.target()))
                .putTexts("steps", session.steps())
                .put("on_behalf_of", session.onBehalfOf())
                .put("labels", labels)
                .put("status", session.closedAt().isPresent() ? "closed" : "open")
                .put("opened_at", moments.of(session.openedAt()))
                .putNode("closed_at", moments.of(session.closedAt()))
                .put("commands", session.commands());
    }
}
