package org.poolwarden.standin.fault;

import java.util.Locale;

/**
 * One fault that was switched on. It is off by itself after its count, when it is {@linkplain #off switched off}, or
 * with the stand-in. Safe for use by many threads.
 */
public final class Fault {

    private final Faults owner;
    private final int id;
    private final Effect effect;
    private final When when;
    private final int number;
    private final String text;
    private int seen;
    private int fired;
    private int holding;
    private boolean off;

    Fault(Faults owner, int id, Effect effect, When when, int number, String text) {
        this.owner = owner;
        this.id = id;
        this.effect = effect;
        this.when = when;
        this.number = number;
        this.text = text;
    }

    /** Counted from 1. */
    public int id() {
        return id;
    }

    /** What it does. */
    public Effect effect() {
        return effect;
    }

    /** How often it did so. */
    public int fired() {
        synchronized (owner) {
            return fired;
        }
    }

    /** How many calls hang in it at this moment. */
    public int holding() {
        synchronized (owner) {
            return holding;
        }
    }

    /** Whether it would meet a call, or holds one. */
    public boolean isActive() {
        synchronized (owner) {
            return holding > 0 || isArmed();
        }
    }

    /** Switches it off before its count, and lets go of the calls that hang in it; harmless if it is off. */
    public void off() {
        synchronized (owner) {
            off = true;
            owner.notifyAll();
        }
    }

    /** ORA code, milliseconds, or position of a bind. */
    int number() {
        return number;
    }

    String text() {
        return text;
    }

    boolean isArmed() {
        synchronized (owner) {
            return !off && fired < when.times();
        }
    }

    /** Counts the call if it is meant; whether it is to be met. */
    boolean meets(CallKind kind, String sql, Client client) {
        synchronized (owner) {
            return isArmed() && when.matches(kind, sql, client) && counts();
        }
    }

    /** Counts a new connection. */
    boolean counts() {
        synchronized (owner) {
            seen++;
            boolean meant = seen >= when.nth();
            fired += meant ? 1 : 0;
            return meant;
        }
    }

    /** From now on until {@link #letsGo} a call hangs in it. */
    void holds() {
        synchronized (owner) {
            holding++;
        }
    }

    void letsGo() {
        synchronized (owner) {
            holding--;
        }
    }

    boolean isOff() {
        synchronized (owner) {
            return off;
        }
    }

    /** For people: id, effect, which calls, how often it fired. */
    @Override
    public String toString() {
        synchronized (owner) {
            String what = effect == Effect.REFUSE ? " count=" + when.times() : " " + when;
            String parameter = number == 0 ? "" : " " + parameterName() + "=" + number;
            return String.format(
                    Locale.ROOT, "%d %s%s%s fired=%d holding=%d", id, effect.word(), parameter, what, fired, holding);
        }
    }

    private String parameterName() {
        return switch (effect) {
            case DELAY_CALL, DELAY_REPLY -> "millis";
            case DROP_OUT -> "out";
            default -> "code";
        };
    }
}
