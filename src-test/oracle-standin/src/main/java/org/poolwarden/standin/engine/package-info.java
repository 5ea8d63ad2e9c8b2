/**
 * The interface between the protocol and a database.
 * An engine of one's own implements it to test what goes over the wire.
 * Nothing here knows H2, a socket or the dictionary.
 */
package org.poolwarden.standin.engine;
