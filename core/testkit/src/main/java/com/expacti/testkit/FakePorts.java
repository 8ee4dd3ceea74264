package com.expacti.testkit;

/** One fake of each port over one database: what a process finds when it starts, and what is left when it dies. */
public record FakePorts(
        FakeClock clock,
        SequentialIds ids,
        InMemoryDatabase database,
        InMemoryLedger ledger,
        InMemoryPendingQueue queue,
        InMemoryOrgStore orgs,
        InMemorySessionStore sessions,
        InMemoryAuditLog audit,
        InMemoryCheckpoints checkpoints,
        InMemorySignerMemory signerMemory,
        FakeAuditKeys auditKeys,
        InMemoryDecidedCommands history,
        InMemorySuggestionStore suggestions,
        FakeTokens tokens,
        InMemoryAccounts accounts,
        InMemoryOneTimeTokens oneTimeTokens,
        FakePasswordHashes passwords,
        FakeMailer mailer,
        InMemoryLoginStore logins,
        InMemoryAllowances allowances,
        InMemoryTotpStore totps,
        InMemoryJourneys journeys,
        InMemoryLinkedIdentities identities,
        InMemoryPasskeys passkeys,
        FakeWebAuthn webAuthn,
        FakeAccessTokens accessTokens,
        InMemoryRecordingStore recordings,
        InMemoryRecoveries recoveries,
        InMemoryOutbox outbox) {

    public static FakePorts create() {
        FakeClock clock = new FakeClock();
        SequentialIds ids = new SequentialIds();
        InMemoryDatabase database = new InMemoryDatabase(clock, ids);
        InMemoryAccounts accounts = new InMemoryAccounts(database);
        InMemoryTotpStore totps = new InMemoryTotpStore(database);
        return new FakePorts(
                clock,
                ids,
                database,
                new InMemoryLedger(database),
                new InMemoryPendingQueue(clock),
                new InMemoryOrgStore(database),
                new InMemorySessionStore(database),
                new InMemoryAuditLog(database),
                new InMemoryCheckpoints(),
                new InMemorySignerMemory(),
                new FakeAuditKeys(clock),
                new InMemoryDecidedCommands(database),
                new InMemorySuggestionStore(database),
                new FakeTokens(),
                accounts,
                new InMemoryOneTimeTokens(database),
                new FakePasswordHashes(),
                new FakeMailer(),
                new InMemoryLoginStore(database),
                new InMemoryAllowances(database),
                totps,
                new InMemoryJourneys(database),
                new InMemoryLinkedIdentities(database, accounts),
                new InMemoryPasskeys(database, totps),
                new FakeWebAuthn(),
                new FakeAccessTokens(clock),
                new InMemoryRecordingStore(database),
                new InMemoryRecoveries(database),
                new InMemoryOutbox(database));
    }
}
