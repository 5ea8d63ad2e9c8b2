/**
 * Who calls the core, as the server has authenticated them. No interface hands an identity in: the core asks this room,
 * which asks the container's request or the server's management. It knows nothing of what is called.
 */
package org.poolwarden.caller;
