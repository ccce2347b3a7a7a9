/**
 * Conference IDs for dial-in audio conferences: who has one, how it is reset, and what everybody
 * concerned is told. Start at {@link org.conferenceid.AudioConferencing}.
 *
 * <p>Javadoc in this project cites numbered rules: S1 to S13 are what an administrator of dial-in
 * conferences expects, B1 to B13 what makes it trustworthy. {@code ARCHITECTURE.md} lists them.
 * Unless a parameter is marked nullable, {@code null} is refused with a {@link
 * java.lang.NullPointerException} that names it.
 */
@NullMarked
package org.conferenceid;

import org.jspecify.annotations.NullMarked;
