package org.poolwarden.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.poolwarden.leak.Pin.Kind;
import org.poolwarden.leak.evidence.Lease;

/**
 * Every {@link Pin} in force.
 *
 * @param list unmodifiable
 */
public record Pins(List<Pin> list) {

    /** Nothing is pinned; written {@value #NOTHING}. */
    public static final Pins NONE = new Pins(List.of());

    private static final String NOTHING = "none";
    private static final Pattern PIN = Pattern.compile("(\\S+)\\s+(\\S+)\\s+by\\s+([^:]+?)\\s*:\\s*(.+)");

    public Pins {
        list = List.copyOf(list);
    }

    /**
     * Of a text like
     * {@code pool java:/LeaderDS by anna: elects the leader; call-site com.shop.Lock.take by ops: a lock}.
     *
     * @return empty if it cannot be read
     */
    public static Optional<Pins> parse(String text) {
        if (text.isBlank() || text.strip().equalsIgnoreCase(NOTHING)) {
            return Optional.of(NONE);
        }
        List<Optional<Pin>> pins = Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Pins::pin)
                .toList();
        return pins.stream().allMatch(Optional::isPresent)
                ? Optional.of(new Pins(pins.stream().map(Optional::get).toList()))
                : Optional.empty();
    }

    private static Optional<Pin> pin(String text) {
        Matcher matcher = PIN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(matcher.group(1)))
                .findFirst()
                .map(kind -> new Pin(kind, matcher.group(2), matcher.group(3), matcher.group(4)));
    }

    /** The first that holds this lease. */
    public Optional<Pin> of(Lease lease) {
        return list.stream().filter(pin -> pin.holds(lease)).findFirst();
    }

    /** As it is written. */
    @Override
    public String toString() {
        return list.isEmpty() ? NOTHING : list.stream().map(Pin::toString).collect(Collectors.joining("; "));
    }
}
