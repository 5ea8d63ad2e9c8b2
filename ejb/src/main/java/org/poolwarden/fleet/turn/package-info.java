/**
 * Keeps the kills of one database to three for all nodes together. Each node tells the others what it has in progress;
 * nobody grants anything, so nobody has to be elected or replaced.
 */
package org.poolwarden.fleet.turn;
