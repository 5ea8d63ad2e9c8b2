/**
 * The stand-in as a whole, as a library and as a program: the builder, the listener and the command line.
 * It ties the rooms below together and configures them.
 * No SQL is run here and no byte of the protocol is read.
 */
package org.poolwarden.standin;
