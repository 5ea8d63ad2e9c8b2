/**
 * A database in memory: its instances, its sessions, its background processes and the objects of SYS.
 * It assembles the rooms below, and only here do they meet.
 * The network protocol is not known here; clients arrive through the interfaces of {@code engine}.
 */
package org.poolwarden.standin.database;
