/** The web module of the shop. */
package org.example.shop.web;
