package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskFactor;
import com.expacti.domain.risk.RiskKind;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.shell.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A risk as it was found, kept whole, so that history never changes with the table. */
final class RiskJson {
    private RiskJson() {}

    static Map<String, Object> of(Risk risk) {
        List<Map<String, Object>> factors = new ArrayList<>();
        for (RiskFactor factor : risk.factors()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", factor.code());
            one.put("label", factor.label());
            one.put("points", factor.points());
            factor.span().ifPresent(span -> one.put("span", List.of(span.from(), span.to())));
            factors.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("factors", factors);
        all.put("mutable", risk.runsMutableCode());
        all.put("kinds", risk.kinds().stream().map(Enum::name).sorted().toList());
        return all;
    }

    static Risk read(int score, String json) {
        Map<String, Object> all = Json.object(json);
        List<RiskFactor> factors = list(all.get("factors")).stream()
                .map(f -> factor((Map<?, ?>) f))
                .toList();
        return new Risk(
                score,
                RiskLevel.of(score),
                factors,
                Boolean.TRUE.equals(all.get("mutable")),
                list(all.get("kinds")).stream()
                        .map(k -> RiskKind.valueOf((String) k))
                        .collect(Collectors.toSet()));
    }

    private static RiskFactor factor(Map<?, ?> one) {
        return new RiskFactor(
                String.valueOf(one.get("code")),
                String.valueOf(one.get("label")),
                one.get("points") instanceof Number points ? points.intValue() : 0,
                Optional.ofNullable((List<?>) one.get("span"))
                        .map(s -> new Span(((Number) s.get(0)).intValue(), ((Number) s.get(1)).intValue())));
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
