package com.expacti.domain.rule;

/**
 * The options a wildcard may take, from the programs' manuals: those that change what is shown, or how much of it. An
 * option that writes a file, runs a program, reads settings from elsewhere, names another machine, context or account,
 * sends data or widens what is hit isn't here, and what isn't here isn't taken.
 *
 * <p>One line: {@code program|program [subcommand|subcommand [subcommand]]: item item …}. The longest form that fits
 * wins; a subcommand {@code describe-} stands for all that start so, and {@code *} for any. An item is
 *
 * <ul>
 *   <li>{@code -f}, {@code --follow}: a flag;
 *   <li>{@code -n=}, {@code --tail=}: an option with a value, in the same word or the next;
 *   <li>{@code --color=?}: one whose value, if any, stands in the same word;
 *   <li>{@code -o=null}, {@code --color=?word}: one whose value must be of a kind, see {@link ValueKind};
 *   <li>{@code -N}, {@code +N}: a number such as {@code -5}; {@code +FORMAT}: any word that starts with a plus;
 *   <li>{@code --}: the end of options;
 *   <li>{@code ~}: letters are not bundled, {@code -abc} is one name;
 *   <li>{@code *=kind}: what a word that is no option must be.
 * </ul>
 */
final class HarmlessOptions {
    private HarmlessOptions() {}

    static final String FILES = """
            ls|dir|vdir|exa|eza: -a -l -h -t -r -R -1 -A -B -C -S -U -X -d -f -F -i -s -n -N -G -g -o -p -c -u -k -m -q -Q -v -x -Z -w=number -I= --all --almost-all --human-readable --si --color=? --colour=? --classify=? --sort= --time= --time-style= --format= --ignore= --hide= --width=number --reverse --recursive --directory --inode --size --numeric-uid-gid --no-group --author --escape --file-type --full-time --group-directories-first --zero -T --tree --git --long --level=number --
            cat|tac|nl: -n -b -s -A -E -T -v -e -t -u --number --number-nonblank --squeeze-blank --show-all --show-ends --show-tabs --show-nonprinting --
            bat|batcat: -n -p -pp -A --plain --number --show-all --line-range= -r= --language= -l= --color= --paging=never --style=
            head|tail: -N +N -n=number -c=number -q -v -f -F -z --lines=number --bytes=number --follow=? --quiet --silent --verbose --retry --zero-terminated --sleep-interval=number -s=number --
            grep|egrep|fgrep|zgrep: -N -r -R -n -i -y -v -l -L -c -w -x -o -h -H -E -F -G -P -q -s -a -I -b -T -U -z -Z -e= -A=number -B=number -C=number -m=number --regexp= --include= --exclude= --exclude-dir= --color=? --colour=? --after-context=number --before-context=number --context=number --max-count=number --extended-regexp --fixed-strings --basic-regexp --perl-regexp --ignore-case --no-ignore-case --invert-match --word-regexp --line-regexp --count --files-with-matches --files-without-match --only-matching --quiet --silent --no-messages --byte-offset --with-filename --no-filename --line-number --initial-tab --null --text --binary-files= --recursive --dereference-recursive --line-buffered --null-data --
            rg: -N -n -i -v -l -c -w -x -o -F -H -I -S -s -u -uu -U -P -L -0 -a -p -q -g= -t= -T= -A=number -B=number -C=number -m=number -d=number -e= -E= -j=number -M=number -r= --regexp= --glob= --iglob= --type= --type-not= --type-list --hidden --no-ignore --no-ignore-vcs --follow --files --count --count-matches --files-with-matches --files-without-match --ignore-case --case-sensitive --smart-case --fixed-strings --word-regexp --line-regexp --invert-match --only-matching --multiline --pcre2 --line-number --no-line-number --column --no-heading --heading --with-filename --no-filename --max-count=number --max-depth=number --after-context=number --before-context=number --context=number --max-columns=number --json --vimgrep --pretty --color= --colors= --trim --stats --sort= --sortr= --replace= --quiet --text --null --encoding= --threads=number --no-config --no-messages --
            ag|ack: -i -n -v -l -L -c -w -o -Q -s -S -A=number -B=number -C=number -m=number --hidden --nocolor --color --count --ignore-case --literal --files-with-matches --word-regexp --ignore=
            find|gfind: ~ -H -L -P -name= -iname= -path= -ipath= -wholename= -iwholename= -lname= -ilname= -type= -xtype= -maxdepth=number -mindepth=number -size= -mtime= -mmin= -atime= -amin= -ctime= -cmin= -newer= -anewer= -cnewer= -newermt= -newerct= -newerat= -not -a -and -o -or -print -print0 -printf= -ls -empty -prune -quit -perm= -user= -group= -uid= -gid= -nouser -nogroup -regex= -iregex= -regextype= -xdev -mount -depth -daystart -follow -noleaf -readable -writable -executable -links= -inum= -samefile= -true -false -fstype= -used=
            fd|fdfind: -e= -t= -d=number -H -I -i -s -g -F -p -a -L -0 -1 -q -u -l -E= -S= --extension= --type= --max-depth=number --min-depth=number --exact-depth=number --hidden --no-ignore --no-ignore-vcs --case-sensitive --ignore-case --glob --fixed-strings --full-path --absolute-path --follow --exclude= --size= --changed-within= --changed-before= --max-results=number --print0 --color= --list-details --quiet --unrestricted
            wc: -l -w -c -m -L --lines --words --bytes --chars --max-line-length --total= --
            sort: -n -r -u -k= -t= -f -h -V -b -d -g -i -M -R -s -z -c -C -m --numeric-sort --general-numeric-sort --human-numeric-sort --version-sort --month-sort --random-sort --reverse --unique --key= --field-separator= --ignore-case --ignore-leading-blanks --dictionary-order --stable --check=? --zero-terminated --parallel=number --
            uniq: -c -d -D -u -i -z -f=number -s=number -w=number --count --repeated --all-repeated=? --group=? --unique --ignore-case --skip-fields=number --skip-chars=number --check-chars=number --zero-terminated *=once
            cut: -d= -f= -c= -b= -n -s -z --delimiter= --fields= --characters= --bytes= --only-delimited --output-delimiter= --complement --zero-terminated --
            tr: -d -s -c -C -t -cd -ds --delete --squeeze-repeats --complement --truncate-set1 --
            paste|join|comm|fold|fmt|expand|unexpand|rev|column|pr|tsort|od|hexdump|strings: -d= -s -z -t= -i -1 -2 -3 -12 -13 -23 -w= -c -a -x -A= -N= -j= -v -n= -C --delimiters= --serial --check-order --nocheck-order --width= --spaces --table --separator=
            xxd: -l=number -s=number -c=number -g=number -p -u -b -e -i *=once
            du: -s -h -a -c -d=number -x -k -m -b -l -L -S -H -D -0 -B= -t= --max-depth=number --human-readable --si --summarize --apparent-size --all --total --bytes --block-size= --exclude= --one-file-system --threshold= --time=? --time-style= --separate-dirs --inodes --dereference --
            df: -h -H -T -i -k -m -a -l -P -t= -x= -B= --human-readable --si --total --print-type --inodes --local --all --portability --type= --exclude-type= --output=? --block-size= --no-sync --
            tree: -a -d -f -i -s -h -D -p -u -g -l -x -q -N -Q -C -n -J -X -r -t -v -c -U -F -S -A -L=number -I= -P= --dirsfirst --filesfirst --noreport --gitignore --prune --du --si --sort= --matchdirs --ignore-case --filelimit=number --charset= --inodes --device --metafirst --timefmt=
            stat: -c= -f -L -t --format= --printf= --terse --dereference --file-system --
            file: -b -i -L -h -k -r -z -s -0 -p -N --brief --mime --mime-type --mime-encoding --dereference --no-dereference --keep-going --extension --raw --print0 --preserve-date --
            readlink|realpath: -f -e -m -n -q -s -z -L -P --canonicalize --canonicalize-existing --canonicalize-missing --no-newline --quiet --strip --no-symlinks --relative-to= --relative-base= --zero --logical --physical --
            basename|dirname: -a -s= -z --multiple --suffix= --zero --
            which|whereis|whatis|apropos: -a -b -m -s --all
            type: -a -t -p -P -f
            man: -a -f -k -w -s= --where --all
            diff|colordiff: -u -r -q -w -b -B -i -y -N -c -s -a -d -t -T -p -Z -E -U=number -C=number -W=number -I= -x= -L= --brief --recursive --unified=? --context=? --side-by-side --suppress-common-lines --ignore-all-space --ignore-space-change --ignore-blank-lines --ignore-case --ignore-trailing-space --ignore-tab-expansion --ignore-matching-lines= --exclude= --new-file --text --minimal --color=? --width=number --report-identical-files --label= --strip-trailing-cr --no-dereference --show-c-function --
            cmp: -b -l -s -i=number -n=number --print-bytes --verbose --silent --quiet --bytes=number --
            md5sum|sha1sum|sha224sum|sha256sum|sha384sum|sha512sum|b2sum|cksum|sum|shasum: -b -c -t -w -z --check --status --quiet --warn --ignore-missing --strict --tag --binary --text --zero -a= --
            zcat|bzcat|xzcat|zstdcat|gzcat: -f -q
            base64|base32: -d -D -i -w=number --decode --ignore-garbage --wrap=number
            jq: -r -c -s -n -e -S -M -C -j -a -R --raw-output --raw-output0 --join-output --compact-output --slurp --null-input --raw-input --exit-status --sort-keys --color-output --monochrome-output --ascii-output --arg= --argjson= --tab --indent=number --seq *=filter
            yq: -r -c -n -e -S -M -C -j -P -N -p= -o= --raw-output --compact-output --null-input --exit-status --sort-keys --prettyPrint --no-colors --colors --output-format= --input-format= --unwrapScalar --indent=number -I=number *=filter
            sed|gsed: -n -E -r -u -z -l=number --quiet --silent --regexp-extended --unbuffered --null-data --posix --debug --sandbox
            awk|gawk|mawk|nawk: -F= --field-separator= -v=text --assign=text *=awk
            seq: -w -s= -f= --equal-width --separator= --format= -N
            echo: -n -e -E
            test|[: -e -f -d -r -w -x -s -z -n -L -h -S -p -b -c -g -k -u -t -eq -ne -lt -le -gt -ge -nt -ot -ef ~
            tar|bsdtar|gtar: -t -v -z -j -J -f=local --list --verbose --gzip --bzip2 --xz --zstd --auto-compress --file=local --full-time --totals --numeric-owner --utc *=bundle
            unzip|zipinfo: -l -v -t -Z -z -q -1
            mkdir: -p -v --parents --verbose --
            rmdir: -p -v --parents --verbose --
            rm: -f -v -i -I -d --force --verbose --interactive=? --one-file-system --preserve-root=? --
            cp: -v -p -a -r -R -n -u -i -d -P -L -H -T -x --verbose --preserve=? --archive --recursive --no-clobber --update=? --interactive --no-dereference --dereference --no-target-directory --one-file-system --reflink=? --sparse= --
            mv: -v -n -u -i -T --verbose --no-clobber --update=? --interactive --no-target-directory --
            touch: -c -a -m -h --no-create --no-dereference -d= -t= --date= --
            ln: -s -v -n -i -T -r --symbolic --verbose --no-dereference --relative --
            chmod|chown|chgrp: -v -c -f --verbose --changes --silent --quiet
            """;

    static final String MACHINES = """
            ps: -e -f -a -u= -U= -x -A -l -w -ww -L -T -H -j -F -M -o= -p= -C= -t= -ef -aux -eo= -axo= --sort= --no-headers --headers --forest --pid= --ppid= --user= --format= --cols=number --width=number *=bsd
            pgrep|pidof: -a -l -f -x -n -o -c -v -i -u= -U= -g= -G= -P= -t= -d= -s= --full --list-name --list-full --exact --newest --oldest --count --user= --parent= --delimiter=
            pstree: -a -c -p -n -u -h -l -A -U -s -t -g
            top: -b -n=number -c -i -H -S -d= -p= -u= -o= -w=?number
            ss|netstat: -t -u -l -n -p -a -s -r -i -4 -6 -e -o -m -x -w -H -O -Z --tcp --udp --listening --numeric --processes --all --summary --extended --options --memory --info --unix --no-header --route --interfaces --programs
            lsof: -n -P -l -t -i=? -p= -u= -c= -a -R -U -s=? -w -r=?number +D= +d=
            free: -h -m -g -k -b -t -s=number -c=number -w -l -v --human --mega --giga --kilo --bytes --total --wide --lohi --si --seconds=number --count=number
            uptime: -p -s -V --pretty --since
            vmstat|iostat|mpstat|sar: -a -s -d -w -t -S= -m -x -k -h -c -p=? -n -z -u -r -b -P= --human
            date: -u -R -I=? --utc --universal --rfc-email --iso-8601=? --rfc-3339= -d= --date= --debug +FORMAT *=none
            cal|ncal: -3 -y -m= -1 -j
            uname|arch|nproc: -a -s -n -r -v -m -p -i -o --all --kernel-name --kernel-release --machine --operating-system --ignore=number
            hostname: -f -s -i -I -d -A --fqdn --short --ip-address --all-ip-addresses --domain --long *=none
            id|whoami|groups: -a -u -g -G -n -r -z --user --group --groups --name --real
            who|w|last|lastlog|users: -a -b -H -q -u -s -h -i -n=number -N -F -x -w -l -r -T --heading --count
            lscpu|lsblk|lsusb|lspci|lsmod|lsns|lsmem: -a -l -f -t -p -J -b -d -e=? -x -o= -S -m -n -r -s -v -vv -k --all --fs --json --list --output= --bytes --nodeps --tree
            getent shadow|gshadow: *=chosen
            locale|getent|tty|pwd: -a -L -P -s -m
            mount: -l -t= --types=
            findmnt: -l -t= -J -o= -n -r -D --json --list --types= --output= --noheadings
            dmesg: -T -H -k -u -x -L=? -f= -l= -t -w -W -P --ctime --human --level= --facility= --follow --kernel --userspace --decode --nopager --since= --until= --time-format= --color=?
            journalctl: -u= -f -n=? -e -r -x -b=? -k -p= -o= -g= -q -a -l -S= -U= -t= -N -xe -xeu= -fu= -feu= --unit= --user-unit= --since= --until= --follow --lines=? --no-pager --output= --priority= --facility= --grep= --case-sensitive=? --reverse --quiet --boot=? --dmesg --identifier= --all --full --no-full --no-hostname --no-tail --utc --catalog --pager-end --list-boots --disk-usage --output-fields= --merge -m --system --user
            systemctl status|show|list-units|list-timers|list-sockets|list-jobs|list-dependencies|is-active|is-enabled|is-failed|is-system-running|cat|list-unit-files|get-default|help: -l --full --no-pager -a --all -n=number --lines=number -t= --type= --state= -p= -P= --property= --value --failed -q --quiet --plain --no-legend --legend= -o= --output= -r --recursive --reverse --after --before --user --system
            systemctl start|restart|reload|stop|try-restart|reload-or-restart: --no-block -q --quiet --no-pager --wait --no-ask-password
            systemctl: -a --all --no-pager --failed -t= --type= --state= -l --full --plain --no-legend
            supervisorctl|pm2 status|list|ls|logs|show|describe|tail: -f --lines=number --nostream --raw -N
            crontab: -l
            ip: -4 -6 -s -d -h -o -br -j -p -c --brief --json --oneline --stats
            ip netns|vrf: *=chosen
            ifconfig|route|arp: -a -n
            ping|ping6: -c=number -i= -w=number -W= -n -q -4 -6 -s=number -t=number -O -D
            traceroute|tracepath|mtr: -n -4 -6 -c=number -w=number -q=number -m=number -r -b -T -I --report --report-wide --no-dns --report-cycles=number
            dig|host|nslookup: +short +noall +answer +trace +nocmd +nocomments +nostats +stats +norecurse +dnssec +multiline +tcp +noauthority +noadditional +noquestion -t= -x= -q= -4 -6 -a -v -r -type= -query=
            whois: -H
            curl: -s -S -f -L -i -I -v -N -4 -6 -# -g -m= -sS -sL -fsS -fsSL -sSL -sSf -fsL -w=text -o=null -A=text -r= --silent --show-error --fail --fail-with-body --location --include --head --verbose --no-buffer --progress-bar --max-time= --connect-timeout= --compressed --retry= --retry-delay= --retry-max-time= --retry-connrefused --max-redirs=number --range= --ipv4 --ipv6 --http1.1 --http2 --globoff --write-out=text --output=null --user-agent=text --url=web --no-progress-meter --tlsv1.2 --tlsv1.3 *=web
            wget: -q -nv -v -S -T=number -t=number -4 -6 --quiet --no-verbose --verbose --spider --server-response --timeout=number --tries=number --max-redirect=number --no-cookies --show-progress -O=null --output-document=null *=web
            """;

    static final String WORK = """
            git log|shortlog|whatchanged|reflog: -N -n=number --oneline --stat=? --shortstat --numstat --dirstat=? --compact-summary --graph --all --decorate=? --no-decorate --decorate-refs= -p -u --patch --no-patch -s --raw --no-merges --merges --author= --committer= --since= --until= --after= --before= --since-as-filter= --grep= -i --regexp-ignore-case -E --extended-regexp -F --fixed-strings -P --perl-regexp --invert-grep --all-match --name-only --name-status --abbrev-commit --no-abbrev-commit --abbrev=?number --reverse --first-parent --follow --pretty=? --format= --date= --date-order --topo-order --author-date-order --relative-date --max-count=number --skip=number -S= -G= --pickaxe-regex --pickaxe-all -L= --no-color --color=? --summary --branches=? --tags=? --remotes=? --glob= --exclude= --left-right --cherry-pick --cherry-mark --cherry --boundary --simplify-by-decoration --full-history --no-walk=? --walk-reflogs -g --show-signature --source --notes=? --no-notes --no-mailmap --mailmap --use-mailmap -m -c --cc -w -b --ignore-all-space --ignore-space-change --ignore-blank-lines -U=number --unified=number -M=? -C=? --find-renames=? --find-copies=? --diff-filter= --word-diff=? --color-words=? --minimal --histogram --patience --diff-algorithm= --no-renames --full-index --binary --no-ext-diff --no-textconv -z --parents --children --merge --remove-empty --min-parents=number --max-parents=number --no-max-parents -e --email --numbered --full-diff --relative=? --exit-code -1 --
            git diff|show|diff-tree|diff-index|diff-files|range-diff: -N --stat=? --shortstat --numstat --dirstat=? --compact-summary --name-only --name-status --cached --staged --merge-base -w --ignore-all-space --ignore-space-change --ignore-space-at-eol --ignore-cr-at-eol --ignore-blank-lines --ignore-matching-lines= -I= --color=? --no-color --color-words=? --color-moved=? --word-diff=? --word-diff-regex= --summary --check -p -u --patch --no-patch -s --oneline --abbrev=?number --abbrev-commit --no-abbrev-commit --pretty=? --format= --date= --diff-filter= -U=number --unified=number --inter-hunk-context=number -W --function-context -M=? -C=? -B=? -D -R -a --text --find-renames=? --find-copies=? --find-copies-harder --no-renames -b --quiet --exit-code --raw --minimal --histogram --patience --diff-algorithm= --anchored= --indent-heuristic --full-index --binary -z -r -t -m -c --cc --first-parent --no-prefix --src-prefix= --dst-prefix= --relative=? --no-relative -S= -G= --pickaxe-all --pickaxe-regex -1 -2 -3 --base --ours --theirs --no-ext-diff --no-textconv --submodule=? --ignore-submodules=? --show-signature --no-notes --stdin --no-commit-id --root --
            git status: -s --short -b --branch --porcelain=? --long -v -vv --verbose -u=? --untracked-files=? --ignored=? --ignore-submodules=? --show-stash --ahead-behind --no-ahead-behind --renames --no-renames --find-renames=? --column=? --no-column -z --
            git branch: -a --all -r --remotes -v -vv --verbose --list -l --show-current --contains= --no-contains= --merged=? --no-merged=? --points-at= --sort= --format= --column=? --no-column --color=? --no-color --abbrev=?number -i --ignore-case
            git tag: -l --list --sort= --contains= --no-contains= --merged=? --no-merged=? --points-at= -n=?number --format= --column=? --color=? -i --ignore-case
            git blame|annotate: -L= -w -M=? -C=? -s -e -l -t -p -c -b -f -n --show-email --show-name --show-number --date= --porcelain --line-porcelain --abbrev=number --since= --root --color-lines --color-by-age --reverse --first-parent --
            git ls-files|ls-tree: -r -d -t -l -z -c -o -m -i -s -k -u -v -f --name-only --name-status --object-only --long --full-name --full-tree --others --exclude-standard --cached --modified --deleted --ignored --stage --unmerged --killed --directory --abbrev=?number --error-unmatch --eol --deduplicate --format= -x= --exclude= --
            git ls-remote: --heads --tags -h -t --refs -q --quiet --exit-code --get-url --sort= --symref *=remote
            git rev-parse|describe|rev-list|merge-base|name-rev|for-each-ref|show-ref|cat-file|show-branch|count-objects|var|cherry|check-ignore: --short=? --abbrev-ref=? --abbrev=?number --show-toplevel --show-prefix --show-cdup --git-dir --git-common-dir --is-inside-work-tree --is-bare-repository --absolute-git-dir --symbolic-full-name --tags --heads --always --dirty=? --broken --long --contains --first-parent --exact-match --candidates=number --match= --exclude= --count --max-count=number -n=number -N --skip=number --all --branches=? --remotes=? --verify --quiet -q --left-right --no-merges --merges --since= --until= --after= --before= --author= --reverse --objects --is-ancestor --octopus --independent --fork-point --name-only --format= --sort= --points-at= --merged= --no-merged= --no-contains= -d --dereference -s --hash=? -t -p -e -v -H --human-readable --batch-all-objects --current --topo-order --date-order --pretty=? --
            git fetch: --prune -p --tags -t --no-tags -n --all --depth=number --deepen=number --unshallow -q --quiet -v --verbose --dry-run --progress --no-progress -j=number --jobs=number -4 -6 *=remote
            git pull: --rebase=? -r --ff-only --ff --no-ff --no-rebase -q --quiet -v --verbose --tags --no-tags --prune --no-edit --stat --no-stat --autostash --no-autostash --progress --depth=number *=remote
            git clone: -q --quiet -v --verbose --progress --depth=number -b= --branch= --single-branch --no-single-branch --no-tags --bare -n --no-checkout --filter= --sparse --shallow-since= -j=number --jobs=number *=clone
            git add: -A --all -u --update -v --verbose -n --dry-run -N --intent-to-add --ignore-errors --
            git commit: -m= --message= -a --all -am= -q --quiet -v --verbose --signoff -s --no-edit --no-status --short --porcelain --dry-run --allow-empty --date= --
            git checkout|switch: -b= -c= -q --quiet --progress --no-progress --track -t --no-track --detach -d --guess --no-guess --create=
            git restore: --staged -S -q --quiet --
            git push: -u --set-upstream -q --quiet -v --verbose --tags --follow-tags -n --dry-run --porcelain --progress --no-progress --atomic *=remote
            git stash: -m= --message= -u --include-untracked -k --keep-index --no-keep-index -p --patch -q --quiet --stat --name-only -S --staged --index
            git grep: -N -n -i -l -L -w -c -o -h -H -E -F -G -P -v -a -I -r -W -p -e= -A=number -B=number -C=number -m=number --line-number --column --ignore-case --name-only --files-with-matches --files-without-match --count --word-regexp --invert-match --extended-regexp --fixed-strings --perl-regexp --basic-regexp --only-matching --no-color --color=? --break --heading --show-function --function-context --context=number --after-context=number --before-context=number --max-depth=number --cached --untracked --no-exclude-standard --exclude-standard --and --or --not --all-match -q --quiet --threads=number --
            git config: --get= --get-all= --get-regexp= --list -l --show-origin --show-scope --name-only -z --null --type= --bool --int --path *=chosen
            git remote: -v --verbose
            git worktree: --porcelain -v -z
            git merge: --no-edit --no-ff --ff --ff-only --squash --no-commit -q --quiet -v --verbose --stat --no-stat --abort --quit --signoff -m= --autostash
            git rebase: -q --quiet -v --verbose --stat --no-stat --abort --quit --autostash --onto= --no-ff
            git cherry-pick|revert: --no-edit --no-commit -n -x -m=number --mainline=number --abort --quit --signoff -s
            git mv|rm: -v -n -k -q --dry-run --verbose --quiet --cached --ignore-unmatch --
            git credential|credential-cache|credential-store|shell|instaweb|daemon|svn|p4|gui|citool|gitk|hook|upload-pack|receive-pack|upload-archive|http-backend|difftool|mergetool|send-email|imap-send|filter-branch|bisect|maintenance|fast-import|update-server-info|request-pull|quiltimport|archimport|cvsimport|cvsserver|cvsexportcommit|scalar|annex|lfs|sh-setup: *=chosen
            git submodule foreach|update|add|init|sync|deinit|set-url|set-branch|absorbgitdirs: *=chosen
            git help|version: -a -g --all --build-options
            gh pr|issue|run|repo|release|workflow|gist|label|search|cache|project|ruleset|mr list|view|status|diff|checks|watch|ls|prs|issues|repos|commits|code: --limit= -L= --state= -s= --json= --jq=filter -q=filter --template= -t= --author= --label= -l= --assignee= -a= --search= -S= --base= -B= --head= -H= --comments -c --draft -d --name-only --patch --color= --required --watch --interval= -i= --fail-fast --branch= -b= --workflow= -w= --event= -e= --user= -u= --status= --commit= --log --log-failed --verbose -v --exit-status --job= -j= --attempt=number --all --archived --fork --source --language= --topic= --visibility= --owner= --sort= --order=
            npm|pnpm|yarn|bun test|run|run-script|start|t|build|lint: --silent -s -w= --workspace= --workspaces --ws --if-present -r --recursive --parallel --stream --filter= -F= --coverage --watch --ci --runInBand --verbose -v --passWithNoTests --bail
            npm|pnpm|yarn|bun version|init|create|link|set|config|exec|x|dlx|rebuild|login|token|pack|explore|edit|hook|owner|dist-tag|access|profile|cache|store|global|plugin|import|patch|deploy|pkg|shrinkwrap|dedupe|prune: *=chosen
            npm|pnpm|yarn|bun ls|list|outdated|view|info|show|audit|why|explain|search|licenses|root|bin|prefix|fund|doctor|ping: --depth= --all -a --json --long -l -g --global --parseable -p --production --prod -P --dev -D --omit= --include= -r --recursive --no-color --pattern= --level= --audit-level= --package-lock-only
            npm|pnpm|yarn|bun ci|install|i|add: --no-audit --no-fund --prefer-offline --offline --silent -s --frozen-lockfile --immutable --ignore-scripts --no-progress --save-dev -D --save-exact -E --save-optional -O --save -S --production --omit= --include= --legacy-peer-deps --dev --exact -w= --workspace= --no-save --strict-peer-deps --check-files --no-optional --json --verbose --loglevel=
            pip|pip3|uv list|show|freeze|check|index|tree|debug|inspect: --outdated -o --uptodate -u --format= -v --verbose --user --local -l --not-required --exclude= --editable -e --pre --exclude-editable --all --json --no-color --disable-pip-version-check -q --quiet --depth=number --no-cache-dir
            pip|pip3 show: -f --files -v --verbose -q --quiet --disable-pip-version-check
            pip|pip3 install: -U --upgrade -q --quiet -v --verbose --no-cache-dir --no-input --no-color --disable-pip-version-check --progress-bar= --no-deps --only-binary= --prefer-binary --pre --require-hashes --upgrade-strategy=
            poetry|pipenv|bundle|composer|gem|conda show|list|check|outdated|version|env|info|graph|search|why|depends: --tree --latest -l --outdated -o --json --all -a -v -vv -vvv --verbose -q --quiet --no-ansi --no-interaction -n --format= --direct --local --remote
            apt|apt-get|apt-cache|aptitude|dpkg|dpkg-query|rpm|yum|dnf|zypper|apk|pacman|brew|snap list|show|search|info|policy|depends|rdepends|madison|outdated|deps|uses|provides|whatprovides|repolist|history: --installed --upgradable --upgradeable -a --all-versions -n --names-only -q --quiet -v --verbose --json --versions --formula --cask --all --available --enabled --disabled --showduplicates -f --full --recurse --no-recommends
            dpkg|dpkg-query: -l -L -s -S -p --list --listfiles --status --search --print-avail -f= -W --showformat= --show
            rpm: ~ -q -V -qa -qi -ql -qf -qc -qd -qR -qp -qip -qlp --query --last --changelog --requires --provides --whatrequires --queryformat= --qf=
            cargo test|t|build|b|check|c|clippy|bench|doc|nextest|run|r: -p= --package= --exclude= --release -r --workspace --all --all-targets --all-features --no-default-features --features= -F= --lib --bins --examples --tests --benches --doc --test= --bin= --example= --bench= -q --quiet -v -vv --verbose --locked --offline --frozen -j=number --jobs=number --no-run --no-fail-fast --keep-going --profile= --message-format= --color= --no-deps --document-private-items --target=word --timings --ignore-rust-version -- --nocapture --test-threads=number --ignored --include-ignored --exact --show-output --skip= --list
            cargo fmt: --check --all -v --verbose -q --quiet -p= --package=
            cargo tree|metadata|search|version|pkgid|audit|outdated|deny: -p= --package= -e= --edges= -i= --invert= -d --duplicates --depth=number --no-dedupe --all-features --no-default-features --features= --workspace --format-version=number --no-deps --offline --locked --frozen -q --quiet -v --verbose --color= --limit=number --prefix= --charset= --json
            go test|build|vet: ~ -v -run= -skip= -count= -race -short -timeout= -cover -covermode= -coverpkg= -bench= -benchtime= -benchmem -failfast -parallel= -cpu= -shuffle= -tags= -p= -json -list= -x -n -a -fullpath -trimpath --v --run= --count= --race --short --timeout= --cover --tags=
            go env: ~ -json -changed
            go list|version|doc|mod|fmt: ~ -m -json -f= -deps -test -e -u -versions -all -src -short -c -n -x -v
            pytest|py.test: -v -vv -vvv -q -qq -x -s -k= -m= -l -r= --lf --ff --nf --sw --maxfail=number --tb= --durations=number --durations-min= -n= --no-header --no-summary --co --collect-only -rA -rs -ra -rf --verbose --quiet --exitfirst --last-failed --failed-first --new-first --stepwise --no-cov --cov=? --cov-report=word --cov-report=term-missing:skip-covered --cov-branch --cov-fail-under=number --color= --strict-markers --strict-config --showlocals --show-capture= --capture= --setup-show --markers --fixtures --timeout=number --disable-warnings --deselect= --ignore= --dist= --randomly-seed= *=inside
            jest|vitest|mocha|ava: --watch --watchAll=? --coverage --ci --verbose --silent --bail=? --runInBand -i -t= --testNamePattern= --testPathPattern= --onlyChanged -o --onlyFailures --passWithNoTests --maxWorkers= -w= --no-coverage --no-cache --run --grep= -g= --colors --no-color --json --listTests --forceExit --detectOpenHandles --timeout=number *=inside
            eslint|tsc|ruff|mypy|flake8|black|isort|pylint|stylelint|shellcheck|golangci-lint: --check --noEmit --quiet -q --verbose -v --strict --color --no-color --ext= --max-warnings=number --diff --statistics --count --pretty --watch --show-source --line-length=number --max-line-length=number --severity= --exclude=
            prettier: --check -c --list-different -l --no-color
            mvn|mvnw|mvnd: ~ -q -B -o -e -X -V -U -N -C -c -ntp -fae -ff -fn -nsu -am -amd -pl= -rf= -T= -DskipTests -DskipITs -DskipTests=true --quiet --batch-mode --offline --errors --debug --no-transfer-progress --update-snapshots --fail-at-end --fail-fast --fail-never --projects= --also-make --also-make-dependents --threads= --resume-from= --non-recursive --show-version *=goal
            gradle|gradlew: -q -i -w -s -S -m --info --quiet --warn --debug -d --offline --parallel --no-parallel --no-daemon --daemon --console= --tests= --stacktrace --full-stacktrace --continue --rerun-tasks --dry-run --build-cache --no-build-cache --configuration= --dependency= --max-workers=number --refresh-dependencies -x= --exclude-task= --warning-mode= --configuration-cache
            make|gmake: -j=?number -k -s -n -B -q -l=? -w -O=? -i -S --jobs=?number --keep-going --silent --quiet --dry-run --just-print --always-make --question --print-directory --no-print-directory --output-sync=? --trace --debug=?
            ninja|just|task: -j=number -k=number -n -v --list -l --summary --dry-run --dry --verbose --quiet
            dotnet test|build|run: -c= --configuration= --no-build --no-restore -v= --verbosity= --filter= --nologo -f= --framework= --list-tests -t
            """;

    static final String SYSTEMS = """
            docker|podman|nerdctl logs: -f --follow --tail= -n= --since= --until= -t --timestamps --details --
            docker|podman|nerdctl container|service|pod logs: -f --follow --tail= -n= --since= --until= -t --timestamps --details --raw --no-trunc
            docker|podman|nerdctl ps|images|ls: -a --all -q --quiet --no-trunc -n= --last= -l --latest -s --size --digests --filter= -f= --format= --noheading --sort= --pod
            docker|podman|nerdctl history: -H=? --human=? --no-trunc -q --quiet --format=
            docker|podman|nerdctl inspect|port|top|diff|version|info|search|events|df: -f= --format= -s --size --no-trunc -q --quiet --type= --filter= --limit=number --since= --until= --verbose -v
            docker|podman|nerdctl container|image|volume|network|context|system|node|service|stack|config|plugin|secret|builder|buildx|manifest ls|list|ps|inspect|df|history|port|top|diff|stats: -a --all -q --quiet --no-trunc -n= --last= -l --latest -s --size --digests --filter= -f= --format= --no-stream -v --verbose --human=? --type=
            docker|podman|nerdctl stats: -a --all --no-stream --no-trunc --format=
            docker|podman|nerdctl start|restart|stop: -t= --time= --timeout=
            docker|podman|nerdctl pull: -q --quiet --platform= -a --all-tags
            docker|podman|nerdctl compose logs|ps|images|top|port|config|version|ls|events|stats: -f --follow --tail= -n= --since= --until= -t --timestamps --no-color --no-log-prefix -a --all -q --quiet --services --format= --filter= --status= --index=number --volumes --profiles --hash= --json --no-trunc --no-stream --orphans=? --protocol= --short
            docker|podman|nerdctl compose up|start|stop|restart|pull|build|create: -d --detach --no-color --no-deps -t=number --timeout=number -q --quiet --quiet-pull --wait --wait-timeout=number --no-log-prefix --timestamps --no-start --no-attach= --progress=
            docker-compose|podman-compose logs|ps|images|top|port|config|version|ls|events: -f --follow --tail= --since= --until= -t --timestamps --no-color --no-log-prefix -a --all -q --quiet --services --format= --filter= --status= --index=number --volumes
            docker-compose|podman-compose up|start|stop|restart|pull|build: -d --detach --no-color --no-deps -t=number --timeout=number -q --quiet --wait
            kubectl|oc|k|kubecolor get|describe|top|events: -n= --namespace= -l= --selector= -o=shown --output=shown -w --watch --watch-only -A --all-namespaces --no-headers --show-labels --show-events=? --show-managed-fields --sort-by= --field-selector= --limit=number -L= --label-columns= --ignore-not-found=? --show-kind --containers --chunk-size=number --subresource= --types= --for= --sum --output-watch-events --server-print=?
            kubectl|oc|k|kubecolor logs: -n= --namespace= -f --follow=? --tail= --since= --since-time= -c= --container= -p --previous=? --timestamps=? -l= --selector= --all-containers=? --all-pods=? --prefix=? --max-log-requests=number --limit-bytes=number --ignore-errors=? --pod-running-timeout=
            kubectl|oc|k|kubecolor rollout status|history: -n= --namespace= -w --watch=? --timeout= --revision=number -o=shown --output=shown -l= --selector=
            kubectl|oc|k|kubecolor rollout: --timeout= --revision=number
            kubectl|oc|k|kubecolor explain|api-resources|api-versions|version|cluster-info|config|auth|diff|wait|completion: --recursive=? --api-version= -o=shown --output=shown --namespaced=? --verbs= --api-group= --categories= --client=? --short --no-headers --sort-by= --minify=? -n= --namespace= -A --all-namespaces --list --for= --timeout= -l= --selector= --all -q --quiet
            kubectl|oc|k|kubecolor scale|delete|set|label|annotate|patch|expose|autoscale|cordon|uncordon|apply|create: --timeout= --wait=? --dry-run=client --dry-run=server -o=shown --output=shown
            helm repo add|remove|rm|update: *=chosen
            helm plugin|registry|dependency|dep|pull|fetch|package|create|push|test: *=chosen
            helm list|ls: -f= --filter= -n= --namespace= -o=word --output=word -A --all-namespaces --max=number -m=number -a --all -q --short --deployed --failed --pending --superseded --uninstalled --uninstalling --date -d --reverse -r --offset=number --selector= -l= --time-format= --no-headers
            helm status|history|get|show|search|version|env|lint|template: -n= --namespace= -o=word --output=word --max=number --revision=number -a --all -q --short --deployed --failed --pending --superseded --uninstalled --date -d --reverse -r --offset=number --time-format= --selector= -l= --show-resources --show-desc --versions --version= --devel --max-col-width=number --strict --no-color
            terraform|tofu|terragrunt plan|validate|providers|graph|version|fmt|get: ~ -no-color -json -detailed-exitcode -compact-warnings -refresh= -lock-timeout= -input= -parallelism= -check -diff -recursive -list= -type= -help --no-color --json
            terraform|tofu|terragrunt init|console|login|force-unlock|run|run-all|hclfmt: *=chosen
            terraform|tofu|terragrunt show|output: ~ -no-color
            terraform|tofu|terragrunt state|workspace list|show|pull: ~ -no-color -id=
            pulumi preview|stack|config|whoami|about|logs: --diff --json -j --non-interactive --color= --show-sames --suppress-outputs -v=number
            cdk diff|ls|list|doctor|metadata: --no-color --long -l --json -j --verbose -v --quiet -q --ci
            ansible-inventory|ansible-doc|ansible-lint: --list --graph --host= -y --yaml -t= -l -q -p
            aws * describe-|list-|get-|head-|ls|wait|help|filter-|lookup-|search-|query|scan|batch-get-|view-: --region= --output=word --query= --max-items=number --no-cli-pager --page-size=number --no-paginate --color= --starting-token= --filters=text --filter=text --instance-ids=text --names=text --max-results=number --human-readable --summarize --recursive --cli-read-timeout=number --cli-connect-timeout=number --cluster=text --services=text --tasks=text --bucket=text --prefix=text --key=text --log-group-name=text --log-stream-name=text --log-group-name-prefix=text --start-time= --end-time= --limit=number --stack-name=text --function-name=text --table-name=text --db-instance-identifier=text --no-include-email --owners=text --group-ids=text --vpc-ids=text --subnet-ids=text --image-ids=text --volume-ids=text --load-balancer-arns=text --target-group-arn=text --name=text --repository-name=text --namespace=text --metric-name=text --dimensions=text --statistics=text --period=number
            aws * assume-role|assume-role-with-web-identity|assume-role-with-saml|get-session-token|get-federation-token|get-login-password|get-login|get-authorization-token|get-password-data|get-credentials-for-identity|get-id|get-role-credentials|get-object|get-random-password|get-export|get-sdk|export-credentials|generate-db-auth-token|presign: *=chosen
            aws configure: *=chosen
            aws logs tail: --region= --follow --since= --format= --filter-pattern=text --no-cli-pager --log-stream-names=text
            aws: --no-cli-pager
            gcloud|az|doctl|hcloud|scw|oci: --no-color --limit=number --page-size=number --filter= --sort-by= --format= --output=word -o=word --query= --uri
            gsutil ls|du|stat: -l -L -h -r -R -s -a -c -e
            heroku|fly|flyctl|vercel|railway|netlify logs|ps|status|releases|info|ls|list: -n=number --num=number -t --tail -f --follow --json -s= --source= --no-color
            nomad|consul|vault status|members|info|version: -json -detailed -short -verbose -no-color -format= ~
            psql: -A -t -x -q -X -E -e -F= -R= --csv --no-align --tuples-only --expanded --quiet --no-psqlrc --echo-queries --field-separator= --no-password -w -1 --single-transaction
            mysql|mariadb: -t -B -N -s -v -E --table --batch --skip-column-names --silent --verbose --vertical --column-names --raw -r
            sqlite3: ~ -header -noheader -column -csv -json -line -list -table -markdown -box -html -quote -tabs -separator= -nullvalue= -readonly -batch -bail --header --column --csv --json --readonly
            redis-cli: --raw --no-raw --csv --json --scan --pattern= --no-auth-warning --stat --bigkeys --memkeys --latency -r=number -i=
            openssl x509|version|verify|rand|dgst|ciphers: ~ -noout -text -subject -issuer -dates -enddate -startdate -fingerprint -serial -in= -inform= -hex -sha256 -sha1 -sha512 -md5 -base64 -a -v -modulus -pubkey -ext= -purpose -checkend=number
            """;
}
