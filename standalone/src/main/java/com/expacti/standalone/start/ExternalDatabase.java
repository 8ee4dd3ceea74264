package com.expacti.standalone.start;

import com.expacti.standalone.database.DatabaseAccess;
import java.util.Optional;
import java.util.function.Consumer;

/** A PostgreSQL that somebody else runs. */
final class ExternalDatabase {
    private ExternalDatabase() {}

    static DatabaseAccess open(String url, Optional<String> serviceUrl, Consumer<String> progress) {
        throw new StartFailure("an external database is not supported by this build");
    }
}
