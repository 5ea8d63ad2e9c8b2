/**
 * TNS: packets, and the break and reset markers between them.
 * One thread for each connection reads ahead, so that a break or the end of the client is seen while a statement runs.
 * What a packet's body means is not known here.
 */
package org.poolwarden.standin.packet;
