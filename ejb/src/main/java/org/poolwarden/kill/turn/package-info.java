/** When a kill may ask its database, if others ask it too. Nothing here knows who the others are. */
package org.poolwarden.kill.turn;
