/**
 * Records of the contract as JSON, for programs and for the other nodes: writing, and reading again. It knows the
 * contract and nothing else.
 */
package org.poolwarden.json;
