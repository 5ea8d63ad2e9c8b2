/**
 * Asks the other nodes, and answers them. What travels is JSON of the contract, with a version; how it travels is the
 * business of a transport. Nothing here knows what a question means, or waits longer than it was given.
 */
package org.poolwarden.fleet;
