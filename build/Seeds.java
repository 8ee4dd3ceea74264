import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the inputs of the shell vectors, each to a file of its own: {@code java Seeds.java vectors/shell folder}. */
final class Seeds {
    private static final Pattern INPUT = Pattern.compile("\"input\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern UNIT = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private Seeds() {}

    public static void main(String[] arguments) throws IOException {
        Path to = Path.of(arguments[1]);
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Matcher input = INPUT.matcher(Files.readString(file));
                if (input.find()) {
                    Files.write(to.resolve(file.getFileName()), plain(input.group(1)).getBytes("UTF-8"));
                }
            }
        }
    }

    private static String plain(String json) {
        return UNIT.matcher(json).replaceAll(match -> Matcher.quoteReplacement(unit(match.group(1))));
    }

    private static String unit(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'u' -> Character.toString((char) Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }
}
