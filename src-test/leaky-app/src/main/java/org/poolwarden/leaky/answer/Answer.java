package org.poolwarden.leaky.answer;

/** What an endpoint says: one sentence for a person, then {@code key=value} lines for a test. Ends with a newline. */
public final class Answer {

    private final StringBuilder text = new StringBuilder();

    public Answer(String sentence) {
        line(sentence);
    }

    public Answer with(String key, Object value) {
        return line(key + "=" + value);
    }

    public Answer line(String line) {
        text.append(line).append('\n');
        return this;
    }

    public String text() {
        return text.toString();
    }
}
