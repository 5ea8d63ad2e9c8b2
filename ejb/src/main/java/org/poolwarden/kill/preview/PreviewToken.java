package org.poolwarden.kill.preview;

import java.time.Instant;

/**
 * The proof that something was previewed. A request that brings it is refused if what it would end has changed since.
 *
 * @param text what a request brings; letters, digits, hyphens and underscores
 * @param expires until when it is taken
 */
public record PreviewToken(String text, Instant expires) {}
