package com.expacti.standalone.wiring;

import com.expacti.adapters.wire.guard.Sources;
import com.expacti.adapters.wire.limit.Attempts;
import com.expacti.adapters.wire.limit.Limiter;
import com.expacti.adapters.wire.limit.RateLimits;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How often this process may be asked. */
@Factory
final class Limits {
    @Singleton
    Limiter limiter(
            @Property(name = "expacti.rate-limits") Optional<String> limits,
            @Property(name = "expacti.eval", defaultValue = "false") boolean evaluation) {
        return new Limiter(RateLimits.parse(limits, evaluation), TimeMeter.SYSTEM_NANOTIME);
    }

    @Singleton
    Attempts attempts(Limiter limiter, Sources sources) {
        return new Attempts(limiter, sources);
    }
}
