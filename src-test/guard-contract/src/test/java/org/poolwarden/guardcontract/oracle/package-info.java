/**
 * The engines that the real Oracle driver talks to: an Oracle, and the stand-in.
 */
package org.poolwarden.guardcontract.oracle;
