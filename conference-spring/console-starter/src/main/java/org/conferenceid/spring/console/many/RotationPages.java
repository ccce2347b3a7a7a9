package org.conferenceid.spring.console.many;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.conferenceid.Organizer;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.spring.ConferenceProperties;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.References;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Whose IDs are old, the oldest first: those whom a rotation would reset. Changes nothing. */
@ConsolePages
final class RotationPages {
  private static final int USUAL_DAYS = 365;
  private static final int MAX_DAYS = 36_500;

  private final Administration administration;
  private final References references;
  private final ConsoleProperties properties;
  private final Optional<Duration> nightly;

  RotationPages(
      Administration administration,
      References references,
      ConsoleProperties properties,
      ConferenceProperties conference) {
    this.administration = administration;
    this.references = references;
    this.properties = properties;
    this.nightly = Optional.ofNullable(conference.rotation().olderThan());
  }

  /**
   * A user whose ID is old.
   *
   * @param reference names the user in links
   * @param user the user's key
   * @param id the ID, masked
   * @param since since when the user has it
   */
  record Row(String reference, String user, String id, Frame.Time since) {}

  @GetMapping("/rotation")
  String rotation(
      @RequestParam(name = "days", required = false) @Nullable Integer given,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    long days =
        given == null
            ? nightly.map(Duration::toDays).orElse((long) USUAL_DAYS)
            : Math.max(0, Math.min(MAX_DAYS, given));
    List<Organizer> due =
        administration
            .bulkResets()
            .previewRotation(
                Rotation.ofIdsOlderThan(days == 0 ? Duration.ofSeconds(1) : Duration.ofDays(days))
                    .batchSize(properties.pageSize()));
    model.addAttribute("days", days);
    model.addAttribute("rows", due.stream().map(one -> row(one, frame)).toList());
    model.addAttribute("more", due.size() == properties.pageSize());
    model.addAttribute("nightly", nightly.map(frame::amount).orElse(null));
    return "conference/rotation";
  }

  private Row row(Organizer organizer, Frame frame) {
    return new Row(
        references.of(organizer.user()),
        organizer.user().value(),
        organizer.id().map(frame::masked).orElse(""),
        frame.time(organizer.since()));
  }
}
