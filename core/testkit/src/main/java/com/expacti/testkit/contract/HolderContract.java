package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.identity.CommandId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PendingQueue} does with the sockets that hold items: lost, back, and gone with their node. */
public abstract class HolderContract {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Intent GONE = new Intent.Cancelled("system:disconnect", Optional.of("lost"));

    private Store store;
    private PendingQueue queue;
    private Scene scene;
    private String node;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        queue = store.queue();
        scene = new Scene(store);
        node = "node-" + store.ids().next();
        queue.renewNode(node, LEASE);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void an_item_whose_socket_was_lost_is_an_orphan_after_the_grace() {
        PendingItem held = put(Optional.of(node));
        PendingItem overHttp = put(Optional.empty());
        queue.detach(scene.org, held.command(), held.epoch());

        assertEquals(Set.of(), orphans());
        store.passTime(GRACE.plusSeconds(1));

        assertEquals(Set.of(held.command()), orphans(), "not " + overHttp.command());
        assertTrue(get(held).orphanedAt().isPresent());
    }

    @Test
    final void an_agent_that_is_back_holds_the_item_again_in_a_new_epoch() {
        PendingItem held = put(Optional.of(node));
        queue.detach(scene.org, held.command(), held.epoch());

        Optional<PendingItem> back = queue.attach(scene.org, held.command(), "node-other-" + node);
        Optional<PendingItem> stored = queue.get(scene.org, held.command());
        store.passTime(GRACE.plusSeconds(1));

        assertEquals(Optional.of("node-other-" + node), back.flatMap(PendingItem::holder));
        assertEquals(Optional.of(held.epoch() + 1), back.map(PendingItem::epoch));
        assertEquals(Optional.empty(), back.flatMap(PendingItem::orphanedAt));
        assertEquals(Set.of(), orphans());
        assertEquals(back, stored);
    }

    @Test
    final void an_agent_cannot_come_back_to_an_item_that_is_gone() {
        PendingItem held = put(Optional.of(node));
        queue.remove(scene.org, held.command());

        assertEquals(Optional.empty(), queue.attach(scene.org, held.command(), node));
        assertEquals(Optional.empty(), queue.get(scene.org, held.command()));
    }

    @Test
    final void the_loss_of_an_earlier_socket_says_nothing_of_the_one_that_holds_the_item_now() {
        PendingItem held = put(Optional.of(node));
        Optional<PendingItem> _ = queue.attach(scene.org, held.command(), node);

        queue.detach(scene.org, held.command(), held.epoch());
        store.passTime(GRACE.plusSeconds(1));

        assertEquals(Set.of(), orphans());
        assertEquals(Optional.empty(), get(held).orphanedAt());
    }

    @Test
    final void a_cancel_that_saw_an_earlier_epoch_claims_nothing() {
        PendingItem held = put(Optional.of(node));
        PendingItem back = queue.attach(scene.org, held.command(), node).orElseThrow();

        assertEquals(Optional.empty(), queue.claimAt(scene.org, held.command(), held.epoch(), GONE));
        assertEquals(
                Optional.of(GONE),
                queue.claimAt(scene.org, held.command(), back.epoch(), GONE).flatMap(PendingItem::intent));
        assertEquals(Optional.empty(), queue.claimAt(scene.org, held.command(), back.epoch(), GONE));
    }

    @Test
    final void what_a_node_held_is_orphaned_when_its_lease_has_run_out() {
        PendingItem held = put(Optional.of(node));
        PendingItem overHttp = put(Optional.empty());
        queue.orphanLost();
        assertEquals(Optional.empty(), get(held).orphanedAt());
        store.passTime(LEASE.plusSeconds(1));

        queue.orphanLost();

        assertTrue(get(held).orphanedAt().isPresent());
        assertEquals(Optional.empty(), get(overHttp).orphanedAt());
        assertEquals(Set.of(), orphans(), "the grace begins when the lease has run out");
        store.passTime(GRACE.plusSeconds(1));
        assertEquals(Set.of(held.command()), orphans());
    }

    @Test
    final void a_second_sweep_does_not_begin_the_grace_anew() {
        PendingItem held = put(Optional.of(node));
        store.passTime(LEASE.plusSeconds(1));
        queue.orphanLost();
        store.passTime(GRACE.plusSeconds(1));

        queue.orphanLost();

        assertEquals(Set.of(held.command()), orphans());
    }

    @Test
    final void a_node_that_renews_its_lease_keeps_what_it_holds() {
        PendingItem held = put(Optional.of(node));
        store.passTime(LEASE.minusSeconds(5));
        queue.renewNode(node, LEASE);
        store.passTime(Duration.ofSeconds(20));

        queue.orphanLost();

        assertEquals(Optional.empty(), get(held).orphanedAt());
    }

    @Test
    final void what_a_node_holds_that_never_showed_itself_is_orphaned() {
        PendingItem held = put(Optional.of("node-nobody-" + node));

        queue.orphanLost();

        assertTrue(get(held).orphanedAt().isPresent());
    }

    @Test
    final void a_claimed_item_is_no_orphan() {
        PendingItem held = put(Optional.of(node));
        queue.detach(scene.org, held.command(), held.epoch());
        Optional<PendingItem> _ = queue.claim(scene.org, held.command(), new Intent.Votes());
        store.passTime(GRACE.plusSeconds(1));

        assertEquals(Set.of(), orphans());
    }

    @Test
    final void of_a_return_and_a_cancel_that_race_the_item_obeys_one() {
        PendingItem held = put(Optional.of(node));
        queue.detach(scene.org, held.command(), held.epoch());

        List<Optional<PendingItem>> results = Race.run(i -> () -> i % 2 == 0
                ? queue.attach(scene.org, held.command(), node)
                : queue.claimAt(scene.org, held.command(), held.epoch(), GONE));

        PendingItem now = get(held);
        long cancelled = results.stream()
                .flatMap(Optional::stream)
                .filter(i -> i.epoch() == held.epoch() && i.intent().isPresent())
                .count();
        assertEquals(now.intent().isPresent() ? 1 : 0, cancelled);
        assertEquals(held.epoch() + Race.RUNNERS / 2, now.epoch());
    }

    private PendingItem put(Optional<String> holder) {
        Instant now = store.ledger().now();
        PendingItem item =
                PendingItem.fresh(scene.org, store.ids().command(), now, now.plus(Duration.ofSeconds(600)), holder);
        assertTrue(queue.put(item));
        return item;
    }

    private PendingItem get(PendingItem item) {
        return queue.get(scene.org, item.command()).orElseThrow();
    }

    private Set<CommandId> orphans() {
        return queue.orphans(GRACE, 10_000).stream()
                .filter(orphan -> orphan.org().equals(scene.org))
                .map(PendingQueue.Orphan::command)
                .collect(Collectors.toSet());
    }
}
