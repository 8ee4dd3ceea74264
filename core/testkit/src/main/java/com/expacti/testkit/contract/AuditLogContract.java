package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.audit.AuditLog;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} does. */
public abstract class AuditLogContract {
    private Store store;
    private AuditLog log;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        log = store.audit();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void a_new_org_has_an_empty_chain() {
        OrgId fresh = new OrgId("org_" + store.ids().next());
        store.create(fresh, OrgSettings.standard("Fresh"), List.of(), List.of());

        assertEquals(AuditChain.Head.EMPTY, log.head(fresh));
        assertEquals(List.of(), log.entries(fresh, 0, 10));
        assertEquals(List.of(), log.newest(fresh, Long.MAX_VALUE, 10));
    }

    @Test
    final void entries_are_numbered_from_one_and_hash_to_what_they_say() {
        CommandId _ = scene.approved("rm 'über \"all\"'\n\t\u0001 \\ ✓ 😀");
        CommandId _ = scene.approved("ls");

        List<AuditEntry> chain = scene.chain();

        assertEquals(
                LongStream.rangeClosed(1, chain.size()).boxed().toList(),
                chain.stream().map(AuditEntry::seq).toList());
        assertEquals(AuditEntry.GENESIS, chain.getFirst().prevHash());
        AuditChain.Finding finding =
                AuditChain.verify(chain.iterator(), Optional.of(log.head(scene.org)), Optional.empty());
        assertTrue(finding.valid(), finding.toString());
        assertEquals(new AuditChain.Head(chain.size(), chain.getLast().hash()), log.head(scene.org));
    }

    @Test
    final void each_decision_has_one_entry_in_the_order_they_were_made() {
        List<CommandId> ids = List.of(scene.approved("one"), scene.approved("two"), scene.approved("three"));

        assertEquals(
                ids.stream().map(CommandId::value).toList(),
                scene.decisions().stream()
                        .map(e -> e.fields().get("command_id"))
                        .toList());
    }

    @Test
    final void entries_are_read_page_by_page_in_both_directions() {
        CommandId _ = scene.approved("one");
        CommandId _ = scene.approved("two");
        List<AuditEntry> all = scene.chain();
        int size = all.size();

        assertEquals(all.subList(0, 2), log.entries(scene.org, 0, 2));
        assertEquals(all.subList(2, 4), log.entries(scene.org, 2, 2));
        assertEquals(List.of(), log.entries(scene.org, size, 2));
        assertEquals(all.reversed().subList(0, 2), log.newest(scene.org, Long.MAX_VALUE, 2));
        assertEquals(
                List.of(all.get(size - 3)),
                log.newest(scene.org, all.get(size - 2).seq(), 1));
        assertEquals(List.of(), log.newest(scene.org, 1, 10));
    }

    @Test
    final void a_time_stamp_is_the_stores_in_utc_with_milliseconds() {
        String timestamp = String.valueOf(scene.chain().getLast().fields().get("timestamp"));

        assertTrue(timestamp.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), timestamp);
        assertTrue(!java.time.Instant.parse(timestamp).isAfter(store.ledger().now()), timestamp);
    }
}
