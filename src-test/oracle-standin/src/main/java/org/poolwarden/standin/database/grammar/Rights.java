package org.poolwarden.standin.database.grammar;

import java.util.Set;
import org.poolwarden.standin.engine.OraException;

/** GRANT and REVOKE of rights on one table or view, to users or PUBLIC. */
final class Rights {

    private static final Set<String> HERE = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "ALL");
    private static final Set<String> NOT_HERE =
            Vocabulary.words("READ EXECUTE REFERENCES ALTER INDEX DEBUG FLASHBACK WRITE UNDER MERGE ON INHERIT USE");

    private final Words words;
    private final Sources sources;

    Rights(Words words, Sources sources) {
        this.words = words;
        this.sources = sources;
    }

    /** @param before the word in front of the users: TO or FROM */
    void read(String before) throws OraException {
        if (!words.has("ON")) {
            throw new OraException(1031, "insufficient privileges"); // system privileges and roles take a DBA
        }
        do {
            String right = words.next().name();
            if (NOT_HERE.contains(right) || words.is("(")) {
                throw Words.notHere("right to " + right);
            }
            if (!HERE.contains(right)) {
                throw new OraException(990, "missing or invalid privilege");
            }
            words.take("PRIVILEGES");
        } while (words.take(","));
        words.expect("ON", 990, "missing or invalid privilege");
        words.refuseNotHere("DIRECTORY", "EDITION", "MINING", "JAVA", "SQL", "USER", "SCHEMA");
        sources.table();
        words.expectKeyword(before);
        do {
            int at = words.at();
            if (!words.take("PUBLIC")) {
                words.name(987, "missing or invalid username(s)");
                words.rewriting().quote(at);
            }
        } while (words.take(","));
        words.refuseNotHere("WITH", "CASCADE", "FORCE", "CONTAINER");
    }
}
