package org.poolwarden.standin.session;

import java.util.function.Predicate;
import org.poolwarden.standin.fault.Faults;

/**
 * How a listener greets its clients.
 *
 * @param fieldVersion the newest layout of messages that it offers
 * @param services which service names it knows
 * @param faults what its clients are to meet
 */
public record ListenerSettings(int fieldVersion, Predicate<String> services, Faults faults) {}
