package org.conferenceid.spring.console.user;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.MailPreview;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.People;
import org.jspecify.annotations.Nullable;

/**
 * What the pages about one user show.
 *
 * @param name what the user is called
 * @param key the key; empty if it stands for the name
 * @param address the address; may be empty
 * @param language the language of the user's mail, in the reader's; may be empty
 * @param maskedId the ID, masked; {@code null} for somebody who is not enabled
 * @param lastDigits the digits of the ID that masks leave; empty without an ID
 * @param version of the user's ID; 0 for somebody who was never enabled
 * @param since since when that is so; {@code null} for somebody who was never enabled
 * @param mail who would get a message, or why nobody would
 */
record UserView(
    String name,
    String key,
    String address,
    String language,
    @Nullable String maskedId,
    String lastDigits,
    long version,
    Frame.@Nullable Time since,
    Mail mail) {
  private static final int LAST_DIGITS = 2;
  private static final int ENTRIES = 20;
  private static final char FIRST_STRONG_ISOLATE = '\u2068';
  private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

  /**
   * Who would get a message.
   *
   * @param kind {@code to}, {@code off}, {@code noAddress} or {@code unavailable}
   * @param address where it goes; empty if nowhere
   * @param language in which language; empty if nowhere
   */
  record Mail(String kind, String address, String language) {
    boolean isWanted() {
      return !kind.equals("off");
    }
  }

  /**
   * A line of the history.
   *
   * @param kind what happened
   * @param at when
   * @param actor who asked for it; may be empty
   * @param reason why, for administrators; may be empty
   * @param publicReason why, as the user was told; may be empty
   * @param oldId the ID before, masked; may be empty
   * @param newId the ID after, masked; may be empty
   * @param delivery what became of the message; empty if there is none
   * @param look how that looks: {@code good}, {@code warn}, {@code bad} or nothing
   * @param problem why it was not sent; may be empty
   */
  record Line(
      String kind,
      Frame.Time at,
      String actor,
      String reason,
      String publicReason,
      String oldId,
      String newId,
      String delivery,
      String look,
      String problem) {

    /** The actor within a sentence, whatever the direction of both. */
    public String isolatedActor() {
      return FIRST_STRONG_ISOLATE + actor + POP_DIRECTIONAL_ISOLATE;
    }
  }

  static UserView of(Administration administration, People people, UserId user, Frame frame) {
    Optional<Organizer> organizer = administration.find(user);
    Optional<Recipient> recipient = people.find(user);
    String name = recipient.map(Recipient::name).filter(text -> !text.isBlank()).orElse("");
    Optional<String> masked = organizer.flatMap(Organizer::id).map(frame::masked);
    return new UserView(
        name.isEmpty() ? user.value() : name,
        name.isEmpty() ? "" : user.value(),
        recipient.map(found -> found.address().value()).orElse(""),
        recipient.map(found -> language(found.language(), frame)).orElse(""),
        masked.orElse(null),
        masked.map(id -> id.substring(id.length() - LAST_DIGITS)).orElse(""),
        organizer.map(Organizer::version).orElse(0L),
        organizer.map(found -> frame.time(found.since())).orElse(null),
        mail(administration.resets().preview(user).mail(), frame));
  }

  private static Mail mail(MailPreview preview, Frame frame) {
    if (preview instanceof MailPreview.To to) {
      return new Mail(
          "to", to.recipient().address().value(), language(to.recipient().language(), frame));
    }
    return new Mail(
        preview instanceof MailPreview.Off
            ? "off"
            : preview instanceof MailPreview.NoAddress ? "noAddress" : "unavailable",
        "",
        "");
  }

  private static String language(Locale language, Frame frame) {
    return language.getDisplayName(frame.language());
  }

  static List<Line> history(Administration administration, UserId user, Frame frame) {
    Page<AuditEntry> page =
        administration.audit(AuditQuery.all().ofUser(user).newestFirst().limit(ENTRIES));
    return page.items().stream().map(entry -> line(entry, frame)).toList();
  }

  /** The last change of the ID, for who is about to change it again. */
  static Optional<Line> lastChange(Administration administration, UserId user, Frame frame) {
    return administration
        .audit(AuditQuery.all().ofUser(user).newestFirst().limit(ENTRIES))
        .items()
        .stream()
        .filter(entry -> entry.event().kind().changesId())
        .findFirst()
        .map(entry -> line(entry, frame));
  }

  private static Line line(AuditEntry entry, Frame frame) {
    DeliveryState state = entry.delivery().state();
    return new Line(
        entry.event().kind().name(),
        frame.time(entry.event().at()),
        entry.context().actor().orElse(""),
        entry.context().reason().orElse(""),
        entry.context().publicReason().orElse(""),
        entry.event().oldId().map(frame::masked).orElse(""),
        entry
            .event()
            .newId()
            .filter(id -> !Optional.of(id).equals(entry.event().oldId()))
            .map(frame::masked)
            .orElse(""),
        entry.event().kind().carriesMail() ? state.name() : "",
        switch (state) {
          case SENT -> "good";
          case PENDING, LEASED -> "warn";
          case FAILED -> "bad";
          case OFF, SUPERSEDED -> "";
        },
        entry.delivery().problem().orElse(""));
  }

  static Optional<ShownId> shownId(
      AudioConferencing conferencing,
      People people,
      UserId user,
      @Nullable Long version,
      Frame frame) {
    return conferencing
        .administration()
        .find(user)
        .filter(organizer -> version != null && organizer.version() == version)
        .flatMap(Organizer::id)
        .map(
            id ->
                ShownId.of(
                    conferencing,
                    user,
                    id,
                    frame.language(),
                    people.find(user).map(Recipient::language).orElse(frame.language())));
  }
}
