package com.expacti.domain.suggestion;

import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskKind;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.risk.SecretMask;
import com.expacti.shell.Command;
import com.expacti.shell.Effective;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import com.expacti.shell.Wrappers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may become of an approved command: nothing, a rule for its exact text, or a part of a pattern. */
enum Fitness {
    /** Dangerous, secret, or its words say what else runs: people decide it each time. */
    NEVER,
    /** A rule for this very text may be suggested, never a pattern. */
    AS_IT_STANDS,
    /** Its words may be folded with those of its like. */
    FOLDS;

    static final int CHARACTERS_MAX = 1_024;
    private static final int COMMANDS_MAX = 5;
    private static final int WORDS_MAX = 16;

    /** Shells, interpreters and starters beyond those that {@link Wrappers} sees through. */
    private static final Set<String> RUNNERS = words("""
            fish csh tcsh pwsh powershell python python2 python3 pypy pypy3 node nodejs deno bun ruby perl php lua luajit Rscript R
            osascript tclsh expect awk gawk mawk nawk java jshell groovy scala ghci irb ipython jupyter npx bunx uvx pipx dotnet
            eval source . exec trap alias function set shopt enable command builtin coproc crontab at batch screen tmux
            ansible ansible-playbook strace gdb vi vim nvim ex emacs ed""");

    /** Wrappers by name whose everyday forms start nothing; whether this one does is asked of its tree. */
    private static final Set<String> OFTEN_PLAIN = words("git docker podman nerdctl kubectl oc find gfind");

    /** What they reach, install or change is named by their words in ways a wildcard must not take. */
    private static final Set<String> SINGLE = words("""
            curl wget http nc ncat netcat telnet ftp sftp scp rsync ping dig host nslookup traceroute mtr mail sendmail
            useradd usermod userdel adduser deluser groupadd groupdel passwd chpasswd chown chgrp chmod setfacl id groups
            psql mysql mariadb mysqldump pg_dump sqlite3 mongosh mongo redis-cli terraform tofu pulumi vault
            npm yarn pnpm pip pip3 cargo go gem bundle composer apt apt-get dpkg yum dnf rpm brew apk snap make cmake ninja
            gradle mvn ant sed find gfind tar unzip zip mount umount kill pkill killall ip ifconfig iptables nft ufw sysctl
            cd pushd popd export unset umask ulimit""");

    private static final Set<String> ACTIONS =
            Set.of("-exec", "-execdir", "-ok", "-okdir", "-delete", "-fprint", "-fprint0", "-fprintf", "-fls");

    static Fitness of(Parsed parsed, Risk risk) {
        if (isOut(parsed, risk)) {
            return NEVER;
        }
        List<SimpleCommand> commands = parsed.simpleCommands();
        for (SimpleCommand command : commands) {
            if (starts(command)) {
                return NEVER;
            }
        }
        return folds(parsed, commands.getFirst(), risk) ? FOLDS : AS_IT_STANDS;
    }

    private static boolean isOut(Parsed parsed, Risk risk) {
        String text = parsed.text();
        int commands = parsed.simpleCommands().size();
        return risk.level().compareTo(RiskLevel.HIGH) >= 0
                || risk.kinds().contains(RiskKind.READS_SECRETS)
                || commands == 0
                || commands > COMMANDS_MAX
                || text.chars().anyMatch(Fitness::isOdd)
                || !SecretMask.mask(text).equals(text)
                || parsed.nodes().stream().anyMatch(Fitness::isHidden);
    }

    /** What no reader of a list sees for what it is; a line feed makes two lines of one. */
    private static boolean isOdd(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR;
    }

    private static boolean isHidden(Node node) {
        return node instanceof WordPart.CommandSubstitution
                || node instanceof WordPart.ProcessSubstitution
                || node instanceof Command.FunctionDefinition
                || node instanceof Command.Coproc;
    }

    private static boolean starts(SimpleCommand command) {
        Optional<String> name = command.name().map(Fitness::lastPart);
        if (name.isEmpty() || !command.assignments().isEmpty()) {
            return true;
        }
        boolean runs = RUNNERS.contains(name.get())
                || RUNNERS.contains(name.get().replaceAll("[0-9.]+$", ""))
                || Wrappers.isWrapper(name.get()) && !OFTEN_PLAIN.contains(name.get());
        return runs || !isPlain(command) || command.words().stream().anyMatch(Fitness::acts);
    }

    /** It starts itself and nothing else. */
    private static boolean isPlain(SimpleCommand command) {
        return Wrappers.effective(command).stream()
                .allMatch(each -> each instanceof Effective.Command inner
                        && inner.via().isEmpty()
                        && inner.payload().isEmpty());
    }

    private static boolean acts(Word word) {
        return word.value().filter(ACTIONS::contains).isPresent();
    }

    private static boolean folds(Parsed parsed, SimpleCommand command, Risk risk) {
        return parsed.isSingleSimpleCommand()
                && !risk.runsMutableCode()
                && !risk.kinds().contains(RiskKind.RUNS_PROGRAM)
                && !risk.kinds().contains(RiskKind.SENDS_DATA)
                && command.words().size() <= WORDS_MAX
                && command.words().stream().allMatch(word -> word.value().isPresent())
                && command.name()
                        .map(Fitness::lastPart)
                        .filter(name -> !SINGLE.contains(name))
                        .isPresent();
    }

    static String lastPart(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
