package com.expacti.domain.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What options that no wildcard takes are used for, in words. For explanations only: what is missing here is not thereby harmless. */
final class KnownDangers {
    private static final String TABLE = """
            to write files: git --output -o|sort -o --output|curl -o -O --output --remote-name --output-dir -D --dump-header -c --cookie-jar --trace|wget -O -P --output-document --directory-prefix -a -o|find -fprint -fprintf -fls -fprint0|terraform -out|tofu -out|tree -o|openssl -out|go -o -coverprofile -outputdir -cpuprofile|pytest --junitxml --basetemp --cov-report|psql -o --output -L|helm --output-dir|kubectl --output-directory --cache-dir|tee -a|uniq -o|jq -o|docker -o|base64 -o|tar -C --directory -P --absolute-names|cargo --target-dir|unzip -d -o
            to run other programs: git --ext-diff --textconv --exec -x --upload-pack --receive-pack -O --open-files-in-pager --exec-path|find -exec -execdir -ok -okdir|tar --to-command -I --use-compress-program --checkpoint-action -F --info-script|rsync -e --rsh --rsync-path|rg --pre --hostname-bin -z --search-zip|sort --compress-program|go -exec -toolexec -vettool|man -P --pager -H|ssh -o -F|scp -S -o|npm --script-shell|pnpm --script-shell|wget --use-askpass|fd -x -X --exec --exec-batch|node -e -p -r --eval --print --require --import|python -c -m|python3 -c -m|perl -e -E|ruby -e|php -r|vim -c|curl --proxy-header
            to delete what it finds: find -delete
            to delete directories with all that is in them: rm -r -R --recursive -rf -fr
            to change files in place: sed -i --in-place|perl -i|eslint --fix|yq -i --inplace
            to send data: curl -d --data --data-binary --data-raw --data-urlencode --json -F --form -T --upload-file -b --cookie|wget --post-data --post-file --body-file
            to make another kind of request: curl -X --request|wget --method
            to take its settings from elsewhere: curl -K --config --netrc-file|git -c --config-env --git-dir --work-tree --template --config|docker --config -f --file|make -f --file --makefile -C -E --eval -I|npm --prefix --userconfig --globalconfig|kubectl -f --filename -k --kustomize --raw|mvn -f -s -gs -D|gradle -I --init-script -p -P -D -b -c|cargo --manifest-path --config -Z|pytest -c -p -o --rootdir|eslint -c --config --rulesdir -f|helm -f --values --set|terraform -var -var-file -chdir -target -destroy|wget -e --execute --config -i --input-file|pip -r -e -c --target|pip3 -r -e -c --target|rsync --files-from --config|redis-cli --eval|psql -f --file -v|go -modfile -overlay -pkgdir
            to read from a file of its choice: grep -f --file|rg -f --file|date -f --file -r|jq -f --from-file --slurpfile --rawfile -L|awk -f|sed -f|sort --files0-from|wc --files0-from|du --files0-from -X|file -f -m|last -f|journalctl -D --directory --file --root|tar -T --files-from
            to act on another machine, cluster or account: kubectl --kubeconfig --context --cluster --server -s --user --token|docker -H --host --context -c|helm --kubeconfig --kube-context|systemctl -H --host -M --machine --root|aws --profile --endpoint-url|psql -h -U -d -p --host --dbname|mysql -h -u -P --host|redis-cli -h -p -u -a|curl -x --proxy --resolve --connect-to --unix-socket --interface|pip -i --index-url --extra-index-url -f --find-links|pip3 -i --index-url --extra-index-url|npm --registry|gh -R --repo --hostname|gcloud --project --account|az --subscription|journalctl -M
            to act as somebody else: kubectl --as --as-group|docker -u --user --privileged|curl -u --user -E --cert -n --netrc -H --header
            to overwrite what others see: git -f --force --force-with-lease --mirror --delete -d -D
            to delete many at once: kubectl --all --force --grace-period|docker --volumes
            to set the machine's clock: date -s --set
            to delete logs: journalctl --vacuum-size --vacuum-time --vacuum-files --rotate
            to change what is installed for everybody: npm -g --global|pip --break-system-packages --user
            """;

    private static final Map<String, String> PURPOSES = read();

    private KnownDangers() {}

    private static Map<String, String> read() {
        Map<String, String> purposes = new HashMap<>();
        TABLE.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            for (String program : line.substring(colon + 2).split("\\|", -1)) {
                String[] words = program.split(" ", -1);
                for (int i = 1; i < words.length; i++) {
                    purposes.putIfAbsent(words[0] + " " + words[i], line.substring(0, colon));
                }
            }
        });
        return Map.copyOf(purposes);
    }

    /** What the option is used for, such as {@code to write files}. */
    static Optional<String> purpose(List<String> words, String option) {
        String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
        int equals = option.indexOf('=');
        String name = equals > 0 ? option.substring(0, equals) : option;
        Optional<String> whole = Optional.ofNullable(PURPOSES.get(program + " " + name));
        boolean glued = whole.isEmpty() && name.length() > 2 && name.charAt(1) != '-';
        return glued ? Optional.ofNullable(PURPOSES.get(program + " " + name.substring(0, 2))) : whole;
    }
}
