package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.domain.risk.RiskTable.SqlClass;
import com.expacti.shell.Span;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was found about one command so far. Every reason counts once; confined to one call of the scorer. */
final class Findings {
    private final Map<String, RiskFactor> factors = new LinkedHashMap<>();
    private final Set<RiskKind> kinds = EnumSet.noneOf(RiskKind.class);
    private Category category;
    private boolean runsMutableCode;

    Findings(Category category, Span span) {
        this.category = category;
        put(factorOf(category, span));
    }

    private static RiskFactor factorOf(Category category, Span span) {
        return new RiskFactor(code(category), category.label, category.points, Optional.of(span));
    }

    private static String code(Enum<?> entry) {
        return entry.name().toLowerCase(Locale.ROOT);
    }

    private void put(RiskFactor factor) {
        factors.putIfAbsent(factor.code(), factor);
    }

    /** Moves the command to a category with more points; a lower one is ignored. */
    void raiseTo(Category other, Span span) {
        if (other.points <= category.points) {
            return;
        }
        factors.remove(code(category));
        factors.remove(code(Modifier.READ_ONLY));
        category = other;
        Map<String, RiskFactor> rest = new LinkedHashMap<>(factors);
        factors.clear();
        put(factorOf(other, span));
        factors.putAll(rest);
    }

    /** The form turned out to do more than read. */
    void removeReadOnly() {
        factors.remove(code(Modifier.READ_ONLY));
    }

    /** The form turned out to only read. */
    void replaceWithReadOnly(Modifier modifier, Span span) {
        factors.remove(code(modifier));
        add(Modifier.READ_ONLY, span);
    }

    Category category() {
        return category;
    }

    Findings add(Modifier modifier, Span span) {
        boolean byCategory = modifier == Modifier.READ_ONLY || modifier == Modifier.DRY_RUN;
        int points = byCategory ? category.readOnly : modifier.points;
        put(new RiskFactor(code(modifier), modifier.label, points, Optional.of(span)));
        kinds.addAll(modifier.kinds());
        return this;
    }

    void addFromTarget(Modifier modifier) {
        put(new RiskFactor(code(modifier), modifier.label, modifier.points, Optional.empty()));
    }

    void add(SqlClass sql, Span span) {
        put(new RiskFactor("sql_" + code(sql), sql.label, sql.points, Optional.of(span)));
    }

    void add(Combination combination, Span span) {
        put(new RiskFactor(code(combination), combination.label, combination.points, Optional.of(span)));
    }

    void kind(RiskKind kind) {
        kinds.add(kind);
    }

    boolean has(RiskKind kind) {
        return kinds.contains(kind);
    }

    boolean has(Modifier modifier) {
        return factors.containsKey(code(modifier));
    }

    /** Takes over what another command of the same line does, but not its points. */
    void absorb(Findings other) {
        kinds.addAll(other.kinds);
        runsMutableCode |= other.runsMutableCode;
    }

    /** Adds the factors of a text that is run as part of this, where they are not here yet. */
    void takeWorse(Findings other) {
        other.factors.values().stream()
                .filter(factor -> !factor.code().equals(code(other.category)))
                .forEach(this::put);
        absorb(other);
    }

    void marksMutableCode() {
        runsMutableCode = true;
    }

    void marksMutableCode(boolean also) {
        runsMutableCode |= also;
    }

    /** Lets every factor point at this span: theirs were offsets into a text that stands inside a word of the line. */
    Findings movedTo(Span span) {
        factors.replaceAll((code, factor) -> new RiskFactor(code, factor.label(), factor.points(), Optional.of(span)));
        return this;
    }

    int points() {
        int sum = 0;
        for (RiskFactor factor : factors.values()) {
            sum += factor.points();
        }
        return sum;
    }

    Risk risk() {
        return Risk.of(List.copyOf(factors.values()), runsMutableCode, kinds);
    }
}
