package com.expacti.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run, for they refuse to run as root. An ordinary user runs them directly; root runs
 * them in a user namespace of their own, where that is open, else as an unprivileged account that then owns the cluster.
 */
sealed interface Account {

    /** The command that runs {@code program} as this account, replacing itself with it: its pid is the program's. */
    List<String> running(List<String> program);

    /** Hands {@code top} and all below it to this account, and lets it pass through the folders above, up to {@code root}. */
    void own(Path top, Path root) throws IOException;

    static Account here(Path folder) {
        if (!Long.valueOf(0).equals(uid(Path.of("/proc/self")))) {
            return new Direct();
        }
        if (succeeds(List.of("unshare", "--user", "true"))) {
            return new Namespace();
        }
        return Stream.of("postgres", "nobody")
                .filter(name -> succeeds(new Other(name).running(List.of("test", "-x", outside(folder)))))
                .findFirst()
                .<Account>map(Other::new)
                .orElseThrow(() -> new DatabaseUnavailable(
                        "PostgreSQL does not run as root, user namespaces are closed here and no other account can reach `%s`: run expacti as an ordinary user, or point EXPACTI_DATA at a folder such as /var/lib/expacti"
                                .formatted(folder)));
    }

    record Direct() implements Account {
        @Override
        public List<String> running(List<String> program) {
            return program;
        }

        @Override
        public void own(Path top, Path root) {
            // What this process makes is already its own.
        }
    }

    /** Root outside, nobody inside: files stay root's, and the programs see a user that is not root. */
    record Namespace() implements Account {
        @Override
        public List<String> running(List<String> program) {
            return joined(List.of("unshare", "--user"), program);
        }

        @Override
        public void own(Path top, Path root) {
            // Root's files belong to the same user inside the namespace.
        }
    }

    record Other(String name) implements Account {
        private static final Set<PosixFilePermission> PASS =
                EnumSet.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

        @Override
        public List<String> running(List<String> program) {
            return joined(
                    List.of("setpriv", "--reuid", name, "--regid", Long.toString(gid()), "--clear-groups", "--"),
                    program);
        }

        @Override
        public void own(Path top, Path root) throws IOException {
            UserPrincipal user =
                    top.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
            try (Stream<Path> all = Files.walk(top)) {
                for (Path each : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                    Files.setOwner(each, user);
                }
            }
            for (Path above = top.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
                Set<PosixFilePermission> modes = EnumSet.copyOf(Files.getPosixFilePermissions(above));
                if (modes.addAll(PASS)) {
                    Files.setPosixFilePermissions(above, modes);
                }
            }
        }

        private long gid() {
            try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
                return lines.map(line -> line.split(":"))
                        .filter(fields -> fields.length > 3 && fields[0].equals(name))
                        .mapToLong(fields -> Long.parseLong(fields[3]))
                        .findFirst()
                        .orElse(65_534);
            } catch (IOException e) {
                return 65_534;
            }
        }
    }

    private static String outside(Path folder) {
        Path above = folder.getParent();
        return (above == null ? folder : above).toString();
    }

    private static List<String> joined(List<String> front, List<String> back) {
        return Stream.concat(front.stream(), back.stream()).toList();
    }

    private static long uid(Path path) {
        try {
            return Files.getAttribute(path, "unix:uid") instanceof Integer uid ? uid : -1;
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name", "").equals("root") ? 0 : -1;
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
