package com.expacti.application.notice;

import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.domain.command.Escalation;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;

/** Writes to the backup reviewers of a command that was escalated, once, whoever comes to do it. */
public final class TellBackups {
    private static final int BATCH = 100;

    private final Ledger ledger;
    private final Outbox outbox;
    private final Post post;

    public TellBackups(Ledger ledger, Outbox outbox, Post post) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.post = post;
    }

    /** Whether this was the first to tell of it. */
    public boolean tell(OrgId org, CommandId command) {
        return ledger.command(org, command)
                .flatMap(stored -> stored.escalation().map(Escalation::to))
                .map(to -> post.tell(new Notice(org, Notice.Kind.ESCALATED, command), to))
                .orElse(false);
    }

    /** Tells of whatever was escalated and not told; how many. */
    public int sweep() {
        int told = 0;
        for (Ref ref : outbox.escalated(BATCH)) {
            told += tell(ref.org(), ref.command()) ? 1 : 0;
        }
        return told;
    }
}
