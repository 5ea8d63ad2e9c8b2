/**
 * What leaves the console as a text: JSON and CSV of the contract's records, Prometheus' metrics, and a lease for a
 * ticket. Nothing here knows a page, asks a database or decides who may read what: callers hand in the audience.
 */
package org.poolwarden.console.export;
