/**
 * The numbered messages. Every text that a person meets as PWARDENnnnn is declared here once. Every room may use it;
 * it calls none.
 */
package org.poolwarden.logging;
