package org.poolwarden.console.page;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * The texts of one part of a page, and its numbers, as {@code fmt:message} and {@code fmt:formatNumber} have them. For
 * one thread.
 */
final class Words {

    private static final Locale LOCALE = Locale.UK;

    private final ResourceBundle texts;
    private final Map<String, MessageFormat> formats = new HashMap<>();
    private final NumberFormat numbers = NumberFormat.getInstance(LOCALE);

    Words(ResourceBundle texts) {
        this.texts = texts;
    }

    /** A text that takes no value. */
    String of(String key) {
        return texts.getString(key);
    }

    /** A text with a value in it. */
    String of(String key, Object value) {
        return formats.computeIfAbsent(key, any -> new MessageFormat(texts.getString(any), LOCALE))
                .format(new Object[] {value});
    }

    String number(long number) {
        return numbers.format(number);
    }
}
