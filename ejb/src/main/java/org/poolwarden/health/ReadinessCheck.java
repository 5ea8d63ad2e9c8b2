package org.poolwarden.health;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** What the server calls. The only class that needs MicroProfile Health: without it, loading this one fails. */
final class ReadinessCheck implements HealthCheck {

    private final Readiness readiness;

    ReadinessCheck(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public HealthCheckResponse call() {
        Readiness.Answer answer = readiness.answer();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("poolwarden").status(answer.up());
        answer.data().forEach((key, value) -> {
            if (value instanceof Long number) {
                response.withData(key, number);
            } else {
                response.withData(key, (Boolean) value);
            }
        });
        return response.build();
    }
}
