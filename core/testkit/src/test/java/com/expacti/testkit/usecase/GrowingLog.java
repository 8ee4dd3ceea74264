package com.expacti.testkit.usecase;

import com.expacti.application.audit.AuditLog;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One org's chain in the hands of somebody who does with it as they like. */
final class GrowingLog implements AuditLog {
    private final OrgId org;
    private List<AuditEntry> chain = new ArrayList<>();

    GrowingLog(OrgId org) {
        this.org = org;
    }

    synchronized void grow(int count) {
        for (int i = 0; i < count; i++) {
            add("rule_created");
        }
    }

    /** Makes all of it anew from that entry on, as whole as before. */
    synchronized void rewrite(int from) {
        int size = chain.size();
        chain = new ArrayList<>(chain.subList(0, from - 1));
        while (chain.size() < size) {
            add("forged");
        }
    }

    synchronized void cut(int count) {
        chain = new ArrayList<>(chain.subList(0, chain.size() - count));
    }

    /** Changes what one entry says and leaves its hash. */
    synchronized void tamper(int seq) {
        AuditEntry entry = chain.get(seq - 1);
        TreeMap<String, Object> fields = new TreeMap<>(entry.fields());
        fields.put("event", "another");
        chain.set(seq - 1, new AuditEntry(seq, fields, entry.prevHash(), entry.hash()));
    }

    synchronized void erase(int seq, long by) {
        AuditEntry entry = chain.get(seq - 1);
        chain.set(
                seq - 1,
                new AuditEntry(
                        seq,
                        new TreeMap<>(Map.of("seq", (long) seq, "erased_by", by)),
                        entry.prevHash(),
                        entry.hash()));
    }

    synchronized List<AuditEntry> all() {
        return List.copyOf(chain);
    }

    synchronized void restore(List<AuditEntry> whole) {
        chain = new ArrayList<>(whole);
    }

    private void add(String event) {
        AuditChain.Head head = head(org);
        var draft = new AuditEntry.Draft(
                "aud_" + head.seq(), Instant.ofEpochSecond(1_774_072_200 + head.seq()), org.value(), event);
        chain.add(AuditEntry.chain(draft, head.seq() + 1, head.hash()));
    }

    @Override
    public synchronized List<AuditEntry> entries(OrgId of, long after, int limit) {
        return chain.stream().filter(e -> e.seq() > after).limit(limit).toList();
    }

    @Override
    public synchronized List<AuditEntry> newest(OrgId of, long before, int limit) {
        return chain.reversed().stream()
                .filter(e -> e.seq() < before)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized AuditChain.Head head(OrgId of) {
        return chain.isEmpty()
                ? AuditChain.Head.EMPTY
                : new AuditChain.Head(chain.getLast().seq(), chain.getLast().hash());
    }
}
