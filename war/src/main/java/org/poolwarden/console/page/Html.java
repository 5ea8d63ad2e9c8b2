package org.poolwarden.console.page;

/** A part of a page that is being written: its markup as it is, and every text escaped. For one thread. */
final class Html {

    private final StringBuilder out = new StringBuilder(64 * 1024);

    /** Markup of ours. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A text as it is shown, in an element or in a quoted attribute. Null is nothing. */
    Html text(Object value) {
        if (value != null) {
            String text = value.toString();
            for (int i = 0; i < text.length(); i++) {
                escape(text.charAt(i));
            }
        }
        return this;
    }

    /** What has been written. */
    @Override
    public String toString() {
        return out.toString();
    }

    private void escape(char one) {
        switch (one) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&#034;");
            case '\'' -> out.append("&#039;");
            default -> out.append(one);
        }
    }
}
