/** An application at work that leaks nothing, so that it can be measured what a pool and its watchers cost it. */
package org.poolwarden.leaky.load;
