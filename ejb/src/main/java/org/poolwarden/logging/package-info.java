/**
 * The numbered messages. Every text with a number PWARDENnnnn is declared here once. Every package may use it, and it
 * uses none.
 */
package org.poolwarden.logging;
