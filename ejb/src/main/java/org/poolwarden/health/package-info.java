/**
 * Whether this server should be sent work, as far as its pools tell, for clients of MicroProfile Health. On a server
 * without that nobody asks, and nothing here is registered. It answers from memory, on a thread of the server.
 */
package org.poolwarden.health;
