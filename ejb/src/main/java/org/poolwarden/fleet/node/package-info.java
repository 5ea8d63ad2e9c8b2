/**
 * Makes this server one node of the fleet: what it tells the others, what it shows of them, and how it joins them. It
 * is the only room of the fleet that knows the core.
 */
package org.poolwarden.fleet.node;
