package com.expacti.adapters.postgres.tenancy;

import com.expacti.application.command.IdSource;
import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.util.Locale;

/** ULIDs that rise within one process, in lower case. */
@Singleton
final class Ulids implements IdSource {
    @Override
    public String next() {
        return UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
    }
}
