package com.expacti.domain.risk;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an address that is given to a transfer program reaches, as far as its text tells; however its host is spelled. */
public final class WebAddress {
    /** Hosts at which a cloud machine is given its credentials, by the manuals of AWS, Google, Azure, Alibaba and Oracle. */
    private static final List<String> CREDENTIAL_HOSTS = List.of(
            "169.254.169.254",
            "169.254.170.2",
            "100.100.100.200",
            "192.0.0.192",
            "metadata.google",
            "metadata.goog",
            "instance-data.ec2",
            "fd00:ec2::254",
            "::ffff:a9fe:");

    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://");
    private static final Pattern PLAIN_HOST = Pattern.compile("[a-z0-9._-]*");
    private static final Pattern PERCENT = Pattern.compile("%([0-9a-f]{2})");
    private static final String NUMBER = "(?:0x0*[0-9a-f]{1,8}|0*[0-9]{1,11})";
    private static final Pattern NUMBERS = Pattern.compile(NUMBER + "(?:\\." + NUMBER + "){0,3}\\.?");

    /** Of the addresses that curl makes of {@code {a,b}} and {@code [a-z]}, one that is a file, or whose scheme they make. */
    private static final Pattern AMONG_OTHERS = Pattern.compile("[{,]file:");

    private static final Pattern MADE_SCHEME = Pattern.compile("^(?!\\{https?:)[a-z,.-]*[\\[{][a-z{}\\[\\],.-]*:/");
    private static final List<Integer> CREDENTIAL_NUMBERS = List.of(
            number("169.254.169.254"), number("169.254.170.2"), number("100.100.100.200"), number("192.0.0.192"));

    private WebAddress() {}

    /** Whether it is one at which a cloud machine is given its credentials, also where its host is spelled as a number. */
    public static boolean givesCredentials(String address) {
        String lower = spelledOut(address);
        if (CREDENTIAL_HOSTS.stream().anyMatch(lower::contains)) {
            return true;
        }
        String host = host(lower);
        return NUMBERS.matcher(host).matches() && CREDENTIAL_NUMBERS.contains(number(host));
    }

    /** Whether a file of this machine is read by it, also by one of several addresses that curl makes of one text. */
    public static boolean readsFile(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("file:")
                || AMONG_OTHERS.matcher(lower).find()
                || MADE_SCHEME.matcher(lower).find();
    }

    /** Whether its host is spelled in letters of ASCII, without what a program makes another host of. */
    public static boolean namesPlainHost(String address) {
        return PLAIN_HOST.matcher(host(address.toLowerCase(Locale.ROOT))).matches();
    }

    /** In lower case, with what stands for other characters written as these: {@code %31} and the digits of other scripts. */
    private static String spelledOut(String address) {
        String plain = Normalizer.normalize(address, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return PERCENT.matcher(plain)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** The host of an address in lower case, which may leave the scheme out. */
    private static String host(String address) {
        String text = SCHEME.matcher(address).replaceFirst("");
        int end = 0;
        while (end < text.length() && "/?#\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(text.substring(0, end).lastIndexOf('@') + 1, end);
        int port = authority.lastIndexOf(':');
        return port >= 0 ? authority.substring(0, port) : authority;
    }

    /** An IPv4 address in any of the forms that {@code inet_aton} takes: one to four numbers, octal, hexadecimal or decimal. */
    private static int number(String host) {
        String[] parts = host.split("\\.");
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            address =
                    last ? (address << (8 * (4 - i))) + decoded(parts[i]) : (address << 8) + (decoded(parts[i]) & 0xFF);
        }
        return (int) address;
    }

    private static long decoded(String number) {
        if (number.startsWith("0x")) {
            return Long.parseLong(number.substring(2), 16);
        }
        boolean octal = number.startsWith("0") && number.chars().allMatch(digit -> digit < '8');
        return Long.parseLong(number, octal ? 8 : 10);
    }
}
