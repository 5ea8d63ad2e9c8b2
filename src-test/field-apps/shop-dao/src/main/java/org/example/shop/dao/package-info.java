/** Data access of the shop, in the lib folder of its EAR. */
package org.example.shop.dao;
