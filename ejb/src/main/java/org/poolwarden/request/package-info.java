/**
 * Who asks, how a request is refused, and what could not be read. Every room may use it; it calls none. No text of a
 * refusal lives here: logging words them.
 */
package org.poolwarden.request;
