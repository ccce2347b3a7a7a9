package org.conferenceid.calendar;

/**
 * A tag of an HTML text.
 *
 * @param start where it begins
 * @param end behind its {@code >}
 * @param name the element's name in small letters
 * @param closes whether it ends an element
 */
record Tag(int start, int end, String name, boolean closes) {}
