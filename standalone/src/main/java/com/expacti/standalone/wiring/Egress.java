package com.expacti.standalone.wiring;

import com.expacti.adapters.wire.egress.PinnedHttp;
import com.expacti.adapters.wire.egress.SystemNames;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.egress.GuardedHttp;
import com.expacti.application.egress.HostNames;
import com.expacti.domain.egress.EgressRules;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Everything that leaves for an address somebody gave goes through these. */
@Factory
final class Egress {
    private static final Duration LOOK_UP_PATIENCE = Duration.ofSeconds(5);

    @Singleton
    EgressRules egressRules(
            @Property(name = "expacti.egress-allow", defaultValue = "") List<String> allowed,
            @Property(name = "expacti.eval", defaultValue = "false") boolean evaluation) {
        return EgressRules.of(allowed.stream().filter(entry -> !entry.isBlank()).toList(), evaluation);
    }

    @Singleton
    @Bean(preDestroy = "close", typed = HostNames.class)
    SystemNames hostNames() {
        return new SystemNames(LOOK_UP_PATIENCE);
    }

    @Singleton
    EgressGuard egressGuard(EgressRules rules, HostNames names) {
        return new EgressGuard(rules, names);
    }

    @Singleton
    @Bean(preDestroy = "close", typed = GuardedHttp.class)
    PinnedHttp guardedHttp(EgressGuard guard) {
        return new PinnedHttp(guard);
    }
}
