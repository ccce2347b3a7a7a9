/**
 * E-mail: {@link org.conferenceid.mail.MailNotifier} sends the messages, {@link
 * org.conferenceid.mail.MessageDesign} makes them an organization's own, {@link
 * org.conferenceid.mail.LibphonenumberFormat} shows phone numbers as people read them.
 */
@NullMarked
package org.conferenceid.mail;

import org.jspecify.annotations.NullMarked;
