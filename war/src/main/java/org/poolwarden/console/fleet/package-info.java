/**
 * What a page shows of all nodes of a cluster: the choice of the scope, which nodes have answered, and what they tell.
 * It is made from records of the contract; nothing here asks a node.
 */
package org.poolwarden.console.fleet;
