package org.conferenceid.spring.console.mail;

import java.util.List;
import java.util.OptionalLong;
import org.conferenceid.Page;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.delivery.DispatcherStatus;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.Requires;
import org.conferenceid.spring.console.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What waits, what this node's dispatcher does, and the e-mails that failed, which can be sent
 * again. Only a message that failed is queued again, so a form that is sent twice sends one e-mail.
 */
@ConsolePages
final class MailPages {
  private static final AuditQuery FAILED =
      AuditQuery.all().withDelivery(DeliveryState.FAILED).newestFirst();

  private final Administration administration;
  private final ConferenceStore store;
  private final NotificationDispatcher dispatcher;
  private final References references;
  private final ConsoleProperties properties;

  MailPages(
      Administration administration,
      ConferenceStore store,
      NotificationDispatcher dispatcher,
      References references,
      ConsoleProperties properties) {
    this.administration = administration;
    this.store = store;
    this.dispatcher = dispatcher;
    this.references = references;
    this.properties = properties;
  }

  /**
   * An e-mail that failed.
   *
   * @param number the message's number
   * @param reference names the user in links
   * @param user the user's key
   * @param kind what it was about
   * @param at when that happened
   * @param attempts how often it was tried
   * @param problem why the last attempt failed; may be empty
   */
  record Row(
      long number,
      String reference,
      String user,
      String kind,
      Frame.Time at,
      int attempts,
      String problem) {}

  /**
   * What this node's dispatcher does.
   *
   * @param state the state's name
   * @param mood how it looks
   * @param problem what stands in the way; may be empty
   * @param lastRound how long ago it looked for messages; {@code null} if it has not yet
   * @param nextTry when it tries again while everything is refused; else {@code null}
   */
  record Dispatcher(
      String state,
      String mood,
      String problem,
      Frame.@Nullable Amount lastRound,
      Frame.@Nullable Amount nextTry) {

    static Dispatcher of(DispatcherStatus status, Frame frame) {
      String state = state(status);
      return new Dispatcher(
          state,
          switch (state) {
            case "SENDING" -> "good";
            case "OFF" -> "warn";
            default -> "bad";
          },
          status.refusal().or(status::lastFailure).orElse(""),
          status.sinceLastRound().map(frame::amount).orElse(null),
          status.nextTry().map(frame::amount).orElse(null));
    }

    private static String state(DispatcherStatus status) {
      if (status.refusal().isPresent()) {
        return "REFUSED";
      }
      if (status.isPaused()) {
        return "PAUSED";
      }
      if (status.lastFailure().isPresent()) {
        return "FAILING";
      }
      return status.isRunning() ? "SENDING" : "OFF";
    }
  }

  /** How many messages are where, as the reader writes it. */
  record Queue(
      String waiting,
      String leased,
      String leasesRunOut,
      String failed,
      Frame.@Nullable Time oldest) {

    static Queue of(OutboxFigures figures, Frame frame) {
      return new Queue(
          frame.number(figures.waiting()),
          frame.number(figures.leased()),
          frame.number(figures.leasesRunOut()),
          frame.number(figures.failed()),
          figures.oldestDue().map(frame::time).orElse(null));
    }
  }

  @GetMapping("/mail")
  String mail(
      @RequestParam(name = "after", required = false) @Nullable Long after,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    AuditQuery query = FAILED.limit(properties.pageSize());
    Page<AuditEntry> failed = administration.audit(after == null ? query : query.after(after));
    model.addAttribute("queue", Queue.of(store.outbox().figures(), frame));
    model.addAttribute("dispatcher", Dispatcher.of(dispatcher.status(), frame));
    model.addAttribute("rows", failed.items().stream().map(entry -> row(entry, frame)).toList());
    model.addAttribute("first", after == null);
    OptionalLong next = failed.next();
    model.addAttribute("next", next.isPresent() ? next.getAsLong() : null);
    return "conference/mail";
  }

  private Row row(AuditEntry entry, Frame frame) {
    return new Row(
        entry.number(),
        references.of(entry.event().user()),
        entry.event().user().value(),
        entry.event().kind().name(),
        frame.time(entry.event().at()),
        entry.delivery().attempts(),
        entry.delivery().problem().orElse(""));
  }

  @PostMapping("/mail/resend")
  View resend(@RequestParam("number") long number, RedirectAttributes next) {
    int queued = dispatcher.resend(number);
    next.addFlashAttribute(
        Notice.NAME,
        queued == 0 ? Notice.warn("mails.resent.none") : Notice.good("mails.resent.one"));
    return mailPage();
  }

  @GetMapping("/mail/resend-all")
  @Requires(ConsoleRole.MANY)
  String confirmAll(@RequestAttribute(Frame.NAME) Frame frame, Model model) {
    model.addAttribute("failed", frame.number(store.outbox().figures().failed()));
    return "conference/mail-resend-all";
  }

  @PostMapping("/mail/resend-all")
  @Requires(ConsoleRole.MANY)
  View resendAll(@RequestAttribute(Frame.NAME) Frame frame, RedirectAttributes next) {
    long queued = 0;
    AuditQuery query = FAILED.limit(AuditQuery.MAX_LIMIT);
    OptionalLong further = OptionalLong.of(Long.MAX_VALUE);
    while (further.isPresent()) {
      Page<AuditEntry> page = administration.audit(query.after(further.getAsLong()));
      queued += dispatcher.resend(numbers(page.items()));
      further = page.next();
    }
    next.addFlashAttribute(Notice.NAME, Notice.good("mails.resent.all", frame.number(queued)));
    return mailPage();
  }

  private static long[] numbers(List<AuditEntry> entries) {
    return entries.stream().mapToLong(AuditEntry::number).toArray();
  }

  private View mailPage() {
    return SeeOther.at(properties.path() + "/mail");
  }
}
