/**
 * The HTTP API of version 1, by Jakarta REST. Its records are the contract's, its refusals are problem details, and
 * openapi.json declares all of it. Nothing outside names these classes, so that a server without Jakarta REST loads
 * none of them.
 */
package org.poolwarden.console.api;
