package com.expacti.domain.rule;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options a wildcard may take, by program and subcommand: they change what is shown or how much, never what is run,
 * written, sent or which machine is meant. What isn't listed isn't taken.
 *
 * <p>One line: {@code program|program [subcommand|subcommand]: option option= …}; a trailing {@code =} says that the
 * option takes a value, in the same word or the next. {@code -N} stands for a number such as {@code -5}.
 */
final class OptionTable {
    private static final String TABLE = """
            docker|podman|nerdctl logs: -f --follow --tail= -n= --since= --until= -t --timestamps --details
            docker|podman|nerdctl ps|images|ls: -a --all -q --quiet --no-trunc -n= --last= -l --latest -s --size --digests --filter= -f= --format=
            docker|podman|nerdctl inspect|port|top|diff|history|version|info: -f= --format= -s --size --no-trunc -q --quiet --human -H
            docker|podman|nerdctl stats: -a --all --no-stream --no-trunc --format=
            docker|podman|nerdctl start|restart|stop: -t= --time= --timeout=
            docker|podman|nerdctl pull: -q --quiet --platform=
            docker|podman|nerdctl compose: --follow --tail= -n= --since= --until= -t --timestamps --no-color --no-log-prefix -a --all -q --quiet --services
            docker-compose|podman-compose logs|ps: -f --follow --tail= -t --timestamps --no-color -a --all -q --quiet --services
            kubectl|oc get|describe|top|events: -n= --namespace= -l= --selector= -o= --output= -w --watch -A --all-namespaces --no-headers --show-labels --sort-by= --field-selector= --limit= -L= --label-columns= --ignore-not-found --show-kind --containers --chunk-size=
            kubectl|oc logs: -n= --namespace= -f --follow --tail= --since= --since-time= -c= --container= -p --previous --timestamps -l= --selector= --all-containers --prefix --max-log-requests= --limit-bytes=
            kubectl|oc rollout: -n= --namespace= -w --watch --timeout= --revision=
            kubectl|oc explain|api-resources|api-versions|version|cluster-info: --recursive --api-version= -o= --output= --namespaced= --verbs= --client --short --no-headers
            kubectl|oc scale|delete|set|label|annotate|wait|patch|expose|autoscale|cordon|uncordon: -n= --namespace= --timeout= --wait=
            helm list|ls|status|history|get|show|search: -n= --namespace= -o= --output= -A --all-namespaces --max= --revision= -a --all --filter= -q --short
            git log|shortlog|whatchanged|reflog: -N -n= --oneline --stat --shortstat --numstat --graph --all --decorate --no-decorate -p --patch --no-merges --merges --author= --since= --until= --after= --before= --grep= --name-only --name-status --abbrev-commit --reverse --first-parent --follow --pretty= --format= --date= --max-count= --skip= -i -S= -s --no-color --summary --branches --tags --cherry-pick
            git diff|show: -N --stat --shortstat --numstat --name-only --name-status --cached --staged -w --ignore-all-space --color-words --word-diff --no-color --summary --check -p --patch --oneline --pretty= --format= --diff-filter= -U= --unified= -M -b --quiet --raw --no-patch -s --minimal --histogram
            git status: -s --short -b --branch --porcelain --long -v --verbose --ignored --show-stash -z
            git branch: -a --all -r --remotes -v -vv --list --show-current --contains= --merged= --no-merged= --sort=
            git tag: -l --list --sort= --contains= -n
            git blame|annotate: -L= -w -M -C --date= -s -e --porcelain
            git ls-files|ls-tree|ls-remote: -r --name-only --others --exclude-standard --cached --modified -m -o -z --heads --tags
            git rev-parse|describe|rev-list: --short --abbrev-ref --show-toplevel --tags --always --dirty --long --count --max-count= --all --verify --quiet
            git fetch: --prune -p --tags -t --all --depth= -q --quiet -v --verbose
            git pull: --rebase --ff-only --no-rebase -q --quiet -v --verbose --tags
            git add: -A --all -u --update -v --verbose
            git commit: -m= --message= -a --all -am= -q --quiet -v --verbose --signoff -s --no-edit
            git checkout|switch: -b= -q --quiet
            git push: -u --set-upstream -q --quiet -v --verbose --tags
            git stash: -m= --message= -u --include-untracked -q --quiet
            git grep: -n -i -l -w -c -E -F --line-number --ignore-case --name-only --count
            git config: --get --list -l
            ls|exa|eza: -a -l -h -t -r -R -1 -A -S -d -F -i -s -n -G -g -o -p -c -u -k --all --almost-all --human-readable --color= --sort= --time= --reverse --recursive -T --tree --git --group-directories-first --full-time
            cat|tac|nl: -n -b -s -A -E -T -v -e -t --number --show-all --number-nonblank
            head|tail: -N -n= -c= -q -v -f -F --lines= --bytes= --follow --quiet --verbose --retry
            grep|egrep|fgrep|zgrep: -N -r -R -n -i -v -l -L -c -w -x -o -h -H -E -F -P -q -s -a -I -e= -A= -B= -C= -m= --include= --exclude= --exclude-dir= --color= --colour= --line-number --ignore-case --recursive --count --only-matching --invert-match --word-regexp --max-count= --files-with-matches --no-messages --context=
            rg: -N -n -i -v -l -c -w -o -F -S -s -u -uu -g= -t= -T= -A= -B= -C= -m= -e= --glob= --type= --type-not= --hidden --no-ignore --files --count --files-with-matches --ignore-case --smart-case --line-number --no-heading --heading --max-count= --max-depth= --context= --json --color= --stats --sort=
            find: -name= -iname= -path= -ipath= -type= -maxdepth= -mindepth= -size= -mtime= -mmin= -newer= -not -a -o -print -print0 -empty -prune -perm= -user= -group= -regex= -ls -xdev -mount -depth -readable -writable
            fd: -e= -t= -d= -H -I -i -s -g -F -p -a -L --extension= --type= --max-depth= --hidden --no-ignore --glob --full-path
            wc: -l -w -c -m -L --lines --words --bytes --chars
            sort: -n -r -u -k= -t= -f -h -V -b -d -g -M -R -s --numeric-sort --reverse --unique --key= --field-separator= --human-numeric-sort
            uniq: -c -d -u -i -f= -s= -w= --count --repeated --unique
            cut: -d= -f= -c= -b= -s --delimiter= --fields= --complement
            tr: -d -s -c -C --delete --squeeze-repeats --complement
            du: -s -h -a -c -d= -x -k -m --max-depth= --human-readable --summarize --apparent-size
            df: -h -T -i -k -m -a -t= --human-readable --total --print-type
            tree: -a -d -L= -f -i -s -h -D -p -I= -P= -C -n --dirsfirst --noreport --gitignore
            stat: -c= -f -L -t --format= --printf= --terse
            file|readlink|realpath|basename|dirname: -b -f -e -m -i -L --brief --mime-type --canonicalize -s= -a
            diff|cmp|colordiff: -u -r -q -w -b -B -i -y -N -c -s --brief --recursive --unified= --color= --side-by-side --ignore-all-space --new-file -U=
            jq: -r -c -s -n -e -S -M -C -j -a --raw-output --compact-output --slurp --null-input --exit-status --sort-keys --arg= --tab
            ps: -e -f -a -u -x -A -l -o= -p= -C= --sort= --no-headers --forest -ef -aux
            ss|netstat: -t -u -l -n -p -a -s -r -4 -6 -i -e -o -m -tlnp -tulpn
            lsof: -i -n -P -p= -u= -t -c=
            free|uptime|vmstat|iostat: -h -m -g -k -b -t -s= -c= -p -w -x --human
            date: -u -I -R --utc --iso-8601 --rfc-3339= -d= --date=
            journalctl: -u= -f -n= -e -r -x -b -k -p= -o= -g= --unit= --since= --until= --follow --lines= --no-pager --output= --priority= --grep= --reverse -q --boot -xe -xeu=
            systemctl status|show|list-units|list-timers|is-active|is-enabled|is-failed|cat|list-unit-files: -l --full --no-pager -a --all -n= --lines= -t= --type= --state= -p= --property= --failed -q --quiet --plain --no-legend
            systemctl start|restart|reload|stop: --no-block -q --quiet --no-pager
            npm test|run|run-script|start|t: --silent -s -w= --workspace= --workspaces --if-present
            npm ls|list|outdated|view|audit: --depth= --all -a --json --long -g --global --parseable --production
            npm ci|install|i: --no-audit --no-fund --prefer-offline --silent -s
            cargo test|build|check|clippy|bench|run: -p= --package= --release -r --workspace --all --all-targets --all-features --no-default-features --features= -F= --lib --bins --tests --doc --test= --bin= -q --quiet -v --verbose --locked --offline --frozen -j= --jobs= --no-run --no-fail-fast --profile=
            go test|build|vet: -v -run= -count= -race -short -timeout= -cover -bench= -benchmem -failfast -parallel= -tags= -p= -json
            pytest|py.test: -v -vv -q -x -s -k= -m= -l --lf --ff --maxfail= --tb= --durations= -n= --no-header --co --collect-only -rA -rs --verbose --quiet --exitfirst --last-failed --failed-first --no-cov --cov= --cov-report=
            mvn|mvnw: -q -B -o -e -pl= -am -T= -DskipTests -U --quiet --batch-mode --offline --projects= --also-make
            gradle|gradlew: -q -i --info --quiet --offline --parallel --no-daemon --console= --tests= --stacktrace --continue
            make|gmake: -j= -k -s -n -B --jobs= --keep-going --silent --dry-run --always-make
            curl: -s -S -f -L -i -I -v -sS -sL -fsS -fsSL -sSL -sSf -m= --silent --show-error --fail --location --include --head --verbose --max-time= --connect-timeout= --compressed --retry= -4 -6
            ping|ping6|traceroute|dig|nslookup|host|mtr: -c= -n -i= -w= -W= -4 -6 -q -t= +short +noall +answer -x= -r --report -s=
            aws: --region= --output= --query= --max-items= --no-cli-pager --page-size=
            terraform|tofu plan|validate|show|output: -no-color -json -detailed-exitcode -compact-warnings -refresh=
            pip|pip3 list|show|freeze|check: --outdated -o --format= -v --verbose --user
            tar: -t -v -z -j -J -tf -tvf -tzf -tzvf -tjf
            mkdir: -p -v --parents --verbose
            rm: -f -v -i --force --verbose
            cp: -v -p -a -r -R -n -u --verbose --preserve --archive --recursive --no-clobber --update
            touch: -c -a -m --no-create
            echo: -n -e -E
            id|whoami|groups|uname|pwd|nproc|arch|lscpu|lsblk: -a -n -r -s -m -p -u -g -G -f -i -I -P -L --all -o -v
            gh pr|issue|run|repo|release|workflow: --limit= -L= --state= -s= --json= --jq= -q= --author= --label= -l= --comments -c
            """;

    private static final Map<String, Options> BY_FORM = read();

    private OptionTable() {}

    /** What a wildcard may do with a word that starts like an option. */
    enum Kind {
        UNKNOWN,
        FLAG,
        TAKES_NEXT_WORD
    }

    private record Options(Set<String> flags, Set<String> valued, boolean numbers) {
        Kind kindOf(String word) {
            int equals = word.indexOf('=');
            String name = word.startsWith("--") && equals > 0 ? word.substring(0, equals) : word;
            if (equals > 0 && word.startsWith("--")) {
                return valued.contains(name) ? Kind.FLAG : Kind.UNKNOWN;
            }
            if (flags.contains(word)) {
                return Kind.FLAG;
            }
            if (valued.contains(word)) {
                return Kind.TAKES_NEXT_WORD;
            }
            if (equals > 0 && valued.contains(word.substring(0, equals))) {
                return Kind.FLAG;
            }
            return word.startsWith("--") || word.length() < 3 || word.charAt(0) != '-' ? number(word) : bundle(word);
        }

        private Kind number(String word) {
            boolean digits = word.length() > 1 && word.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
            return numbers && digits ? Kind.FLAG : Kind.UNKNOWN;
        }

        /** Bundled letters, the last of which may take a value glued to it or in the next word. */
        private Kind bundle(String word) {
            if (number(word) == Kind.FLAG) {
                return Kind.FLAG;
            }
            for (int i = 1; i < word.length(); i++) {
                String letter = "-" + word.charAt(i);
                if (valued.contains(letter)) {
                    return i == word.length() - 1 ? Kind.TAKES_NEXT_WORD : Kind.FLAG;
                }
                if (!flags.contains(letter)) {
                    return Kind.UNKNOWN;
                }
            }
            return Kind.FLAG;
        }
    }

    private static Map<String, Options> read() {
        Map<String, Options> forms = new HashMap<>();
        TABLE.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            String[] form = line.substring(0, colon).split(" ");
            Options options = options(line.substring(colon + 2).split(" "));
            for (String program : form[0].split("\\|")) {
                for (String subcommand : form.length > 1 ? form[1].split("\\|") : new String[] {""}) {
                    forms.put(program + " " + subcommand, options);
                }
            }
        });
        return Map.copyOf(forms);
    }

    private static Options options(String[] words) {
        Set<String> flags = new HashSet<>();
        Set<String> valued = new HashSet<>();
        Arrays.stream(words).forEach(word -> {
            if (word.endsWith("=")) {
                valued.add(word.substring(0, word.length() - 1));
            } else {
                flags.add(word);
            }
        });
        return new Options(Set.copyOf(flags), Set.copyOf(valued), flags.contains("-N"));
    }

    /**
     * Whether a wildcard may take this option.
     *
     * @param words the command's words, the program first
     */
    static Kind kindOf(List<String> words, String option) {
        String program = words.getFirst();
        String base = program.substring(program.lastIndexOf('/') + 1);
        Options plain = BY_FORM.get(base + " ");
        String subcommand = words.size() > 1 ? words.get(1) : "";
        Options form = BY_FORM.getOrDefault(base + " " + subcommand, plain == null ? NONE : plain);
        return form.kindOf(option);
    }

    private static final Options NONE = new Options(Set.of(), Set.of(), false);
}
