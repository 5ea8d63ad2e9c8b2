package org.poolwarden.standin.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;

/** Asks the faults at each turn of one session's calls. */
final class SessionFaults implements CallInterceptor {

    private static final long LOOK_MILLIS = 20;

    private final Faults faults;
    private final Client client;
    private final BooleanSupplier gone;

    SessionFaults(Faults faults, Client client, BooleanSupplier gone) {
        this.faults = faults;
        this.client = client;
        this.gone = gone;
    }

    @Override
    public void callRead(CallKind kind, String sql) throws OraException, IOException {
        for (Fault fault : faults.active()) {
            switch (fault.effect()) {
                case HANG_CALL -> hang(fault, kind, sql);
                case DELAY_CALL -> delay(fault, kind, sql);
                case CUT_BEFORE -> cut(fault, kind, sql);
                case ERROR -> {
                    if (kind != CallKind.EXECUTE) {
                        fail(fault, kind, sql);
                    }
                }
                default -> {} // its turn comes later
            }
        }
    }

    @Override
    public void executing(String sql) throws OraException {
        for (Fault fault : faults.active()) {
            if (fault.effect() == Effect.ERROR) {
                fail(fault, CallKind.EXECUTE, sql);
            }
        }
    }

    @Override
    public void executed(String sql, List<Bind> binds) {
        for (Fault fault : faults.active()) {
            int bind = fault.number() - 1;
            if (fault.effect() == Effect.DROP_OUT
                    && bind < binds.size()
                    && binds.get(bind).isOut()
                    && meets(fault, CallKind.EXECUTE, sql)) {
                binds.get(bind).returns(null);
            }
        }
    }

    @Override
    public boolean answering(CallKind kind, String sql) throws IOException {
        for (Fault fault : faults.active()) {
            switch (fault.effect()) {
                case HANG_REPLY -> hang(fault, kind, sql);
                case DELAY_REPLY -> delay(fault, kind, sql);
                case CUT_AFTER -> cut(fault, kind, sql);
                case CUT_IN -> {
                    if (meets(fault, kind, sql)) {
                        return false;
                    }
                }
                default -> {} // its turn has been
            }
        }
        return true;
    }

    private boolean meets(Fault fault, CallKind kind, String sql) {
        return fault.meets(kind, sql, client);
    }

    private void cut(Fault fault, CallKind kind, String sql) throws ConnectionCut {
        if (meets(fault, kind, sql)) {
            throw new ConnectionCut("cut by fault " + fault);
        }
    }

    private void fail(Fault fault, CallKind kind, String sql) throws OraException {
        if (meets(fault, kind, sql)) {
            throw new OraException(fault.number(), fault.text());
        }
    }

    private void delay(Fault fault, CallKind kind, String sql) throws IOException {
        if (meets(fault, kind, sql)) {
            stay(fault, fault.number());
        }
    }

    private void hang(Fault fault, CallKind kind, String sql) throws IOException {
        if (meets(fault, kind, sql)) {
            stay(fault, Long.MAX_VALUE);
        }
    }

    /** Until that time is over, the fault is off, or the connection ends. */
    private void stay(Fault fault, long millis) throws IOException {
        long start = System.nanoTime();
        synchronized (faults) {
            fault.holds();
            try {
                long left = millis;
                while (left > 0 && !fault.isOff()) {
                    if (gone.getAsBoolean()) {
                        throw new ConnectionCut("the client has gone while it met fault " + fault);
                    }
                    faults.wait(Math.min(left, LOOK_MILLIS));
                    left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted in fault " + fault);
            } finally {
                fault.letsGo();
            }
        }
    }
}
