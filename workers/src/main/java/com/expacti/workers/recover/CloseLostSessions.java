package com.expacti.workers.recover;

import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.command.SweepPending;
import com.expacti.application.session.SessionStore;
import com.expacti.workers.schedule.Job;
import java.time.Duration;
import java.util.List;

/** Closes the implicit sessions of connections that did not come back, once nothing of theirs is pending. */
public final class CloseLostSessions implements Job {
    private final SessionStore sessions;
    private final Announcer announcer;

    public CloseLostSessions(SessionStore sessions, Announcer announcer) {
        this.sessions = sessions;
        this.announcer = announcer;
    }

    @Override
    public String name() {
        return "close-lost-sessions";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int run() {
        List<SessionStore.Closed> closed = sessions.closeLost(SweepPending.GRACE);
        closed.forEach(c -> announcer.announce(new Event.SessionClosed(c.org(), c.session())));
        return closed.size();
    }
}
