/**
 * Several kills that are requested together. Each lease is checked again right before its own kill. Nothing is ended
 * that the preview did not show.
 */
package org.poolwarden.kill.batch;
