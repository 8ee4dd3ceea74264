package com.expacti.domain.risk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a path is by its text alone. Links are not followed: nothing here touches a file system. */
final class Paths {
    private static final List<String> TEMPORARY = List.of("/tmp/", "/var/tmp/", "/dev/shm/");
    private static final Set<String> BUILD = Set.of(
            "build",
            "dist",
            "target",
            "out",
            "node_modules",
            "coverage",
            "__pycache__",
            ".next",
            ".cache",
            ".tox",
            ".pytest_cache",
            ".gradle",
            ".turbo",
            "bin-debug",
            "tmp",
            "temp",
            ".nyc_output",
            "htmlcov",
            ".mypy_cache",
            ".ruff_cache",
            ".venv",
            "venv",
            ".eggs",
            ".parcel-cache",
            ".svelte-kit",
            ".nuxt",
            ".terraform",
            "_build",
            "obj",
            ".eslintcache",
            ".sass-cache",
            ".vite");
    private static final List<String> SYSTEM = List.of(
            "/etc",
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib64",
            "/boot",
            "/dev",
            "/proc",
            "/sys",
            "/var",
            "/root",
            "/opt",
            "/run",
            "/System",
            "/Library",
            "/Applications",
            "C:",
            "D:");

    /** Logs and histories: what tells afterwards what was done. */
    private static final List<String> TRACES = List.of(
            "_history", ".lesshst", ".histfile", "/wtmp", "/btmp", "/lastlog", "/utmp", "/auth.log", "/audit.log");

    private static final Set<String> WHOLE = Set.of(
            "/",
            "/*",
            "~",
            "~/",
            "~/*",
            "*",
            ".",
            "./",
            "./*",
            "..",
            "../",
            "../*",
            "$HOME",
            "$HOME/",
            "$HOME/*",
            "$PWD",
            "/home",
            "/home/",
            "/home/*",
            "~/.[!.]*",
            "~/.*",
            "~/.??*",
            ".[!.]*",
            "/Users",
            "/srv",
            "/srv/*",
            "/mnt",
            "/.",
            "//",
            ".*");
    private static final List<String> AUTOSTART = List.of(
            ".bashrc",
            ".bash_profile",
            ".bash_login",
            ".bash_logout",
            ".profile",
            ".zshrc",
            ".zshenv",
            ".zprofile",
            "authorized_keys",
            "/etc/cron",
            "/var/spool/cron",
            "/etc/systemd",
            "/.config/systemd",
            "/etc/profile",
            "/etc/rc.local",
            "/etc/init.d",
            "/.git/hooks/",
            ".git/hooks/",
            "/etc/sudoers",
            "/etc/ld.so.preload",
            "/.ssh/config",
            "/.gitconfig",
            "/etc/crontab",
            "/Library/LaunchAgents",
            "/.config/autostart",
            "/etc/bash",
            "/.config/fish",
            "/etc/udev",
            "/etc/pam.d",
            "/etc/environment",
            ".git/config",
            "/.vimrc",
            "/.inputrc");
    private static final List<String> SECRET_PARTS = List.of(
            "/.ssh/",
            "/.aws/",
            "/.kube/config",
            "/.gnupg",
            "/.docker/config.json",
            "/.netrc",
            "/.pgpass",
            "/.npmrc",
            "/.pypirc",
            "/.git-credentials",
            "/.config/gcloud",
            "/.azure",
            "/.vault-token",
            "/etc/shadow",
            "/etc/gshadow",
            "/etc/sudoers",
            "/etc/ssl/private",
            "/run/secrets",
            "/var/run/secrets",
            "/proc/self/environ",
            "/etc/krb5.keytab",
            "/.terraform.d/credentials",
            "/.config/gh/hosts",
            "/.bash_history",
            "/.zsh_history",
            "/.password-store",
            "/.mozilla",
            "/.config/google-chrome");
    private static final List<String> SECRET_NAMES = List.of(
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519",
            ".pem",
            ".p12",
            ".pfx",
            ".jks",
            ".keystore",
            ".kdbx",
            ".ppk",
            "credentials",
            "credentials.json",
            "secrets.yaml",
            "secrets.yml",
            "secrets.json",
            "secrets.env",
            ".htpasswd",
            ".netrc",
            ".pgpass",
            ".npmrc",
            ".git-credentials",
            ".vault-token",
            "kubeconfig",
            "service-account.json",
            "terraform.tfstate",
            "authorized_keys-private",
            "master.key",
            "shadow.bak",
            "private.key",
            "privkey.key",
            "server.key",
            "tls.key",
            ".rsa",
            "logins.json",
            "key4.db",
            "application_default_credentials.json");

    private Paths() {}

    static boolean climbs(String path) {
        return path.equals("..") || path.startsWith("../") || path.contains("/../") || path.endsWith("/..");
    }

    static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("~") || path.startsWith("$HOME") || path.startsWith("${HOME");
    }

    /** Whether everything the path can mean lies below a temporary or build directory. */
    static boolean isTemporary(String path) {
        if (climbs(path)) {
            return false;
        }
        for (String root : TEMPORARY) {
            if (path.startsWith(root) && path.length() > root.length()) {
                return true;
            }
        }
        if (path.startsWith("~")) {
            return false;
        }
        String[] segments = path.split("/");
        for (int i = 0; i < segments.length; i++) {
            boolean nameItself = i == segments.length - 1;
            if (BUILD.contains(segments[i]) && (!path.startsWith("/") || (i > 2 && !isSystem(path)))) {
                return true;
            }
            if (nameItself && (segments[i].endsWith(".tmp") || segments[i].endsWith(".pyc"))) {
                return true;
            }
        }
        return false;
    }

    static boolean isDiscard(String path) {
        return path.equals("/dev/null") || path.equals("/dev/stdout") || path.equals("/dev/stderr");
    }

    /** System directories, and a home, tree or disk as a whole. */
    static boolean isSystem(String path) {
        if (isDiscard(path)
                || path.startsWith("/dev/shm/")
                || path.startsWith("/var/tmp/")
                || path.startsWith("/dev/fd/")) {
            return false;
        }
        if (isTrace(path)) {
            return true;
        }
        if (isDrive(path)) {
            return true;
        }
        String plain = normal(path);
        for (String root : SYSTEM) {
            if (plain.startsWith(root)
                    && (plain.length() == root.length() || "/*".indexOf(plain.charAt(root.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrace(String path) {
        for (String trace : TRACES) {
            if (path.endsWith(trace)) {
                return true;
            }
        }
        return false;
    }

    /** {@code C:\\Users}, whose backslash the shell may have taken away. */
    private static boolean isDrive(String path) {
        return path.length() > 1
                && path.charAt(1) == ':'
                && Character.isUpperCase(path.charAt(0))
                && (path.length() < 3 || path.charAt(2) != ':');
    }

    /** A disk as such, without a file system in between. */
    static boolean isDisk(String path) {
        return path.startsWith("/dev/")
                && path.matches("/dev/(?:sd|hd|vd|xvd|nvme|mmcblk|disk|dm-|md|mapper/|loop|r?disk).*");
    }

    /** A whole tree by its top: {@code /}, a home, or everything here. */
    static boolean isWhole(String path) {
        if (WHOLE.contains(path) || WHOLE.contains(normal(path))) {
            return true;
        }
        boolean home = path.startsWith("/home/") || path.startsWith("/Users/");
        boolean top = home && path.indexOf('/', path.indexOf('/', 1) + 1) < 0;
        return top
                || isRootDirectory(normal(path))
                || path.startsWith("~") && path.indexOf('/') < 0
                || onlyClimbs(path);
    }

    /** {@code /data}, {@code /mnt/disk}: directly below the root, where whole disks and applications live. */
    private static boolean isRootDirectory(String path) {
        if (!path.startsWith("/") || path.startsWith("/tmp") || path.startsWith("/dev/")) {
            return false;
        }
        String rest = path.endsWith("/*") ? path.substring(1, path.length() - 2) : path.substring(1);
        String trimmed = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        boolean mounted = trimmed.startsWith("mnt/") || trimmed.startsWith("media/") || trimmed.startsWith("Volumes/");
        return trimmed.indexOf('/', mounted ? trimmed.indexOf('/') + 1 : 0) < 0;
    }

    private static boolean onlyClimbs(String path) {
        if (!path.startsWith("../")) {
            return false;
        }
        for (String segment : path.split("/")) {
            if (!segment.equals("..") && !segment.equals("*")) {
                return false;
            }
        }
        return true;
    }

    /** The path without {@code .}, {@code ..} and doubled slashes, read as text; links are not followed. */
    private static String normal(String path) {
        if (!path.startsWith("/") || !path.contains("/.") && !path.contains("//")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        return "/" + String.join("/", kept);
    }

    /** Whether a variable of this name usually holds a secret. */
    static boolean namesSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.contains("SECRET")
                || upper.contains("PASSWORD")
                || upper.contains("PASSWD")
                || upper.contains("TOKEN")
                || upper.contains("PRIVATE_KEY")
                || upper.contains("API_KEY")
                || upper.contains("APIKEY")
                || upper.contains("ACCESS_KEY")
                || upper.contains("CREDENTIAL")
                || upper.endsWith("_PW")
                || upper.endsWith("_PASS")
                || upper.equals("DATABASE_URL");
    }

    /** Whether a variable named like a secret is expanded in the text. */
    static boolean expandsSecret(String text) {
        int at = text.indexOf('$');
        while (at >= 0 && at + 1 < text.length()) {
            int from = text.charAt(at + 1) == '{' ? at + 2 : at + 1;
            int to = from;
            while (to < text.length() && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '_')) {
                to++;
            }
            if (namesSecret(text.substring(from, to))) {
                return true;
            }
            at = text.indexOf('$', at + 1);
        }
        return false;
    }

    static boolean isAutostart(String path) {
        return containsAny(path, AUTOSTART);
    }

    /** Keys, tokens, password files. */
    static boolean isSecret(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".pub")
                || lower.endsWith(".example")
                || lower.endsWith(".sample")
                || lower.endsWith(".template")) {
            return false;
        }
        String rooted = lower.startsWith("/") ? lower : "/" + lower;
        boolean plain = rooted.endsWith("/.ssh/config")
                || rooted.contains("/.ssh/known_hosts")
                || rooted.endsWith("/.ssh/authorized_keys")
                || rooted.endsWith("/.aws/config");
        if (plain) {
            return false;
        }
        if (containsAny(rooted, SECRET_PARTS)) {
            return true;
        }
        if (rooted.startsWith("/proc/") && (rooted.endsWith("/environ") || rooted.endsWith("/mem"))) {
            return true;
        }
        String name = rooted.substring(rooted.lastIndexOf('/') + 1);
        if (name.equals(".env") || name.startsWith(".env.")) {
            return true;
        }
        for (String secret : SECRET_NAMES) {
            if (name.equals(secret) || (secret.startsWith(".") && name.endsWith(secret))) {
                return true;
            }
        }
        return name.equals(".ssh") || name.equals(".aws") || name.equals(".gnupg");
    }

    private static boolean containsAny(String text, List<String> parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
