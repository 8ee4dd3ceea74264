package com.expacti.domain.risk;

/**
 * Which kind of work each known program and subcommand is. One line: {@code program|program sub|sub …: category action}.
 * The longest matching line wins. What options and operands add is for the inspectors. Programs not listed count as
 * code execution, because nobody here knows what they do.
 *
 * <p>Actions: {@code read} only reads; {@code local} changes what is here; {@code change} changes what others see or
 * what is running; {@code destroy} deletes; {@code stop} takes a service away; {@code run} runs files the
 * agent can change; {@code deploy} changes what others see, by files the agent can change.
 */
final class ProgramTable {
    private ProgramTable() {}

    static final String LOCAL_WORK = """
            ls|dir|cat|bat|tac|less|more|head|tail|grep|egrep|fgrep|zgrep|rg|ag|find|fd|wc|sort|uniq|cut|tr|nl|od|xxd|hexdump|strings|file|stat|du|df|tree|realpath|readlink|basename|dirname|column|comm|diff|cmp|colordiff|jq|yq|awk|gawk|mawk|sed|look|fold|fmt|expand|paste|join|rev|seq|printf|echo|true|false|test|[|[[|:|yes|sleep|wait|date|cal|uptime|uname|hostname|whoami|id|groups|who|w|last|pwd|tty|locale|arch|nproc|free|vmstat|iostat|mpstat|sar|lscpu|lsblk|lsusb|lspci|lsmod|lsof|ps|pstree|pgrep|pidof|top|htop|ss|netstat|getent|which|whereis|type|man|info|help|apropos|md5sum|sha1sum|sha256sum|sha512sum|cksum|b2sum|base64|base32|bc|expr|factor|cd|pushd|popd|dirs|history|jobs|clear|reset|tput|zcat|bzcat|xzcat|exa|eza|lsattr|getfacl|numfmt|shuf|split|csplit|iconv|dos2unix|ts|watch|time|tokei|cloc|whatis|lsns|lsipc|ipcs|ldd|nm|objdump|readelf|size|getconf|sensors|nvidia-smi|atq|bg|fg|disown|lsb_release|getcap|logger|xmllint|zipinfo|blkid|findmnt|k9s|stern|trivy|tfsec|checkov|terrascan|infracost|gofmt|dirs|compgen|complete|caller|suspend|times|logname|users|mesg|glances|iftop|nethogs|pidstat|slabtop|numastat|lshw|dmidecode|lsscsi|vgs|lvs|pvs|vgdisplay|lvdisplay|pvdisplay|say|notify-send|delta|rga|fzf|mapscii|figlet|cowsay|neofetch|screenfetch|get-process|get-childitem|get-content|get-service|get-item|get-location|write-output|write-host|select-string|test-path|systeminfo|tasklist|ver|ipconfig|findstr: inspection local
            zfs|zpool|btrfs|mdadm|localectl: files change
            zfs|zpool list|get|status|history|iostat: inspection local
            btrfs filesystem|subvolume|device show|list|usage|df|stats: inspection local
            localectl|loginctl|hostnamectl|timedatectl status|list-sessions|list-users|show|list-locales|list-timezones: inspection local
            zfs|zpool destroy: files stop
            zfs rollback: files stop
            btrfs subvolume delete: files stop
            chronyc|ntpq: inspection local
            journalctl|dmesg|exit|return|break|continue|shift|getopts|read|mapfile|readarray|local|declare|typeset|readonly|let|unset|set|shopt|umask|ulimit|hash|fc|bind|alias|unalias|export|trap|mktemp: inspection local
            touch|mkdir|cp|install|ln|link|mv|rename|tee|patch|truncate|fallocate|rsync|tar|zip|unzip|gzip|gunzip|bzip2|xz|zstd|7z|cpio|ar|dd|vim|vi|nano|emacs|ed|ex|code|pico|sponge|mkfifo|mknod|sync|convert|ffmpeg|magick|pandoc|latexmk|pdflatex|sphinx-build|mkdocs|hugo|jekyll|set-content|add-content|out-file|new-item|copy-item|move-item|xcopy|robocopy|copy|move: files local
            mkdocs gh-deploy: version_control change
            rm|unlink|rmdir|remove-item|ri|del|erase|rd|clear-content|clear-recyclebin: files destroy
            shred|srm|wipe|cipher: files stop
            mkfs|mkfs.ext2|mkfs.ext3|mkfs.ext4|mkfs.xfs|mkfs.btrfs|mkfs.vfat|mkfs.fat|mkfs.ntfs|mkfs.f2fs|mke2fs|mkswap|wipefs|fdisk|sfdisk|sgdisk|parted|gdisk|cfdisk|blkdiscard|hdparm|lvremove|vgremove|pvremove|cryptsetup|format|format-volume|clear-disk|initialize-disk|diskpart|vssadmin|bcdedit|diskutil|nvme: files stop
            nvme list: inspection local
            diskutil list|info: inspection local
            lvcreate|vgcreate|pvcreate|lvextend|resize2fs|mount|umount|swapon|swapoff|losetup: files change
            make|gmake|cmake|ninja|meson|bazel|buck|pants|just|task|rake|tox|nox|pytest|py.test|jest|vitest|mocha|karma|playwright|cypress|phpunit|rspec|ctest|tsc|eslint|prettier|webpack|vite|rollup|esbuild|mvn|mvnw|gradle|gradlew|ant|sbt|lein|mix|dune|stack|cabal|ruff|mypy|flake8|pylint|black|isort|gcc|g++|cc|clang|clang++|ld|javac|rustc|scalac|kotlinc|shellcheck|hadolint|golangci-lint|unittest|rubocop|tflint|yamllint|markdownlint|actionlint|pre-commit|turbo|nx|lerna|storybook|protoc|buf|swiftlint|ktlint|detekt|stylelint|biome|oxlint|coverage|vue-tsc|swc|babel|standard|xo|ava|tap|c8|nyc|wdio|cucumber|behave|pyright|pydocstyle|bandit|autopep8|yapf|semgrep|sonar-scanner|xcodebuild|msbuild|rails|artisan|hatch|pdm|ng|astro|next|nuxt|gatsby|svelte-check|qmake|autoconf|automake|conan|vcpkg|scons|waf|py_compile|compileall|cssnano|postcss|tailwindcss|sass|tsup|size-limit|knip|depcheck|madge|typedoc|jsdoc|mkdocs-build|http-server|serve|json-server|live-server|nodemon|concurrently|wait-on|cross-env|dotenv|cspell|alex|commitlint|husky|lint-staged|syncpack|changeset: build_and_test run
            npm|pnpm|yarn|bun test|t|run|run-script|start|build|lint|vitest|jest|typecheck|check|format|dev: build_and_test run
            swift build|test|run: build_and_test run
            stack|dune|mix deps.get|update: packages local
            deno test|lint|fmt|check|bench: build_and_test run
            npm|pnpm|yarn|bun exec|dlx: packages run
            npx|bunx|pnpx|uvx|pipx: packages run
            cargo test|build|check|clippy|fmt|bench|run|doc|nextest|clean|t|b|c|r: build_and_test run
            go test|build|vet|run|generate|fmt: build_and_test run
            dotnet test|build|run|clean|format: build_and_test run
            mvn|mvnw deploy|release:perform: packages change
            mvn|mvnw clean deploy: packages change
            gradle|gradlew publish|publishToMavenCentral|uploadArchives|publishPlugins: packages change
            lerna|changeset publish: packages change
            git|hg|svn|jj: version_control local
            git status|log|diff|show|blame|annotate|shortlog|describe|rev-parse|rev-list|ls-files|ls-tree|ls-remote|cat-file|grep|reflog|whatchanged|show-ref|for-each-ref|name-rev|cherry|count-objects|var|version|help|merge-base|fsck|diff-index|diff-files|whatchanged|get-tar-commit-id|bugreport|check-attr|range-diff|diff-tree|check-ignore|verify-commit|verify-tag|show-branch|symbolic-ref: version_control read
            git remote|stash|worktree|notes|bisect list|show|-v|get-url|log: version_control read
            git config --get|--list|-l|get|list: version_control read
            git fetch|pull|clone|submodule: version_control local
            git push|send-email: version_control change
            jj git push: version_control change
            jj log|status|st|diff|show|op: version_control read
            git worktree remove: version_control destroy
            bfg: version_control destroy
            git clean|rm: version_control destroy
            git stash drop|clear: version_control destroy
            git reflog expire|delete: version_control destroy
            git filter-branch|filter-repo|replace: version_control local
            svn commit|ci|delete|copy: version_control change
            svn status|log|diff|info|cat|list|ls: version_control read
            hg push: version_control change
            hg status|log|diff: version_control read
            gh|glab: version_control change
            gh|glab pr|issue|run|repo|release|workflow|mr|ci|label|gist|cache|project|ruleset|milestone|pipeline|job|variable|secret|ssh-key|gpg-key|extension|codespace|org|alias|config list|view|status|diff|checks|watch|get|trace|ls: version_control read
            gh|glab search|status|browse|api|completion|help|version: version_control read
            gh|glab pr|mr checkout: version_control local
            gh|glab repo clone: version_control local
            gh|glab auth status: version_control read
            gh|glab auth: secrets local
            gh|glab repo delete: version_control stop
            gh|glab repo|project edit|archive|transfer|rename|delete-asset: users change
            gh|glab release|workflow|run|gist|issue|cache|label|codespace|environment|branch|project delete: version_control destroy
            gh|glab secret|variable set|delete|remove|update: secrets change
            gh|glab ssh-key|gpg-key add|delete: users change
            gh repo deploy-key add|delete: users change
            npm|pnpm|yarn|bun|pip|pip3|pipenv|poetry|uv|gem|bundle|bundler|composer|cargo|go|apt|apt-get|aptitude|dpkg|rpm|yum|dnf|zypper|pacman|apk|brew|snap|flatpak|conda|mamba|nix|nix-env|dotnet|cpan|luarocks|opkg|port|choco|winget: packages local
            npm|pnpm|yarn|bun|pip|pip3|poetry|gem|bundle|composer|cargo|go|apt|apt-get|brew|snap|dotnet|conda|uv ls|list|outdated|view|show|info|why|search|audit|freeze|check|tree|env|version|metadata|policy|explain|licenses|help|doctor|root|prefix|ping|bin|doc|fund|index|whoami|depends|rdepends|inspect|la|ll|docs|repo: packages read
            yum|dnf|apk|zypper|pacman|flatpak|nix-env|port|choco|winget|snap list|search|info|show|provides|repolist|repoquery|policy|dot|stats: packages read
            npm|pnpm|yarn|pip|pip3|conda config list|get|ls|show: packages read
            npm|pnpm|yarn config set|delete|edit: packages change
            npm cache: packages read
            npm|pnpm|yarn audit fix: packages local
            uv pip list|show|freeze|tree|check: packages read
            conda env list: packages read
            conda|mamba env create|update: packages local
            conda|mamba env remove: packages destroy
            go mod tidy|download|verify|graph|why|vendor|edit: build_and_test run
            npm owner|access|team|org|dist-tag|hook: users change
            npm owner ls|list: packages read
            brew services: processes change
            brew services list|info: processes read
            npm|pnpm|yarn|bun|poetry|uv|cargo|gem|twine|dotnet|flit publish|push|unpublish|deprecate|yank|upload: packages change
            twine|flit: packages change
            npm|pnpm|yarn|pip|pip3|gem|apt|apt-get|yum|dnf|pacman|apk|brew|snap|zypper|dpkg|conda uninstall|remove|rm|purge|autoremove|erase|un|del|-r|-P: packages destroy
            apt-cache|apt-mark|apt-file|dpkg-query|rpm-query|pip-audit: packages read
            apt|apt-get|apk|yum|dnf update|makecache: packages local
            nvm|fnm|pyenv|rbenv|asdf|mise|volta|sdk|rustup|tfenv|nodenv|goenv|jenv: packages local
            nvm|fnm|pyenv|rbenv|asdf|mise|volta|sdk|rustup|tfenv|nodenv|goenv|jenv use|local|shell|list|ls|current|which|where|versions|version|show|env|default|toolchain|exec: packages read
            add-apt-repository|apt-add-repository|apt-key: packages change
            install-module|install-package: packages local
            npm|pnpm|yarn login|adduser|token: secrets local
            """;

    static final String SYSTEMS = """
            kill|killall|pkill|xkill|skill|renice|ionice|nice|fuser|at|batch|crontab|supervisorctl|pm2|forever|service|systemctl|initctl|rc-service|rc-update|launchctl|monit|sysctl|modprobe|insmod|rmmod|timedatectl|hostnamectl|systemd-run|nginx|apachectl|apache2ctl|update-rc.d|chkconfig|stop-process|start-process|stop-service|start-service|restart-service|set-service|taskkill|sc|logrotate|rabbitmqctl|tmux|screen|zellij|stress|stress-ng: processes change
            xmrig|minerd|cgminer|bfgminer|ethminer|t-rex|nbminer|cpuminer|ccminer|lolminer|phoenixminer: processes stop
            tmux|screen|zellij ls|list-sessions|list-windows|list-panes|display-message|info|has-session|show-options: processes read
            tmux new|new-session|attach|attach-session|a: processes local
            tmux kill-session|kill-server|kill-window|kill-pane: processes destroy
            rabbitmqctl|rabbitmq-diagnostics status|list_queues|list_exchanges|list_bindings|list_users|list_vhosts|list_connections|list_channels|ping|cluster_status|environment: processes read
            rabbitmqctl reset|force_reset|shutdown|delete_vhost: processes stop
            rabbitmqctl stop_app|stop|delete_queue|purge_queue: processes destroy
            auditctl|aa-teardown|aa-disable|aa-complain|killall5|wevtutil|clear-eventlog: processes stop
            auditctl -l|-s: processes read
            schtasks|register-scheduledtask|new-service: processes change
            systemctl status|show|list-units|list-unit-files|list-timers|list-dependencies|is-active|is-enabled|is-failed|cat|get-default|--version: processes read
            systemctl stop|disable|mask|kill: processes destroy
            systemctl poweroff|reboot|halt|suspend|hibernate|kexec|isolate|rescue|emergency|default: processes stop
            supervisorctl|pm2 status|list|ls|logs|show|describe|tail: processes read
            pm2|supervisorctl delete|kill|stop|shutdown: processes destroy
            shutdown|reboot|halt|poweroff|init|telinit|stop-computer|restart-computer: processes stop
            chmod|chown|chgrp|setfacl|setcap|chfn|restorecon|sudoedit|update-alternatives|attrib: users local
            chattr|useradd|adduser|usermod|groupadd|groupmod|gpasswd|passwd|chpasswd|chsh|visudo|newgrp|chage|setenforce|semanage|vipw|vigr|setsebool|loginctl|dscl|sysadminctl|net|net1|icacls|takeown|cacls|new-localuser|add-localgroupmember|set-acl|set-executionpolicy|createuser|grpck|pwck|pam-auth-update|authconfig|realm|faillock: users change
            net view|use|share: network read
            loginctl list-sessions|list-users|show-session|show-user|session-status: users read
            userdel|deluser|groupdel|delgroup: users destroy
            su|sudo|doas|pkexec|runuser|run0|gosu|su-exec: users local
            curl|wget|http|https|httpie|xh|aria2c|axel|lynx|links|w3m: network read
            iwr|irm|invoke-webrequest|invoke-restmethod|start-bitstransfer: network local
            certutil|bitsadmin: interpreters change
            iptables-save|ip6tables-save|ssh-keyscan|whatweb|getmac|pathping|tracert|test-netconnection|resolve-dnsname: network read
            rclone ls|lsd|lsl|lsf|lsjson|size|check|about|version|listremotes|cat|tree|config: network read
            rclone delete|purge|deletefile|rmdir|rmdirs|cleanup: network destroy
            rclone sync: network destroy
            ping|ping6|traceroute|tracepath|mtr|dig|nslookup|host|whois|ip|ifconfig|arp|route|iw|ethtool|nmcli|resolvectl|getent-hosts: network read
            scp|sftp|ftp|lftp|nc|ncat|netcat|socat|telnet|rclone|croc|magic-wormhole|wormhole|ngrok|cloudflared|rsh|rcp|smbclient|mail|mailx|sendmail|mutt|swaks: network change
            ssh|mosh|autossh|sshpass: network local
            nmap|tcpdump|tshark|dumpcap|wireshark: network change
            masscan|zmap|hping3|nikto|sqlmap|hydra|medusa|ncrack|aircrack-ng|bettercap|ettercap|arpspoof|responder|msfconsole|msfvenom|metasploit|slowloris|gobuster|ffuf|wfuzz|dirb|crackmapexec|netexec|evil-winrm|psexec|wmic|chisel|ligolo: interpreters change
            iptables|ip6tables|nft|ufw|firewall-cmd|tc|brctl|ebtables|iptables-restore|ip6tables-restore|pfctl|netsh|ipset: network stop
            psql|mysql|mariadb|sqlite3|mongosh|mongo|redis-cli|valkey-cli|clickhouse-client|clickhouse|cqlsh|sqlcmd|duckdb|sqlplus|influx|cockroach|pgcli|mycli|bq|usql: databases local
            pg_dump|pg_dumpall|mysqldump|mongodump|mongoexport|pg_basebackup: databases change
            pg_restore|mongorestore|mysqlimport|mongoimport|createdb|mysqladmin|pg_ctl|pgbench|vacuumdb|reindexdb|etcdctl|zkcli|pg_upgrade|initdb|kafka-topics.sh|kafka-topics|kafka-configs.sh|pg_ctlcluster: databases change
            mysqladmin status|ping|version|processlist|extended-status|variables: databases read
            mysqladmin drop|shutdown: databases stop
            pg_ctl stop|restart|kill|promote: databases stop
            pg_ctl status: databases read
            pg_resetwal: databases stop
            etcdctl get|watch|member|endpoint|version|alarm: databases read
            etcdctl del|defrag: databases stop
            bq ls|show|head|version: databases read
            bq rm: databases stop
            heroku pg:reset|pg:push: databases stop
            pg_isready: databases read
            dropdb|dropuser: databases stop
            alembic|flyway|liquibase|knex|sequelize|prisma|drizzle-kit|typeorm|atlas|goose|dbmate|sqitch|migrate: databases deploy
            alembic|flyway|liquibase|prisma|knex|atlas|goose|dbmate|dbt history|current|heads|branches|show|info|validate|status|check|generate|format|version|studio|migrate:status|migrate:list|ls|compile|debug: databases read
            alembic|goose|dbmate|migrate|knex|sequelize|liquibase|sqitch downgrade|down|reset|drop|rollback|migrate:rollback|db:drop|db:migrate:undo:all|drop-all|dropAll|revert: databases stop
            flyway clean|undo: databases stop
            prisma migrate reset: databases stop
            prisma migrate dev|status|diff: databases run
            dbt: databases run
            docker|podman|nerdctl|buildah|skopeo|crictl|ctr|docker-compose|podman-compose|lxc|incus: containers local
            lxc|incus list|info|ls|show|version: containers read
            lxc|incus launch|start|stop|restart|exec|config|copy|move|publish: containers change
            lxc|incus delete: containers stop
            skopeo inspect|list-tags: containers read
            skopeo copy|sync|delete: containers change
            buildah push|copy|delete: containers change
            podman system reset: containers stop
            crictl rm|rmi|rmp|stop|stopp: containers destroy
            ctr containers|images|tasks|c|i|t rm|delete|del|kill: containers destroy
            ctr containers|images|tasks|c|i|t ls|list|info: containers read
            docker|podman|nerdctl|crictl|docker-compose|podman-compose ps|images|logs|inspect|top|stats|port|diff|version|info|history|events|search|ls|config|pods: containers read
            docker|podman|nerdctl container|image|volume|network|compose|system|context|manifest|buildx|node|service|stack|swarm|plugin ls|list|ps|inspect|logs|top|stats|df|info|images|config|events|version|history|port|du|show: containers read
            docker|podman|nerdctl run|create|start|restart|exec|update|rename|unpause|cp|commit|import|load|network|volume|service|stack|swarm|compose|plugin|attach: containers change
            docker-compose|podman-compose up|start|restart|exec|run|scale|create: containers change
            docker|podman|nerdctl push|login|logout: containers change
            docker|podman|nerdctl stop|kill|pause|rm|rmi|prune: containers destroy
            docker-compose|podman-compose down|stop|kill|rm|pause: containers destroy
            docker|podman|nerdctl container|image|volume|network|system|builder|compose|buildx rm|prune|kill|stop|remove|down|pause|leave: containers destroy
            docker|podman service|stack|swarm|node|secret|config rm|remove|leave: containers stop
            docker|podman swarm init|join|update|ca: users change
            docker|podman secret|config create: secrets change
            docker|podman secret|config ls|list|inspect: containers read
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
            helm repo add|remove: kubernetes local
            argocd app|cluster|repo|proj|account list|get|history|diff|logs|manifests|resources: kubernetes read
            argocd app|cluster|repo|proj delete|rm: kubernetes stop
            argocd app terminate-op|rollback: kubernetes destroy
            argocd version|context: kubernetes read
            flux get|check|logs|stats|events|tree|diff|trace|version|export: kubernetes read
            flux uninstall|delete: kubernetes stop
            istioctl analyze|version|proxy-status|proxy-config|ps|pc|validate|verify-install|describe|x: kubernetes read
            istioctl uninstall: kubernetes stop
            linkerd check|version|stat|top|viz: kubernetes read
            linkerd uninstall: kubernetes stop
            velero backup|restore|schedule get|describe|logs: kubernetes read
            velero backup|restore|schedule delete: kubernetes stop
            kind|minikube|eksctl|kops|k3d get|status|ip|version|list|profile|addons|logs: kubernetes read
            k3d cluster list: kubernetes read
            k3d cluster delete: kubernetes stop
            k3d: kubernetes change
            kubens|kubectx: kubernetes local
            kubectl|oc|k|kubecolor port-forward|proxy: kubernetes local
            oc whoami|projects|status|project: kubernetes read
            helm uninstall|delete|un|del: kubernetes stop
            helm rollback: kubernetes destroy
            kustomize build: kubernetes read
            kind|minikube|eksctl|kops delete: kubernetes stop
            kubeadm reset: kubernetes stop
            """;

    static final String CLOUDS_AND_CODE = """
            aws|gcloud|az|gsutil|doctl|linode-cli|ibmcloud|oci|aliyun|heroku|fly|flyctl|vercel|netlify|wrangler|firebase|railway|render|hcloud|scw|terraform|tofu|terragrunt|pulumi|cdk|cdktf|sam|serverless|sls|packer|vagrant|ansible|ansible-playbook|salt|puppet|chef-client|nomad|consul|boundary|crossplane|copilot|eb|s3cmd|mc|azcopy|ansible-galaxy|ansible-pull|ansible-console|salt-call|cap|capistrano|kamal|fab|waypoint|ncloud|upctl|exo|civo: cloud change
            az|gcloud aks|container|eks get-credentials|clusters: kubernetes local
            gcloud container clusters get-credentials: kubernetes local
            gcloud container clusters list|describe: cloud read
            gcloud container clusters create|update|resize|upgrade: cloud change
            gcloud container clusters delete: cloud stop
            gcloud storage rm: cloud destroy
            gcloud auth print-access-token|print-identity-token|application-default: secrets local
            gcloud auth|config|projects|services|logging list|describe|read|get-value|tail: cloud read
            gcloud config set: cloud local
            gcloud info|version|topic|help: cloud read
            gcloud compute|app ssh: interpreters change
            az account get-access-token: secrets local
            az account list|show: cloud read
            az login|version|find|help: cloud local
            az ad: users change
            az role assignment create|delete|update: users change
            terraform|tofu|terragrunt workspace select|new: cloud local
            terraform|tofu|terragrunt apply|import|taint|untaint|refresh|force-unlock|run-all: cloud deploy
            terragrunt run-all plan|validate|output|init: cloud read
            terragrunt run-all destroy: cloud stop
            pulumi|cdk|sam|serverless|sls|copilot|cdktf|terragrunt up|deploy|update|watch|import|refresh: cloud deploy
            pulumi stack ls|list|output|graph|history: cloud read
            pulumi stack rm|remove: cloud stop
            pulumi config set|rm|set-all: secrets change
            packer build: cloud deploy
            sam|serverless|sls|wrangler|eb|copilot|vagrant|packer validate|build|package|print|info|logs|status|list|health|tail|global-status|inspect|fmt|ssh-config: cloud read
            eb terminate: cloud stop
            vagrant up|resume|reload|provision|box: containers change
            vagrant halt|suspend: containers destroy
            ansible-vault: secrets local
            nomad job stop: cloud destroy
            consul kv get: cloud read
            consul kv delete: cloud destroy
            vercel|netlify env: secrets change
            firebase firestore:delete|database:remove|hosting:disable|functions:delete|projects:delete: cloud stop
            wrangler delete: cloud stop
            fly|flyctl apps destroy: cloud stop
            hcloud|doctl|linode-cli|scw|civo|exo server|compute|linodes|databases|kubernetes list|describe|get|ls: cloud read
            terraform|tofu|terragrunt plan|validate|fmt|show|output|version|providers|graph|get|init|console|test: cloud read
            terraform|tofu|terragrunt state|workspace list|show|pull: cloud read
            terraform|tofu|terragrunt destroy: cloud stop
            terraform|tofu|terragrunt state|workspace rm|mv|push|delete|replace-provider: cloud destroy
            pulumi preview|stack|config|whoami|about|logs: cloud read
            pulumi destroy: cloud stop
            cdk diff|synth|synthesize|ls|list|doctor|metadata: cloud read
            cdk|sam|serverless|sls|copilot|cdktf destroy|delete|remove: cloud stop
            aws s3 ls|presign: cloud read
            aws s3 cp|sync: cloud local
            aws eks update-kubeconfig: kubernetes local
            aws configure list|list-profiles: cloud read
            aws configure: secrets local
            aws sts assume-role|assume-role-with-web-identity|get-session-token|get-federation-token: secrets local
            aws ecr get-login-password|get-authorization-token: secrets local
            aws ssm send-command|start-session|start-automation-execution: interpreters change
            aws ssm describe-parameters|list-commands|describe-instance-information: cloud read
            aws secretsmanager list-secrets|describe-secret: cloud read
            aws secretsmanager|ssm delete-secret|delete-parameter|delete-parameters: secrets destroy
            aws secretsmanager|ssm put-secret-value|create-secret|update-secret|put-parameter: secrets change
            aws s3 rm|rb|mv: cloud destroy
            aws sts: cloud read
            aws iam: users change
            aws ecs execute-command: interpreters change
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
            vault status|version|path-help|list|policy|auth|audit|plugin: secrets read
            vault token lookup|capabilities: secrets read
            vault kv put|patch|undelete: secrets change
            vault kv delete|destroy|metadata: secrets destroy
            vault kv list: secrets read
            vault operator|token seal|unseal|rekey|rotate|generate-root|init|step-down|revoke: secrets destroy
            vault lease|token revoke: secrets destroy
            op|bw|pass|gopass|doppler|infisical list|ls|status|whoami|account|vault: secrets read
            unshadow|john|hashcat|mimikatz|gcore|procdump|secretsdump|secretsdump.py|lazagne: secrets change
            gitleaks|trufflehog|detect-secrets: build_and_test run
            vault delete|revoke: secrets destroy
            vault write|put: secrets change
            openssl x509|dgst|version|verify|rand|s_client|ciphers|sha256|md5: network read
            env|printenv: processes local
            sh|bash|zsh|dash|ksh|ash|fish|csh|tcsh|rbash|busybox|python|python2|python3|pypy|pypy3|ipython|perl|ruby|node|nodejs|deno|php|lua|tclsh|wish|osascript|Rscript|R|julia|java|groovy|scala|kotlin|elixir|iex|erl|ghci|ocaml|racket|guile|swift|pwsh|powershell|irb|jshell|ts-node|tsx|expect|gdb|lldb|strace|ltrace|eval|exec|source|.|command|builtin|coproc|enable|invoke-expression|invoke-command|cmd|wscript|cscript|mshta|rundll32|regsvr32|powershell_ise: interpreters run
            reg|regedit|wmic: interpreters change
            reg query: inspection local
            reg delete: interpreters stop
            invoke-item|ii: interpreters local
            xargs|parallel|nohup|setsid|stdbuf|timeout|unshare|nsenter|chroot|script|tmux|screen|flock|entr|daemonize|start-stop-daemon|firejail|bwrap|proot|fakeroot|chrt|taskset|numactl|prlimit|dbus-run-session|xvfb-run|pdsh|clush: interpreters local
            """;
}
