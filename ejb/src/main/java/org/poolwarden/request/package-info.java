/**
 * Who asks, and how a request is refused. Every room may use it; it calls none. No text of a refusal lives here:
 * logging words them.
 */
package org.poolwarden.request;
