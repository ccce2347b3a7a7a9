package org.conferenceid.spring.console.user;

import org.conferenceid.AudioConferencing;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.ConferenceInfoResult;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.EnableResult;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.change.RevealIdResult;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.FormKeys;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.People;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.Requires;
import org.conferenceid.spring.console.page.SeeOther;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of one user. Each form leads back to the user's page, which says what it did. The ID
 * stands there in full once: after it was asked for, or has just been given.
 */
@ConsolePages
@RequestMapping("/users/{user}")
final class UserPages {
  /** The flash attribute that lets one page show the ID of this version. */
  static final String SHOWN = "shownVersion";

  private final AudioConferencing conferencing;
  private final Administration administration;
  private final People people;
  private final References references;
  private final FormKeys keys;
  private final String path;

  UserPages(
      AudioConferencing conferencing,
      Administration administration,
      People people,
      References references,
      FormKeys keys,
      String path) {
    this.conferencing = conferencing;
    this.administration = administration;
    this.people = people;
    this.references = references;
    this.keys = keys;
    this.path = path;
  }

  @GetMapping
  String user(
      @PathVariable("user") String reference,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    UserId user = describe(reference, frame, model);
    Object version = model.getAttribute(SHOWN);
    model.addAttribute(
        "id",
        UserView.shownId(
                conferencing, people, user, version instanceof Long known ? known : null, frame)
            .orElse(null));
    model.addAttribute("history", UserView.history(administration, user, frame));
    return "conference/user";
  }

  @GetMapping("/reset")
  @Requires(ConsoleRole.OPERATE)
  String confirmReset(
      @PathVariable("user") String reference,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    return confirm(reference, "conference/reset", frame, model);
  }

  @GetMapping("/disable")
  @Requires(ConsoleRole.OPERATE)
  String confirmDisable(
      @PathVariable("user") String reference,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    return confirm(reference, "conference/disable", frame, model);
  }

  private String confirm(String reference, String page, Frame frame, Model model) {
    UserId user = describe(reference, frame, model);
    model.addAttribute("last", UserView.lastChange(administration, user, frame).orElse(null));
    model.addAttribute("quarantine", administration.quarantine().toDays());
    return page;
  }

  private UserId describe(String reference, Frame frame, Model model) {
    UserId user = references.user(reference);
    model.addAttribute("user", UserView.of(administration, people, user, frame));
    model.addAttribute("here", page(reference));
    model.addAttribute("key", keys.next());
    return user;
  }

  @PostMapping("/reset")
  View reset(
      @PathVariable("user") String reference,
      Form form,
      Authentication person,
      RedirectAttributes next) {
    UserId user = references.user(reference);
    ResetResult result =
        administration
            .resets()
            .reset(form.fill(ResetRequest.of(user), person).expectingVersion(form.shownVersion()));
    if (result instanceof ResetResult.Reset reset) {
      next.addFlashAttribute(
          Notice.NAME, Notice.good(reset.replayed() ? "reset.doneBefore" : "reset.done"));
      next.addFlashAttribute(SHOWN, reset.version());
    } else {
      next.addFlashAttribute(
          Notice.NAME,
          Notice.warn(
              result instanceof ResetResult.StaleId ? "notice.stale" : "notice.notEnabled"));
    }
    return SeeOther.at(page(reference));
  }

  @PostMapping("/enable")
  View enable(
      @PathVariable("user") String reference,
      Form form,
      Authentication person,
      RedirectAttributes next) {
    UserId user = references.user(reference);
    if (isOutdated(user, form, /* enabled= */ false)) {
      next.addFlashAttribute(Notice.NAME, Notice.warn("notice.stale"));
      return SeeOther.at(page(reference));
    }
    EnableResult result = administration.enable(form.fill(EnableRequest.of(user), person));
    if (result instanceof EnableResult.Enabled enabled) {
      next.addFlashAttribute(Notice.NAME, Notice.good("enable.done"));
      next.addFlashAttribute(SHOWN, enabled.version());
    } else {
      next.addFlashAttribute(Notice.NAME, Notice.warn("enable.already"));
    }
    return SeeOther.at(page(reference));
  }

  /** Requests to enable and to disable expect no version: so an outdated page is told here. */
  private boolean isOutdated(UserId user, Form form, boolean enabled) {
    return administration
        .find(user)
        .filter(now -> now.enabled() == enabled && now.version() != form.shownVersion())
        .isPresent();
  }

  @PostMapping("/disable")
  View disable(
      @PathVariable("user") String reference,
      Form form,
      Authentication person,
      RedirectAttributes next) {
    UserId user = references.user(reference);
    if (isOutdated(user, form, /* enabled= */ true)) {
      next.addFlashAttribute(Notice.NAME, Notice.warn("notice.stale"));
    } else {
      DisableResult result = administration.disable(form.fill(DisableRequest.of(user), person));
      next.addFlashAttribute(
          Notice.NAME,
          result instanceof DisableResult.Disabled
              ? Notice.good("disable.done")
              : Notice.warn("notice.notEnabled"));
    }
    return SeeOther.at(page(reference));
  }

  @PostMapping("/inform")
  View inform(
      @PathVariable("user") String reference,
      Form form,
      Authentication person,
      RedirectAttributes next) {
    ConferenceInfoResult result =
        administration.sendConferenceInfo(
            ConferenceInfoRequest.of(references.user(reference))
                .context(form.context(person))
                .idempotencyKey(form.idempotencyKey()));
    next.addFlashAttribute(
        Notice.NAME,
        result instanceof ConferenceInfoResult.Queued
            ? Notice.good("inform.done")
            : Notice.warn("notice.notEnabled"));
    return SeeOther.at(page(reference));
  }

  @PostMapping("/reveal")
  View reveal(
      @PathVariable("user") String reference,
      Form form,
      Authentication person,
      RedirectAttributes next) {
    RevealIdResult result =
        administration.revealId(references.user(reference), form.context(person));
    if (result instanceof RevealIdResult.Revealed revealed) {
      next.addFlashAttribute(Notice.NAME, Notice.good("reveal.done"));
      next.addFlashAttribute(SHOWN, revealed.version());
    } else {
      next.addFlashAttribute(Notice.NAME, Notice.warn("notice.notEnabled"));
    }
    return SeeOther.at(page(reference));
  }

  private String page(String reference) {
    return path + "/users/" + reference;
  }
}
