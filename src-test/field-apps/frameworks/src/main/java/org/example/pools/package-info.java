/** An application that lays a pool over the server's. */
package org.example.pools;
