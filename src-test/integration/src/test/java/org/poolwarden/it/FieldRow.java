package org.poolwarden.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;

/**
 * One way in which one application borrows, and the truth about it.
 *
 * @param name of the row, unique
 * @param archive the deployment, whole or the beginning of its name
 * @param path below the archive's context root
 * @param kind what it does
 * @param sessions how many connections it has at the same time
 * @param place the method that is to blame, as a regular expression; null where the application has no frame in it
 * @param java the first Java version that has what it needs
 */
record FieldRow(String name, Archive archive, String path, Kind kind, int sessions, Pattern place, int java) {

    /** The applications. */
    enum Archive {
        JAKARTA("field-jakarta.war", "/field-jakarta"),
        FRAMEWORKS("field-frameworks.war", "/field-frameworks"),
        SHOP("field-shop.ear", "/field-shop");

        private final String file;
        private final String context;

        Archive(String file, String context) {
            this.file = file;
            this.context = context;
        }

        String file() {
            return file;
        }

        String context() {
            return context;
        }
    }

    /** What becomes of the connection. */
    enum Kind {
        /** Whoever borrowed is still at work and closes it. */
        HONEST("HONEST"),
        /** A living object keeps it on purpose after the borrower has left; the server cannot know that. */
        KEPT("HONEST"),
        /** The same, and a pin says so. */
        PINNED("HONEST"),
        /** Nobody closes it any more. */
        LEAK("LEAK"),
        /** The same, and it need not be known: whoever borrowed is still at work. */
        HIDDEN("LEAK");

        private final String way;

        Kind(String way) {
            this.way = way;
        }

        String way() {
            return way;
        }
    }

    /** What a scan says of one lease of this row, against the truth; empty if all of it is right. */
    List<String> wrong(CompositeData lease, boolean inBatch, boolean mustBeKnown) {
        List<String> wrong = new ArrayList<>();
        String verdict = (String) lease.get("verdict");
        String proof = (String) lease.get("proof");
        boolean leaked = verdict.equals("LEAKED");
        boolean spared = kind == Kind.HONEST || kind == Kind.PINNED;
        if (spared && (leaked || verdict.equals("ZOMBIE") || inBatch)) {
            wrong.add(verdict + " " + proof + (inBatch ? ", in a batch" : ""));
        }
        if (proof.equals("STRONG")) {
            wrong.add(verdict + " STRONG");
        }
        if (kind == Kind.LEAK && mustBeKnown && (!leaked || !inBatch)) {
            wrong.add(verdict + " " + proof + (inBatch ? "" : ", in no batch"));
        }
        if (kind == Kind.PINNED && lease.get("pin") == null) {
            wrong.add("no pin");
        }
        if (mustBeKnown) {
            String site = (String) lease.get("callSite");
            if (place != null && (site == null || !place.matcher(site).find())) {
                wrong.add("place " + site);
            }
            String deployment = (String) lease.get("deployment");
            boolean ours = deployment == null
                    ? place == null // nobody's own frames, or the handle is closed
                    : deployment.equals(archive.file()) || deployment.startsWith(archive.file() + "/");
            if (!ours) {
                wrong.add("deployment " + deployment);
            }
        }
        return wrong;
    }

    /** The parameters of a request in this row's way, or in that of a passer-by. */
    Map<String, String> form(boolean brief) {
        return brief ? Map.of("way", "BRIEF", "row", name) : Map.of("way", kind.way(), "row", name);
    }

    @Override
    public String toString() {
        return name + " (" + kind + ")";
    }
}
