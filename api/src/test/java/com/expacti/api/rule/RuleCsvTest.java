package com.expacti.api.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.testkit.ForAll;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RuleCsvTest {
    private static final Instant NOW = Instant.parse("2026-03-21T05:50:57Z");

    private static final List<String> PIECES = List.of(
            "a", ",", "\"", "\"\"", "\n", "\r", "\r\n", "=", "+", "-", "@", "'", "''", "\t", " ", "é", "＝", "\uFEFF",
            "=1+1", "[", "rm *", "\\", ";", "𝄞", "#");

    private static final List<String> FORMULAS = List.of("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠");

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static Rule rule(RandomGenerator random) {
        List<String> examples = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            examples.add(text(random));
        }
        return new Rule(
                "rule_1",
                random.nextBoolean() ? RuleEffect.ALLOW : RuleEffect.DENY,
                PatternType.values()[random.nextInt(3)],
                "x".repeat(random.nextInt(2)) + text(random),
                random.nextBoolean() ? new RuleScope.Global() : new RuleScope.Target("=t" + text(random)),
                random.nextBoolean() ? Optional.empty() : Optional.of(text(random)),
                examples,
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(101)),
                random.nextBoolean() ? Optional.empty() : Optional.of(NOW.plusSeconds(1 + random.nextInt(9_999))),
                text(random),
                "user_1",
                false,
                Set.of());
    }

    private static RuleDraft draft(RuleCsv.Row row) {
        return RuleFields.draft(Fields.of(row.rule()), NOW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatever_a_rule_holds_it_comes_back_as_it_went_out() {
        ForAll.forAll(2_000, random -> {
            List<Rule> rules = List.of(rule(random), rule(random), rule(random));

            List<RuleCsv.Row> rows = RuleCsv.read(bytes(RuleCsv.write(rules.stream()
                    .map(rule -> new StoredRule(rule, NOW, 0, Optional.empty()))
                    .toList())));

            assertEquals(rules.size(), rows.size());
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                RuleDraft draft = draft(rows.get(i));
                assertEquals(rule.effect(), draft.effect());
                assertEquals(rule.patternType(), draft.patternType());
                assertEquals(rule.pattern(), draft.pattern());
                assertEquals(rule.scope().format(), draft.scope());
                assertEquals(rule.cwd(), draft.cwd());
                assertEquals(rule.examples(), draft.examples());
                assertEquals(rule.maxRisk(), draft.maxRisk());
                assertEquals(rule.note(), draft.note());
                assertEquals(
                        rule.expiresAt(),
                        draft.ttlSeconds().isPresent()
                                ? Optional.of(NOW.plusSeconds(draft.ttlSeconds().getAsLong()))
                                : Optional.empty());
            }
        });
    }

    @Test
    void no_cell_begins_like_a_formula() {
        ForAll.forAll(2_000, random -> {
            String csv = RuleCsv.write(List.of(new StoredRule(rule(random), NOW, 0, Optional.empty())));

            for (var record : CsvReader.builder().ofCsvRecord(csv)) {
                for (String cell : record.getFields()) {
                    assertTrue(FORMULAS.stream().noneMatch(cell::startsWith), csv);
                }
            }
        });
    }

    @Test
    void columns_stand_in_any_order_with_any_line_ends_and_a_byte_order_mark() {
        for (String end : List.of("\n", "\r\n")) {
            List<RuleCsv.Row> rows = RuleCsv.read(bytes(("\uFEFFnote,scope,pattern,pattern_type,effect,id\n"
                            + "fine,global,\"docker logs *\",glob,allow,rule_9\n,global,\"say \"\"a, b\"\"\",exact,deny,\n")
                    .replace("\n", end)));

            assertEquals(2, rows.size());
            assertEquals("docker logs *", draft(rows.get(0)).pattern());
            assertEquals("fine", draft(rows.get(0)).note());
            assertEquals("say \"a, b\"", draft(rows.get(1)).pattern());
            assertEquals(RuleEffect.DENY, draft(rows.get(1)).effect());
        }
    }

    @Test
    void a_quoted_line_feed_is_counted_where_lines_are_named() {
        List<RuleCsv.Row> rows = RuleCsv.read(
                bytes("pattern,scope,pattern_type,effect\n\"a\nb\",global,exact,allow\nls,global,exact,allow\n"));

        assertEquals("a\nb", draft(rows.get(0)).pattern());
        assertEquals(4, rows.get(1).line());
    }

    @Test
    void what_is_wrong_is_named_by_line_and_column() {
        refused("pattern,effect\nls,allow,global\n", ErrorCode.INVALID, "lines[2]", "3 cells");
        refused("pattern,effect\nls\n", ErrorCode.INVALID, "lines[2]", "1 cells");
        refused("pattern,max_risk\nls,ten\n", ErrorCode.BAD_MESSAGE, "lines[2].max_risk", "whole number");
        refused("pattern,max_risk\nls,-1\n", ErrorCode.BAD_MESSAGE, "lines[2].max_risk", "whole number");
        refused("pattern,examples\nls,ls\n", ErrorCode.BAD_MESSAGE, "lines[2].examples", "JSON");
        refused("pattern,examples\nls,[1]\n", ErrorCode.BAD_MESSAGE, "lines[2].examples", "JSON");
        refused("pattern,examples\nls,[] []\n", ErrorCode.BAD_MESSAGE, "lines[2].examples", "JSON");
        refused("pattern,max-risk\nls,1\n", ErrorCode.INVALID, "lines[1]", "max-risk");
        refused("pattern,pattern\nls,ls\n", ErrorCode.INVALID, "lines[1]", "twice");
        refused("effect\nallow\n", ErrorCode.INVALID, "lines[1]", "no column `pattern`");
        refused("pattern\n\"ls\n", ErrorCode.BAD_MESSAGE, "body", "never closed");
        refused("pattern\n\"ls\"x\n", ErrorCode.BAD_MESSAGE, "body", "comma-separated");
        refused("pattern\n" + "ls\n".repeat(1_001), ErrorCode.INVALID, "rules", "1 to 1000");
    }

    private static void refused(String csv, ErrorCode code, String field, String says) {
        GateException refusal = assertThrows(GateException.class, () -> RuleCsv.read(bytes(csv)), csv);
        assertEquals(code, refusal.code(), csv);
        assertEquals(Optional.of(field), refusal.field(), csv);
        assertTrue(String.valueOf(refusal.getMessage()).contains(says), refusal.getMessage());
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        GateException refusal =
                assertThrows(GateException.class, () -> RuleCsv.read(new byte[] {'p', (byte) 0xff, '\n'}));

        assertEquals(ErrorCode.BAD_MESSAGE, refusal.code());
    }

    @Test
    void an_apostrophe_of_ones_own_stays() {
        assertEquals("'my prog' x", CsvText.unguarded("'my prog' x"));
        assertEquals("=1", CsvText.unguarded("'=1"));
        assertEquals("'=1", CsvText.unguarded(CsvText.guarded("'=1")));
        assertFalse(CsvText.guarded("ls -l").startsWith("'"));
    }
}
