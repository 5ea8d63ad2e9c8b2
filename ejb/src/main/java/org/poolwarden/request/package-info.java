/**
 * Who asks, how a request is refused, and what could not be read. Every package may use it, and it uses none. The texts
 * of refusals are in the package logging.
 */
package org.poolwarden.request;
