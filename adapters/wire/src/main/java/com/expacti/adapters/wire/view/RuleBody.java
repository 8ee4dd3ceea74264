package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.rule.Rule;
import java.util.Locale;
import java.util.Optional;

/** A whitelist or deny rule, as REST shows it. */
public final class RuleBody {
    private RuleBody() {}

    public static JsonObject of(StoredRule stored, Moments moments) {
        Rule rule = stored.rule();
        return JsonObject.object()
                .put("id", rule.id())
                .put("effect", rule.effect().name().toLowerCase(Locale.ROOT))
                .put("pattern_type", rule.patternType().name().toLowerCase(Locale.ROOT))
                .put("pattern", rule.pattern())
                .put("scope", rule.scope().format())
                .put("cwd", rule.cwd())
                .putTexts("examples", rule.examples())
                .put("max_risk", rule.maxRisk())
                .putNode("expires_at", moments.of(rule.expiresAt()))
                .put("note", Optional.of(rule.note()).filter(note -> !note.isEmpty()))
                .put("created_by", rule.createdBy())
                .put("remembered", rule.remembered())
                .put("created_at", moments.of(stored.createdAt()))
                .put("hits", stored.hits())
                .putNode("last_hit_at", moments.of(stored.lastHitAt()));
    }
}
