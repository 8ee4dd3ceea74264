package com.expacti.shell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Programs that start others because of an option, an operand or their input: the shell escapes of well-known programs
 * (the class of lists such as GTFOBins). One a line.
 *
 * <p>Columns: names; one-letter options whose value is harmless, after a colon those whose value is always attached,
 * {@code !} in front where letters are never put together, and {@code ?} before that where a word that is not known for
 * certain is not held for an option; then what is not harmless: {@code -x=} a one-letter option, also inside a cluster;
 * {@code --name=} a long option, also abbreviated; {@code word=} a word that is exactly so, its value the next one;
 * {@code start*=} a word that starts so, its value the rest; {@code <=} the input. The kind of value after the equals
 * sign is one of {@link Escape}, in lower case.
 */
final class OptionTable {
    private static final String ROWS = """
            tar gtar bsdtar|bCfgHKLNTVX|-I=shell -F=shell --checkpoint=none --checkpoint-action=tar --to-command=shell --use-compress-program=shell --info-script=shell --new-volume-script=shell --rsh-command=shell --rmt-command=shell
            rsync|BTMf@|-e=remote --rsh=remote --rsync-path=shell
            scp|ciJlPX|-S=unseen -o=setting -F=unseen -D=unseen
            sftp|BciJlPRsX|-S=unseen -o=setting -F=unseen -D=unseen -b=unseen
            zip|bnt|-T=zip --unzip-command=shell
            sort gsort|kStTo|--compress-program=shell
            split gsplit|abCln|--filter=shell
            tcpdump|BcCEFGijmMQrsTVwWyZ|-z=shell
            wget|oaiBtOTwQPUlADRIX|-e=unseen --execute=unseen --use-askpass=shell --config=unseen
            rg|ABCefgtTjmMEr|--pre=shell --hostname-bin=shell
            ag|?ABCGm|--pager=shell
            bat batcat|?lHrm|--pager=shell
            fd fdfind|dteEScjoT|-x=words -X=words --exec=words --exec-batch=words
            vi vim nvim view ex vimdiff rvim rview gvim gview vimx evim|TUiw|-c=editor --cmd=editor +*=editor -S=unseen -s=unseen -u=unseen -l=unseen
            emacs emacs-nox|!dgT|-batch=unseen -script=unseen -f=unseen -l=unseen -e=unseen --eval=unseen --execute=unseen --funcall=unseen --load=unseen --script=unseen --batch=unseen
            emacsclient|?sfTa|-e=unseen --eval=unseen
            nano pico|?TorYJQ|-s=shell --speller=shell
            gdb|!p|-ex=debugger -iex=debugger --ex=debugger --iex=debugger -eval-command=debugger --eval-command=debugger -x=unseen -ix=unseen -command=unseen --command=unseen --init-command=unseen --args=words -args=words
            lldb|?!pn|-o=debugger -O=debugger --one-line=debugger -s=unseen --source=unseen -b=none --=words
            man|CRLMmSserEp|-P=shell --pager=shell -H=unseen --html=unseen
            less|bhjkoOpPtTxyzD|+*=pager -k=unseen --lesskey-file=unseen
            more|?n|+*=pager
            mapfile readarray|dnOsuc|-C=shell
            complete|oAGWPSX|-C=shell -F=unseen
            compgen|oAGWPSX|-C=shell -F=unseen
            bind|mfqur|-x=unseen
            jobs||-x=words
            enable||-f=unseen
            hash|dt|-p=unseen
            fc||-s=unseen -e=shell
            make gmake|?CfIjlWo|-E=unseen --eval=unseen SHELL*=unseen .SHELLFLAGS*=unseen MAKE=*=unseen
            nmap|?peogDS|--script=unseen --interactive=unseen
            nc netcat ncat nc.traditional nc.openbsd|?ipswxqXTmMgGd|-e=shell -c=shell --exec=shell --sh-exec=shell --lua-exec=unseen
            mysql mariadb|?hPuDS:p|-e=sql --execute=sql --pager=shell <=sql
            psql|?dFPRTvhpUfL|-c=sql --command=sql -o=piped --output=piped <=sql
            sqlite3 sqlite|?!A|-cmd=dots -init=unseen .*=dot <=dots
            rpm rpmquery rpmverify rpmbuild|?pfD|-E=macro --eval=macro --pipe=shell
            dpkg|?|--pre-invoke=shell --post-invoke=shell --status-logger=shell
            apt apt-get aptitude apt-cache|?tac|-o=apt --option=apt -c=unseen --config-file=unseen
            yum dnf|?cdexR|-c=unseen --config=unseen
            cpio|?CEFHIMORV|--rsh-command=shell
            gcc cc g++ c++ clang clang++|?!|-wrapper=unseen -fplugin*=unseen -specs*=unseen
            go|?!|-exec=shell --exec=shell -exec=*=shell -toolexec=shell --toolexec=shell -toolexec=*=shell -vettool=shell -vettool=*=shell
            cargo|?pFj|--config=unseen
            helm|?nf|--post-renderer=shell
            ansible|?iulfeMT|-a=module --args=module
            salt|?EGLt|cmd.run=shell cmd.shell=shell cmd.script=unseen cmd.exec_code=unseen
            vagrant|?F|-c=shell --command=shell
            gcloud|?!|--command=shell
            az|?!|--scripts=shell
            fly flyctl|?ac|-C=shell --command=shell
            adb|?sPHLt|shell=line exec-out=line exec-in=line
            heroku|?ar|run=line run:detached=line
            minikube|?p|ssh=line
            aws|?!|commands=*=unseen --parameters=unseen
            xterm uxterm urxvt rxvt st lxterminal terminator konsole alacritty kitty xfce4-terminal mate-terminal|?!T|-e=words -x=words --command=shell --execute=words
            gnome-terminal ptyxis|?t|--=words -x=words -e=shell --command=shell
            openssl|?!|-engine=unseen --engine=unseen engine=unseen -provider-path=unseen -provider=unseen
            ed red|?p|<=bang
            dc|?fk|-e=bang --expression=bang <=bang
            ftp lftp|?!|<=bang -e=bang
            nodemon|?weVC|-x=shell --exec=shell
            just|?|-c=unseen --command=unseen --shell=unseen
            puppet|?|-e=unseen --execute=unseen
            chef-apply|?|-e=unseen
            knife|?ck|-E=unseen --exec=unseen
            pdflatex xelatex lualatex latex tex pdftex xetex luatex|?!|--shell-escape=unseen -shell-escape=unseen --enable-write18=unseen -enable-write18=unseen \\*=unseen
            sysctl|?pf|kernel.core_pattern=*=unseen kernel.modprobe=*=unseen
            hg|?R|--config=unseen
            svn|?rNm|--config-option=unseen --diff=none --diff-cmd=shell --editor-cmd=shell --diff3-cmd=shell
            restic|?ropt|--password-command=shell
            borg|?|--rsh=shell --remote-path=shell
            rclone|?|--password-command=shell
            msgfilter|?ioDn|-P=unseen --property-input=none
            sqlmap|?urp|--eval=unseen
            tshark wireshark|?irwYfTe|-X=unseen
            ssh-keygen|?btCfNPImOsVznrRF|-D=unseen
            ssh-add|?tE|-s=unseen
            aspell|?l|-c=none
            ctr|?na|exec=unseen run=unseen
            rake|?fI|-p=unseen -e=unseen -E=unseen --execute=unseen --execute-print=unseen --execute-continue=unseen
            gimp|?|-b=unseen --batch=unseen
            irb pry ghci byebug jshell|?!|<=unseen
            tmate|?|<=unseen
            cmd.exe|?!|/c=unseen /C=unseen /k=unseen /K=unseen
            socat|?!|EXEC:*=command exec:*=command SYSTEM:*=command system:*=command SHELL:*=command shell:*=command
            nix-shell|?!|--run=shell --command=shell
            nix|?!|-c=words --command=words run=unseen
            deno|?!|eval=javascript
            tsx ts-node|?P|-e=javascript --eval=javascript -p=javascript --print=javascript -r=unseen --require=unseen
            octave octave-cli|?!|--eval=octave
            R Rscript|?!|-e=r
            julia|?!pLtH|-e=julia -E=julia --eval=julia --print=julia
            groovy scala kotlinc|?|-e=unseen
            elixir erl iex|?!|-e=unseen --eval=unseen -eval=unseen --rpc-eval=unseen
            guile racket raku perl6 slsh gnuplot ghc runghc|?!|-c=unseen -e=unseen
            sbcl clisp ecl|?!|--eval=unseen --load=unseen -x=unseen
            jrunscript|?|-e=unseen
            ipython ipython3|?m|-c=python
            texlua|?|-e=unseen
            """;

    /**
     * What in a word or input starts something.
     *
     * @param kind how its value is read
     */
    record Trigger(Shape shape, String text, Escape kind) {}

    /** Where a trigger stands. */
    enum Shape {
        LETTER,
        LONG,
        WORD,
        START,
        INPUT
    }

    /** One program. */
    record Row(boolean lenient, boolean clusters, String valued, String attached, Map<Shape, List<Trigger>> triggers) {
        private static Row of(String harmless, List<Trigger> triggers) {
            boolean lenient = harmless.startsWith("?");
            boolean clusters = !harmless.startsWith("!", lenient ? 1 : 0);
            String letters = harmless.replaceFirst("^\\??!?", "");
            int colon = letters.indexOf(':');
            return new Row(
                    lenient,
                    clusters,
                    colon < 0 ? letters : letters.substring(0, colon),
                    colon < 0 ? "" : letters.substring(colon + 1),
                    triggers.stream().collect(Collectors.groupingBy(Trigger::shape)));
        }

        List<Trigger> of(Shape shape) {
            return triggers.getOrDefault(shape, List.of());
        }
    }

    private OptionTable() {}

    static Map<String, Row> rows() {
        Map<String, Row> rows = new HashMap<>();
        for (String line : ROWS.lines().toList()) {
            String[] columns = line.split("\\|", 3);
            Row row = Row.of(
                    columns[1],
                    Arrays.stream(columns[2].split(" "))
                            .map(OptionTable::trigger)
                            .toList());
            for (String name : columns[0].split(" ")) {
                rows.put(name, row);
            }
        }
        return Map.copyOf(rows);
    }

    private static Trigger trigger(String cell) {
        int equals = cell.lastIndexOf('=');
        String text = cell.substring(0, equals);
        Escape kind = Escape.valueOf(cell.substring(equals + 1).toUpperCase(Locale.ROOT));
        if (text.equals("<")) {
            return new Trigger(Shape.INPUT, "", kind);
        }
        if (text.endsWith("*")) {
            return new Trigger(Shape.START, text.substring(0, text.length() - 1), kind);
        }
        if (text.startsWith("--") && text.length() > 2) {
            return new Trigger(Shape.LONG, text.substring(2), kind);
        }
        boolean letter = text.startsWith("-") && text.length() == 2 && !text.equals("--");
        return new Trigger(letter ? Shape.LETTER : Shape.WORD, letter ? text.substring(1) : text, kind);
    }
}
