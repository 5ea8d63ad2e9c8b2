package org.poolwarden.pool.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.poolwarden.logging.Messages;

/**
 * Names the page and the line that a frame of a compiled JSP stands for. The compiler leaves the table of lines (SMAP,
 * JSR 45) in the class file, and that in the server's directory for temporary files.
 */
final class JspLines {

    /** Of what the JSP compiler makes. Its class loader is a child of the deployment's and has no name. */
    static final String PACKAGE = "org.apache.jsp.";

    private static final String DIRECTORY = "jboss.server.temp.dir";
    /** {@code InputStart#File,RepeatCount:OutputStart,OutputIncrement}; what begins with # or a comma is optional. */
    private static final Pattern LINE =
            Pattern.compile("(\\d{1,9})(?:#\\d+)?(?:,(\\d{1,9}))?:(\\d{1,9})(?:,(\\d{1,9}))?");

    private JspLines() {}

    static boolean isPage(StackTraceElement frame) {
        return frame.getClassName().startsWith(PACKAGE);
    }

    /** The same frame with the page's name and, if the table can be read, its line; else without a line. */
    static StackTraceElement page(StackTraceElement frame) {
        String type = frame.getClassName().substring(PACKAGE.length());
        String file = type.substring(type.lastIndexOf('.') + 1)
                .replaceFirst("_jsp$", ".jsp")
                .replaceFirst("_tag$", ".tag");
        int line = frame.getLineNumber() < 0 ? -1 : line(smap(frame.getClassName()), frame.getLineNumber());
        return new StackTraceElement(frame.getClassName(), frame.getMethodName(), file, line);
    }

    /** -1 if it does not say. */
    static int line(List<String> smap, int generated) {
        for (String text : smap) {
            Matcher matcher = LINE.matcher(text);
            if (matcher.matches()) {
                int start = Integer.parseInt(matcher.group(1));
                int count = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
                int output = Integer.parseInt(matcher.group(3));
                int step = matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4));
                if (generated >= output && generated < output + (long) count * step) {
                    return start + (step == 0 ? 0 : (generated - output) / step);
                }
            }
        }
        return -1;
    }

    private static List<String> smap(String type) {
        String directory = System.getProperty(DIRECTORY);
        if (directory == null) {
            return List.of();
        }
        String file = type.replace('.', '/') + ".class";
        try (Stream<Path> deployments = Files.list(Path.of(directory))) {
            List<Path> candidates = deployments
                    .map(deployment -> deployment.resolve(file))
                    .filter(Files::isRegularFile)
                    .toList();
            // two applications may have a page of that name: then nobody knows whose lines these are
            return candidates.size() == 1 ? section(candidates.get(0)) : List.of();
        } catch (IOException | RuntimeException e) { // the iteration has an unchecked exception of its own
            Messages.LOG.debug("The lines of " + type, e);
            return List.of();
        }
    }

    /** The text lies in the class file as it is. */
    private static List<String> section(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("*L\n", Math.max(0, text.indexOf("SMAP\n")));
        int end = text.indexOf("*E", Math.max(0, begin));
        return begin < 0 || end < 0 || !text.contains("SMAP\n")
                ? List.of()
                : text.substring(begin + 3, end).lines().map(String::strip).toList();
    }
}
