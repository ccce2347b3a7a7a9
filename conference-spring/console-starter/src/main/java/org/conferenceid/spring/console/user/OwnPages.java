package org.conferenceid.spring.console.user;

import org.conferenceid.AudioConferencing;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.ConferenceInfoResult;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.spring.console.CurrentOrganizer;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.ForEverybody;
import org.conferenceid.spring.console.page.FormKeys;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.People;
import org.conferenceid.spring.console.page.SeeOther;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The organizer's own page. It needs no role, and concerns nobody but who is signed in: no part of
 * a request says whose ID it is. Organizers see their own ID in full, as in their invitations.
 */
@ConsolePages
@RequestMapping("/own")
final class OwnPages {
  private final AudioConferencing conferencing;
  private final Administration administration;
  private final People people;
  private final CurrentOrganizer current;
  private final FormKeys keys;
  private final String here;
  private final boolean meetings;

  OwnPages(
      AudioConferencing conferencing,
      Administration administration,
      People people,
      CurrentOrganizer current,
      FormKeys keys,
      String path,
      boolean meetings) {
    this.conferencing = conferencing;
    this.administration = administration;
    this.people = people;
    this.current = current;
    this.keys = keys;
    this.here = path + "/own";
    this.meetings = meetings;
  }

  @GetMapping
  @ForEverybody
  String own(Authentication person, @RequestAttribute(Frame.NAME) Frame frame, Model model) {
    UserId user = describe(person, frame, model);
    UserView shown = UserView.of(administration, people, user, frame);
    model.addAttribute(
        "id", UserView.shownId(conferencing, people, user, shown.version(), frame).orElse(null));
    model.addAttribute("meetings", meetings);
    return "conference/own";
  }

  @GetMapping("/reset")
  @ForEverybody
  String confirmReset(
      Authentication person, @RequestAttribute(Frame.NAME) Frame frame, Model model) {
    UserId user = describe(person, frame, model);
    model.addAttribute("last", UserView.lastChange(administration, user, frame).orElse(null));
    model.addAttribute("quarantine", administration.quarantine().toDays());
    return "conference/reset";
  }

  private UserId describe(Authentication person, Frame frame, Model model) {
    UserId user = user(person);
    model.addAttribute("user", UserView.of(administration, people, user, frame));
    model.addAttribute("here", here);
    model.addAttribute("key", keys.next());
    model.addAttribute("own", true);
    return user;
  }

  private UserId user(Authentication person) {
    return current
        .userOf(person)
        .orElseThrow(() -> new AccessDeniedException("This person is no organizer"));
  }

  @PostMapping("/reset")
  @ForEverybody
  View reset(Form form, Authentication person, RedirectAttributes next) {
    ResetResult result =
        administration
            .resets()
            .reset(
                form.fill(ResetRequest.of(user(person)), person)
                    .expectingVersion(form.shownVersion()));
    next.addFlashAttribute(
        Notice.NAME,
        result instanceof ResetResult.Reset reset
            ? Notice.good(reset.replayed() ? "reset.doneBefore" : "own.reset.done")
            : Notice.warn(result instanceof ResetResult.StaleId ? "own.stale" : "own.notEnabled"));
    return SeeOther.at(here);
  }

  @PostMapping("/inform")
  @ForEverybody
  View inform(Form form, Authentication person, RedirectAttributes next) {
    ConferenceInfoResult result =
        administration.sendConferenceInfo(
            ConferenceInfoRequest.of(user(person))
                .context(form.context(person))
                .idempotencyKey(form.idempotencyKey()));
    next.addFlashAttribute(
        Notice.NAME,
        result instanceof ConferenceInfoResult.Queued
            ? Notice.good("own.inform.done")
            : Notice.warn("own.notEnabled"));
    return SeeOther.at(here);
  }
}
