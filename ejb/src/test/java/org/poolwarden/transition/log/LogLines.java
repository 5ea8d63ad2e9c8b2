package org.poolwarden.transition.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;

/** What is logged below {@code org.poolwarden}, with the MDC of each line as a formatter would see it. */
final class LogLines extends Handler {

    private final List<Line> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger("org.poolwarden");

    record Line(String category, Level level, String text, Map<String, Object> mdc) {}

    LogLines() {
        logger.addHandler(this);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    List<String> texts() {
        return lines.stream().map(Line::text).toList();
    }

    @Override
    public void publish(LogRecord line) {
        Map<String, Object> mdc = MDC.getMap();
        lines.add(new Line(
                line.getLoggerName(), line.getLevel(), line.getMessage(), mdc == null ? Map.of() : new TreeMap<>(mdc)));
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
