/**
 * What is known of a kill: the request, its states and steps, the evidence, and the note for the audit. These are
 * values and one record that a single thread writes. Nothing here acts.
 */
package org.poolwarden.kill.record;
