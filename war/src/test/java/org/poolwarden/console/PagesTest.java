package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.view.KillRule;
import org.poolwarden.console.view.Modes;
import org.poolwarden.console.view.ProblemView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.request.Problem;

/** What must hold in the text of every page and tag file. */
class PagesTest {

    private static final Pattern ACTION = Pattern.compile("</?(c|fmt|p|w|jsp):[^>]*?(\"[^\"]*\"[^>]*?)*>|<%.*?%>");
    private static final Pattern VALUE = Pattern.compile("\\$\\{(?!fn:escapeXml\\(|fn:replace\\(fn:escapeXml\\()");
    private static final Pattern KEY = Pattern.compile("\\bkey=[\"']([a-z][\\w.-]*)[\"']");
    private static final Pattern CHOICE = Pattern.compile("'([a-z]+\\.[a-z.]+)'");
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.poolwarden.console.page.Texts");

    @Test
    void everyValueOutsideATagIsEscaped() throws IOException {
        for (Path page : pages()) {
            String written = ACTION.matcher(Files.readString(page)).replaceAll("");
            assertFalse(VALUE.matcher(written).find(), () -> page + " writes a raw value");
            assertFalse(Files.readString(page).contains("escapeXml=\"false\""), page::toString);
        }
    }

    @Test
    void noPageBringsAScriptOrAStyleOfItsOwn() throws IOException {
        Pattern forbidden =
                Pattern.compile("<script>|<script [^s]|<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://");
        for (Path page : pages()) {
            assertFalse(forbidden.matcher(Files.readString(page)).find(), page::toString);
        }
    }

    @Test
    void everyTextExistsAndNoneIsUnused() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path page : pages()) {
            String source = Files.readString(page);
            for (Pattern pattern : List.of(KEY, CHOICE)) {
                Matcher matcher = pattern.matcher(source);
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
            Matcher item = Pattern.compile("p:item key=\"([^\"]+)\"").matcher(source);
            while (item.find()) {
                used.add(item.group(1));
            }
        }
        for (String row : List.of("LeaseRow", "LeaseDetails")) {
            String source = Files.readString(Path.of("src/main/java/org/poolwarden/console/page/" + row + ".java"));
            Matcher quoted = Pattern.compile("\"([a-z][\\w.]*)\"").matcher(source);
            while (quoted.find()) {
                if (TEXTS.containsKey(quoted.group(1))) {
                    used.add(quoted.group(1));
                }
            }
        }
        used.addAll(keys("verdict.", Verdict.values()));
        used.addAll(keys("trace.", TraceContext.Source.values()));
        for (Verdict verdict : Verdict.values()) {
            used.add("verdict." + verdict + ".help");
        }
        used.addAll(keys("proof.brief.", new Proof[] {Proof.STRONG, Proof.WEAK}));
        used.addAll(keys("proof.", new Proof[] {Proof.STRONG, Proof.WEAK}));
        used.addAll(keys("thread.", Whereabouts.values()));
        used.addAll(keys("jta.", Transaction.values()));
        used.addAll(keys("lost.jta.", Transaction.values()));
        used.addAll(keys("session.", SessionState.values()));
        used.addAll(keys("slot.", SlotState.values()));
        used.addAll(keys("mode.", KillMode.values()));
        for (String mode : Modes.WITH_CANCEL) {
            used.addAll(Set.of("mode." + mode, "mode." + mode + ".help"));
        }
        used.addAll(keys("batch.state.", Batch.State.values()));
        used.addAll(keys("check.answer.", KillRule.Answer.values()));
        KillRule.RULES.forEach(rule -> used.add("check." + rule));
        ProblemView.WITH_HELP.forEach(number -> used.add("help." + number));
        used.addAll(keys("session.why.", new Verdict[] {Verdict.IDLE, Verdict.ORPHAN, Verdict.FOREIGN}));
        used.addAll(Set.of("access.PROTECTED", "access.OUT_OF_SCOPE", "access.UNLISTED"));
        List.of("overview", "leases", "sessions", "kills", "history").forEach(entry -> used.add("nav." + entry));
        List.of("q", "node", "pool", "site", "deployment", "database", "batch", "whose")
                .forEach(filter -> used.add("filter." + filter));
        for (String minutes : new String[] {"15", "60", "360"}) {
            used.addAll(Set.of("timeline.from." + minutes, "timeline.span." + minutes));
        }

        assertEquals(used, new TreeSet<>(TEXTS.keySet()));
    }

    @Test
    void everyRefusalOfTheConsoleHasANumberOfItsRange() {
        for (int status : new int[] {400, 401, 403, 404, 405, 500, 503}) {
            assertTrue(ConsoleMessages.of(status).matches("PWARDEN05\\d\\d: .*"), () -> "status " + status);
        }
    }

    @Test
    void theHelpForAMissingDatasourceIsTheManualsCommand() throws IOException {
        String command = "jboss-cli.sh --connect --file=install.cli --properties=install.properties"
                + " --resolve-parameter-values";
        assertTrue(Files.readString(Path.of("../ear/doc/install.md")).contains("    " + command + "\n"));
        assertTrue(TEXTS.getString("help.PWARDEN0201").endsWith(": " + command));
    }

    @Test
    void theFormOfABatchNamesTheLeasesThatItsPreviewShowed() throws IOException {
        String form = Files.readString(Path.of("src/main/webapp/WEB-INF/jsp/batch-preview.jsp"));
        assertTrue(form.matches("(?s).*<c:otherwise>(?:(?!</c:otherwise>).)*name=\"site\""
                + "(?:(?!</c:otherwise>).)*<c:forEach items=\"\\$\\{items}\"(?:(?!</c:otherwise>).)*name=\"only\".*"));
        String overview = Files.readString(Path.of("src/main/webapp/WEB-INF/jsp/overview.jsp"));
        assertTrue(
                overview.contains("<c:param name='only' value='${lease.lease().id()}'/>"),
                "a site without a known deployment is not that site in every deployment");
    }

    @Test
    void aProblemIsShownWithItsCodeItsTextAndWhatToDo() throws IOException {
        ProblemView view = new ProblemView(new Problem("PWARDEN0203", "java:/guard", "It is silent.", "Wake it."));
        assertEquals("PWARDEN0203 It is silent. Wake it.", view.code() + " " + view.text() + " " + view.action());
        String tag = Files.readString(Path.of("src/main/webapp/WEB-INF/tags/problems.tag"));
        for (String part : new String[] {"code", "text", "action"}) {
            assertTrue(tag.contains("<c:out value=\"${problem." + part + "()}\"/>"), part);
        }
    }

    @Test
    void noHelpTakesADatasourcesNameForGranted() {
        assertFalse(TEXTS.getString("help.PWARDEN0203").contains("PoolwardenDS"));
    }

    @Test
    void aPageThatNobodyWatchesSaysThatItHasStopped() throws IOException {
        assertTrue(Files.readString(Path.of("src/main/webapp/WEB-INF/tags/page.tag"))
                .contains("data-idle=\"<fmt:message key='live.idle'/>\""));
        assertTrue(Files.readString(Path.of("src/main/webapp/poolwarden.js")).contains("say(body.dataset.idle)"));
    }

    private static List<String> keys(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name()).toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/webapp/WEB-INF"))) {
            List<Path> pages = files.filter(file -> file.toString().matches(".*\\.(jsp|tag)"))
                    .collect(Collectors.toList());
            assertTrue(pages.size() > 5, "the pages are where this test looks");
            return pages;
        }
    }
}
