/**
 * What the other nodes of the fleet have told of their sessions, and what follows from it for a session of a database.
 * Pure: who has told what, who is silent and who has left is given.
 */
package org.poolwarden.leak.neighbours;
