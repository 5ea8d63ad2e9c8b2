/**
 * The calls that parse, bind, execute and fetch, with the cursors that they leave open.
 * Each reads its request to the end before it does anything.
 * Commits, pings and global transactions are in the room above.
 */
package org.poolwarden.standin.call.statement;
