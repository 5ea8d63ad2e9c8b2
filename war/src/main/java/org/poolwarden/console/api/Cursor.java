package org.poolwarden.console.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.console.web.Refusal;

/**
 * The place of an item in a list, by what orders the list, so that items that come or go meanwhile move nothing: a page
 * has what follows this item, whether it is still there or not.
 *
 * @param list the name of the list
 * @param key what orders the list, of the last item of a page
 */
record Cursor(String list, String key) {

    private static final int LONGEST = 2_000;

    /** Refuses what this API has not written, and the cursor of another list. */
    static Cursor read(String list, String text) throws Refusal {
        try {
            String plain = text.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (plain.startsWith(list + " ") && new Cursor(list, plain.substring(list.length() + 1)).isWritten(text)) {
                return new Cursor(list, plain.substring(list.length() + 1));
            }
        } catch (IllegalArgumentException noBase64) {
            throw refusal();
        }
        throw refusal();
    }

    /** Base64 has several texts for the same bytes. */
    private boolean isWritten(String text) {
        return toString().equals(text);
    }

    static Refusal refusal() {
        return new Refusal(400, ApiMessages.NO_CURSOR);
    }

    /** As it stands in an answer and in an address. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + " " + key).getBytes(StandardCharsets.UTF_8));
    }
}
