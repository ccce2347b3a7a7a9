package org.conferenceid.examples.adminconsole;

import java.util.function.Consumer;

/**
 * Something that a reader may meet: a page, a window of one, or what one says after a form.
 *
 * @param name for pictures
 * @param person who meets it
 * @param way how it is reached
 */
record State(String name, LogIn person, Consumer<Scene> way) {}
