package com.expacti.domain.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.plan.CommandLimit.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final OrgPlan FREE = OrgPlan.of(Plan.FREE);

    @Test
    void plans_include_what_is_published_of_them() {
        Allowance free = Plan.FREE.allowance();
        Allowance pro = Plan.PRO.allowance();

        assertEquals(OptionalLong.of(1), free.targets());
        assertEquals(OptionalLong.of(1), free.reviewers());
        assertEquals(OptionalLong.of(100), free.commandsPerMonth());
        assertEquals(Optional.of(Duration.ofDays(30)), free.history());
        assertEquals(Set.of(), free.features());
        assertEquals(OptionalLong.of(10), pro.targets());
        assertEquals(OptionalLong.of(5), pro.reviewers());
        assertEquals(OptionalLong.empty(), pro.commandsPerMonth());
        assertEquals(Optional.of(Duration.ofDays(365)), pro.history());
        assertEquals(EnumSet.of(Feature.REPORTS, Feature.CHAT, Feature.PWA, Feature.SUGGESTIONS), pro.features());
        assertEquals(Allowance.UNLIMITED, Plan.ENTERPRISE.allowance());
        assertTrue(Plan.ENTERPRISE.allowance().includes(Feature.MULTI_PARTY_POLICIES));
        assertFalse(pro.includes(Feature.MULTI_PARTY_POLICIES));
    }

    @Test
    void without_billing_nothing_is_limited_and_nothing_counted() {
        assertEquals(Allowance.UNLIMITED, OrgPlan.NONE.at(NOON));
        assertFalse(OrgPlan.NONE.counts());
        assertEquals(Optional.empty(), OrgPlan.NONE.planAt(NOON));
    }

    @Test
    void a_plan_holds_through_its_grace_and_not_a_moment_longer() {
        OrgPlan failing = new OrgPlan(Optional.of(Plan.PRO), Optional.of(NOON));

        assertEquals(Plan.PRO.allowance(), failing.at(NOON.minusMillis(1)));
        assertEquals(Plan.FREE.allowance(), failing.at(NOON));
        assertEquals(Optional.of(Plan.FREE), failing.planAt(NOON.plusSeconds(1)));
    }

    @Test
    void the_hundredth_command_fits_and_the_next_does_not() {
        MonthlyUse use = new MonthlyUse(YearMonth.of(2026, 11), 99);

        Count last = CommandLimit.count(FREE, use, NOON);

        Count.Fits fits = assertInstanceOf(Count.Fits.class, last);
        assertEquals(100, fits.use().commands());
        assertEquals(100, fits.notice().orElseThrow().percent());
        Count.UsedUp over = assertInstanceOf(Count.UsedUp.class, CommandLimit.count(FREE, fits.use(), NOON));
        assertEquals(
                "the Free plan's 100 commands of 2026-11 (UTC) are used up; upgrade under billing, or go on from 2026-12-01",
                over.reason());
        assertTrue(CommandLimit.usedUp(FREE, fits.use(), NOON));
        assertFalse(CommandLimit.usedUp(FREE, use, NOON));
    }

    @Test
    void the_count_begins_anew_at_midnight_in_utc() {
        MonthlyUse use = new MonthlyUse(YearMonth.of(2026, 11), 100);

        assertTrue(CommandLimit.usedUp(FREE, use, Instant.parse("2026-11-30T23:59:59.999Z")));
        Count next = CommandLimit.count(FREE, use, Instant.parse("2026-12-01T00:00:00Z"));

        assertEquals(
                new MonthlyUse(YearMonth.of(2026, 12), 1),
                assertInstanceOf(Count.Fits.class, next).use());
    }

    @Test
    void a_clock_that_goes_back_opens_no_month_again() {
        MonthlyUse use = new MonthlyUse(YearMonth.of(2026, 12), 100);

        assertTrue(CommandLimit.usedUp(FREE, use, NOON));
    }

    @Test
    void people_are_told_at_80_and_at_100_percent_and_else_not() {
        for (long used = 0; used < 100; used++) {
            Count count = CommandLimit.count(FREE, new MonthlyUse(YearMonth.of(2026, 11), used), NOON);

            boolean told = assertInstanceOf(Count.Fits.class, count).notice().isPresent();
            assertEquals(used == 79 || used == 99, told, "after " + (used + 1));
        }
    }

    @Test
    void a_plan_that_lost_its_payment_has_what_free_has() {
        OrgPlan over = new OrgPlan(Optional.of(Plan.PRO), Optional.of(NOON));
        MonthlyUse use = new MonthlyUse(YearMonth.of(2026, 11), 5_000);

        assertFalse(CommandLimit.usedUp(over, use, NOON.minusSeconds(1)));
        assertTrue(CommandLimit.usedUp(over, use, NOON));
    }

    @Test
    void literals_are_those_of_the_contract() {
        assertEquals(Optional.of(Plan.PRO), Plan.of("pro"));
        assertEquals(Optional.empty(), Plan.of("gold"));
        assertEquals("Enterprise", Plan.ENTERPRISE.title());
        assertEquals("multi_party_policies", Feature.MULTI_PARTY_POLICIES.literal());
    }
}
