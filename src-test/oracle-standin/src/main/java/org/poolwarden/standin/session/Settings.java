package org.poolwarden.standin.session;

import java.util.function.Predicate;

/**
 * How a listener greets its clients.
 *
 * @param fieldVersion the newest layout of messages that it offers
 * @param services which service names it knows
 */
public record Settings(int fieldVersion, Predicate<String> services) {}
