package com.expacti.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Programs that run the words after their own options and operands, one a line. A name of two words is a subcommand.
 *
 * <p>Columns: name; one-letter options without a value; with one; long options without a value, or with one only after
 * {@code =} ({@code *}: the program takes every long option so); with one; how many operands come before the command, or -1 when it
 * stands behind two dashes;
 * what happens without a command ({@code itself}, or a {@code shell} that reads more), or {@code named} when the
 * subcommand is the program that runs; options whose value is shell text that runs instead of words.
 */
final class PrefixTable {
    private static final String ROWS = """
            doas          |n|u| | |0|shell|
            ionice        |t|cn|ignore|class classdata|0|itself|
            chrt          |abdfimorRv|TPD|batch deadline fifo idle other rr reset-on-fork verbose|sched-runtime sched-period sched-deadline|1|itself|
            taskset       |ac| |all-tasks cpu-list| |1|itself|
            nohup         | | | | |0|itself|
            timeout       |fpv|ks|foreground preserve-status verbose|kill-after signal|1|itself|
            time          |apvq|fo|append portability verbose quiet|format output|0|itself|
            exec          |cl|a| | |0|itself|
            builtin       | | | | |0|itself|
            setsid        |cfw| |ctty fork wait| |0|itself|
            stdbuf        | |ioe| |input output error|0|itself|
            unbuffer      |p| | | |0|itself|
            caffeinate    |dimsu|tw| | |0|itself|
            busybox       | | | | |0|itself|
            toybox        | | | | |0|itself|
            chroot        | | |skip-chdir|userspec groups|1|shell|
            catchsegv     | | | | |0|itself|
            chronic       |ve| | | |0|itself|
            choom         | |n| |adjust|0|itself|
            cgexec        | |g|sticky| |0|itself|
            chpst         |vVP012|uUbe/Cnmdopfcrt| | |0|itself|
            cpulimit      |fivzkqbm|lcs| | |0|itself|
            dbus-run-session| | | |config-file dbus-daemon|0|itself|
            dumb-init     |cv|r|single-child verbose|rewrite|0|itself|
            eatmydata     | | | | |0|itself|
            entr          |acdnprxz| | | |0|itself|
            envdir        | | | | |1|itself|
            fakeroot      | |lsib|unknown-is-real|lib faked|0|shell|
            faketime      |mfp| | | |1|itself|
            firejail      | | |*| |0|shell|
            flock         |exsuonFv|wE|shared exclusive unlock nonblock close no-fork verbose|timeout wait conflict-exit-code|1|itself|c command
            gosu          | | | | |1|itself|
            i386          |3BFILRSTXZv| |*| |0|shell|
            ld.so         | | |inhibit-cache verify list|library-path inhibit-rpath argv0|0|itself|
            linux32       |3BFILRSTXZv| |*| |0|shell|
            linux64       |3BFILRSTXZv| |*| |0|shell|
            logsave       |asv| | | |1|itself|
            ltrace        |bBcCfhiLrStTV|aADeFlnopsuxwX| | |0|itself|
            lxc-attach    |evs|nRPog|clear-env keep-env|name|0|shell|
            nocache       | |n| | |0|itself|
            nsenter       |amuinpCUTZFerwV|tSGNW|all mount uts ipc net pid user cgroup time preserve-credentials keep-caps no-fork follow-context root wd env user-parent|target setuid setgid wdns net-socket|0|shell|
            numactl       |alsHb|iNCmpPw|localalloc all show hardware balancing|interleave cpunodebind physcpubind membind preferred preferred-many|0|itself|
            pkexec        | | |disable-internal-agent keep-cwd|user|0|shell|
            prlimit       | |p|as cpu data fsize locks core memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack noheadings raw verbose|pid output|0|itself|
            proxychains   |q|f| | |0|itself|
            proxychains4  |q|f| | |0|itself|
            run0          | | |no-ask-password|user group unit property description slice nice chdir setenv machine background|0|shell|
            s6-setuidgid  | | | | |1|itself|
            setlock       |nNxX| | | |1|itself|
            setpriv       |d| |no-new-privs nnp clear-groups keep-groups init-groups reset-env dump|ambient-caps inh-caps bounding-set ruid euid rgid egid reuid regid groups securebits pdeathsig ptracer selinux-label apparmor-profile|0|shell|
            setuidgid     | | | | |1|itself|
            ssh-agent     |csDdk|aEPtO| | |0|itself|
            strace        |cCdDfFhiknqrtTvVwxyYzZA|abeEIoOpPsSuUX|follow-forks output-separately summary-only summary|output trace attach user env string-limit columns|0|itself|
            su-exec       | | | | |1|itself|
            systemd-run   |dGPqrt|HMpuE|user system scope wait quiet pty pipe collect no-block no-ask-password remain-after-exit send-sighup same-dir slice-inherit expand-environment|host machine unit property description slice uid gid nice working-directory setenv on-active on-boot on-startup on-unit-active on-unit-inactive on-calendar timer-property path-property service-type job-mode background|0|itself|
            tini          |svgw|pe| | |0|itself|
            torify        |q| | | |0|itself|
            torsocks      |diq|aupP| | |0|itself|
            unshare       |cfimnpruUCTV|RwSG|mount uts ipc net pid user cgroup time fork map-root-user map-current-user map-auto mount-proc keep-caps kill-child|map-user map-users map-group map-groups owner propagation setgroups root wd setuid setgid monotonic boottime|0|shell|
            valgrind      |qvdh| |*| |0|itself|
            xvfb-run      |al|efnpsw|auto-servernum listen-tcp|error-file auth-file server-num xauth-protocol server-args wait|0|itself|
            gtimeout      |fpv|ks|foreground preserve-status verbose|kill-after signal|1|itself|
            gnohup        | | | | |0|itself|
            gstdbuf       | |ioe| |input output error|0|itself|
            gtime         |apvq|fo|append portability verbose quiet|format output|0|itself|
            perf stat     |adAcinvBS|eproCIxtGD| |event repeat output cpu interval-print field-separator delay|0|itself|
            perf record   |agqvRsdTN|ceFopCtmMuG|all-cpus|call-graph event freq output count cpu|0|itself|
            perf trace    |aTvfsS|eopCtDm|all-cpus|event output pid cpu duration|0|itself|
            npx           |yq|pw|yes no no-install quiet prefer-offline offline ignore-existing|package workspace userconfig|0|itself|c call
            npm exec      |yq|pw|yes no no-install quiet prefer-offline offline|package workspace|0|itself|c call
            npm x         |yq|pw|yes no no-install quiet prefer-offline offline|package workspace|0|itself|c call
            pnpm exec     |r| |recursive parallel silent|filter dir|0|itself|
            pnpm dlx      | | |silent|package|0|itself|
            yarn exec     | | | | |0|itself|
            yarn dlx      |q|p|quiet|package|0|itself|
            bunx          | |p|bun silent|package|0|itself|
            bun x         | |p|bun silent|package|0|itself|
            pipx run      |qv| |no-cache quiet verbose|spec python pip-args index-url|0|itself|
            uvx           |qvn|p|quiet verbose isolated offline refresh|from with python index-url|0|itself|
            uv run        |mqvn|p|no-sync frozen locked isolated all-extras no-dev offline no-project quiet verbose refresh active|with python extra group env-file directory project with-requirements with-editable package index-url|0|itself|
            poetry run    | | | | |0|itself|
            pipenv run    | | | | |0|itself|
            pdm run       | | | | |0|itself|
            rye run       | | | | |0|itself|
            hatch run     | | | | |0|itself|
            bundle exec   | | |keep-file-descriptors| |0|itself|
            conda run     |v|np|no-capture-output live-stream verbose|name prefix cwd|0|itself|
            mamba run     |v|np|no-capture-output live-stream verbose|name prefix cwd|0|itself|
            micromamba run|v|np| |name prefix cwd|0|itself|
            rustup run    | | |install| |1|itself|
            pyenv exec    | | | | |0|itself|
            rbenv exec    | | | | |0|itself|
            nodenv exec   | | | | |0|itself|
            asdf exec     | | | | |0|itself|
            mise exec     | | | | |-1|itself|c command
            mise x        | | | | |-1|itself|c command
            direnv exec   | | | | |1|itself|
            toolbox run   | |c| |container|0|shell|
            op run        | | |no-masking|env-file account|0|itself|
            doppler run   | |pc| |project config token|0|itself|command
            infisical run | | | |env path projectId|0|itself|command
            dotenvx run   | |f|quiet|env-file|0|itself|
            chamber exec  | | | | |1|itself|
            aws-vault exec|jnd| |json no-session server ec2-server ecs-server|duration region mfa-token|1|shell|
            lxc exec      |tTn| | |env user group cwd mode|1|shell|
            incus exec    |tTn| | |env user group cwd mode|1|shell|
            crictl exec   |itsqa|r|interactive tty sync|timeout|1|itself|
            oc rsh        |tT|cn|no-tty tty|container namespace shell timeout|1|shell|
            k3s kubectl   | | | | |0|named|
            microk8s kubectl| | | | |0|named|
            minikube kubectl| | | | |0|named|
            """;

    private PrefixTable() {}

    /** Programs that start others by a subcommand only. */
    static Set<String> bySubcommand() {
        return ROWS.lines()
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .filter(name -> name.indexOf(' ') > 0)
                .map(name -> name.substring(0, name.indexOf(' ')))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        Map<String, Map<String, PrefixWrapper>> subcommands = new HashMap<>();
        for (String line : ROWS.lines().toList()) {
            List<String> row =
                    List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
            PrefixWrapper wrapper = wrapper(row);
            int blank = row.getFirst().indexOf(' ');
            if (blank < 0) {
                table.put(row.getFirst(), wrapper);
            } else {
                subcommands
                        .computeIfAbsent(row.getFirst().substring(0, blank), _ -> new HashMap<>())
                        .put(row.getFirst().substring(blank + 1), wrapper);
            }
        }
        subcommands.forEach((name, rows) -> table.put(name, call -> subcommand(call, Map.copyOf(rows))));
        return Map.copyOf(table);
    }

    private static PrefixWrapper wrapper(List<String> row) {
        Options options =
                Options.of(row.get(1), row.get(2) + oneLetter(row.get(7)), row.get(3), row.get(4) + " " + row.get(7));
        return new PrefixWrapper(
                options,
                Integer.parseInt(row.get(5)),
                false,
                PrefixWrapper.Alone.valueOf(row.get(6).toUpperCase(Locale.ROOT)),
                List.of(row.get(7).split(" ")));
    }

    private static String oneLetter(String names) {
        return List.of(names.split(" ")).stream()
                .filter(name -> name.length() == 1)
                .reduce("", String::concat);
    }

    private static List<Effective> subcommand(Call call, Map<String, PrefixWrapper> rows) {
        Optional<String> first = call.value(1);
        Optional<PrefixWrapper> wrapper = first.flatMap(word -> Optional.ofNullable(rows.get(word)));
        if (wrapper.isPresent()) {
            return wrapper.get().see(call, 2);
        }
        boolean behindOptions = first.filter(word -> !word.startsWith("-")).isEmpty();
        boolean may = behindOptions
                && (call.filling().appends()
                        || call.words().stream()
                                .skip(1)
                                .anyMatch(word ->
                                        word.value().map(rows::containsKey).orElse(true)));
        return may
                ? call.unknown("`%s` may start a program: its subcommand stands behind words that are not understood"
                        .formatted(call.name().orElse("")))
                : Starters.byOption(call);
    }
}
