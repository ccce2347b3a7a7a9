package org.conferenceid.mail;

import java.util.Locale;

/** A message in words: what stands in it, before it becomes mail. */
record RenderedMessage(Locale language, String subject, String text, String html) {}
