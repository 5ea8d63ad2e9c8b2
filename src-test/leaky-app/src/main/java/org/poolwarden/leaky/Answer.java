package org.poolwarden.leaky;

/** What an endpoint says: one sentence for a person, then {@code key=value} lines for a test. Ends with a newline. */
final class Answer {

    private final StringBuilder text = new StringBuilder();

    Answer(String sentence) {
        line(sentence);
    }

    Answer with(String key, Object value) {
        return line(key + "=" + value);
    }

    Answer line(String line) {
        text.append(line).append('\n');
        return this;
    }

    String text() {
        return text.toString();
    }
}
