package com.expacti.domain.risk;

/**
 * Which kind of work each known program and subcommand is. One line: {@code program|program sub|sub …: category action}.
 * The longest matching line wins. What options and operands add is for the inspectors. Programs not listed count as
 * code execution, because nobody here knows what they do.
 *
 * <p>Actions: {@code read} only reads; {@code local} changes what is here; {@code change} changes what others see or
 * what is running; {@code destroy} deletes; {@code stop} takes a service away; {@code run} runs files the agent can change.
 */
final class ProgramTable {
    private ProgramTable() {}

    static final String LOCAL_WORK = """
            ls|dir|cat|bat|tac|less|more|head|tail|grep|egrep|fgrep|zgrep|rg|ag|find|fd|wc|sort|uniq|cut|tr|nl|od|xxd|hexdump|strings|file|stat|du|df|tree|realpath|readlink|basename|dirname|column|comm|diff|cmp|colordiff|jq|yq|awk|gawk|mawk|sed|look|fold|fmt|expand|paste|join|rev|seq|printf|echo|true|false|test|[|[[|:|yes|sleep|wait|date|cal|uptime|uname|hostname|whoami|id|groups|who|w|last|pwd|tty|locale|arch|nproc|free|vmstat|iostat|mpstat|sar|lscpu|lsblk|lsusb|lspci|lsmod|lsof|ps|pstree|pgrep|pidof|top|htop|ss|netstat|getent|which|whereis|type|man|info|help|apropos|md5sum|sha1sum|sha256sum|sha512sum|cksum|b2sum|base64|base32|bc|expr|factor|cd|pushd|popd|dirs|history|jobs|clear|reset|tput|zcat|bzcat|xzcat|exa|eza|lsattr|getfacl|numfmt|shuf|split|csplit|iconv|dos2unix|ts|watch|time|tokei|cloc|journalctl|dmesg|exit|return|break|continue|shift|getopts|read|mapfile|readarray|local|declare|typeset|readonly|let|unset|set|shopt|umask|ulimit|hash|fc|bind|alias|unalias|export|trap|mktemp: inspection local
            touch|mkdir|cp|install|ln|link|mv|rename|tee|patch|truncate|fallocate|rsync|tar|zip|unzip|gzip|gunzip|bzip2|xz|zstd|7z|cpio|ar|dd|vim|vi|nano|emacs|ed|ex|code|pico|sponge|mkfifo|mknod|sync: files local
            rm|unlink|rmdir|shred|srm|wipe: files destroy
            mkfs|mkfs.ext4|mkfs.xfs|mke2fs|mkswap|wipefs|fdisk|sfdisk|parted|gdisk|cfdisk|blkdiscard|hdparm|lvremove|vgremove|pvremove|zpool|cryptsetup: files stop
            lvcreate|vgcreate|pvcreate|lvextend|resize2fs|mount|umount|swapon|swapoff|losetup: files change
            make|gmake|cmake|ninja|meson|bazel|buck|pants|just|task|rake|tox|nox|pytest|py.test|jest|vitest|mocha|karma|playwright|cypress|phpunit|rspec|ctest|tsc|eslint|prettier|webpack|vite|rollup|esbuild|mvn|mvnw|gradle|gradlew|ant|sbt|lein|mix|dune|stack|cabal|ruff|mypy|flake8|pylint|black|isort|gcc|g++|cc|clang|clang++|ld|javac|rustc|scalac|kotlinc|shellcheck|hadolint|golangci-lint: build_and_test run
            npm|pnpm|yarn|bun test|t|run|run-script|start|build|lint|vitest|jest: build_and_test run
            npm|pnpm|yarn|bun exec|dlx: packages run
            npx|bunx|pnpx|uvx|pipx: packages run
            cargo test|build|check|clippy|fmt|bench|run|doc|nextest: build_and_test run
            go test|build|vet|run|generate|fmt: build_and_test run
            dotnet test|build|run: build_and_test run
            mvn|mvnw deploy|release:perform: packages change
            git|hg|svn|jj: version_control local
            git status|log|diff|show|blame|annotate|shortlog|describe|rev-parse|rev-list|ls-files|ls-tree|ls-remote|cat-file|grep|reflog|whatchanged|show-ref|for-each-ref|name-rev|cherry|count-objects|var|version|help|merge-base|range-diff|diff-tree|check-ignore|verify-commit|verify-tag|show-branch|symbolic-ref: version_control read
            git remote|stash|worktree|notes|bisect list|show|-v|get-url|log: version_control read
            git config --get|--list|-l|get|list: version_control read
            git fetch|pull|clone|submodule: version_control local
            git push|send-email: version_control change
            git clean|rm: version_control destroy
            git stash drop|clear: version_control destroy
            git reflog expire|delete: version_control destroy
            git filter-branch|filter-repo|replace: version_control local
            svn commit|ci|delete|copy: version_control change
            svn status|log|diff|info|cat|list|ls: version_control read
            hg push: version_control change
            hg status|log|diff: version_control read
            gh|glab: version_control change
            gh|glab pr|issue|run|repo|release|workflow|mr list|view|status|diff|checks|watch: version_control read
            gh|glab auth: secrets local
            gh repo delete: version_control stop
            gh secret: secrets change
            npm|pnpm|yarn|bun|pip|pip3|pipenv|poetry|uv|gem|bundle|bundler|composer|cargo|go|apt|apt-get|aptitude|dpkg|rpm|yum|dnf|zypper|pacman|apk|brew|snap|flatpak|conda|mamba|nix|nix-env|dotnet|cpan|luarocks|opkg|port|choco|winget: packages local
            npm|pnpm|yarn|bun|pip|pip3|poetry|gem|bundle|composer|cargo|go|apt|apt-get|brew|snap|dotnet|conda|uv ls|list|outdated|view|show|info|why|search|audit|freeze|check|tree|env|version|metadata|policy|explain|licenses|help|doctor|root|prefix: packages read
            npm|pnpm|yarn|bun|poetry|uv|cargo|gem|twine|dotnet|flit publish|push|unpublish|deprecate|yank|upload: packages change
            twine|flit: packages change
            npm|pnpm|yarn|pip|pip3|gem|apt|apt-get|yum|dnf|pacman|apk|brew|snap|zypper|dpkg|conda uninstall|remove|rm|purge|autoremove|erase|un|del|-r|-P: packages destroy
            apt-cache|apt-mark|apt-file|dpkg-query|rpm-query|pip-audit: packages read
            npm|pnpm|yarn login|adduser|token|whoami: secrets local
            """;

    static final String SYSTEMS = """
            kill|killall|pkill|xkill|skill|renice|ionice|nice|fuser|at|batch|crontab|supervisorctl|pm2|forever|service|systemctl|initctl|rc-service|rc-update|launchctl|monit|sysctl|modprobe|insmod|rmmod|telinit|loginctl|timedatectl|hostnamectl|systemd-run|nginx|apachectl|apache2ctl: processes change
            systemctl status|show|list-units|list-unit-files|list-timers|list-dependencies|is-active|is-enabled|is-failed|cat|get-default|--version: processes read
            systemctl stop|disable|mask|kill|isolate|rescue|emergency|default: processes destroy
            systemctl poweroff|reboot|halt|suspend|hibernate|kexec: processes stop
            supervisorctl|pm2 status|list|ls|logs|show|describe|tail: processes read
            pm2|supervisorctl delete|kill|stop|shutdown: processes destroy
            shutdown|reboot|halt|poweroff|init: processes stop
            chmod|chown|chgrp|chattr|setfacl|setcap|useradd|adduser|usermod|groupadd|groupmod|gpasswd|passwd|chpasswd|chsh|chfn|visudo|newgrp|chage|setenforce|semanage|restorecon|vipw|sudoedit|update-alternatives: users local
            userdel|deluser|groupdel|delgroup: users destroy
            su|sudo|doas|pkexec|runuser|run0|gosu|su-exec: users local
            curl|wget|http|https|httpie|xh|aria2c|axel|lynx|links|w3m: network read
            ping|ping6|traceroute|tracepath|mtr|dig|nslookup|host|whois|ip|ifconfig|arp|route|iw|ethtool|nmcli|resolvectl|getent-hosts: network read
            scp|sftp|ftp|lftp|nc|ncat|netcat|socat|telnet|rclone|croc|magic-wormhole|wormhole|ngrok|cloudflared|rsh|rcp|smbclient|mail|mailx|sendmail|mutt|swaks: network change
            ssh|mosh|autossh|sshpass: network local
            nmap|masscan|zmap|tcpdump|tshark|hping3|nikto|sqlmap|hydra: network change
            iptables|ip6tables|nft|ufw|firewall-cmd|tc|brctl|ebtables: network stop
            psql|mysql|mariadb|sqlite3|mongosh|mongo|redis-cli|valkey-cli|clickhouse-client|clickhouse|cqlsh|sqlcmd|duckdb|sqlplus|influx|cockroach|pgcli|mycli|bq|usql: databases local
            pg_dump|pg_dumpall|mysqldump|mongodump|mongoexport|pg_basebackup: databases change
            pg_restore|mongorestore|mysqlimport|mongoimport|createdb|createuser|mysqladmin|pg_ctl|pgbench|vacuumdb|reindexdb: databases change
            pg_isready: databases read
            dropdb|dropuser: databases stop
            alembic|flyway|liquibase|knex|sequelize|prisma|atlas|goose|dbmate: databases run
            docker|podman|nerdctl|buildah|skopeo|crictl|ctr|docker-compose|podman-compose: containers local
            docker|podman|nerdctl|crictl|docker-compose|podman-compose ps|images|logs|inspect|top|stats|port|diff|version|info|history|events|search|ls|config|pods: containers read
            docker|podman|nerdctl container|image|volume|network|compose|system|context|manifest|buildx|node|service|stack|swarm|plugin ls|list|ps|inspect|logs|top|stats|df|info|images|config|events|version|history|port|du|show: containers read
            docker|podman|nerdctl run|create|start|restart|exec|update|rename|unpause|cp|commit|import|load|network|volume|service|stack|swarm|compose|plugin|attach: containers change
            docker-compose|podman-compose up|start|restart|exec|run|scale|create: containers change
            docker|podman|nerdctl push|login|logout: containers change
            docker|podman|nerdctl stop|kill|pause|rm|rmi|prune: containers destroy
            docker-compose|podman-compose down|stop|kill|rm|pause: containers destroy
            docker|podman|nerdctl container|image|volume|network|system|builder|compose|service|stack|node|buildx rm|prune|kill|stop|remove|down|pause|leave: containers destroy
            docker|podman|nerdctl build: containers run
            docker|podman|nerdctl compose build: containers run
            kubectl|oc|k|microk8s.kubectl|kubecolor: kubernetes change
            kubectl|oc|k|kubecolor get|describe|logs|top|explain|version|cluster-info|api-resources|api-versions|diff|events|wait|completion|options|who-can|status: kubernetes read
            kubectl|oc|k|kubecolor config view|get-contexts|current-context|get-clusters|get-users: kubernetes read
            kubectl|oc|k|kubecolor rollout status|history: kubernetes read
            kubectl|oc|k|kubecolor auth can-i|whoami: kubernetes read
            kubectl|oc|k|kubecolor delete|drain|evict|cordon|taint: kubernetes destroy
            kubectl|oc|k|kubecolor config: kubernetes local
            helm|flux|argocd|istioctl|linkerd|kustomize|skaffold|kops|kubeadm|k3s|kind|minikube|velero|eksctl: kubernetes change
            helm list|ls|status|get|history|show|search|template|lint|version|env|repo|verify|dependency: kubernetes read
            helm uninstall|delete|un|del: kubernetes stop
            helm rollback: kubernetes destroy
            kustomize build: kubernetes read
            kind|minikube|eksctl|kops delete: kubernetes stop
            kubeadm reset: kubernetes stop
            """;

    static final String CLOUDS_AND_CODE = """
            aws|gcloud|az|gsutil|doctl|linode-cli|ibmcloud|oci|aliyun|heroku|fly|flyctl|vercel|netlify|wrangler|firebase|railway|render|hcloud|scw|terraform|tofu|terragrunt|pulumi|cdk|cdktf|sam|serverless|sls|packer|vagrant|ansible|ansible-playbook|salt|puppet|chef-client|nomad|consul|boundary|crossplane|copilot|eb|s3cmd|mc|azcopy: cloud change
            terraform|tofu|terragrunt plan|validate|fmt|show|output|version|providers|graph|get|init|console|test: cloud read
            terraform|tofu|terragrunt state|workspace list|show|pull: cloud read
            terraform|tofu|terragrunt destroy: cloud stop
            terraform|tofu|terragrunt state|workspace rm|mv|push|delete|replace-provider: cloud destroy
            pulumi preview|stack|config|whoami|about|logs: cloud read
            pulumi destroy: cloud stop
            cdk diff|synth|synthesize|ls|list|doctor|metadata: cloud read
            cdk|sam|serverless|sls|copilot|cdktf destroy|delete|remove: cloud stop
            aws s3 ls|presign: cloud read
            aws s3 rm|rb|mv: cloud destroy
            aws sts: cloud read
            aws iam: users change
            aws kms: secrets change
            aws secretsmanager|ssm: secrets local
            gcloud secrets: secrets local
            gcloud iam: users change
            az keyvault: secrets local
            gsutil ls|cat|du|stat: cloud read
            gsutil rm|rb|mv: cloud destroy
            mc|s3cmd ls|stat|du: cloud read
            mc|s3cmd rm|rb|del: cloud destroy
            heroku|fly|flyctl|vercel|railway|netlify logs|ps|status|releases|apps|info|inspect|ls|list: cloud read
            heroku|fly|flyctl|vercel|netlify destroy|apps:destroy|remove|rm|delete: cloud stop
            heroku|fly|flyctl|vercel|wrangler config|config:get|config:set|secrets|env|secret: secrets change
            ansible-inventory|ansible-doc|ansible-lint: cloud read
            vagrant destroy: cloud stop
            nomad|consul status|members|info|monitor|logs: cloud read
            vault|op|pass|gopass|bw|lpass|doppler|infisical|sops|age|gpg|gpg2|gnome-keyring|security|keytool|ssh-keygen|ssh-add|ssh-agent|ssh-copy-id|openssl|chamber|aws-vault|kubeseal|secret-tool|credstash|htpasswd|keepassxc-cli: secrets local
            vault delete|revoke: secrets destroy
            vault write|put: secrets change
            openssl x509|dgst|version|verify|rand|s_client|ciphers|sha256|md5: network read
            ssh-keygen -l|-lf: secrets local
            env|printenv: secrets local
            sh|bash|zsh|dash|ksh|ash|fish|csh|tcsh|rbash|busybox|python|python2|python3|pypy|pypy3|ipython|perl|ruby|node|nodejs|deno|php|lua|tclsh|wish|osascript|Rscript|R|julia|java|groovy|scala|kotlin|elixir|iex|erl|ghci|ocaml|racket|guile|swift|pwsh|powershell|irb|jshell|ts-node|tsx|expect|gdb|lldb|strace|ltrace|eval|exec|source|.|command|builtin|coproc|enable: interpreters run
            xargs|parallel|nohup|setsid|stdbuf|timeout|unshare|nsenter|chroot|script|tmux|screen|flock|entr|daemonize|start-stop-daemon|firejail|bwrap|proot|fakeroot|chrt|taskset|numactl|prlimit|dbus-run-session|xvfb-run|pdsh|clush: interpreters local
            """;
}
