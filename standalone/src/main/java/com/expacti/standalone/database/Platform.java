package com.expacti.standalone.database;

import java.util.Locale;
import java.util.Set;

/** The operating system and processor PostgreSQL's binaries must fit, by the names their archives carry. */
record Platform(String system, String processor) {
    private static final Set<String> X86 = Set.of("amd64", "x86_64");
    private static final Set<String> ARM = Set.of("aarch64", "arm64");

    static Platform here() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Platform of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "darwin" : name.replace(' ', '_');
        String processor = X86.contains(arch) ? "x86_64" : ARM.contains(arch) ? "arm_64" : arch;
        return new Platform(system, processor);
    }

    String archive() {
        return "postgres-" + system + "-" + processor + ".txz";
    }

    boolean isLinux() {
        return system.equals("linux");
    }
}
