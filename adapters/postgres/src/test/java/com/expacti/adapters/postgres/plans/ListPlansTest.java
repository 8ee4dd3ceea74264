package com.expacti.adapters.postgres.plans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.postgres.TestDatabase;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.audit.AuditLog;
import com.expacti.application.history.DecidedCommands;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.CommandPage;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.report.ReportStore;
import com.expacti.application.report.Span;
import com.expacti.application.session.SessionStore;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.application.suggestion.SuggestionStore;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Each list reads about as many rows as it shows, in an org with thousands, of tables nobody ever analysed: with the values known,
 * with a plan for any values, and with such a plan that was kept from when the tables were empty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListPlansTest {
    private static final OrgId ORG = new OrgId("org_ours");
    private static final int LIMIT = 50;
    private static final Optional<String> BEFORE = Optional.of("cmd_zzz");
    private static final int LOOKED_AT = 5_000;
    /** Asked only where a page is short, as every page of an empty table is. */
    private static final String WHERE_IT_STOPPED = "OFFSET";

    private static final Span A_DAY = new Span(Crowd.LAST, Crowd.LAST.plus(Duration.ofDays(1)), ZoneOffset.UTC);

    private final TestDatabase database = TestDatabase.withoutStatistics();
    private final Statements statements = new Statements(database);
    private final Map<String, Asked> asked = new LinkedHashMap<>();

    /** @param most how many rows a step of it may read, or give */
    private record Asked(List<Statements.Sent> sent, int most, Connection early) {}

    @BeforeAll
    void ask_of_empty_tables_then_fill_them() throws SQLException {
        try (Connection owner = database.owner()) {
            Crowd.found(owner, ORG.value());
            Crowd.found(owner, "org_theirs");
            askAll();
            Crowd.fill(owner, ORG.value());
            Crowd.fill(owner, "org_theirs");
        }
    }

    private void askAll() throws SQLException {
        Ledger ledger = statements.adapter(Ledger.class);
        AuditLog audit = statements.adapter(AuditLog.class);
        SessionStore sessions = statements.adapter(SessionStore.class);
        SuggestionStore suggestions = statements.adapter(SuggestionStore.class);
        DecidedCommands history = statements.adapter(DecidedCommands.class);
        ReportStore reports = statements.adapter(ReportStore.class);
        ask("commands", 2 * LIMIT, () -> ledger.commands(ORG, filter("", "", "", Optional.empty())));
        ask("commands before", 2 * LIMIT, () -> ledger.commands(ORG, filter("", "", "", BEFORE)));
        for (String status : List.of("pending", "denied", "timed_out")) {
            ask(status, 2 * LIMIT, () -> ledger.commands(ORG, filter(status, "", "", BEFORE)));
        }
        ask("approved", 2 * LIMIT, () -> ledger.commands(ORG, filter("approved", "", "", Optional.empty())));
        ask("session", 2 * LIMIT, () -> ledger.commands(ORG, filter("", "sess_org_ours3", "", BEFORE)));
        ask(
                "session, approved",
                2 * LIMIT,
                () -> ledger.commands(ORG, filter("approved", "sess_org_ours3", "", BEFORE)));
        ask("q that many have", 2 * LIMIT, () -> ledger.commands(ORG, filter("", "", "ls", BEFORE)));
        ask("q that nothing has", LOOKED_AT, () -> ledger.commands(ORG, filter("", "", "nothing", BEFORE)));
        ask("q of what waits", 100, () -> ledger.commands(ORG, filter("pending", "", "nothing", BEFORE)));
        ask("agent", 2 * LIMIT, () -> ledger.commands(ORG, agents("")));
        ask("agent, pending", 100, () -> ledger.commands(ORG, agents("pending")));
        ask("by ref", 2, () -> ledger.byRef(ORG, new SessionId("sess_org_ours3"), "x"));
        ask("one command", 2, () -> ledger.command(ORG, new CommandId("cmd_1")));
        ask("audit, newest", 2 * LIMIT, () -> audit.newest(ORG, Long.MAX_VALUE, LIMIT));
        ask("audit, a page of the chain", 2 * LIMIT, () -> audit.entries(ORG, 3_000, LIMIT));
        ask("sessions", LIMIT * 300, () -> sessions.sessions(ORG, Optional.empty(), Optional.of("sess_zzz"), LIMIT));
        ask("one session", 300, () -> sessions.session(ORG, new SessionId("sess_org_ours3")));
        ask("suggestions", 3 * LIMIT, () -> suggestions.suggestions(ORG, Optional.empty(), LIMIT));
        ask(
                "dismissed",
                2 * LIMIT,
                () -> suggestions.suggestions(ORG, Optional.of(Suggestion.Status.DISMISSED), LIMIT));
        ask("dismissals", 2 * LIMIT, () -> suggestions.dismissals(ORG, LIMIT));
        for (DecidedCommands.Which which : DecidedCommands.Which.values()) {
            ask(
                    "history " + which,
                    which == DecidedCommands.Which.ALL ? 2_000 : 600,
                    () -> history.since(ORG, Crowd.FIRST, which, 1));
        }
        ask("summary of a day", 400, () -> reports.summary(ORG, A_DAY));
        ask("analytics of a day", 400, () -> reports.analytics(ORG, A_DAY));
    }

    /** The statements are those that the adapter sends; one connection keeps its plans for them from now on. */
    private void ask(String name, int most, Runnable question) throws SQLException {
        question.run();
        List<Statements.Sent> sent = statements.taken();
        Connection early = database.service();
        early.setAutoCommit(false);
        carryOut(early, sent, "force_generic_plan", true);
        asked.put(name, new Asked(sent, most, early));
    }

    @TestFactory
    List<DynamicTest> a_list_reads_no_more_than_a_few_times_what_it_shows() {
        List<DynamicTest> tests = new ArrayList<>();
        asked.forEach((name, one) -> {
            tests.add(DynamicTest.dynamicTest(name + ": as planned while empty", () -> {
                try (Connection early = one.early()) {
                    assertFew(one, carryOut(early, one.sent(), "force_generic_plan", false));
                }
            }));
            for (String mode : List.of("force_generic_plan", "force_custom_plan")) {
                tests.add(DynamicTest.dynamicTest(name + ": " + mode, () -> {
                    try (Connection connection = database.service()) {
                        connection.setAutoCommit(false);
                        assertFew(one, carryOut(connection, one.sent(), mode, true));
                    }
                }));
            }
        });
        return tests;
    }

    /** A row costs a few blocks on its way: of the index, of the table, and of what is joined. */
    private static void assertFew(Asked one, List<Carried> carried) {
        assertTrue(!carried.isEmpty());
        carried.forEach(each -> {
            int most = each.sent().sql().contains(WHERE_IT_STOPPED) ? LOOKED_AT : one.most();
            assertTrue(each.rows() <= most, () -> each.rows() + " rows\n" + each.plan());
            assertTrue(each.blocks() <= 60 + 16L * most, () -> each.blocks() + " blocks\n" + each.plan());
        });
    }

    private static List<Carried> carryOut(
            Connection connection, List<Statements.Sent> sent, String mode, boolean prepare) throws SQLException {
        List<Carried> out = new ArrayList<>();
        Sql.list(connection, "SELECT set_config('plan_cache_mode', ?, true)", row -> true, mode);
        for (int i = 0; i < sent.size(); i++) {
            Statements.Sent one = sent.get(i);
            if (one.sql().startsWith("SELECT set_config")) {
                Sql.list(connection, one.sql(), row -> true, one.values().toArray());
            } else if (!one.sql().equals("COMMIT")) {
                if (prepare) {
                    Carried.prepare(connection, "s" + i, one);
                }
                out.add(Carried.out(connection, "s" + i, one));
            }
        }
        connection.commit();
        return out;
    }

    @Test
    void a_search_goes_on_from_where_it_stopped_looking() {
        Ledger ledger = database.bean(Ledger.class);

        CommandPage first = ledger.commands(ORG, filter("", "", "reboot", Optional.empty()));
        CommandPage second = ledger.commands(ORG, filter("", "", "reboot", first.goOn()));

        assertEquals(List.of(), first.commands());
        assertEquals(
                List.of("reboot"),
                second.commands().stream().map(c -> c.submission().command()).toList());
        assertEquals(Optional.empty(), second.goOn());
    }

    private static CommandFilter filter(String status, String session, String text, Optional<String> before) {
        return new CommandFilter(
                given(status), given(session).map(SessionId::new), given(text), Optional.empty(), before, LIMIT);
    }

    private static CommandFilter agents(String status) {
        return new CommandFilter(
                given(status),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new AgentId("agent_org_ours1")),
                BEFORE,
                LIMIT);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }
}
