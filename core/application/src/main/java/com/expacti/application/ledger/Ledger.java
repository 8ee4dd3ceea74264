package com.expacti.application.ledger;

import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The system of record of commands, decisions, approvals and their audit entries. Every method is one transaction of
 * one org; what it returned is durable.
 */
public interface Ledger {
    /**
     * Stores a command that needs people, undecided, its deadline counted from the store's clock.
     *
     * @param judge gives the claim, for the agent's history as nobody else moves it meanwhile; quick and pure, asked again where it did
     */
    ClaimResult claim(Submission submission, Function<AgentHistory, Claim> judge);

    /**
     * Makes the settlements true, in their order, if the org's gate version is still {@code gateVersion}: decision,
     * audit entry and, where allowed, approval, all or nothing for each, and the agents' histories with them. One that
     * is stale is refused alone, and teaches nothing.
     */
    BatchResult settle(OrgId org, long gateVersion, Batch batch);

    /** What is remembered of the agent; {@link AgentHistory#NONE} for one that did nothing yet. */
    AgentHistory history(OrgId org, AgentId agent);

    Optional<CommandRecord> command(OrgId org, CommandId command);

    Optional<CommandRecord> byRef(OrgId org, SessionId session, String ref);

    /** Looks at a bounded number of commands, however many there are. */
    CommandPage commands(OrgId org, CommandFilter filter);

    /** Spends the approval once: unspent, in time by the store's clock, this agent's, at this gate version. */
    Redemption redeem(OrgId org, CommandId command, AgentId agent, long gateVersion);

    /** The approval of an allowed command as it stands now. */
    Optional<Decision.Approval> approval(OrgId org, CommandId command);

    /** Keeps what running the command came to; the first report stands. */
    void result(OrgId org, CommandId command, OptionalInt exitCode, OptionalLong durationMs, OptionalLong outputBytes);

    /** Moves the deadline of an undecided command. */
    void deadline(OrgId org, CommandId command, Instant deadline);

    /**
     * Lets an undecided command wait longer with others asked as well, if the org's gate version is still {@code
     * gateVersion}: its new deadline and the audit entry, both or neither, and once in a command's life.
     */
    Escalating.Result escalate(OrgId org, long gateVersion, Escalating escalating);

    /** Commands stored before {@code before} that are undecided, of any org, oldest first: ids only. */
    List<Ref> undecided(Instant before, int limit);

    /** The store's clock. */
    Instant now();

    /** A command named across orgs: nothing of its content. */
    record Ref(OrgId org, CommandId command) {}
}
