package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RiskTableTest {
    @Test
    void there_are_fourteen_categories_and_twenty_five_modifiers() {
        assertEquals(14, Category.values().length);
        assertEquals(25, Modifier.values().length);
    }

    @Test
    void every_number_says_why() {
        for (Category category : Category.values()) {
            assertTrue(category.why.length() > 10, category.name());
            assertTrue(category.points + category.readOnly >= 0, category.name());
        }
        for (Modifier modifier : Modifier.values()) {
            assertTrue(modifier.why.length() > 10, modifier.name());
        }
    }

    @Test
    void every_category_and_modifier_is_documented_with_its_points() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("expacti.root"), "docs", "risk.md"));

        for (Category category : Category.values()) {
            String row = "| `%s` | %d | %d |".formatted(code(category), category.points, category.readOnly);
            assertTrue(page.contains(row), row);
        }
        for (Modifier modifier : Modifier.values()) {
            String points = modifier.points == 0 ? "by category" : "%+d".formatted(modifier.points);
            assertTrue(page.contains("| `%s` | %s |".formatted(code(modifier), points)), modifier.name());
        }
        for (RiskTable.SqlClass sql : RiskTable.SqlClass.values()) {
            assertTrue(page.contains("| `sql_%s` | %+d |".formatted(code(sql), sql.points)), sql.name());
        }
        for (RiskTable.Combination combination : RiskTable.Combination.values()) {
            assertTrue(
                    page.contains("| `%s` | %+d |".formatted(code(combination), combination.points)),
                    combination.name());
        }
    }

    private static String code(Enum<?> entry) {
        return entry.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void levels_begin_where_they_are_said_to() {
        assertEquals(RiskLevel.LOW, RiskLevel.of(24));
        assertEquals(RiskLevel.MEDIUM, RiskLevel.of(25));
        assertEquals(RiskLevel.MEDIUM, RiskLevel.of(49));
        assertEquals(RiskLevel.HIGH, RiskLevel.of(50));
        assertEquals(RiskLevel.HIGH, RiskLevel.of(74));
        assertEquals(RiskLevel.CRITICAL, RiskLevel.of(75));
        assertEquals(RiskLevel.CRITICAL, RiskLevel.of(100));
        assertThrows(IllegalArgumentException.class, () -> RiskLevel.of(101));
        assertThrows(IllegalArgumentException.class, () -> RiskLevel.of(-1));
    }
}
