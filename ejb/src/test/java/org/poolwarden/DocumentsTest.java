package org.poolwarden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a document cites is there: every link and its heading, every test with the methods and display names that are
 * named beside it, every path of the repository. A test that is renamed takes its sentence in the manual along.
 */
@DisplayName("The documents")
class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MANUAL = Path.of("ear/doc");
    private static final int README_LIMIT = 8 * 1024;

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    /** A test, then what is named of it: {@code KillsTest `oneThing`, `another`} or {@code KillsTest "its name"}. */
    private static final Pattern TEST = Pattern.compile(
            "\\b([A-Z]\\w*[a-z](?:Test|IT|Cases|Benchmark))\\b`?((?:,? (?:and )?(?:`[a-z]\\w*`|\"[^\"\\n]+\"))*)");

    private static final Pattern NAMED = Pattern.compile("`(\\w+)`|\"([^\"]+)\"");
    private static final Pattern EXTENDS = Pattern.compile(" extends (\\w+)");
    private static final Pattern PATH = Pattern.compile("`((?:ejb|war|cli|ear|src-test|\\.ci|\\.mvn)/[\\w./-]*)`");
    /** A file of the zip in a message, and the heading to read there. */
    private static final Pattern CITED =
            Pattern.compile("\\b(doc|oracle)/([\\w.-]+\\.\\w+)(?:(?: describes)?, \\\\\"([^\"\\\\]+)\\\\\")?");
    /** The manual or a README without saying which. */
    private static final Pattern VAGUE = Pattern.compile("(?i)(?<!oracle/)README|\\bmanual\\b(?![^.]*\\bdoc/)");

    private static final Map<String, Path> ZIP = Map.of("doc", MANUAL, "oracle", Path.of("ejb/src/main/oracle"));
    private static final Pattern ISSUE = Pattern.compile("(?i)\\b(issue #?\\d+|of the issue\\b)");

    private static final Map<Path, String> DOCUMENTS = new TreeMap<>();
    private static final Map<String, Path> CLASSES = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = Set.of(".git", "target", "node_modules")
                        .contains(folder.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    DOCUMENTS.put(ROOT.relativize(file), Files.readString(file));
                } else if (name.endsWith(".java")) {
                    CLASSES.put(name.replace(".java", ""), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(DOCUMENTS.containsKey(Path.of("README.md")), () -> "no README in " + ROOT);
    }

    @Test
    @DisplayName("link to files and headings that are there")
    void linksResolve() {
        assertNone(document -> matches(LINK, document)
                .map(link -> link.group(1))
                .filter(link -> !link.contains(":"))
                .filter(link -> !resolves(document, link)));
    }

    @Test
    @DisplayName("in the zip link to nothing that is not in it")
    void manualStandsAlone() {
        assertNone(document -> document.startsWith(MANUAL)
                ? matches(LINK, document).map(link -> link.group(1)).filter(link -> link.startsWith("../"))
                : Stream.of());
    }

    @Test
    @DisplayName("name tests, test methods and display names that are there")
    void testsExist() {
        assertNone(document -> matches(TEST, document).flatMap(DocumentsTest::missing));
    }

    @Test
    @DisplayName("name files and folders that are there")
    void pathsExist() {
        assertNone(document -> matches(PATH, document)
                .map(path -> path.group(1))
                .filter(path -> !path.contains("/target/") && !Files.exists(ROOT.resolve(path))));
    }

    @Test
    @DisplayName("refer to no issue")
    void noIssues() {
        assertNone(document -> matches(ISSUE, document).map(MatchResult::group));
    }

    @Test
    @DisplayName("begin with a README of at most 8 KB")
    void readmeIsShort() throws IOException {
        long size = Files.size(ROOT.resolve("README.md"));
        assertTrue(size <= README_LIMIT, () -> size + " bytes");
    }

    @Test
    @DisplayName("that a message names are in the zip, with the heading that it names")
    void messagesCiteTheZip() throws IOException {
        String zip = Files.readString(ROOT.resolve("ear/src/main/assembly/zip.xml"));
        List<String> faults = new ArrayList<>();
        int cited = 0;
        for (Path file : messages()) {
            String text = joined(file);
            VAGUE.matcher(text).results().forEach(vague -> faults.add(file + ": which file? " + vague.group()));
            for (MatchResult citation : CITED.matcher(text).results().toList()) {
                cited++;
                Path document = ZIP.get(citation.group(1)).resolve(citation.group(2));
                String heading = citation.group(3);
                if (!zip.contains(">" + citation.group(1) + "</outputDirectory>")
                        || !Files.exists(ROOT.resolve(document))
                        || heading != null && !DOCUMENTS.get(document).contains("# " + heading + "\n")) {
                    faults.add(file + ": " + citation.group());
                }
            }
        }
        assertEquals("", String.join("\n", faults));
        assertTrue(cited > 4, "only " + cited);
    }

    /** Where the texts of the log, of problems and of the console are. */
    private static List<Path> messages() throws IOException {
        try (Stream<Path> numbered = Files.list(ROOT.resolve("ejb/src/main/java/org/poolwarden/logging"));
                Stream<Path> console =
                        Files.list(ROOT.resolve("war/src/main/resources/org/poolwarden/console/texts"))) {
            return Stream.concat(numbered, Stream.concat(console, Stream.of(CLASSES.get("ConsoleMessages"))))
                    .toList();
        }
    }

    private interface Faults {
        Stream<String> of(Path document);
    }

    private static void assertNone(Faults faults) {
        List<String> found = new ArrayList<>();
        for (Path document : DOCUMENTS.keySet()) {
            faults.of(document).distinct().forEach(fault -> found.add(document + ": " + fault));
        }
        assertEquals("", String.join("\n", found));
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path document) {
        return pattern.matcher(DOCUMENTS.get(document)).results();
    }

    private static boolean resolves(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : ROOT.relativize(
                        ROOT.resolve(document).resolveSibling(parts[0]).normalize());
        if (!Files.exists(ROOT.resolve(target))) {
            return false;
        }
        return parts.length == 1 || anchors(DOCUMENTS.getOrDefault(target, "")).contains(parts[1]);
    }

    /** As GitHub makes them: lower case, words joined by hyphens, without punctuation. */
    private static Set<String> anchors(String text) {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Stream<String> missing(MatchResult cited) {
        Path file = CLASSES.get(cited.group(1));
        if (file == null) {
            return Stream.of("no class " + cited.group(1));
        }
        String source = source(file);
        return NAMED.matcher(cited.group(2))
                .results()
                .filter(named -> !source.contains(named.group(1) == null ? named.group(2) : " " + named.group(1) + "("))
                .map(named -> "no " + named.group() + " in " + cited.group(1));
    }

    /** With what the class inherits: a contract's cases may be written once, for several kinds. */
    private static String source(Path file) {
        String own = joined(file);
        String inherited = EXTENDS.matcher(own)
                .results()
                .map(parent -> CLASSES.get(parent.group(1)))
                .filter(Objects::nonNull)
                .distinct()
                .map(DocumentsTest::joined)
                .collect(Collectors.joining());
        return own + inherited;
    }

    /** A display name may be broken over lines. */
    private static String joined(Path file) {
        try {
            return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
