package org.poolwarden.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The derived parts of the manual are those that are committed. */
class ManualTest {

    private static final Path DOC = Path.of("../ear/doc");
    private static final String BEGIN = "<!-- settings:begin -->\n";
    private static final String END = "<!-- settings:end -->\n";
    private static final String RENEW = "ear/doc is out of date. Renew it with: mvn -Dfast test -pl ejb -am"
            + " -Dtest=ManualTest -Dsurefire.failIfNoSpecifiedTests=false -Dpoolwarden.manual.write=true";

    @Test
    void theReferenceIsThatOfTheContract() throws IOException {
        is(DOC.resolve("reference.md"), Manual.reference());
    }

    @Test
    void theTableOfTheSettingsIsThatOfTheSettings() throws IOException {
        Path page = DOC.resolve("settings.md");
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        assertTrue(begin >= 0 && end > begin, page + " needs the lines " + BEGIN + END);
        is(page, old.substring(0, begin + BEGIN.length()) + Manual.settings() + old.substring(end));
    }

    private static void is(Path page, String wanted) throws IOException {
        if (Boolean.getBoolean("poolwarden.manual.write")) {
            Files.writeString(page, wanted);
        }
        assertEquals(wanted, Files.exists(page) ? Files.readString(page) : null, RENEW);
    }
}
