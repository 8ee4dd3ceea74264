package com.expacti.standalone.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Each deployable but {@code standalone} as a slice of its own. */
final class Deployables implements SliceAssignment {
    private static final Set<String> NAMES = Set.of("api", "websocketrelay", "workers");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        String[] parts = javaClass.getPackageName().split("\\.");
        return parts.length > 2 && NAMES.contains(parts[2]) ? SliceIdentifier.of(parts[2]) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "deployables";
    }
}
