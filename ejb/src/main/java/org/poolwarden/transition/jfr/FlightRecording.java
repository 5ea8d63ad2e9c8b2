package org.poolwarden.transition.jfr;

import java.util.Optional;
import jdk.jfr.FlightRecorder;
import org.poolwarden.logging.Messages;
import org.poolwarden.transition.TransitionListener;

/** Whether this Java has a Flight Recorder. */
public final class FlightRecording {

    private FlightRecording() {}

    /** Who records transitions. Empty if this Java, or this deployment, has no Flight Recorder. */
    public static Optional<TransitionListener> listener() {
        try {
            return FlightRecorder.isAvailable() ? Optional.of(new TransitionRecorder()) : Optional.empty();
        } catch (LinkageError e) {
            Messages.LOG.debug("There is no Flight Recorder", e);
            return Optional.empty();
        }
    }
}
